"""Bringing digitised registers into the books: read a file, check each row as a clerk's form would, enter what is new,
say of every other row why not. Nothing in a book is ever overwritten by a file.
"""

"""The verbs of the post desk. One verb = one transaction; they take ids and values, never a request or a form."""

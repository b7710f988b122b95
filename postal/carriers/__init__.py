"""Talking with a carrier's system: by hand (default), by CSV, or over HTTP with signed messages both ways.

Nothing here moves a parcel by itself: every report ends in the verbs that a postal worker uses (actions/delivery.py).
"""

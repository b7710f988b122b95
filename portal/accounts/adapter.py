"""How log-in speaks to people."""

from allauth.account.adapter import DefaultAccountAdapter


class AccountAdapter(DefaultAccountAdapter):
    """E-mail goes through the same outbox as every other message."""

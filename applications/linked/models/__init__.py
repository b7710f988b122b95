"""Linked cases in the database."""

from applications.linked.models.authority import Authority, AuthorityKind, Transport
from applications.linked.models.case import LinkedCase
from applications.linked.models.child import ChildCase, ChildPaper
from applications.linked.models.history import ChildMove, HandOverSlip, PartnerMessage, UntoldMove

__all__ = [
    "Authority",
    "AuthorityKind",
    "ChildCase",
    "ChildMove",
    "ChildPaper",
    "HandOverSlip",
    "LinkedCase",
    "PartnerMessage",
    "Transport",
    "UntoldMove",
]

"""A citizen's request, its papers, its history, and the money rules by date."""

from applications.models.application import Application, Channel
from applications.models.attachment import Attachment
from applications.models.book import BookKind, PrintedBook
from applications.models.correction import Correction
from applications.models.filed_paper import FiledPaper, FiledPaperKind
from applications.models.history import StateChange
from applications.models.money import (
    BankAccount,
    CollectionMode,
    DatedTerm,
    FeeCollection,
    FeePolicy,
    FeeWaiver,
    PostageTariff,
    TermsChange,
)
from applications.models.onetime import OneTimeCode
from applications.models.policy import DeadlinePolicy
from applications.models.recount import Recount
from applications.models.round import Round
from applications.models.slip import OF_THE_OFFICE, SIGNED_BY_THE_HEAD, Slip, SlipKind

__all__ = [
    "OF_THE_OFFICE",
    "SIGNED_BY_THE_HEAD",
    "Application",
    "Attachment",
    "BankAccount",
    "BookKind",
    "Channel",
    "CollectionMode",
    "Correction",
    "DatedTerm",
    "DeadlinePolicy",
    "FeeCollection",
    "FeePolicy",
    "FeeWaiver",
    "FiledPaper",
    "FiledPaperKind",
    "OneTimeCode",
    "PostageTariff",
    "PrintedBook",
    "Recount",
    "Round",
    "Slip",
    "SlipKind",
    "StateChange",
    "TermsChange",
]

"""The verbs of linked cases. One verb = one transaction; they take ids and values, never a request or a form."""

from applications.linked.actions.advancing import advance, advance_cases
from applications.linked.actions.opening import open_cases
from applications.linked.actions.partner import ask_for_supplement, confirm, dispute, refuse, resolve
from applications.linked.actions.sending import confirm_on_paper, deliver_by_hand, send, send_pending
from applications.linked.actions.succeeding import pass_on_abolished
from applications.linked.actions.supplementing import add_paper, answer

__all__ = [
    "add_paper",
    "advance",
    "advance_cases",
    "answer",
    "ask_for_supplement",
    "confirm",
    "confirm_on_paper",
    "deliver_by_hand",
    "dispute",
    "open_cases",
    "pass_on_abolished",
    "refuse",
    "resolve",
    "send",
    "send_pending",
]

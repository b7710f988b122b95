"""The verbs. One verb = one transaction; they take ids and values, never a request or a form."""

from applications.actions.absences import enter_absence
from applications.actions.answers import TYPED, change_kind, discard_draft, keep_typed, save_answers
from applications.actions.apologies import decline_apology, propose_apology, sign_apology
from applications.actions.attaching import attach, remove_attachment, supplement_slot
from applications.actions.collecting import (
    collect,
    compare_originals,
    hold_to_comparison,
    invite_to_collect,
    is_compared,
    keep_result,
)
from applications.actions.control import ask_for_book, issue_control_sheet
from applications.actions.correcting import (
    cancel_copy,
    decline_correction,
    open_correction,
    propose_correction,
    reissue,
)
from applications.actions.delivery import (
    deliver,
    hand_to_post,
    lose_on_the_way,
    note_complaint,
    note_complaint_answer,
    note_failed_delivery,
    note_replacement,
    note_shared_envelope,
    reprint_lost,
    return_to_office,
)
from applications.actions.desk import ask_for_supplement, assign, propose_refusal, receive, take
from applications.actions.drafting import draft_original, draw_up, rewrite_draft, send_for_signature
from applications.actions.extending import extend, may_extend
from applications.actions.filing import remove_old_drafts, resubmit, start_draft, submit, withdraw
from applications.actions.lapsing import lapse_unanswered, last_day_to_answer
from applications.actions.paying import pay
from applications.actions.recounting import finish_recounts, order_recount
from applications.actions.signing import decline_refusal, return_to_drafter, sign, sign_refusal
from applications.actions.succeeding import left_behind, pass_on_ended, take_over
from applications.actions.terms import add_term, end_term, take_back_term
from applications.actions.transferring import transfer

__all__ = [
    "TYPED",
    "add_term",
    "ask_for_book",
    "ask_for_supplement",
    "assign",
    "attach",
    "cancel_copy",
    "change_kind",
    "collect",
    "compare_originals",
    "decline_apology",
    "decline_correction",
    "decline_refusal",
    "deliver",
    "discard_draft",
    "draft_original",
    "draw_up",
    "end_term",
    "enter_absence",
    "extend",
    "finish_recounts",
    "hand_to_post",
    "hold_to_comparison",
    "invite_to_collect",
    "is_compared",
    "issue_control_sheet",
    "keep_result",
    "keep_typed",
    "lapse_unanswered",
    "last_day_to_answer",
    "left_behind",
    "lose_on_the_way",
    "may_extend",
    "note_complaint",
    "note_complaint_answer",
    "note_failed_delivery",
    "note_replacement",
    "note_shared_envelope",
    "open_correction",
    "order_recount",
    "pass_on_ended",
    "pay",
    "propose_apology",
    "propose_correction",
    "propose_refusal",
    "receive",
    "reissue",
    "remove_attachment",
    "remove_old_drafts",
    "reprint_lost",
    "resubmit",
    "return_to_drafter",
    "return_to_office",
    "rewrite_draft",
    "save_answers",
    "send_for_signature",
    "sign",
    "sign_apology",
    "sign_refusal",
    "start_draft",
    "submit",
    "supplement_slot",
    "take",
    "take_back_term",
    "take_over",
    "transfer",
    "withdraw",
]

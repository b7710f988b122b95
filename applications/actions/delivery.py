"""What the post desk tells a dossier: handed to the post, delivered, returned. Called by postal/, never the other way."""

from datetime import date, datetime

from applications.actions.moves import move
from applications.models import Application
from civil_registry.print_runs import print_anew
from portal.accounts.actors import Actor


def hand_to_post(application_id: int, *, tracking_number: str, by: Actor, at: datetime) -> Application:
    """Both sides have confirmed the hand-over. Source: QĐ 45/2016 Art. 9."""
    with move(application_id, "hand_to_post", by=by, at=at) as moving:
        moving.application.hand_to_post(at=at)
        moving.detail = {"tracking_number": tracking_number, "collect_vnd": moving.application.due_total_vnd}
    return moving.application


def note_shared_envelope(application_id: int, *, is_shared: bool, postage_vnd: int, by: Actor, at: datetime) -> Application:
    """Its copy travels in one envelope with others of the same recipient, or alone again; `postage_vnd` is what is left to pay
    for its carriage. On the timeline, no move."""
    with move(application_id, "share_envelope" if is_shared else "send_alone", by=by, at=at) as moving:
        moving.application.postage_vnd = postage_vnd
        moving.detail = {"postage_vnd": postage_vnd}
    return moving.application


def deliver(application_id: int, *, by: Actor, at: datetime, collected_vnd: int | None = None) -> Application:
    """The citizen has the paper and has paid `collected_vnd` for it: the application is closed."""
    with move(application_id, "deliver", by=by, at=at) as moving:
        moving.application.deliver(at=at)
        moving.detail = {} if collected_vnd is None else {"collected_vnd": collected_vnd}
    return moving.application


def note_failed_delivery(application_id: int, *, reason: str, by: Actor, at: datetime) -> Application:
    """A try without success: told to the citizen, no move."""
    with move(application_id, "fail_delivery", by=by, at=at) as moving:
        moving.reason = reason
    return moving.application


def return_to_office(application_id: int, *, reason: str, by: Actor, at: datetime) -> Application:
    with move(application_id, "return_to_office", by=by, at=at) as moving:
        moving.application.return_to_office()
        moving.reason = reason
    return moving.application


def lose_on_the_way(application_id: int, *, reason: str, by: Actor, at: datetime) -> Application:
    """Lost or spoilt by the post: the dossier is the office's again, which decides. Source: QĐ 45/2016 Art. 14."""
    with move(application_id, "lose_on_the_way", by=by, at=at) as moving:
        moving.application.lose_on_the_way()
        moving.reason = reason
    return moving.application


def note_replacement(application_id: int, *, reason: str, by: Actor, at: datetime) -> Application:
    """What the post lost or spoilt is issued again at its cost: told to the citizen, no move. Source: QĐ 45/2016 Art. 14."""
    with move(application_id, "replace_lost", by=by, at=at) as moving:
        moving.reason = reason
    return moving.application


def reprint_lost(application_id: int, *, reason: str, by: Actor, at: datetime) -> Application:
    """An original that the post lost or spoilt is printed once more, with its number, and goes out again at the post's cost.

    There is one original of an entry: it is not cancelled for a sheet that got lost. Source: QĐ 45/2016 Art. 14; the law of
    registers says nothing of a sheet lost before its person had it (for the Department to confirm).
    """
    with move(application_id, "reprint_lost", by=by, at=at) as moving:
        application = moving.application
        application.reissue(at=at)
        print_anew(application.extract_id, reason=reason[:200], by_id=by.user_id, at=at)
        moving.reason = reason
    return moving.application


def note_complaint(application_id: int, *, answer_by_on: date, by: Actor, at: datetime) -> Application:
    """A complaint with the post is open: told to nobody but on the timeline, no move."""
    with move(application_id, "complain", by=by, at=at) as moving:
        moving.detail = {"answer_by_on": answer_by_on.isoformat()}
    return moving.application


def note_complaint_answer(application_id: int, *, answer: str, by: Actor, at: datetime) -> Application:
    """What the post answered, told to the citizen; no move. Source: TT 17/2017/TT-BTTTT Art. 7."""
    with move(application_id, "answer_complaint", by=by, at=at) as moving:
        moving.reason = answer
    return moving.application

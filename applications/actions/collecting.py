"""At the desk: originals compared and the register signed; the result given after a look at an identity paper, or kept.

Source: NĐ 87/2020/NĐ-CP Art. 12(4) (at the office); TT 17/2017/TT-BTTTT Art. 5(2)(d) (who comes for another is authorised).
"""

from collections.abc import Collection
from datetime import datetime

from django.db.models import Q

from applications.actions.moves import move
from applications.errors import ChangedMeanwhile, OriginalsNotCompared, PaperVoid, ReasonMissing, RegisterNotSigned
from applications.models import Application
from applications.models.application import DeliveryMethod
from applications.procedures import procedure_for
from applications.procedures.base import Procedure
from applications.states import State
from civil_registry.models import CopyState
from portal.accounts.actors import Actor
from portal.text import clean

SHOWN = {
    "cccd": "Thẻ căn cước, căn cước công dân",
    "passport": "Hộ chiếu",
    "vneid": "Căn cước điện tử (VNeID)",
    "other": "Giấy tờ có ảnh khác",
}


def invite_to_collect(
    application_id: int, *, by: Actor, at: datetime, reason: str = "", seen_version: int | None = None
) -> Application:
    """The copy waits at the desk: signed for who comes himself, or brought back by the post.

    Raises PaperVoid, ChangedMeanwhile.
    """
    with move(application_id, "make_ready_for_collection", by=by, at=at, seen_version=seen_version) as moving:
        moving.application.make_ready_for_collection()
        _hold_to_valid_paper(moving.application)
        moving.reason = clean(reason)
    return moving.application


# Rows of the history after which originals were seen: at this office, or at the one whose register it has taken over.
COMPARED = Q(verb="compare_originals") | Q(verb="pass_to_successor", detail__has_key="compared")


def is_compared(application: Application) -> bool:
    """Whether originals were seen and the register signed already: by who has his paper sent, before it is signed for him.

    At the office that is competent now, whose register it is; and of every paper that has come in since.
    """
    here = application.history.filter(COMPARED, dossier_office=application.office_id).last()
    procedure = procedure_for(application.procedure_code)
    return here is not None and _to_compare(procedure, application) <= set(here.detail.get("compared", ()))


def may_compare(application: Application) -> bool:
    """Received, of a procedure that registers, and not done yet."""
    is_asked = application.state == State.RECEIVED and procedure_for(application.procedure_code).writing is not None
    return is_asked and not is_compared(application)


def compare_originals(
    application_id: int,
    *,
    compared: Collection[str],
    has_signed_register: bool,
    present: int,
    by: Actor,
    at: datetime,
    seen_version: int | None = None,
) -> Application:
    """The person came before the paper is made, to have it sent: as at the collection, without giving anything. No move.

    Raises OriginalsNotCompared, RegisterNotSigned, ChangedMeanwhile. Source: 60/2014/QH13 Art. 16(2), 18(2).
    """
    with move(application_id, "compare_originals", by=by, at=at, seen_version=seen_version) as moving:
        if moving.application.state != State.RECEIVED:
            raise ChangedMeanwhile(moving.application.history.last())
        procedure = procedure_for(moving.application.procedure_code)
        _hold_to(procedure, moving.application, compared, has_signed_register=has_signed_register, present=present)
        moving.detail = {"compared": sorted(compared), "present": present, "has_signed_register": has_signed_register}
    return moving.application


def hold_to_comparison(application: Application) -> None:
    """Nothing goes by post whose originals nobody saw and for which nobody signed. Raises OriginalsNotCompared."""
    is_sent = application.delivery_method == DeliveryMethod.POST
    if is_sent and procedure_for(application.procedure_code).writing and not is_compared(application):
        raise OriginalsNotCompared


def collect(
    application_id: int,
    *,
    who: str,
    name: str,
    shown: str,
    last_digits: str,
    compared: Collection[str] = (),
    has_signed_register: bool = False,
    present: int = 1,
    by: Actor,
    at: datetime,
    seen_version: int | None = None,
) -> Application:
    """Handed over at the desk: closes the dossier. `who` is "self" or "other" (with an authorisation); of the number of the
    paper shown only the last four are kept. Where the procedure registers an event: `compared` are the papers whose originals
    were seen, `present` the persons who came themselves and, with the official, signed the register.

    Raises ReasonMissing, PaperVoid, OriginalsNotCompared, RegisterNotSigned, ChangedMeanwhile.
    Source: 60/2014/QH13 Art. 16(2), 18(2).
    """
    name = clean(name)[:200]
    if not name or shown not in SHOWN or who not in {"self", "other"}:
        raise ReasonMissing
    with move(application_id, "collect", by=by, at=at, seen_version=seen_version) as moving:
        moving.detail = {"who": who, "name": name, "shown": shown, "last_digits": last_digits[-4:]}
        procedure = procedure_for(moving.application.procedure_code)
        if procedure.writing and not is_compared(moving.application):
            _hold_to(procedure, moving.application, compared, has_signed_register=has_signed_register, present=present)
            moving.detail |= {"compared": sorted(compared), "present": present, "has_signed_register": has_signed_register}
        moving.application.collect(at=at)
        _hold_to_valid_paper(moving.application)
    return moving.application


def _hold_to_valid_paper(application: Application) -> None:
    if application.extract is None or application.extract.state != CopyState.SIGNED:
        raise PaperVoid


def _hold_to(
    procedure: Procedure, application: Application, compared: Collection[str], *, has_signed_register: bool, present: int
) -> None:
    """What the law wants done at the desk before the paper is given."""
    if not _to_compare(procedure, application) <= set(compared):
        raise OriginalsNotCompared
    if procedure.present and (not has_signed_register or present < procedure.present):
        raise RegisterNotSigned(procedure.present)


def _to_compare(procedure: Procedure, application: Application) -> set[str]:
    """The slots of what came in as a photo and is compared with its original."""
    there = set(application.attachments.filter(removed_at__isnull=True).values_list("slot", flat=True))
    return {slot.code for slot in procedure.compared(application.answers)} & there


def keep_result(application_id: int, *, reason: str, by: Actor, at: datetime) -> Application:
    """The post brought it back and nobody can be reached: the copy is kept at the office until its requester asks for it.

    No move. Raises ReasonMissing.
    """
    if not clean(reason):
        raise ReasonMissing
    with move(application_id, "keep_result", by=by, at=at) as moving:
        moving.reason = clean(reason)
    return moving.application

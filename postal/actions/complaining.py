"""A complaint is opened by the citizen or for him, and answered by who leads the post office; each once, each told.

Source: TT 17/2017/TT-BTTTT Art. 7; QĐ 45/2016/QĐ-TTg Art. 14 (what the post has lost or spoilt it bears).
"""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from applications import actions as applications
from portal.accounts.actors import CITIZEN, Actor
from portal.text import clean
from postal.actions import delivery
from postal.actions.disputing import dispute_money
from postal.actions.events import locked_envelope, locked_parcels, write_event
from postal.complaints import answer_by, answers_open_to, kinds_open_to, last_day_to_complain
from postal.errors import AnswerNotFit, ComplaintAnswered, ComplaintTooLate, NothingToComplain, ReasonNeeded
from postal.models import Complaint, ItemKind, ParcelState

Kind, Outcome = Complaint.Kind, Complaint.Outcome


def complain(parcel_id: int, kind: str, *, words: str, by: Actor, at: datetime) -> Complaint:
    """While one of the kind is open, saying it again changes nothing. Of an envelope said to be delivered and paid, the
    office's books hear as well. Raises ReasonNeeded (other, without words), ComplaintTooLate, NothingToComplain.
    """
    words = clean(words)[:500]
    if kind == Kind.OTHER and not words:
        raise ReasonNeeded
    with transaction.atomic():
        parcel = locked_parcels().get(pk=parcel_id)
        if waiting := parcel.complaints.filter(kind=kind, answered_at__isnull=True).first():
            return waiting
        today = timezone.localdate(at)
        if kind not in kinds_open_to(parcel, today=today):
            last = last_day_to_complain(parcel)
            raise ComplaintTooLate(last) if last and today > last else NothingToComplain(parcel.deliver_by_on)
        made = Complaint.objects.create(
            parcel=parcel,
            kind=kind,
            told_by=Complaint.ToldBy.CITIZEN if by.role == CITIZEN else Complaint.ToldBy.OFFICIAL,
            words=words,
            opened_by_id=by.user_id,
            opened_at=at,
            answer_by_on=answer_by(parcel, opened_at=at),
        )
        write_event(parcel, "complaint", key=f"complaint:{made.pk}", by=by, at=at, note=made.get_kind_display())
        applications.note_complaint(parcel.application_id, answer_by_on=made.answer_by_on, by=by, at=at)
        if kind == Kind.NOT_RECEIVED and parcel.state == ParcelState.DELIVERED:
            said = {"kind": ItemKind.SAID_NOT_RECEIVED, "paid_vnd": 0, "words": words}
            dispute_money(parcel.application_id, **said, by=by, at=at)
    return made


def answer(complaint_id: int, outcome: str, *, words: str, by: Actor, at: datetime) -> Complaint:
    """The post's answer, told to the citizen. Lost or damaged moves the envelope: the office decides what next.

    Raises ReasonNeeded, AnswerNotFit (not where the envelope is now), ComplaintAnswered.
    """
    words = clean(words)[:500]
    if not words:
        raise ReasonNeeded
    with transaction.atomic():
        parcel_id = Complaint.objects.values_list("parcel_id", flat=True).get(pk=complaint_id)
        parcel = next(one for one in locked_envelope(parcel_id) if one.pk == parcel_id)
        complaint = Complaint.objects.get(pk=complaint_id)  # under its envelope's lock
        if complaint.answered_at:
            raise ComplaintAnswered
        if outcome not in answers_open_to(parcel):
            raise AnswerNotFit(parcel.get_state_display())
        complaint.outcome, complaint.answer = outcome, words
        complaint.answered_by_id, complaint.answered_at = by.user_id, at
        complaint.save()
        write_event(parcel, "answered", key=f"answered:{complaint.pk}", by=by, at=at, note=complaint.get_outcome_display())
        applications.note_complaint_answer(parcel.application_id, answer=words, by=by, at=at)
        if outcome in {Outcome.LOST, Outcome.DAMAGED}:
            told = {"note": words[:250], "key": f"admitted:{complaint.pk}", "source": "desk"}
            delivery.admit(parcel.pk, outcome, **told, by=by, at=at)
    return complaint

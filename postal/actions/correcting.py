"""A confirmed record is never edited, only countered: by a record of its own, numbered, printed and confirmed by both sides.

Source: QĐ 45/2016/QĐ-TTg Art. 9; NĐ 30/2020/NĐ-CP annex I.
"""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from portal.accounts.actors import Actor
from portal.audit.trail import record
from portal.background import nudge
from portal.documents.models import next_number
from portal.text import clean
from postal.actions.hand_overs import locked_hand_over
from postal.errors import NotConfirmedYet, NotYourPostOffice, ReasonNeeded, SameSide
from postal.models import HandOver, HandOverCorrection
from postal.records import build_correction, clock_in_words, person_in


def counter_record(hand_over_id: int, *, wrong: str, right: str, by: Actor, at: datetime) -> HandOverCorrection:
    """Say what a confirmed record says wrongly, and what holds instead. The same words twice are one counter-record.

    Raises ReasonNeeded, NotConfirmedYet.
    """
    wrong, right = clean(wrong)[:500], clean(right)[:500]
    if not wrong or not right:
        raise ReasonNeeded
    with transaction.atomic():
        batch = locked_hand_over(hand_over_id)
        if batch.state != HandOver.State.CONFIRMED:
            raise NotConfirmedYet(batch.number)
        if known := batch.corrections.filter(record__wrong=wrong, record__right=right).first():
            return known
        number = next_number(f"hand_over_record:{batch.office_id}:{timezone.localdate(at).year}")
        made = HandOverCorrection.objects.create(
            hand_over=batch,
            record_number=number,
            record=build_correction(batch, number, wrong=wrong, right=right, by_id=by.user_id, at=at),
            made_by_id=by.user_id,
            made_at=at,
        )
        record("hand_over.countered", subject=f"hand_over:{batch.number}", by=by, at=at, correction=made.pk)
        nudge("postal.tasks.render_correction", made.pk)
    return made


def confirm_correction(correction_id: int, *, by: Actor, at: datetime) -> HandOverCorrection:
    """The post agrees; confirming twice changes nothing. Raises NotYourPostOffice, SameSide."""
    with transaction.atomic():
        locked = HandOverCorrection.objects.select_for_update(of=("self",)).select_related("hand_over__post_office")
        correction = locked.get(pk=correction_id)
        batch = correction.hand_over
        if batch.post_office_id != by.office_id:
            raise NotYourPostOffice
        if correction.made_by_id == by.user_id:
            raise SameSide
        if correction.confirmed_at:
            return correction
        receiver = person_in(by.user_id, batch.post_office, at) | {"office": batch.post_office.name}
        told = {"receiver": receiver, "confirmed": clock_in_words(at), "confirmed_at": at.isoformat()}
        correction.record, correction.document = correction.record | told, None
        correction.confirmed_by_id, correction.confirmed_at = by.user_id, at
        correction.save()
        subject = f"hand_over:{batch.number}"
        record("hand_over.correction_confirmed", subject=subject, by=by, at=at, correction=correction.pk)
        nudge("postal.tasks.render_correction", correction.pk)
    return correction

"""What did not agree in the demo: envelopes missing and too many, a record put right, an address that leads nowhere."""

from datetime import datetime, timedelta

from applications.models import Application
from portal.accounts.actors import Actor
from postal.actions.correcting import confirm_correction, counter_record
from postal.actions.differing import resolve_difference, tell_extra, tell_missing
from postal.actions.parcels import prepare_parcel, readdress
from postal.models import HandOver, HandOverDifference, Parcel

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
OLD_WARD = "Số 5 ngõ 12 phố Bạch Mai, Phường Cầu Dền, Hà Nội"  # of before 1/7/2025
Outcome = HandOverDifference.Outcome


def one_too_many(batch: HandOver, officer: Actor, postman: Actor, *, at: datetime) -> None:
    """Told by the courier, settled the same afternoon."""
    told = tell_extra(batch.pk, "không có nhãn", why="Nằm dưới cùng trong túi.", by=postman, at=at)
    reason = "Phong bì của bộ phận Tư pháp, không phải hồ sơ hộ tịch; đã trả lại."
    resolve_difference(told.pk, outcome=Outcome.GIVEN_BACK, reason=reason, by=officer, at=at + 40 * MINUTE)


def one_missing(batch: HandOver, parcel: Parcel, postman: Actor, *, at: datetime) -> None:
    """Nobody has found it yet: both sides see it open."""
    tell_missing(batch.pk, parcel.number, why="Đếm hai lần không thấy.", by=postman, at=at)


def put_right(batch: HandOver, officer: Actor, postman: Actor, *, at: datetime) -> None:
    """Two counter-records of one hand-over: the first confirmed by the post, the second waiting for it."""
    wrong, right = "Người nhận bàn giao có số thẻ 10428.", "Người nhận bàn giao có số thẻ 10482."
    first = counter_record(batch.pk, wrong=wrong, right=right, by=officer, at=at)
    confirm_correction(first.pk, by=postman, at=at + 30 * MINUTE)
    wrong, right = "Túi số 2 có 01 phong bì.", "Túi số 1 có tất cả phong bì của đợt; không có túi số 2."
    counter_record(batch.pk, wrong=wrong, right=right, by=officer, at=at + 60 * MINUTE)


def lead_astray(issued: Application, officer: Actor, *, at: datetime) -> None:
    """The recipient told a ward of before 2025 by telephone: its label is not printed."""
    parcel = prepare_parcel(issued.pk, by=officer, at=at)
    told = {"name": parcel.recipient_name, "phone": parcel.recipient_phone, "address": OLD_WARD}
    readdress(parcel.pk, **told, by=officer, at=at)

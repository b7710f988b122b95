"""What went wrong on the way in the demo: a lost envelope, one too long on its way, and complaints open and answered."""

from datetime import datetime, timedelta

from django.utils import timezone

from portal.accounts.actors import CITIZEN, Actor
from portal.accounts.models import Role, User
from postal.actions.complaining import answer, complain
from postal.actions.delivery import lose
from postal.demo.cast import HAI_BA_TRUNG, HOAN_KIEM
from postal.models import Complaint, Parcel, ParcelState

DAY = timedelta(days=1)
Kind, Outcome = Complaint.Kind, Complaint.Outcome


def load(users: dict[str, User], *, at: datetime) -> None:
    """Safe to run twice."""
    if Complaint.objects.exists():
        return
    here = Parcel.objects.filter(office__code=HAI_BA_TRUNG).order_by("pk")
    delivered = list(here.filter(state=ParcelState.DELIVERED)[:2])
    under_way = here.filter(state=ParcelState.HANDED_OVER).first()
    elsewhere = Parcel.objects.filter(office__code=HOAN_KIEM, state=ParcelState.HANDED_OVER).order_by("pk").first()
    supervisor = Actor(Role.POSTAL_SUPERVISOR, users["lan"].pk, users["lan"].postings.get().office_id)
    worker = Actor(Role.POSTAL_WORKER, users["son"].pk, users["son"].postings.get().office_id)
    if len(delivered) < 2 or under_way is None or elsewhere is None:
        return
    Parcel.objects.filter(pk=under_way.pk).update(deliver_by_on=timezone.localdate(at) - DAY)
    complain(under_way.pk, Kind.LATE, words="Đã hẹn hai lần chưa thấy bưu tá.", by=Actor(CITIZEN), at=at)
    complain(delivered[0].pk, Kind.DAMAGED, words="Phong bì ướt, bản sao nhòe.", by=Actor(CITIZEN), at=at)
    said = complain(delivered[1].pk, Kind.OTHER, words="Bưu tá không gọi điện trước.", by=Actor(CITIZEN), at=at)
    words = "Bưu điện đã nhắc bưu tá gọi điện trước khi giao và xin lỗi ông/bà."
    answer(said.pk, Outcome.SETTLED, words=words, by=supervisor, at=at)
    lose(elsewhere.pk, note="Rơi trên đường Hàng Mã, đã tìm lại không thấy.", key="demo-lost", by=worker, at=at)

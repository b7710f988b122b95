"""The Department sets targets from a day on; what stands is never edited; a unit that recovers is written to."""

from datetime import date

import pytest
from django.urls import reverse

from applications.overviews.models import PunctualTarget
from applications.overviews.shortfalls import watch_targets
from portal.messaging.models import OutgoingMessage
from tests.factories import hanoi

pytestmark = pytest.mark.django_db
ADD = "/so-tu-phap/chi-tieu/them/"
NEW = {"procedure_code": "", "level": "", "percent": "95", "minimum": "20", "valid_from": "01/04/2026", "basis": "KH 1"}


@pytest.fixture
def keeper(client_of, huy, now):
    return client_of(huy)


def target(**fields) -> PunctualTarget:
    return PunctualTarget.objects.create(**{"valid_from": date(2026, 1, 1), "percent": 97, "minimum": 30} | fields)


def seen(answer) -> str:
    return answer.context["seen"]


def test_it_is_shown_with_whom_it_reaches_and_then_saved(keeper, done, office):
    done(office, in_time=90, late=10)
    shown = keeper.post(ADD, NEW)
    assert "<b>1</b> đơn vị dưới mục tiêu mới" in shown.content.decode()
    assert not PunctualTarget.objects.exists()
    keeper.post(ADD, NEW | {"seen": seen(shown)})
    assert PunctualTarget.objects.get().percent == 95


def test_what_was_changed_after_the_look_is_shown_again(keeper, years):
    mark = seen(keeper.post(ADD, NEW))
    again = keeper.post(ADD, NEW | {"percent": "90", "seen": mark})
    assert "90% từ 20 hồ sơ" in again.content.decode()
    assert not PunctualTarget.objects.exists()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"valid_from": "20/03/2026"}, "Ngày bắt đầu phải sau hôm nay"),
        ({"percent": "101"}, "Nhập số nguyên từ 1 đến 100"),
        ({"percent": "97", "minimum": "30"}, "Không khác mục tiêu khi đó"),
        ({"valid_from": "01/05/2026"}, "Trùng với mục tiêu đã có"),
        ({"basis": ""}, "Nhập số, ký hiệu văn bản"),
    ],
)
def test_what_cannot_stand_is_told_beside_the_field(keeper, years, typed, said):
    target()
    target(valid_from=date(2026, 5, 1), percent=98)
    answer = keeper.post(ADD, NEW | typed)
    assert answer.status_code == 400
    assert said in answer.content.decode()


def test_only_what_has_not_begun_is_taken_back(keeper, years):
    standing, coming = target(), target(valid_from=date(2026, 5, 1), percent=98)
    for row in (standing, coming):
        keeper.post(reverse("overviews:take_back_target", args=[row.pk]))
    assert list(PunctualTarget.objects.all()) == [standing]


def test_a_viewer_reads_them_and_changes_nothing(client_of, mai, now):
    row = target()
    viewer = client_of(mai)
    shown = viewer.get("/so-tu-phap/chi-tieu/").content.decode()
    assert "97% từ 30 hồ sơ, mọi thủ tục, mọi cấp, từ 01/01/2026" in shown
    assert "Đang hiệu lực" in shown
    viewer.post(reverse("overviews:take_back_target", args=[row.pk]))
    assert viewer.post(ADD, NEW).status_code != 200
    assert PunctualTarget.objects.count() == 1


def test_who_was_told_of_a_fall_is_told_that_it_is_over(done, office, dung, mai):
    done(office, in_time=45, late=5)
    watch_targets(at=hanoi(16, 7, 5))
    done(office, in_time=950, on=date(2026, 3, 16))
    watch_targets(at=hanoi(17, 7, 5))
    letters = OutgoingMessage.objects.filter(subject__endswith="đã đạt lại mục tiêu đúng hạn")
    assert sorted(letters.values_list("recipient", flat=True)) == sorted([dung.email, mai.email])
    assert "99,5% (995 trên 1.000 hồ sơ); ở dưới mục tiêu từ 16/03/2026" in letters.get(recipient=dung.email).text
    watch_targets(at=hanoi(18, 7, 5))
    assert letters.count() == 2

"""The desk's list of a day, what is noted of who comes, and how many people a half-day holds."""

from datetime import date

import pytest
from django.urls import reverse

from applications.visits import actions
from applications.visits.capacity import Capacities
from applications.visits.models import Capacity, State
from portal.accounts.actors import SYSTEM
from tests.factories import acting, hanoi

pytestmark = pytest.mark.django_db
DAY = reverse("visits_desk:day")
CAPACITY = reverse("visits_desk:capacity")


@pytest.fixture
def booked(ready):
    dossier = ready()
    return actions.book(dossier.pk, on=date(2026, 3, 23), half="morning", by=acting(dossier.applicant), at=hanoi(20, 13))


@pytest.fixture
def desk(client_of, binh):
    return client_of(binh)


@pytest.fixture
def desk_at(client_of, binh, clock):
    """`desk_at(hanoi(23, 9))`: Bình logs in at that moment."""

    def log_in(moment):
        clock(moment)
        return client_of(binh)

    return log_in


def mark(desk, one, verb: str) -> str:
    page = desk.post(reverse("visits_desk:mark", args=[one.pk, verb]), follow=True).content.decode()
    one.refresh_from_db()
    return page


def test_the_list_of_a_day_names_who_comes_and_why(desk_at, booked):
    page = desk_at(hanoi(23, 7, 50)).get(DAY).content.decode()
    assert "Lịch hẹn hôm nay, thứ Hai 23/03/2026" in page
    assert booked.application.requester_name in page
    assert "1 người hẹn / 8 chỗ" in page
    assert booked.application.requester_phone not in page


def test_another_day_is_shown_and_nonsense_is_today(desk, booked):
    assert "Nhận kết quả" in desk.get(f"{DAY}?ngay=2026-03-23").content.decode()
    assert "không làm việc" in desk.get(f"{DAY}?ngay=2026-03-22").content.decode()
    for typed in ("x", "9999-12-31", "2026-02-30", "\x00"):
        assert "hôm nay, thứ Sáu 20/03/2026" in desk.get(DAY, {"ngay": typed}).content.decode()


def test_who_comes_is_noted_and_who_does_not_may_book_again(desk_at, booked):
    mark(desk_at(hanoi(23, 8, 30)), booked, "khong-den")
    assert booked.state == State.NO_SHOW
    again = actions.book(booked.application_id, on=date(2026, 3, 24), half="morning", by=SYSTEM, at=hanoi(23, 9))
    desk = desk_at(hanoi(24, 8, 5))
    mark(desk, again, "den")
    mark(desk, again, "xong")
    assert (again.state, again.arrived_at) == (State.DONE, hanoi(24, 8, 5))
    assert "1 người đến, 1 người không đến" in desk.get(DAY).content.decode()


def test_who_comes_late_is_noted_after_all(desk_at, booked):
    mark(desk_at(hanoi(23, 9)), booked, "khong-den")
    mark(desk_at(hanoi(23, 11)), booked, "den")
    assert (booked.state, booked.ended_at) == (State.ARRIVED, None)


def test_nothing_is_noted_before_the_day_or_twice(desk_at, booked):
    assert "chưa đến ngày" in mark(desk_at(hanoi(20, 14)), booked, "khong-den")
    desk = desk_at(hanoi(23, 9))
    mark(desk, booked, "xong")
    assert "đã được ghi khác" in mark(desk, booked, "khong-den")
    assert booked.state == State.DONE


def test_a_verb_that_is_none_and_another_office_are_not_there(desk, client_of, chi, booked):
    assert desk.post(reverse("visits_desk:mark", args=[booked.pk, "xoa"])).status_code == 404
    assert client_of(chi).post(reverse("visits_desk:mark", args=[booked.pk, "den"])).status_code == 404


def posted(**changed: str) -> dict[str, str]:
    places = {f"{part}_{weekday}": "8" for part in ("morning", "afternoon") for weekday in range(6)}
    return places | {"valid_from_day": "01", "valid_from_month": "04", "valid_from_year": "2026"} | changed


def test_the_office_sets_its_places_by_weekday_from_a_day_on(desk, office, years, clock):
    page = desk.post(CAPACITY, posted(morning_0="3", afternoon_4="0"), follow=True).content.decode()
    assert "áp dụng từ 01/04/2026" in page
    assert "Đã ghi cho những ngày tới" in page
    assert Capacity.objects.count() == 2  # the other weekdays stay as they are
    capacities = Capacities(office.pk)
    monday, friday = date(2026, 4, 6), date(2026, 4, 3)
    assert capacities.of(date(2026, 3, 30), "morning") == 8
    assert (capacities.of(monday, "morning"), capacities.of(monday, "afternoon")) == (3, 8)
    assert capacities.of(friday, "afternoon") == 0


@pytest.mark.parametrize(
    "wrong",
    [{"morning_0": "-1"}, {"morning_0": "x"}, {"afternoon_5": "201"}, {"valid_from_year": "2025"}, {"valid_from_day": ""}],
)
def test_what_is_typed_wrong_stays_and_is_explained(desk, years, clock, wrong):
    answer = desk.post(CAPACITY, posted(**wrong))
    assert answer.status_code == 400
    assert "cần sửa" in answer.content.decode()
    assert not Capacity.objects.exists()


def test_who_has_booked_keeps_his_place_when_the_number_is_lowered(desk, booked, holds):
    holds(0)
    booked.refresh_from_db()
    assert booked.state == State.BOOKED
    assert "1 người hẹn / 0 chỗ" in desk.get(f"{DAY}?ngay=2026-03-23").content.decode()

"""The forecast from today's pace: a rule over four numbers, and letters at 14:00 and 16:00 to offices that will miss."""

from datetime import date

import pytest

from applications import actions, nudges
from applications.forecast import forecasts, foresee
from applications.models import Application, Round
from portal.messaging.models import OutgoingMessage
from portal.offices.models import CalendarException
from tests import factories
from tests.factories import acting, hanoi

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("resolved", "due", "worked", "left", "late"),
    [
        (40, 31, 300, 180, 7),  # 24 more
        (40, 24, 300, 180, 0),
        (1, 3, 300, 180, 3),  # less than one more
        (10, 4, 480, 0, 4),
        (5, 0, 300, 180, 0),
        (3, 6, 0, 180, 6),  # resolved before opening: no pace to speak of
    ],
)
def test_what_the_pace_does_not_reach_will_be_overdue(resolved, due, worked, left, late):
    assert foresee(resolved=resolved, due=due, minutes_worked=worked, minutes_left=left).late == late


def test_the_forecast_says_how_many_of_how_many():
    found = foresee(resolved=40, due=31, minutes_worked=300, minutes_left=180)
    assert found.sentence == "Với tốc độ hiện nay, 7 trong 31 hồ sơ sẽ quá hạn."


def test_a_day_without_anything_resolved_has_no_pace_and_says_so():
    found = foresee(resolved=0, due=3, minutes_worked=300, minutes_left=180)
    assert (found.has_pace, found.is_bad) == (False, True)
    assert found.sentence == "Hôm nay chưa giải quyết xong hồ sơ nào; 3 hồ sơ còn phải xong trong ngày."


@pytest.fixture
def busy(years, office, binh, dung):
    """Eight due on 20/03; five resolved by 14:00, the noon break left out one an hour."""
    for minute in range(8):
        factories.submitted(office, at=hanoi(20, 9, minute))
    resolved(office, 5)
    return office


def resolved(office, number: int) -> None:
    """Resolved earlier today: in bulk, as the figures see them."""
    like = Application.objects.filter(office=office).first()
    skipped = {"id", "ref", "runs_out_at", "idempotency_key", "state", "resolved_at"}
    values = {f.attname: getattr(like, f.attname) for f in Application._meta.concrete_fields if f.name not in skipped}
    done = {"state": "refused", "closing_reason": "Không có trong Sổ.", "resolved_at": hanoi(20, 10)}
    Application.objects.bulk_create(Application(**values | done, ref=f"D{office.pk:04}{n:05}") for n in range(number))


def recipients() -> list[str]:
    return sorted(OutgoingMessage.objects.values_list("recipient", flat=True))


def test_the_reader_counts_the_minutes_worked_without_the_noon_break(busy):
    assert forecasts(now=hanoi(20, 14, 0))[busy.pk].late == 5  # three more in three hours


def test_at_14_00_officers_and_the_leader_are_told_once(busy, binh, dung):
    assert nudges.tell_forecasts(at=hanoi(20, 13, 59)) == 0
    assert [nudges.tell_forecasts(at=hanoi(20, 14, minute)) for minute in (0, 1, 59)] == [2, 0, 0]
    assert recipients() == sorted([binh.email, dung.email])
    message = OutgoingMessage.objects.get(recipient=binh.email)
    assert message.subject == "Dự báo: 5 hồ sơ sẽ quá hạn hôm nay – Phường Hai Bà Trưng"
    assert "Với tốc độ hiện nay, 5 trong 8 hồ sơ sẽ quá hạn." in message.text
    assert "Thùy Dương" not in message.text


def test_at_16_00_they_are_told_again(busy):
    nudges.tell_forecasts(at=hanoi(20, 14, 0))
    assert nudges.tell_forecasts(at=hanoi(20, 16, 0)) == 2


def test_the_letter_an_outage_has_missed_is_not_sent_later(busy):
    assert nudges.tell_forecasts(at=hanoi(20, 15, 0)) == 0
    assert nudges.tell_forecasts(at=hanoi(20, 17, 0)) == 0
    assert not Round.objects.exists()


def test_who_is_away_today_is_not_told(busy, binh, dung):
    colleague = factories.official("Ngô Thị Lan", busy, "reception_officer")
    days = {"first_on": date(2026, 3, 20), "last_on": date(2026, 3, 20), "substitute_id": colleague.pk}
    actions.enter_absence(binh.pk, office_id=busy.pk, **days, by=acting(binh), at=hanoi(19, 9))
    OutgoingMessage.objects.all().delete()
    nudges.tell_forecasts(at=hanoi(20, 14, 0))
    assert recipients() == sorted([colleague.email, dung.email])


def test_an_office_that_keeps_up_hears_nothing(busy, other_office, chi):
    factories.submitted(other_office, at=hanoi(20, 9, 0))
    resolved(other_office, 5)
    nudges.tell_forecasts(at=hanoi(20, 14, 0))
    assert chi.email not in recipients()


def test_a_closed_office_hears_nothing(busy):
    CalendarException.objects.create(
        on=date(2026, 3, 20), office=busy, kind="emergency_closure", name_vi="Ngập", status="in_force"
    )
    assert nudges.tell_forecasts(at=hanoi(20, 14, 0)) == 0


def test_many_offices_cost_as_many_queries_as_one(busy, django_assert_max_num_queries, django_assert_num_queries):
    for number in range(4):
        place = factories.office(f"Xã {number}")
        factories.official(f"Người {number}", place, "reception_officer")
        factories.submitted(place, at=hanoi(20, 9, 0))
    with django_assert_max_num_queries(19):
        assert nudges.tell_forecasts(at=hanoi(20, 14, 0)) == 6
    with django_assert_num_queries(3):  # one question, between the two ends of a transaction
        nudges.tell_forecasts(at=hanoi(20, 14, 1))

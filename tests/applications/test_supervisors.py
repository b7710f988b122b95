"""In the morning supervisors hear once which offices still have dossiers overdue: names of offices and counts, nothing else."""

from datetime import date, time

import pytest

from applications import nudges
from portal.accounts.models import Role
from portal.messaging.models import OutgoingMessage
from portal.offices.models import CalendarException, OpeningHours
from tests import factories
from tests.factories import hanoi

pytestmark = pytest.mark.django_db
MORNING = hanoi(23, 8, 30)  # Monday; the dossiers ran out on Friday at 17:00


@pytest.fixture
def late(years, office, other_office):
    """Two overdue in one office, one in another."""
    for place in (office, office, other_office):
        dossier = factories.submitted(place, at=hanoi(20, 9, 0))
    return dossier


def recipients() -> list[str]:
    return sorted(OutgoingMessage.objects.values_list("recipient", flat=True))


def test_the_department_hears_half_an_hour_after_opening_once(late, mai, huy):
    moments = [hanoi(23, 8, 29), MORNING, hanoi(23, 8, 31), hanoi(23, 11, 59)]
    assert [nudges.tell_supervisors(at=at) for at in moments] == [0, 2, 0, 0]
    assert recipients() == sorted([mai.email, huy.email])


def test_the_letter_names_offices_and_counts_only(late, mai):
    nudges.tell_supervisors(at=MORNING)
    message = OutgoingMessage.objects.get()
    assert message.subject == "2 đơn vị còn 3 hồ sơ quá hạn"
    assert "- Phường Hai Bà Trưng: 2 hồ sơ\n- Phường Bạch Mai: 1 hồ sơ\n" in message.text
    assert late.code not in message.text
    assert "Thùy Dương" not in message.text


def test_after_an_outage_of_a_day_one_letter_is_written_and_none_for_the_past(late, mai):
    assert nudges.tell_supervisors(at=hanoi(23, 12, 0)) == 0
    assert nudges.tell_supervisors(at=hanoi(24, 9, 10)) == 1


def test_each_morning_has_its_letter_while_something_is_overdue(late, mai):
    assert [nudges.tell_supervisors(at=hanoi(day, 8, 30)) for day in (23, 24, 25)] == [1, 1, 1]


@pytest.mark.parametrize("at", [hanoi(21, 9, 0), hanoi(22, 9, 0), hanoi(23, 13, 30), hanoi(23, 3, 0)])
def test_nobody_is_nudged_on_a_day_off_or_out_of_hours(at, late, mai):
    assert nudges.tell_supervisors(at=at) == 0


def test_a_closed_morning_is_left_out(late, mai):
    CalendarException.objects.create(
        on=date(2026, 3, 23), kind="emergency_closure", name_vi="Bão", legal_document="CĐ 1", status="in_force"
    )
    assert nudges.tell_supervisors(at=MORNING) == 0


def test_a_department_opening_later_hears_later(late, department, mai):
    OpeningHours.objects.create(office=department, valid_from=date(2016, 1, 1), opens_at=time(9), closes_at=time(16))
    assert [nudges.tell_supervisors(at=at) for at in (MORNING, hanoi(23, 9, 30))] == [0, 1]


def test_a_morning_with_nothing_overdue_writes_nothing(years, office, mai):
    factories.submitted(office, at=hanoi(23, 8, 10))
    assert nudges.tell_supervisors(at=MORNING) == 0


def test_a_district_hears_of_its_own_offices(late, years):
    district = factories.office("Quận Hai Bà Trưng", level="district")
    person = factories.official("Vũ Thị Nga", district, Role.DISTRICT_SUPERVISOR)
    ward = factories.office("Phường Thanh Nhàn", parent=district)
    factories.submitted(ward, at=hanoi(20, 9, 0))
    nudges.tell_supervisors(at=MORNING)
    message = OutgoingMessage.objects.get()
    assert (message.recipient, message.subject) == (person.email, "1 đơn vị còn 1 hồ sơ quá hạn")
    assert "Bạch Mai" not in message.text


def test_a_district_that_has_gone_hears_nothing(late, years):
    district = factories.office("Quận Hai Bà Trưng", level="district", valid_to=date(2025, 6, 30))
    factories.official("Vũ Thị Nga", district, Role.DISTRICT_SUPERVISOR)
    factories.submitted(factories.office("Phường Thanh Nhàn", parent=district), at=hanoi(20, 9, 0))
    assert nudges.tell_supervisors(at=MORNING) == 0


def test_many_offices_cost_as_many_queries_as_one(late, mai, django_assert_max_num_queries, django_assert_num_queries):
    for number in range(5):
        factories.submitted(factories.office(f"Xã {number}"), at=hanoi(20, 9, 0))
    with django_assert_max_num_queries(20):
        nudges.tell_supervisors(at=MORNING)
    with django_assert_num_queries(4):  # two questions, between the two ends of a transaction
        nudges.tell_supervisors(at=hanoi(23, 8, 31))
    with django_assert_num_queries(0):
        nudges.tell_supervisors(at=hanoi(23, 12, 1))

"""Entering, confirming and withdrawing days, deciding a year: what changes, what is refused, what is kept."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.db import connection

from portal.audit.models import Entry
from portal.offices.calendar import CalendarMissing, calendar_for
from portal.offices.calendar_keeping import (
    Confirmation,
    confirm_exception,
    decide_year,
    enter_exception,
    enter_exceptions,
    withdraw_exception,
)
from portal.offices.calendar_rules import NewDay
from portal.offices.calendar_versions import Span, current_version, spans_of
from portal.offices.errors import (
    ChangedMeanwhile,
    ContradictoryException,
    DocumentMissing,
    KnownDaysLost,
    ReasonMissing,
    WrongWeekday,
    YearOutOfOrder,
)
from portal.offices.models import CalendarException, CalendarVersion, CalendarYear
from tests.factories import acting, hanoi

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("years")]
Kind, Status = CalendarException.Kind, CalendarException.Status
MONDAY, SATURDAY = date(2026, 11, 23), date(2026, 11, 28)
NOTICE = "Thông báo 9999/TB-BNV"


def day(**fields):
    return NewDay(**{"on": MONDAY, "kind": Kind.SWAP_OFF, "name_vi": "Nghỉ hoán đổi", "legal_document": NOTICE} | fields)


@pytest.fixture
def enter(huy):
    def entered(**fields):
        change = enter_exception(day(**fields), by=acting(huy), at=hanoi())
        return change, CalendarException.objects.latest("pk")

    return entered


def test_a_day_in_force_counts_and_makes_a_version(enter, huy):
    change, entry = enter()
    assert not calendar_for(None).is_working_day(MONDAY)
    assert (change.version, change.spans) == (current_version(), (Span.day(MONDAY),))
    version = CalendarVersion.objects.get(number=change.version)
    assert (version.by, version.at, spans_of(version)) == (huy, hanoi(), [Span.day(MONDAY)])
    assert "23/11/2026" in version.what
    assert (entry.entered_by, entry.entered_at) == (huy, hanoi())
    assert Entry.objects.get(action="calendar.entered").subject == f"calendar_exception:{entry.pk}"


def test_a_proposal_changes_nothing_in_force(enter):
    change, _ = enter(in_force=False, legal_document="")
    assert (change.version, current_version()) == (None, 0)
    assert calendar_for(None).is_working_day(MONDAY)


def test_a_proposal_comes_into_force_with_its_document(enter, huy):
    _, entry = enter(in_force=False, legal_document="")
    with pytest.raises(DocumentMissing):
        confirm_exception(entry.pk, Confirmation(""), by=acting(huy), at=hanoi())
    change = confirm_exception(entry.pk, Confirmation(NOTICE, date(2026, 10, 1)), by=acting(huy), at=hanoi())
    entry.refresh_from_db()
    assert (entry.status, entry.legal_document, entry.announced_on) == (Status.IN_FORCE, NOTICE, date(2026, 10, 1))
    assert (entry.confirmed_by, entry.confirmed_at, change.version) == (huy, hanoi(), 1)
    assert not calendar_for(None).is_working_day(MONDAY)


def test_what_is_confirmed_or_withdrawn_once_is_not_again(enter, huy):
    _, entry = enter()
    with pytest.raises(ChangedMeanwhile):
        confirm_exception(entry.pk, Confirmation(NOTICE), by=acting(huy), at=hanoi())
    withdraw_exception(entry.pk, reason="Nhập nhầm", by=acting(huy), at=hanoi())
    with pytest.raises(ChangedMeanwhile):
        withdraw_exception(entry.pk, reason="Nhập nhầm", by=acting(huy), at=hanoi())


def test_a_withdrawn_day_no_longer_counts_and_stays_to_be_seen(enter, huy):
    _, entry = enter()
    change = withdraw_exception(entry.pk, reason="Nhập nhầm ngày", by=acting(huy), at=hanoi(21))
    entry.refresh_from_db()
    assert (entry.status, entry.withdrawn_reason, entry.withdrawn_by) == (Status.WITHDRAWN, "Nhập nhầm ngày", huy)
    assert calendar_for(None).is_working_day(MONDAY)
    assert (change.version, change.spans) == (2, (Span.day(MONDAY),))
    assert enter()[0].version == 3


def test_a_withdrawal_needs_a_reason(enter, huy):
    _, entry = enter()
    with pytest.raises(ReasonMissing):
        withdraw_exception(entry.pk, reason="  ", by=acting(huy), at=hanoi())


def test_a_withdrawn_proposal_makes_no_version(enter, huy):
    _, entry = enter(in_force=False)
    assert withdraw_exception(entry.pk, reason="Không được duyệt", by=acting(huy), at=hanoi()).version is None


@pytest.mark.parametrize("in_force", [True, False])
def test_a_second_entry_of_the_same_day_names_the_first(enter, in_force):
    _, first = enter(in_force=in_force)
    with pytest.raises(ContradictoryException) as refused:
        enter(kind=Kind.PUBLIC_HOLIDAY)
    assert refused.value.entry == first
    assert "23/11/2026" in str(refused.value)


def test_a_weekday_is_not_worked_instead_and_a_saturday_is_not_off_twice(enter):
    with pytest.raises(WrongWeekday):
        enter(kind=Kind.SWAP_WORKING)
    for kind in (Kind.SWAP_OFF, Kind.PUBLIC_HOLIDAY, Kind.COMPENSATORY, Kind.EMERGENCY_CLOSURE):
        with pytest.raises(WrongWeekday):
            enter(kind=kind, on=SATURDAY)


def test_an_office_does_not_close_where_the_city_has_off(enter, office):
    enter()
    with pytest.raises(ContradictoryException):
        enter(kind=Kind.EMERGENCY_CLOSURE, office_id=office.pk)


def test_an_office_may_close_on_a_working_saturday(enter, office, other_office):
    enter(kind=Kind.SWAP_WORKING, on=SATURDAY)
    change, _ = enter(kind=Kind.EMERGENCY_CLOSURE, on=SATURDAY, office_id=office.pk, legal_document="")
    assert change.spans == (Span.day(SATURDAY, office.pk),)
    assert not calendar_for(office).is_working_day(SATURDAY)
    assert calendar_for(other_office).is_working_day(SATURDAY)


def test_a_day_in_force_needs_a_document_a_storm_does_not(enter):
    with pytest.raises(DocumentMissing):
        enter(legal_document=" ")
    assert enter(kind=Kind.EMERGENCY_CLOSURE, legal_document="")[0].version == 1


def test_a_day_that_is_over_is_entered_with_a_warning(enter):
    change, _ = enter(on=date(2026, 3, 19))
    assert change.version == 1
    assert "Ngày đã qua: 19/03/2026" in change.warnings[0]


def test_a_day_of_an_undecided_year_is_entered_with_a_warning(enter):
    change, _ = enter(on=date(2027, 2, 8), kind=Kind.PUBLIC_HOLIDAY)
    assert ["năm 2027" in warning for warning in change.warnings] == [True]


def test_half_a_swap_is_told(enter):
    assert "1 ngày nghỉ hoán đổi và 0 ngày làm bù" in enter()[0].warnings[0]
    assert enter(kind=Kind.SWAP_WORKING, on=SATURDAY)[0].warnings == ()


def test_many_days_are_one_version_or_nothing(huy):
    whole = [day(), day(on=SATURDAY, kind=Kind.SWAP_WORKING)]
    change = enter_exceptions(whole, by=acting(huy), at=hanoi())
    assert (change.version, len(change.spans), change.warnings) == (1, 2, ())
    with pytest.raises(ContradictoryException):
        enter_exceptions([day(on=date(2026, 11, 24)), day()], by=acting(huy), at=hanoi())
    assert (CalendarException.objects.count(), current_version()) == (2, 1)


def test_a_year_is_decided_with_its_document(huy):
    year = {"known_from": date(2027, 1, 1), "known_until": date(2027, 12, 31)}
    with pytest.raises(CalendarMissing):
        calendar_for(None).is_working_day(date(2027, 6, 1))
    with pytest.raises(DocumentMissing):
        decide_year(2027, **year, legal_document="", by=acting(huy), at=hanoi())
    change = decide_year(2027, **year, legal_document=NOTICE, by=acting(huy), at=hanoi())
    assert calendar_for(None).is_working_day(date(2027, 6, 1))
    assert (change.version, change.spans) == (1, (Span(date(2027, 1, 1), date(2027, 12, 31)),))


@pytest.mark.django_db(transaction=True)
def test_two_who_enter_the_same_day_at_once_are_one_and_a_contradiction(huy):
    def enter(n: int) -> bool:
        try:
            enter_exceptions([day(), day(on=date(2026, 11, 2 + n))], by=acting(huy), at=hanoi())
        except ContradictoryException:
            return False
        else:
            return True
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(enter, range(4))) == [False, False, False, True]
    assert (CalendarException.objects.count(), current_version()) == (2, 1)


def test_a_version_says_what_changed_in_words(huy, office):
    closed = {"kind": Kind.EMERGENCY_CLOSURE, "name_vi": "Đóng cửa vì ngập", "office_id": office.pk}
    enter_exceptions([day(on=date(2026, 11, n), **closed) for n in (18, 19)], by=acting(huy), at=hanoi())
    said = CalendarVersion.objects.get().what
    assert said == "Thêm 18/11/2026–19/11/2026, 2 ngày: Đóng cửa vì ngập (Phường Hai Bà Trưng)"


@pytest.mark.parametrize(
    ("known_from", "known_until"),
    [(date(2026, 12, 31), date(2027, 12, 31)), (date(2027, 5, 1), date(2027, 4, 1)), (date(2027, 1, 1), date(2028, 1, 1))],
)
def test_a_year_knows_only_days_of_its_own(huy, known_from, known_until):
    with pytest.raises(YearOutOfOrder):
        decide_year(2027, known_from=known_from, known_until=known_until, legal_document=NOTICE, by=acting(huy), at=hanoi())


def test_days_that_are_over_stay_known(huy):
    with pytest.raises(KnownDaysLost):
        decide_year(
            2026, known_from=date(2026, 2, 1), known_until=date(2026, 12, 31), legal_document=NOTICE, by=acting(huy), at=hanoi()
        )
    change = decide_year(
        2026, known_from=date(2026, 1, 1), known_until=date(2026, 6, 30), legal_document=NOTICE, by=acting(huy), at=hanoi()
    )
    assert "Từ 01/07/2026 đến 31/12/2026 không còn tính được hạn" in change.warnings
    assert CalendarYear.objects.get(year=2026).known_until == date(2026, 6, 30)

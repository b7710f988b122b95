"""A calendar changed after promises were made: what moves is shown, then moved, each person told once, the first day kept."""

from datetime import date, timedelta

import pytest

from applications import actions, notifications, recounting, watch
from applications.actions import recounting as doing
from applications.apologies import Terms
from applications.models import Application, Recount, StateChange
from portal.messaging.models import OutgoingMessage
from portal.offices import calendar_keeping
from portal.offices.calendar_rules import NewDay
from portal.offices.models import CalendarException, CalendarVersion
from tests import factories
from tests.factories import acting, hanoi

pytestmark = pytest.mark.django_db
NOON, LATER = hanoi(20, 12, 0), hanoi(20, 12, 5)
MONDAY = date(2026, 3, 23)
CLOSURE = CalendarException.Kind.EMERGENCY_CLOSURE


@pytest.fixture
def mai(years):
    return factories.official("Lê Mai", factories.office("Sở Tư pháp Hà Nội", level="department"), "department_admin")


@pytest.fixture
def close(mai):
    def close(day=MONDAY, office=None, at=NOON) -> CalendarVersion:
        new = NewDay(
            on=day, kind=CLOSURE, name_vi="Đóng cửa vì bão", legal_document="Công điện 1/CĐ", office_id=office and office.pk
        )
        return CalendarVersion.objects.get(number=calendar_keeping.enter_exception(new, by=acting(mai), at=at).version)

    return close


def order(version, mai, at=LATER):
    actions.order_recount(version, by=acting(mai), at=at)
    return actions.finish_recounts(at=at)


def test_how_many_move_and_where_is_known_before_anything_moves(office, close):
    factories.submitted(office, at=hanoi(20, 15, 30))
    factories.submitted(office, at=hanoi(20, 9))
    ahead = recounting.preview(close(), at=LATER)
    assert (ahead.later, ahead.earlier, ahead.same) == (1, 0, 1)
    assert dict(ahead.by_day) == {(MONDAY, date(2026, 3, 24)): 1}
    assert set(Application.objects.values_list("due_on", flat=True)) == {date(2026, 3, 20), MONDAY}


def test_a_promise_moves_with_its_reasons_and_keeps_the_day_first_promised(office, close, mai):
    application = factories.submitted(office, at=hanoi(20, 15, 30))
    version = close()
    assert order(version, mai) == 1
    application.refresh_from_db()
    assert application.due_on == date(2026, 3, 24)
    assert application.promised_on == MONDAY
    assert application.calendar_version == version.number
    assert any("bão" in sentence for sentence in application.due_why)


def test_the_reasons_still_say_that_another_office_passed_it_on(office, other_office, binh, close, mai):
    factories.opened(other_office)
    moved = factories.submitted(office, at=hanoi(20, 9))
    actions.transfer(moved.pk, to_id=other_office.pk, reason="Sổ ở đó.", by=acting(binh), at=hanoi(20, 15, 30))
    assert order(close(), mai) == 1
    moved.refresh_from_db()
    assert (moved.due_on, moved.promised_on) == (date(2026, 3, 24), MONDAY)
    assert moved.due_why[0].startswith("Chuyển đến cơ quan có thẩm quyền lúc 15:30:00")


def test_history_tells_both_moments(office, close, mai):
    factories.submitted(office, at=hanoi(20, 15, 30))
    order(close(), mai)
    detail = StateChange.objects.get(verb="move_promise").detail
    assert (detail["was_due_at"], detail["due_at"]) == ("2026-03-23T17:00:00+07:00", "2026-03-24T17:00:00+07:00")


def test_who_is_moved_is_told_once_and_nobody_else(office, close, mai):
    factories.submitted(office, at=hanoi(20, 15, 30))
    factories.submitted(office, at=hanoi(20, 9))
    notifications.tell_pending(at=NOON)
    OutgoingMessage.objects.all().delete()
    order(close(), mai)
    actions.finish_recounts(at=LATER)
    notifications.tell_pending(at=LATER)
    assert OutgoingMessage.objects.filter(channel="sms").count() == 1
    assert "24/03/2026" in OutgoingMessage.objects.get(channel="sms").text


def test_a_closed_office_moves_its_own_promises_only(office, close, mai):
    other = factories.office("Phường Bạch Mai")
    mine, theirs = factories.submitted(office, at=hanoi(20, 15, 30)), factories.submitted(other, at=hanoi(20, 15, 30))
    order(close(office=office), mai)
    mine.refresh_from_db(), theirs.refresh_from_db()
    assert (mine.due_on, theirs.due_on) == (date(2026, 3, 24), MONDAY)


def test_a_broken_promise_stays_broken(office, close, mai):
    application = factories.submitted(office, at=hanoi(19, 9))
    watch.mark_overdue(at=hanoi(20, 8))
    order(close(date(2026, 3, 19)), mai)
    application.refresh_from_db()
    assert application.due_on == date(2026, 3, 19)
    assert application.overdue_at is not None


def test_a_withdrawn_closure_brings_the_day_back(office, close, mai):
    version = close()
    application = factories.submitted(office, at=hanoi(20, 15, 30))
    entry = CalendarException.objects.get(on=MONDAY)
    change = calendar_keeping.withdraw_exception(entry.pk, reason="Bão đổi hướng", by=acting(mai), at=hanoi(20, 16))
    version = CalendarVersion.objects.get(number=change.version)
    assert recounting.preview(version, at=hanoi(20, 16)).earlier == 1
    order(version, mai, at=hanoi(20, 16, 5))
    application.refresh_from_db()
    assert application.due_on == MONDAY


def test_no_promise_is_moved_to_a_moment_that_has_passed(office, close, mai):
    close()
    application = factories.submitted(office, at=hanoi(20, 15, 30))
    entry = CalendarException.objects.get(on=MONDAY)
    at = hanoi(24, 9)
    change = calendar_keeping.withdraw_exception(entry.pk, reason="Nhập nhầm", by=acting(mai), at=at)
    order(CalendarVersion.objects.get(number=change.version), mai, at=at + timedelta(minutes=2))
    application.refresh_from_db()
    assert application.due_on == date(2026, 3, 24)


def test_an_interrupted_recount_finishes_on_the_next_sweep(office, close, mai, monkeypatch):
    monkeypatch.setattr(doing, "BATCH", 2)
    for _ in range(5):
        factories.submitted(office, at=hanoi(20, 15, 30))
    version, calls, whole = close(), [], doing._recount

    def breaks(*args, **named):
        calls.append(args)
        if len(calls) == 4:
            raise ConnectionError
        whole(*args, **named)

    monkeypatch.setattr(doing, "_recount", breaks)
    actions.order_recount(version, by=acting(mai), at=LATER)
    with pytest.raises(ConnectionError):
        actions.finish_recounts(at=LATER)
    assert Application.objects.filter(due_on=date(2026, 3, 24)).count() == 2
    actions.finish_recounts(at=LATER)
    assert Application.objects.filter(due_on=date(2026, 3, 24)).count() == 5
    assert StateChange.objects.filter(verb="move_promise").count() == 5
    assert Recount.objects.get().later == 5


def test_ordering_twice_is_ordering_once(office, close, mai):
    factories.submitted(office, at=hanoi(20, 15, 30))
    version = close()
    assert order(version, mai) == 1
    assert order(version, mai) == 0
    assert Recount.objects.get().finished_at is not None


def test_a_recount_lets_go_only_when_no_filing_can_hold_the_old_calendar(office, close, mai):
    version = close(at=LATER)
    order(version, mai, at=LATER + timedelta(seconds=1))
    assert Recount.objects.get().finished_at is None
    actions.finish_recounts(at=LATER + timedelta(minutes=1))
    assert Recount.objects.get().finished_at is not None


def test_the_recount_asks_as_often_for_many_as_for_few(office, close, mai, django_assert_max_num_queries):
    for _ in range(40):
        factories.submitted(office, at=hanoi(20, 15, 30))
    actions.order_recount(close(), by=acting(mai), at=LATER)
    with django_assert_max_num_queries(28):
        actions.finish_recounts(at=LATER)


def test_a_new_time_stays_unless_the_promise_moves_past_it(office, binh, dung, close, mai):
    """Apologised for in advance; then the calendar gives the office more time."""
    moved = {}
    for day in (24, 25):
        application = factories.submitted(office, at=hanoi(20, 15, 30))
        terms = Terms("Sổ đang phục chế.", hanoi(day, 10), binh.pk)
        slip = actions.propose_apology(application.pk, terms, by=acting(binh), at=hanoi(20, 15, 40))
        actions.sign_apology(slip.pk, terms, by=acting(dung), at=hanoi(20, 15, 50))
        moved[day] = application
    order(close(at=hanoi(20, 16)), mai, at=hanoi(20, 16, 5))
    for application in moved.values():
        application.refresh_from_db()
    assert moved[24].reappointed_at is None  # due at 17:00 of that day now
    assert moved[25].reappointed_at == hanoi(25, 10)

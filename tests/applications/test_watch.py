"""Watching the clock: what runs out is marked once, and people hear of it before and after."""

from datetime import date, timedelta

import pytest

from applications import actions, watch
from applications.apologies import ASSUMED, Terms
from applications.models import Application, Slip, SlipKind, StateChange
from applications.states import State
from portal.accounts.actors import CITIZEN, Actor
from portal.accounts.models import Posting, Role
from portal.audit.models import Entry
from portal.days import HANOI
from portal.messaging.models import OutgoingMessage
from portal.offices.models import CalendarException, CalendarYear
from tests import factories
from tests.factories import acting, hanoi

pytestmark = pytest.mark.django_db
CLOSE = hanoi(20, 17, 0)


@pytest.fixture
def dossier(years, office, binh, dung) -> Application:
    """Due on Friday 20/03/2026 at 17:00."""
    return factories.submitted(office, at=hanoi(20, 9, 22))


def recipients() -> list[str]:
    return sorted(OutgoingMessage.objects.values_list("recipient", flat=True))


def test_a_dossier_is_overdue_after_the_close_of_its_due_day_and_not_at_it(dossier):
    assert watch.mark_overdue(at=CLOSE) == 0
    assert watch.mark_overdue(at=CLOSE + timedelta(seconds=1)) == 1
    dossier.refresh_from_db()
    assert dossier.overdue_at == CLOSE + timedelta(seconds=1)
    assert dossier.state == State.SUBMITTED


def test_it_is_marked_once_however_often_the_clock_looks(dossier):
    first = CLOSE + timedelta(minutes=1)
    assert [watch.mark_overdue(at=first + timedelta(minutes=n)) for n in range(3)] == [1, 0, 0]
    dossier.refresh_from_db()
    assert dossier.overdue_at == first
    assert StateChange.objects.filter(verb="become_overdue").count() == 1
    assert Entry.objects.filter(action="application.become_overdue").count() == 1


def test_the_history_tells_it_without_a_move_and_nothing_is_left_to_tell(dossier):
    watch.mark_overdue(at=hanoi(23, 8, 0))
    change = dossier.history.get(verb="become_overdue")
    assert (change.from_state, change.to_state, change.role) == (State.SUBMITTED, State.SUBMITTED, "system")
    assert change.office == dossier.office
    assert change.told_at is not None


def test_officers_and_the_leader_hear_of_it_without_personal_data(dossier, binh, dung):
    watch.mark_overdue(at=hanoi(20, 17, 1))
    assert recipients() == sorted([binh.email, dung.email])
    message = OutgoingMessage.objects.get(recipient=binh.email)
    assert message.subject == "1 hồ sơ đã quá hạn – Phường Hai Bà Trưng"
    assert dossier.code in message.text
    assert "Thùy Dương" not in message.text


def test_what_is_resolved_waiting_or_closed_is_left_alone(dossier, office, binh):
    waiting = factories.submitted(office, at=hanoi(20, 9, 30))
    at = hanoi(20, 10, 0)
    actions.ask_for_supplement(waiting.pk, items=["Giấy ủy quyền"], reason="Thiếu giấy", by=acting(binh), at=at)
    actions.withdraw(dossier.pk, reason="", by=Actor(CITIZEN), at=hanoi(20, 10, 0))
    factories.draft()
    assert watch.mark_overdue(at=hanoi(27, 9, 0)) == 0


def test_a_new_promise_can_run_out_again(dossier, binh):
    watch.mark_overdue(at=hanoi(20, 17, 1))
    at = hanoi(23, 9, 0)
    actions.ask_for_supplement(dossier.pk, items=["Giấy ủy quyền"], reason="Thiếu giấy", by=acting(binh), at=at)
    actions.resubmit(dossier.pk, answers={}, by=Actor(CITIZEN), at=hanoi(24, 9, 0))
    assert watch.mark_overdue(at=hanoi(24, 17, 1)) == 1
    assert dossier.history.filter(verb="become_overdue").count() == 2
    assert OutgoingMessage.objects.filter(recipient=binh.email).count() == 2


def test_after_an_outage_everything_is_caught_up_in_few_queries(dossier, office, monkeypatch, django_assert_max_num_queries):
    for minute in range(12):
        factories.submitted(office, at=hanoi(19, 9, minute))
    with django_assert_max_num_queries(22):  # four of them read the office's calendar, once per process
        assert watch.mark_overdue(at=hanoi(26, 9, 0)) == 13
    assert OutgoingMessage.objects.count() == 2
    assert Slip.objects.filter(kind=SlipKind.APOLOGY).count() == 13


def test_more_than_one_batch_is_marked_whole(dossier, office, monkeypatch):
    monkeypatch.setattr(watch, "BATCH", 4)
    for minute in range(9):
        factories.submitted(office, at=hanoi(19, 9, minute))
    assert watch.mark_overdue(at=hanoi(26, 9, 0)) == 10
    assert StateChange.objects.filter(verb="become_overdue").values("application").distinct().count() == 10


def test_an_apology_is_drafted_once_for_a_person_to_confirm(dossier, binh):
    Application.objects.update(assigned_to=binh)
    for minute in (1, 2):
        watch.mark_overdue(at=hanoi(20, 17, minute))
    draft = dossier.slips.get()
    assert (draft.kind, draft.drafted_by, draft.issued_at, draft.number) == (SlipKind.APOLOGY, None, None, None)
    assert draft.content["reason"] == ASSUMED
    assert draft.content["reappointed_at"] == hanoi(23, 17, 0).astimezone(HANOI).isoformat()
    assert draft.content["accountable_id"] == binh.pk


def test_what_was_apologised_for_in_advance_is_not_drafted_again(dossier, binh):
    terms = Terms("Sổ đang phục chế.", hanoi(23, 10, 0), binh.pk)
    slip = actions.propose_apology(dossier.pk, terms, by=acting(binh), at=hanoi(20, 15, 0))
    assert watch.mark_overdue(at=hanoi(20, 17, 1)) == 1
    assert dossier.slips.get() == slip


def test_without_a_calendar_the_new_time_is_left_to_a_person(dossier):
    CalendarYear.objects.all().delete()
    watch.mark_overdue(at=hanoi(20, 17, 1))
    assert dossier.slips.get().content["reappointed_at"] == ""


def test_officers_are_warned_in_the_last_hour_once(dossier, binh):
    assert watch.remind_before_close(at=hanoi(20, 15, 59)) == 0
    assert watch.remind_before_close(at=hanoi(20, 16, 0)) == 1
    assert watch.remind_before_close(at=hanoi(20, 16, 1)) == 0
    assert recipients() == [binh.email]
    assert "trước 17:00 hôm nay, 20/03/2026" in OutgoingMessage.objects.get().text


def test_the_leader_is_warned_in_the_last_half_hour_once(dossier, binh, dung):
    watch.remind_before_close(at=hanoi(20, 16, 0))
    assert watch.remind_before_close(at=hanoi(20, 16, 30)) == 1
    assert watch.remind_before_close(at=hanoi(20, 16, 31)) == 0
    assert recipients() == sorted([binh.email, dung.email])


def test_a_late_clock_still_warns_both(dossier, binh, dung):
    watch.remind_before_close(at=hanoi(20, 16, 50))
    assert recipients() == sorted([binh.email, dung.email])


def test_nobody_is_warned_in_an_office_that_was_closed_since(dossier, office):
    CalendarException.objects.create(
        on=date(2026, 3, 20), office=office, kind="emergency_closure", name_vi="Ngập", status="in_force"
    )
    assert watch.remind_before_close(at=hanoi(20, 16, 40)) == 0


def test_nobody_is_warned_of_what_is_due_another_day_or_already_late(dossier, office):
    Application.objects.all().update(due_on=date(2026, 3, 23), due_at=hanoi(23, 17, 0))
    assert watch.remind_before_close(at=hanoi(20, 16, 45)) == 0
    assert watch.remind_before_close(at=hanoi(23, 17, 1)) == 0


def test_the_person_who_works_on_it_is_told_and_not_his_colleagues(dossier, office, binh):
    colleague = factories.official("Ngô Thị Lan", office, Role.CIVIL_STATUS_OFFICER)
    actions.receive(dossier.pk, by=acting(binh), at=hanoi(20, 9, 40))
    watch.remind_before_close(at=hanoi(20, 16, 0))
    assert recipients() == [binh.email]
    Posting.objects.filter(user=binh).update(valid_to=date(2026, 3, 1))  # he has left: the others must know
    Application.objects.update(reminded_at=None)
    watch.remind_before_close(at=hanoi(20, 16, 2))
    assert colleague.email in recipients()


def test_another_office_hears_nothing(dossier, chi):
    watch.remind_before_close(at=hanoi(20, 16, 45))
    watch.mark_overdue(at=hanoi(20, 17, 1))
    assert chi.email not in recipients()


def test_an_office_without_people_is_marked_all_the_same(years, other_office):
    factories.submitted(other_office, at=hanoi(20, 9, 0))
    assert watch.mark_overdue(at=hanoi(20, 17, 1)) == 1
    assert not OutgoingMessage.objects.exists()


def test_a_long_list_is_cut_and_counted(dossier, office, binh):
    for minute in range(24):
        factories.submitted(office, at=hanoi(20, 10, minute))
    watch.remind_before_close(at=hanoi(20, 16, 0))
    message = OutgoingMessage.objects.get()
    assert message.subject.startswith("25 hồ sơ")
    assert "… và 5 hồ sơ nữa." in message.text

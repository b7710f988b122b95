"""Promises through random lives: dossiers filed, supplemented, passed on and signed while the Department changes the calendar,
the watch is down for days and the host clock jumps back. Whatever happens in whatever order, the promise stays traceable.
"""

import contextlib
from datetime import date, datetime, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule, run_state_machine_as_test

from applications import actions, notifications, watch
from applications.actions import recounting
from applications.deadlines import decide
from applications.models import Application, Recount, StateChange
from applications.policies import policy_for
from applications.states import ON_THE_CLOCK, State
from portal.accounts.actors import CITIZEN, Actor
from portal.accounts.models import Role
from portal.days import local_day
from portal.messaging.models import OutgoingMessage
from portal.offices import calendar_keeping
from portal.offices.calendar import calendar_for
from portal.offices.calendar_rules import NewDay
from portal.offices.errors import ContradictoryException
from portal.offices.models import CalendarException, CalendarVersion
from tests import factories
from tests.factories import acting, hanoi

PROMISED_BY = ("submit", "resubmit", "transfer")  # what makes a promise of its own; "move_promise" corrects it
whiles = st.sampled_from([timedelta(0, 60), timedelta(minutes=50), timedelta(hours=3), timedelta(days=1), timedelta(days=4)])
picks = st.integers(0, 11)
MOVES = {
    State.SUBMITTED: ["_receive", "_ask", "_receive", "_pass_on", "_withdraw"],
    State.RECEIVED: ["_ask", "_sign", "_pass_on"],
    State.SUPPLEMENT_REQUESTED: ["_answer", "_answer", "_answer", "_withdraw"],
}


class Lives(RuleBasedStateMachine):
    """Each life begins on Monday 16/03/2026 with two offices and no dossier, and leaves the database as it found it."""

    cast: dict  # set by the test

    def __init__(self) -> None:
        super().__init__()
        self.undo = transaction.atomic()
        self.undo.__enter__()
        self.now = hanoi(16, 8)
        self.broken: set[int] = set()  # dossiers whose promise was broken, since they were filed or supplemented
        self.promised: dict[int, date] = {}  # by dossier: the day first promised, written down when it was
        self.seen: dict[int, tuple] = {}  # by row of history: as it was first seen

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.undo.__exit__(None, None, None)

    # --- Time -------------------------------------------------------------------------------------------------------

    @rule(span=whiles)
    def wait(self, span):
        """While nobody watches, this is an outage."""
        self.now += span

    @rule(span=st.sampled_from([timedelta(seconds=1), timedelta(hours=2), timedelta(days=2)]))
    def the_host_clock_jumps_back(self, span):
        self.now -= span

    @rule()
    def watch(self):
        """What it marks is late, what it warns of is still to come; and nothing late is left unmarked."""
        overdue, reminded = self._ids(overdue_at=self.now), self._ids(reminded_at=self.now)
        notifications.tell_pending(at=self.now)
        letters = set(OutgoingMessage.objects.values_list("pk", flat=True))
        watch.mark_overdue(at=self.now)
        watch.remind_before_close(at=self.now)
        for late in Application.objects.filter(overdue_at=self.now).exclude(pk__in=overdue):
            assert late.due_at < self.now
        for soon in Application.objects.filter(reminded_at=self.now).exclude(pk__in=reminded):
            assert soon.due_at >= self.now
            assert local_day(soon.due_at) == local_day(self.now)
        warnings = OutgoingMessage.objects.exclude(pk__in=letters).exclude(idempotency_key__startswith="overdue")
        assert self._dossiers(runs_out_at__gte=self.now, due_on=local_day(self.now)) or not warnings.exists()
        assert not self._dossiers(runs_out_at__lt=self.now, overdue_at__isnull=True)

    # --- People -----------------------------------------------------------------------------------------------------

    @initialize(picks=st.lists(picks, min_size=3, max_size=3))
    def begin_with_three(self, picks):
        for pick in picks:
            self.file(pick)

    @rule(pick=picks)
    def file(self, pick):
        application = factories.submitted(self.cast["offices"][pick % 2], at=self.now)
        self.promised[application.pk] = application.due_on

    @rule(pick=picks, chance=picks)
    def go_on(self, pick, chance):
        """One open dossier makes one of the moves its state allows."""
        dossiers = self._dossiers(state__in=MOVES)
        if dossiers:
            dossier = dossiers[pick % len(dossiers)]
            moves = MOVES[dossier.state]
            getattr(self, moves[chance % len(moves)])(dossier)

    def _receive(self, dossier):
        actions.receive(dossier.pk, by=self.cast["officers"][dossier.office_id], at=self.now)

    def _ask(self, dossier):
        by = self.cast["officers"][dossier.office_id]
        actions.ask_for_supplement(dossier.pk, items=["Giấy ủy quyền"], reason="Thiếu giấy", by=by, at=self.now)

    def _answer(self, dossier):
        self.broken.discard(dossier.pk)
        answered = actions.resubmit(dossier.pk, answers={}, by=Actor(CITIZEN), at=self.now)
        self.promised[dossier.pk] = answered.due_on

    def _sign(self, dossier):
        by = self.cast["officers"][dossier.office_id]
        actions.draw_up(dossier.pk, entry_id=self.cast["entry"].pk, by=by, at=self.now)
        actions.send_for_signature(dossier.pk, by=by, at=self.now)
        actions.sign(dossier.pk, by=self.cast["leaders"][dossier.office_id], at=self.now)

    def _pass_on(self, dossier):
        """To the other office: promised anew; what was broken before stays broken for the figures."""
        there = next(office for office in self.cast["offices"] if office.pk != dossier.office_id)
        by = self.cast["officers"][dossier.office_id]
        passed = actions.transfer(dossier.pk, to_id=there.pk, reason="Sổ ở cơ quan kia", by=by, at=self.now)
        if dossier.overdue_at or dossier.due_at < self.now:
            self.broken.add(dossier.pk)
        if dossier.pk not in self.broken:
            self.promised[dossier.pk] = passed.due_on

    def _withdraw(self, dossier):
        actions.withdraw(dossier.pk, reason="", by=Actor(CITIZEN), at=self.now)

    # --- The calendar -----------------------------------------------------------------------------------------------

    @rule(days=st.integers(-1, 4), office=st.sampled_from([None, 0, 1]), is_recounted=st.booleans())
    def close_a_day(self, days, office, is_recounted):
        """For the city or one office; also a day that is over, or today; counted anew at once or later."""
        day = local_day(self.now) + timedelta(days=days)
        office_id = None if office is None else self.cast["offices"][office].pk
        new = NewDay(on=day, kind=CalendarException.Kind.EMERGENCY_CLOSURE, name_vi="Đóng cửa vì bão", office_id=office_id)
        if day.weekday() < 5:
            with contextlib.suppress(ContradictoryException):
                calendar_keeping.enter_exception(new, by=self.cast["keeper"], at=self.now)
        if is_recounted:
            self.recount(is_interrupted=False)

    @precondition(lambda self: CalendarException.objects.live().exists())
    @rule(pick=picks)
    def open_it_again(self, pick):
        entries = list(CalendarException.objects.live().order_by("pk"))
        entry = entries[pick % len(entries)]
        calendar_keeping.withdraw_exception(entry.pk, reason="Bão đổi hướng", by=self.cast["keeper"], at=self.now)

    @rule(is_interrupted=st.booleans())
    def recount(self, is_interrupted):
        """All changes so far, in order; afterwards what still runs is as the calendar of now says."""
        for version in CalendarVersion.objects.exclude(number__in=Recount.objects.values("version")).order_by("number"):
            actions.order_recount(version, by=self.cast["keeper"], at=self.now)
        moves = {change.pk for change in self._history("move_promise")}
        if is_interrupted and (order := Recount.objects.filter(finished_at__isnull=True).last()):
            recounting._recount_batch(order, CalendarVersion.objects.get(number=order.version), self.now)
        actions.finish_recounts(at=self.now)
        assert actions.finish_recounts(at=self.now) == 0
        for change in self._history("move_promise"):
            assert change.pk in moves or _moment(change, "due_at") >= self.now
        for dossier in self._dossiers(runs_out_at__gte=self.now, overdue_at__isnull=True):
            policy = policy_for(dossier.procedure_code, local_day(dossier.clock_from))
            due_at = decide(dossier.clock_from, calendar_for(dossier.office), policy)[2]
            assert dossier.due_at == due_at or due_at < self.now

    # --- What always holds ------------------------------------------------------------------------------------------

    @invariant()
    def every_dossier_filed_has_a_promise_made_from_no_earlier_than_its_filing(self):
        for dossier in self._dossiers():
            assert dossier.submitted_at <= dossier.clock_from <= dossier.counted_at < dossier.due_at
            assert dossier.due_on == local_day(dossier.due_at)
            assert dossier.runs_out_at == (dossier.due_at if dossier.state in ON_THE_CLOCK else None)

    @invariant()
    def the_day_first_promised_moves_only_with_a_filing_a_supplement_or_a_transfer(self):
        assert {dossier.pk: dossier.promised_on for dossier in self._dossiers()} == self.promised

    @invariant()
    def history_is_only_added_to(self):
        now = {change.pk: _as_seen(change) for change in self._history()}
        assert {pk: now.get(pk) for pk in self.seen} == self.seen
        assert list(now)[: len(self.seen)] == list(self.seen)
        self.seen = now

    @invariant()
    def every_move_of_the_promise_is_in_the_history_in_order(self):
        told: dict[int, datetime] = {}
        for change in self._history(*PROMISED_BY, "move_promise"):
            if change.verb == "move_promise":
                assert _moment(change, "was_due_at") == told[change.application_id]
            told[change.application_id] = _moment(change, "due_at")
        assert {dossier.pk: dossier.due_at for dossier in self._dossiers()} == told

    @invariant()
    def a_promise_is_broken_at_most_once_only_after_its_end_and_for_good(self):
        broken: dict[int, bool] = {}
        for change in self._history(*PROMISED_BY, "move_promise", "become_overdue"):
            if change.verb in PROMISED_BY:
                broken[change.application_id] = False
                continue
            assert not broken[change.application_id]
            if change.verb == "become_overdue":
                assert change.at > _moment(change, "due_at")
                broken[change.application_id] = True
        assert {dossier.pk: dossier.overdue_at is not None for dossier in self._dossiers()} == broken

    # ----------------------------------------------------------------------------------------------------------------

    def _dossiers(self, **terms) -> list[Application]:
        return list(Application.objects.exclude(state=State.DRAFT).filter(**terms).select_related("office").order_by("pk"))

    def _ids(self, **terms) -> list[int]:
        return [dossier.pk for dossier in self._dossiers(**terms)]

    def _history(self, *verbs: str) -> list[StateChange]:
        rows = StateChange.objects.order_by("pk")
        return list(rows.filter(verb__in=verbs) if verbs else rows)


def _moment(change: StateChange, name: str) -> datetime:
    return datetime.fromisoformat(change.detail[name])


def _as_seen(change: StateChange) -> tuple:
    """All but `told_at`, which the outbox fills in."""
    return change.application_id, change.verb, change.from_state, change.to_state, change.at, change.role, str(change.detail)


@pytest.mark.django_db
def test_a_promise_stays_traceable_through_any_life(years, department):
    offices = [factories.office("Phường Hai Bà Trưng"), factories.office("Phường Bạch Mai")]
    for office in offices:
        factories.opened(office)
    Lives.cast = {
        "offices": offices,
        "officers": {o.pk: acting(factories.official("Trần Thị Bình", o, Role.CIVIL_STATUS_OFFICER)) for o in offices},
        "leaders": {o.pk: acting(factories.official("Hoàng Tiến Dũng", o, Role.OFFICE_LEADER)) for o in offices},
        "keeper": acting(factories.official("Đỗ Quốc Huy", department, Role.DEPARTMENT_ADMIN)),
        "entry": factories.birth_entry(offices[0]),
    }
    found = [Phase.explicit, Phase.reuse, Phase.generate]  # told as found: making a life of days shorter takes minutes
    short = settings(max_examples=15, stateful_step_count=25, phases=found, suppress_health_check=list(HealthCheck))
    run_state_machine_as_test(Lives, settings=short)

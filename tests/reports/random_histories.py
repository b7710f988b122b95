"""Histories as no office would make them, but as the verbs could write them: for counting them in several ways."""

import itertools
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from hypothesis import strategies as st

from applications.models import Application, StateChange
from applications.ratings.models import Rating
from applications.states import OPEN, State
from civil_registry.models import EventKind
from portal.days import HANOI
from portal.offices.models import Office

FIRST = date(2026, 1, 5)
KINDS = (EventKind.BIRTH, EventKind.MARRIAGE, EventKind.CHANGE)
# What may follow upon a state: verb and the state after it. "stay" is any verb without a move.
NEXT = {
    State.SUBMITTED: [("receive", State.RECEIVED), ("transfer", State.SUBMITTED), ("withdraw", State.WITHDRAWN)],
    State.RECEIVED: [
        ("sign", State.ISSUED),
        ("transfer", State.SUBMITTED),
        ("ask_for_supplement", State.SUPPLEMENT_REQUESTED),
        ("refuse", State.REFUSED),
        ("move_promise", State.RECEIVED),
    ],
    State.SUPPLEMENT_REQUESTED: [("resubmit", State.SUBMITTED), ("lapse", State.LAPSED)],
    State.ISSUED: [("hand_to_post", State.HANDED_TO_POST)],
    State.HANDED_TO_POST: [("deliver", State.DELIVERED), ("return_to_office", State.RETURNED_TO_OFFICE)],
    State.DELIVERED: [("reissue", State.ISSUED)],
    State.RETURNED_TO_OFFICE: [("hand_to_post", State.HANDED_TO_POST)],
}
_numbers = itertools.count(1)


@dataclass(frozen=True, slots=True)
class Merger:
    """One unit passes to another at a moment, and what is open there goes with it."""

    old: Office
    new: Office
    at: datetime

    def office_of(self, office: Office, at: datetime) -> Office:
        return self.new if office == self.old and at >= self.at else office


@dataclass(frozen=True, slots=True)
class Moves:
    """One dossier: sent at a minute after FIRST, and what becomes of it."""

    office: int
    kind: int
    copies: int
    fee_vnd: int
    sent_after: int  # minutes
    steps: tuple[tuple[int, int, int, int], ...]  # choice, minutes until then, minutes until it is known, office or hours

    @property
    def known_at(self) -> datetime:
        return datetime.combine(FIRST, time(), HANOI) + timedelta(minutes=self.sent_after)

    def after(self, moment: datetime) -> "Moves":
        return replace(self, sent_after=int((moment - datetime.combine(FIRST, time(), HANOI)).total_seconds() // 60) + 1)


def histories() -> st.SearchStrategy[list[Moves]]:
    minutes = st.one_of(st.integers(0, 600), st.integers(0, 12 * 24 * 60))
    step = st.tuples(st.integers(0, 59), minutes, st.sampled_from([0, 0, 0, 30, 3000]), st.integers(0, 59))
    dossier = st.builds(
        Moves,
        office=st.integers(0, 2),
        kind=st.integers(0, 2),
        copies=st.integers(1, 5),
        fee_vnd=st.sampled_from([0, 8000, 16000]),
        sent_after=st.integers(0, 45 * 24 * 60),
        steps=st.lists(step, max_size=9).map(tuple),
    )
    return st.lists(dossier, max_size=12)


def written(moves: list[Moves], offices: list[Office], merger: Merger | None = None) -> None:
    for each in moves:
        _write(each, offices, merger)


def ratings() -> st.SearchStrategy[list[tuple]]:
    """Which dossier, minutes until it is rated, the grades one after the other, minutes between them."""
    minutes = st.integers(0, 20 * 24 * 60)
    return st.lists(st.tuples(st.integers(0, 11), minutes, st.lists(st.integers(1, 4), min_size=1, max_size=3), minutes))


def rated(told: list[tuple], offices: list[Office]) -> None:
    """Rows as the verb leaves them; a dossier is rated once, and changes its grade."""
    dossiers = list(Application.objects.order_by("pk"))
    for number, after, grades, between in told:
        if number >= len(dossiers) or Rating.objects.filter(application=dossiers[number]).exists():
            continue
        dossier, first_at = dossiers[number], dossiers[number].submitted_at + timedelta(minutes=after)
        moments = [first_at + timedelta(minutes=between * turn) for turn in range(len(grades) + 1)]
        for turn, grade in enumerate(grades):
            Rating.objects.create(
                application=dossier,
                office=offices[(number + len(grades)) % 3],
                kind=dossier.kind,
                procedure_code=dossier.procedure_code,
                channel=dossier.channel,
                grade=grade,
                first_at=first_at,
                at=moments[turn],
                replaced_at=moments[turn + 1] if turn + 1 < len(grades) else None,
            )


def _write(moves: Moves, offices: list[Office], merger: Merger | None) -> None:
    at = known_at = moves.known_at
    office = offices[moves.office]
    dossier = Application(
        ref=f"H{next(_numbers):08d}",
        procedure_code="2.000635",
        kind=KINDS[moves.kind],
        office=merger.office_of(office, at) if merger else office,
        copies=moves.copies,
        fee_vnd=moves.fee_vnd,
        fee_paid_vnd=moves.fee_vnd if moves.copies % 2 else 0,
        submitted_at=at,
        counted_at=at,
        promised_on=_day(at) + timedelta(days=1),
        due_on=_day(at) + timedelta(days=1),
        due_at=_close(_day(at) + timedelta(days=1)),
        created_at=at,
        saved_at=at,
    )
    state, rows = State.SUBMITTED, []
    rows.append(_row(dossier, "submit", State.DRAFT, state, at, known_at))
    for choice, minutes, late, other in moves.steps:
        following = NEXT.get(state)
        if not following:
            break
        verb, after = following[choice % len(following)]
        at = max(at, known_at) + timedelta(minutes=minutes)
        if merger and state in OPEN and dossier.office == merger.old and at >= merger.at:
            rows.append(_passed_on(dossier, state, merger))
        is_told_late = verb in {"deliver", "return_to_office"}
        known_at = max(known_at, at + timedelta(minutes=late if is_told_late else 0))
        told = _changed(dossier, verb, at, other, [office for office in offices if not merger or _stands(office, at, merger)])
        rows.append(_row(dossier, verb, state, after, at, known_at, **told))
        if state in OPEN and after not in OPEN:
            dossier.resolved_at = at
        if after == State.HANDED_TO_POST:
            dossier.handed_over_at = at
        state = after
    if merger and state in OPEN and dossier.office == merger.old:
        rows.append(_passed_on(dossier, state, merger))
    dossier.save()
    for row in rows:
        row.application = dossier
    StateChange.objects.bulk_create(rows)


def _changed(dossier: Application, verb: str, at: datetime, other: int, offices: list[Office]) -> dict:
    """What the verb does to the dossier besides its state, and what the row says of it."""
    told = {}
    if verb == "transfer":
        told = {"left_office_id": dossier.office_id, "left_promised_on": dossier.promised_on}
        dossier.office = next(office for office in offices[other % 3 :] + offices if office.pk != dossier.office_id)
    if verb in {"transfer", "resubmit"}:
        dossier.promised_on = _day(at) + timedelta(days=other % 4)
    if verb in {"transfer", "resubmit", "move_promise"}:
        dossier.due_at = _close(_day(at) + timedelta(days=other % 4))
    if verb == "sign":
        told["worked_minutes"] = other * 7
    if verb == "deliver":
        told["delivery_days"] = max(0, (_day(at) - _day(dossier.handed_over_at)).days)
    return told


def _stands(office: Office, at: datetime, merger: Merger) -> bool:
    return office != merger.old or at < merger.at


def _passed_on(dossier: Application, state: str, merger: Merger) -> StateChange:
    """With its promise: the citizen waits no longer because offices merge."""
    left = {"left_office_id": dossier.office_id, "left_promised_on": dossier.promised_on}
    dossier.office = merger.new
    return _row(dossier, "transfer", state, state, merger.at, merger.at, **left)


def _row(dossier: Application, verb: str, before: str, after: str, at: datetime, known_at: datetime, **told) -> StateChange:
    row = StateChange.of(dossier, verb, from_state=before, at=at, known_at=known_at, role="system", told_at=at, **told)
    row.to_state = after
    return row


def _day(moment: datetime) -> date:
    return moment.astimezone(HANOI).date()


def _close(day: date) -> datetime:
    return datetime.combine(day, time(17), HANOI)

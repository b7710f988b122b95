"""Many dossiers at once, for looking at the Department's figures: rows as the actions would leave them, made in bulk."""

from datetime import date, datetime, time, timedelta
from random import Random

from django.db import connection
from django.db.models import Model

from applications.deadlines import due
from applications.models import Application, StateChange
from applications.states import CLOSED_WITHOUT_RESULT, OPEN, State
from civil_registry.models import EventKind, ExtractCopy
from portal.accounts.models import User
from portal.days import HANOI
from portal.offices.calendar import WorkingCalendar
from portal.offices.models import Office
from portal.offices.working_hours import minutes_between
from tests import calendars, factories

KINDS = [EventKind.BIRTH] * 12 + [EventKind.MARRIAGE] * 5 + [EventKind.DEATH] * 2 + [EventKind.CHANGE]
ENDS = [State.ISSUED, State.HANDED_TO_POST, *[State.DELIVERED] * 14, State.RETURNED_TO_OFFICE]


def spread(
    offices: list[Office], calendar: WorkingCalendar, *, first: date, last: date, number: int, until: datetime, seed: int = 1
) -> list[Application]:
    """`number` dossiers sent between two days, as they stand at `until` (aware); some offices are slower than others.

    The same `seed` makes the same world whatever ran before: an office is slow by its place in the list, never by its id,
    which PostgreSQL goes on counting from test to test.
    """
    chance = Random(seed)
    entry = factories.birth_entry(offices[0])
    drafter = User.objects.create_user(f"drafter.{seed}@hotich.example", full_name="Người dự thảo")
    applications = [_filed(index, offices, calendar, chance, first, last, until) for index in range(number)]
    extracts = [
        ExtractCopy(kind=a.kind, entry=entry, office=a.office, snapshot={}, drafted_by=drafter, drafted_at=a.resolved_at)
        for a in applications
        if a.resolved_at and a.state not in CLOSED_WITHOUT_RESULT
    ]
    made = iter(ExtractCopy.objects.bulk_create(extracts, batch_size=500))
    for application in applications:
        if application.resolved_at and application.state not in CLOSED_WITHOUT_RESULT:
            application.extract = next(made)
    made = Application.objects.bulk_create(applications, batch_size=300)
    StateChange.objects.bulk_create((row for each in made for row in history_of(each)), batch_size=300)
    analyze(Application, StateChange, ExtractCopy)
    return made


def analyze(*models: type[Model]) -> None:
    """Tell the planner of rows that came at once, as autovacuum does outside a test: what it last saw may be empty tables."""
    with connection.cursor() as cursor:
        for model in models:
            cursor.execute(f"ANALYZE {model._meta.db_table}")


def history_of(application: Application) -> list[StateChange]:
    """The rows that the verbs would have left, as far as figures are drawn from them."""
    steps = [("submit", State.DRAFT, State.SUBMITTED, application.submitted_at)]
    if application.state != State.SUBMITTED:
        steps.append(("receive", State.SUBMITTED, State.RECEIVED, application.submitted_at))
    if application.state in {State.SUPPLEMENT_REQUESTED, State.LAPSED}:
        steps.append(("ask_for_supplement", State.RECEIVED, State.SUPPLEMENT_REQUESTED, application.submitted_at))
    if application.state in CLOSED_WITHOUT_RESULT:
        steps.append(("close", steps[-1][2], application.state, application.resolved_at))
    elif application.resolved_at:
        steps.append(("sign", State.RECEIVED, State.ISSUED, application.resolved_at))
    if application.handed_over_at:
        steps.append(("hand_to_post", State.ISSUED, State.HANDED_TO_POST, application.handed_over_at))
    if application.delivered_at:
        steps.append(("deliver", State.HANDED_TO_POST, State.DELIVERED, application.delivered_at))
    if application.state == State.RETURNED_TO_OFFICE:
        steps.append(("return_to_office", State.HANDED_TO_POST, application.state, application.resolved_at + timedelta(days=9)))
    return [_change(application, *step) for step in steps]


def _change(application: Application, verb: str, before: str, after: str, at: datetime) -> StateChange:
    change = StateChange.of(application, verb, from_state=before, at=at, role="system", told_at=at)
    change.to_state = after
    if verb == "sign":
        change.worked_minutes = int(minutes_between(application.counted_at, at, calendars.seeded()))
    if verb == "deliver":
        change.delivery_days = 2
    return change


def _filed(
    index: int, offices: list[Office], calendar: WorkingCalendar, chance: Random, first: date, last: date, until: datetime
) -> Application:
    which = int(len(offices) * chance.random() ** 2)
    office = offices[which]
    promise = due(min(until, _sent_at(chance, first, last)), calendar)
    resolved_at = _resolved_at(promise.counted_at, promise.due_at, which + 1, chance, calendar)
    is_open = resolved_at > until
    state = chance.choice([State.RECEIVED, State.SUBMITTED, State.SUPPLEMENT_REQUESTED]) if is_open else chance.choice(ENDS)
    if not is_open and chance.random() < 0.03:
        state = chance.choice([State.REFUSED, State.WITHDRAWN, State.LAPSED])
    has_left = state in {State.HANDED_TO_POST, State.DELIVERED, State.RETURNED_TO_OFFICE}
    copies = chance.choice([1, 1, 2, 2, 3])
    return Application(
        ref=f"R{index:08d}",
        dossier_code=f"H26.{office.code}-{index:07d}" if state != State.SUBMITTED else None,
        procedure_code=factories.EXTRACT_COPY,
        kind=chance.choice(KINDS),
        state=state,
        office=office,
        copies=copies,
        fee_vnd=8000 * copies,
        submitted_at=promise.submitted_at,
        counted_at=promise.counted_at,
        due_on=promise.due_on,
        promised_on=promise.due_on,
        due_at=promise.due_at,
        received_at=None if state == State.SUBMITTED else promise.counted_at,
        resolved_at=None if state in OPEN else resolved_at,
        handed_over_at=resolved_at if has_left else None,
        delivered_at=resolved_at + timedelta(days=2) if state == State.DELIVERED else None,
        closing_reason="Không tìm thấy trong sổ." if state == State.REFUSED else "",
        created_at=promise.submitted_at,
        saved_at=promise.submitted_at,
    )


def _sent_at(chance: Random, first: date, last: date) -> datetime:
    while True:
        day = first + timedelta(days=chance.randrange((last - first).days + 1))
        weight = (1, 0.9, 0.85, 0.8, 0.75, 0.06, 0.04)[day.weekday()]
        if chance.random() < weight:
            hour = min(23.99, max(0.0, chance.gauss(11.5, 3.4)))
            return datetime.combine(day, time(), HANOI) + timedelta(seconds=int(hour * 3600))


def _resolved_at(counted_at: datetime, due_at: datetime, slowness: int, chance: Random, calendar: WorkingCalendar) -> datetime:
    """Mostly in good time; now and then, and oftener in some offices, one or two working days late."""
    if chance.random() < 0.01 + 0.006 * (slowness % 8):
        day = calendar.next_working_day(due_at.astimezone(HANOI).date())
        return datetime.combine(day, time(10, chance.randrange(60)), HANOI)
    last = due_at - timedelta(minutes=5)
    return min(last, counted_at + timedelta(minutes=chance.randrange(20, 420)))

"""`manage.py due 2018-08-01T15:00:01 [--office CODE]`: what the rule says, as one line of JSON."""

import json
from datetime import datetime

from django.core.management.base import CommandError, CommandParser

from applications.policies import PolicyUnknown, promise_of
from portal.commands import DatabaseCommand
from portal.days import HANOI
from portal.offices.calendar import CalendarMissing
from portal.offices.finder import unit_standing
from portal.offices.models import Office
from portal.offices.reference import EXTRACT_COPY


class Command(DatabaseCommand):
    help = "When a dossier is due: one JSON line with submitted, counted_at, due_on, due_at, why, why_en."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("moment", help="ISO 8601; Hà Nội time unless an offset is given: 2018-08-01T15:00:01")
        parser.add_argument("--office", metavar="CODE", help="the unit of that code standing on that day: its own calendar")

        parser.add_argument("--procedure", metavar="CODE", default=EXTRACT_COPY, help="its limit in force on that day")

    def handle(self, *, moment: str, procedure: str, office: str | None = None, **options) -> None:
        submitted_at = _moment(moment)
        unit = _office(office, submitted_at) if office is not None else None
        try:
            promise = promise_of(procedure, submitted_at, unit)
        except PolicyUnknown as fault:
            raise CommandError(f"{fault} Enter it first (manage.py load_deadlines).") from fault
        except CalendarMissing as fault:
            raise CommandError(f"{fault} Enter that year's calendar first (manage.py load_reference).") from fault
        answer = {
            "submitted": promise.submitted_at.isoformat(),
            "counted_at": promise.counted_at.isoformat(),
            "due_on": promise.due_on.isoformat(),
            "due_at": promise.due_at.isoformat(),
            "why": promise.why,
            "why_en": promise.why_en,
        }
        self.stdout.write(json.dumps(answer, ensure_ascii=False))


def _moment(text: str) -> datetime:
    """An aware moment; a naive one is Hà Nội time. A day alone is refused: the rule turns on the second."""
    try:
        moment = datetime.fromisoformat(text.strip())
        has_time = len(text.strip()) > len("2018-08-01")
        moment = moment if moment.tzinfo else moment.replace(tzinfo=HANOI)
        moment.astimezone(HANOI)
    except (ValueError, OverflowError) as fault:
        raise CommandError(f"{text!r} is no moment. Write it like 2018-08-01T15:00:01 (Hà Nội time).") from fault
    if not has_time:
        raise CommandError(f"{text!r} has no time of day. Write it like 2018-08-01T15:00:01 (Hà Nội time).")
    return moment


def _office(code: str, at: datetime) -> Office:
    day = at.astimezone(HANOI).date()
    office = unit_standing(code, day)
    if office is None:
        raise CommandError(f"No unit with the code {code!r} stood on {day.isoformat()}.")
    return office

"""The stuck radar: dossiers with which nobody has done anything for N working hours though the office must, by step and office.

"Nobody": the newest event by a person is kept on the row, and what the clock writes there is none. What waits for the
citizen is not stuck. "N working hours ago" is one moment for each calendar, so a row is found by one comparison.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Case, Count, Exists, Min, OuterRef, Q, QuerySet, Value, When

from applications.models import Application, Slip, SlipKind
from applications.states import State
from civil_registry.models import CopyState
from portal.offices.calendar import WorkingCalendar, calendars_of
from portal.offices.models import Office
from portal.offices.working_hours import minutes_between, moment_before
from portal.text import fold


class Step(models.TextChoices):
    RECEPTION = "reception", "Chờ tiếp nhận"
    COMPARING = "comparing", "Đối chiếu sổ, ghi nội dung"
    DRAFTED = "drafted", "Đã dự thảo"
    SIGNING = "signing", "Chờ ký"
    HANDING_OVER = "handing_over", "Chờ bàn giao, mời nhận"


@dataclass(slots=True)
class StuckOffice:
    """One line of the radar. `oldest_minutes`: working minutes since the last event of what stands longest."""

    office: Office
    oldest_minutes: float
    by_step: dict[str, int] = field(default_factory=dict)

    @property
    def total(self) -> int:
        return sum(self.by_step.values())

    @property
    def cells(self) -> list[int]:
        """In the order of the steps."""
        return [self.by_step.get(step, 0) for step in Step.values]

    @property
    def labelled(self) -> list[tuple[str, int]]:
        return list(zip(Step.labels, self.cells, strict=True))


def stuck_in(rows: QuerySet[Application], calendar: WorkingCalendar, *, now: datetime) -> QuerySet[Application]:
    """Those of one office's dossiers that are stuck."""
    moment = _moment(now, calendar)
    return rows.filter(idle_since__lte=moment) if moment else rows.none()


def stuck_offices(*, now: datetime) -> list[StuckOffice]:
    """Every office with stuck dossiers, most first. As many queries for one as for all."""
    no_later = now - timedelta(hours=settings.STUCK_WORKING_HOURS)  # no calendar works more hours than there are
    candidates = Application.objects.real().filter(idle_since__lte=no_later).order_by()
    calendars = calendars_of(candidates.values_list("office_id", flat=True).distinct())
    groups = candidates.filter(_is_stuck(calendars, now)).annotate(step=_step()).values("office_id", "step")
    counted = list(groups.annotate(number=Count("pk"), oldest=Min("idle_since")))
    offices = Office.objects.select_related("parent").in_bulk({row["office_id"] for row in counted})
    found = {pk: StuckOffice(office, 0) for pk, office in offices.items()}
    for row in counted:
        line = found[row["office_id"]]
        line.by_step[row["step"]] = row["number"]
        age = minutes_between(row["oldest"], now, calendars[row["office_id"]])
        line.oldest_minutes = max(line.oldest_minutes, age)
    return sorted(found.values(), key=lambda line: (-line.total, fold(line.office.name)))


def _moment(now: datetime, calendar: WorkingCalendar) -> datetime | None:
    return moment_before(now, settings.STUCK_WORKING_HOURS * 60, calendar)


def _is_stuck(calendars: dict[int, WorkingCalendar], now: datetime) -> Q:
    """Offices of one calendar share one moment; most have the city's."""
    moments = {id(calendar): _moment(now, calendar) for calendar in calendars.values()}
    offices = defaultdict(list)
    for office_id, calendar in calendars.items():
        offices[moments[id(calendar)]].append(office_id)
    stuck = Q(pk__in=[])
    for moment, ids in offices.items():
        if moment is not None:
            stuck |= Q(office_id__in=ids, idle_since__lte=moment)
    return stuck


def _step() -> Case:
    refusals = Slip.objects.filter(
        application=OuterRef("pk"), kind=SlipKind.REFUSAL, issued_at__isnull=True, declined_at__isnull=True
    )
    on_the_clock = Q(state__in=[State.SUBMITTED, State.RECEIVED])
    return Case(
        When(on_the_clock & Exists(refusals), then=Value(Step.SIGNING)),
        When(state=State.SUBMITTED, then=Value(Step.RECEPTION)),
        When(state=State.RECEIVED, extract__state=CopyState.DRAFTED, then=Value(Step.DRAFTED)),
        When(state=State.RECEIVED, extract__state=CopyState.AWAITING_SIGNATURE, then=Value(Step.SIGNING)),
        When(state=State.RECEIVED, then=Value(Step.COMPARING)),
        default=Value(Step.HANDING_OVER),
        output_field=models.CharField(),
    )

"""S4: offices with overdue dossiers: how many, since when, what share of what they have in hand. Sums only, no dossier."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Min, Q

from applications.models import Application
from applications.nudges import offices_reminded
from portal.offices.models import Office
from portal.text import fold


@dataclass(frozen=True, slots=True)
class OverdueOffice:
    office: Office
    late: int
    reappointed: int  # of the late ones: apologised for, with a new time
    running: int  # on the clock, the late ones among them
    oldest_due_at: datetime
    is_reminded: bool  # today

    @property
    def share(self) -> float:
        return self.late / self.running


def overdue_offices(*, now: datetime) -> list[OverdueOffice]:
    """Most overdue first. Three queries, whatever their number."""
    running = Application.objects.real().filter(runs_out_at__isnull=False).order_by().values("office_id")
    late = Q(runs_out_at__lt=now)
    numbers = {"late": Count("pk", filter=late), "reappointed": Count("reappointed_at", filter=late), "running": Count("pk")}
    counted = running.annotate(**numbers, oldest=Min("runs_out_at"))
    rows, reminded = list(counted.filter(late__gt=0)), offices_reminded(at=now)
    offices = Office.objects.select_related("parent").in_bulk([row["office_id"] for row in rows])
    found = [
        OverdueOffice(offices[pk], row["late"], row["reappointed"], row["running"], row["oldest"], pk in reminded)
        for row in rows
        for pk in [row["office_id"]]
    ]
    return sorted(found, key=lambda line: (-line.late, fold(line.office.name)))

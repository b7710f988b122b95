"""Falls below the target: seen each day in the last thirty, told once to the unit's leaders and the Department, over when the
unit is at its target again. Sums only."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.urls import reverse

from applications.letters import people_of
from applications.models import Round
from applications.nudges import DEPARTMENT
from applications.overviews.letters import count, explained
from applications.overviews.models import Shortfall
from applications.overviews.targets import DAYS, Target, target_on
from applications.reports.tallies import Tally
from applications.templatetags.reports import percent
from portal.accounts.actors import SYSTEM
from portal.accounts.models import Posting, Role
from portal.audit.trail import record
from portal.days import HANOI
from portal.messaging.models import OutgoingMessage
from portal.messaging.office_letters import office_letter, people_where, queue_office_letters
from portal.offices.models import Level, Office
from portal.text import fold

FROM_HOUR = 7


@dataclass(frozen=True, slots=True)
class Recovery:
    """A fall that is over, and the days that say so."""

    row: Shortfall
    now: Tally
    first_on: date
    last_on: date


def watch_targets(*, at: datetime) -> int:
    """Once a day from 7:00 on: open what fell, close what recovered. Returns falls opened."""
    local = at.astimezone(HANOI)
    if local.hour < FROM_HOUR:
        return 0
    with transaction.atomic():
        if not Round.begin(f"targets:{local:%y%m%d}", at=at):
            return 0
        return _look(local.date(), at)


def open_shortfalls() -> list[Shortfall]:
    """Units below their target now, the longest first. One query."""
    return list(Shortfall.objects.filter(ended_at__isnull=True).select_related("office__parent").order_by("began_at", "id"))


def _look(today: date, at: datetime) -> int:
    first_on, last_on = today - timedelta(days=DAYS), today - timedelta(days=1)
    counted = count(first_on, last_on, at).by_office
    targets = {level: target_on(last_on, level=level) for level in (Level.COMMUNE, Level.DISTRICT)}
    fallen = {row.office_id: row for row in Shortfall.objects.select_for_update().filter(ended_at__isnull=True)}
    offices = Office.objects.select_related("parent").in_bulk([*counted, *fallen])
    recovered = []
    for office_id, row in fallen.items():
        office = offices[office_id]
        if not office.stands_on(today) or targets[office.level].is_reached(counted.get(office_id)):
            row.ended_at = at
            row.save(update_fields=["ended_at"])
            record("target.recovered", subject=f"office:{office.code}", by=SYSTEM, at=at)
            if office.stands_on(today):
                row.office = office
                recovered.append(Recovery(row, counted[office_id], first_on, last_on))
    fresh = [
        _open(office, counted[pk], targets[office.level], first_on, last_on, at)
        for pk, office in offices.items()
        if pk not in fallen and office.stands_on(today) and targets[office.level].is_missed(counted.get(pk))
    ]
    _tell(fresh, at)
    _tell_of_recovery(recovered, at)
    return len(fresh)


def _open(office: Office, tally: Tally, target: Target, first_on: date, last_on: date, at: datetime) -> Shortfall:
    said = {"percent": target.percent, "resolved": tally.resolved, "punctual": tally.punctual}
    record("target.missed", subject=f"office:{office.code}", by=SYSTEM, at=at, **said)
    return Shortfall.objects.create(office=office, first_on=first_on, last_on=last_on, began_at=at, **said)


def _tell(fresh: list[Shortfall], at: datetime) -> None:
    """Each unit's leaders of their own; each of the Department in one letter of all that fell today."""
    if not fresh:
        return
    rows = {row.office_id: row for row in fresh}
    leaders = people_of(rows, [Role.OFFICE_LEADER], at=at)
    department = people_where(Q(role__in=DEPARTMENT, office__level=Level.DEPARTMENT), at=at)
    letters = [_own_letter(rows[posting.office_id], posting, at) for posting in leaders]
    queue_office_letters(letters + [_department_letter(fresh, posting, at) for posting in department])


def _tell_of_recovery(recovered: list[Recovery], at: datetime) -> None:
    """To the same people as the fall: who was warned hears that it is over."""
    if not recovered:
        return
    found = {each.row.office_id: each for each in recovered}
    queue_office_letters(
        [_recovery_letter([found[posting.office_id]], posting, at) for posting in people_of(found, [Role.OFFICE_LEADER], at=at)]
        + [
            _recovery_letter(recovered, posting, at)
            for posting in people_where(Q(role__in=DEPARTMENT, office__level=Level.DEPARTMENT), at=at)
        ]
    )


def _recovery_letter(recovered: list[Recovery], posting: Posting, at: datetime) -> OutgoingMessage:
    is_own = posting.office_id == recovered[0].row.office_id
    name = recovered[0].row.office.name if is_own else f"{len(recovered)} đơn vị"
    return office_letter(
        posting,
        occasion=f"recovered:{recovered[0].row.pk}" if is_own else f"recovered:{at.astimezone(HANOI):%y%m%d}",
        subject=f"{name} đã đạt lại mục tiêu đúng hạn",
        template="messages/staff/recovered.txt",
        about=_about([each.row for each in recovered], "desk:queue" if is_own else "overviews:map", at)
        | {"recovered": recovered, "first": recovered[0]},
        at=at,
    )


def _own_letter(row: Shortfall, posting: Posting, at: datetime) -> OutgoingMessage:
    return office_letter(
        posting,
        occasion=f"shortfall:{row.pk}",
        subject=f"{row.office.name}: {percent(row.share)} hồ sơ đúng hạn, dưới mục tiêu {row.percent}%",
        template="messages/staff/shortfall.txt",
        about=_about([row], "desk:queue", at),
        at=at,
    )


def _department_letter(fresh: list[Shortfall], posting: Posting, at: datetime) -> OutgoingMessage:
    worst_first = sorted(fresh, key=lambda row: (row.share, fold(row.office.name)))
    return office_letter(
        posting,
        occasion=f"shortfalls:{at.astimezone(HANOI):%y%m%d}",
        subject=f"{len(fresh)} đơn vị vừa xuống dưới mục tiêu đúng hạn",
        template="messages/staff/shortfalls.txt",
        about=_about(worst_first, "overviews:map", at),
        at=at,
    )


def _about(rows: list[Shortfall], route: str, at: datetime) -> dict:
    page_url = settings.PUBLIC_URL + reverse(route)
    return {"rows": rows, "row": rows[0], "seen_at": at, "days": DAYS, "definitions": explained(), "page_url": page_url}

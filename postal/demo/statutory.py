"""Reports of the demo's Department: the last two months issued, this month's overdue form prepared."""

from datetime import datetime, timedelta

from applications.statutory import actions
from applications.statutory.errors import NotToBeIssued
from applications.statutory.forms import ALL, usual
from applications.statutory.models import Report
from applications.statutory.periods import span
from portal.accounts.actors import Actor
from portal.accounts.models import User
from portal.days import local_day


def load(people: dict[str, User], *, now: datetime) -> None:
    """Once: a second run finds them."""
    if Report.objects.exists():
        return
    by = _acting(people["quang"])
    last = _span(local_day(now))
    before = _span(last[0] - timedelta(days=1))
    for first_on, last_on in (before, last):
        report = _prepare("ii-06a", first_on, last_on, by, now)
        try:
            actions.issue(report.pk, by=by, at=now)
        except NotToBeIssued:
            continue  # it stays prepared, and the page says why
    _prepare("ii-07b", *last, by, now)
    _prepare("buu-chinh", *last, by, now)


def _span(day):
    asked = usual(day)
    return span(asked["ky"], asked["nam"], asked["so"], asked["moc"])


def _prepare(form: str, first_on, last_on, by: Actor, now: datetime) -> Report:
    about = {"period_kind": "month", "first_on": first_on, "last_on": last_on, "as_of": now.replace(microsecond=0)}
    return actions.prepare(form, **about, units=ALL, by=by, at=now)


def _acting(person: User) -> Actor:
    posting = person.postings.first()
    return Actor(posting.role, person.pk, posting.office_id)

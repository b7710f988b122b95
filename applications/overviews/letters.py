"""The weekly and the monthly overview, sent to officials who asked for it: sums and units, no dossier and no person.

Found by a query on who has not had his letter yet, so a tick that was missed is made up for in the next; the row Letter
makes it the only one to a person and period.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.template.loader import render_to_string
from django.urls import reverse

from applications.overviews.audience import ROLES, units_seen_by
from applications.overviews.models import Every, Letter, Subscription
from applications.overviews.periods import Period, last_whole
from applications.overviews.targets import Target, target_on
from applications.reports.definitions import DEFINITIONS
from applications.reports.fairness import Trend, period_before, trend_between
from applications.reports.figures import Figures, Scope, Tally, figures
from applications.templatetags.reports import number, percent
from portal.accounts.models import Posting
from portal.background import nudge
from portal.days import HANOI
from portal.messaging.models import Channel, OutgoingMessage
from portal.offices.calendar import calendar_for
from portal.offices.models import Office
from portal.text import fold

FROM_HOUR = 7
MOST_UNITS = 20  # in one letter; the rest is counted
EXPLAINED = {"Hồ sơ nhận", "Đã giải quyết", "Trước hạn, đúng hạn, quá hạn", "Đang giải quyết, quá hạn"}
EXPLAINED |= {"Tỷ lệ trước và đúng hạn"}


@dataclass(frozen=True, slots=True)
class Line:
    """One unit of a letter."""

    office: Office
    tally: Tally
    trend: Trend
    is_below: bool


def send_overviews(*, at: datetime) -> int:
    """From 7:00 on: write to each who asked and has not had it, of the last whole week and the last whole month.

    Returns letters written.
    """
    local = at.astimezone(HANOI)
    if local.hour < FROM_HOUR:
        return 0
    return sum(_send(every, last_whole(every, local.date()), at) for every in Every.values)


def _send(every: str, period: Period, at: datetime) -> int:
    waiting = list(_without_letter(every, period).select_related("user"))
    postings = _postings_of(waiting, at)
    if not postings:
        return 0
    now, before = count(period.first_on, period.last_on, at), count(*period_before(period.first_on, period.last_on), at)
    target, units = target_on(period.last_on), Office.objects.select_related("parent").in_bulk(now.by_office)
    written = 0
    for subscription in waiting:
        seen = units_seen_by(postings.get(subscription.user_id, ()), units.values())
        if seen is not None:
            written += _write(subscription, period, _letter_of(seen, now, before, target), target, at)
    return written


def count(first_on, last_on, at: datetime) -> Figures:
    return figures(Scope(first_on, last_on, at), calendar_for(None))


def _without_letter(every: str, period: Period) -> QuerySet[Subscription]:
    ended_at = datetime.combine(period.last_on + timedelta(days=1), time.min, HANOI)
    told = Letter.objects.filter(user=OuterRef("user"), every=every, first_on=period.first_on)
    return Subscription.objects.filter(~Exists(told), every=every, since__lt=ended_at, user__is_active=True)


def _postings_of(waiting: list[Subscription], at: datetime) -> dict[int, list[Posting]]:
    if not waiting:
        return {}
    found: dict[int, list[Posting]] = defaultdict(list)
    today = at.astimezone(HANOI).date()
    rows = Posting.objects.in_force_on(today).filter(role__in=ROLES, user__in=[one.user_id for one in waiting])
    for posting in rows.select_related("office"):
        found[posting.user_id].append(posting)
    return found


def _letter_of(seen: list[Office], now: Figures, before: Figures, target: Target) -> dict:
    """What the letter says: the sum, units below the target first, each with its way since the period before."""
    total, total_before = Tally(), Tally()
    lines = []
    for office in seen:
        tally, earlier = now.by_office[office.pk], before.by_office.get(office.pk)
        total.add(tally)
        is_below = tally.resolved >= target.minimum and 100 * tally.punctual < target.percent * tally.resolved
        lines.append(Line(office, tally, trend_between(tally, earlier), is_below))
    for office_id in {office.pk for office in seen} & set(before.by_office):
        total_before.add(before.by_office[office_id])
    lines.sort(key=_urgency)
    return {
        "total": total,
        "trend": trend_between(total, total_before),
        "lines": lines[:MOST_UNITS],
        "more": max(0, len(lines) - MOST_UNITS),
        "below": sum(line.is_below for line in lines),
        "unit_count": len(lines),
    }


def _urgency(line: Line) -> tuple:
    """Below the target first, the lowest share before; then by size."""
    number = line.tally.punctual_share if line.is_below else -line.tally.resolved
    return (not line.is_below, number, fold(line.office.name))


def _write(subscription: Subscription, period: Period, said: dict, target: Target, at: datetime) -> int:
    user = subscription.user
    share = percent(said["total"].punctual_share)
    subject = f"Tổng quan {period.name}: {number(said['total'].resolved)} hồ sơ đã giải quyết, {share} đúng hạn"
    context = said | {
        "person": user.full_name,
        "period": period,
        "subject": subject,
        "target": target,
        "seen_at": at,
        "definitions": explained(),
        "settings_url": settings.PUBLIC_URL + reverse("overviews:subscriptions"),
    }
    with transaction.atomic():
        key = {"user": user, "every": subscription.every, "first_on": period.first_on}
        if not Letter.objects.get_or_create(**key, defaults={"at": at})[1]:
            return 0
        OutgoingMessage.objects.create(
            idempotency_key=f"overview:{subscription.every}:{period.first_on:%y%m%d}:{user.pk}",
            channel=Channel.EMAIL,
            recipient=user.email,
            subject=subject[:200],
            text=render_to_string("messages/staff/overview.txt", context),
            html=render_to_string("messages/staff/overview.html", context),
            subject_ref=f"overview:{subscription.every}:{period.first_on:%Y-%m-%d}",
            next_try_at=at,
        )
        nudge("portal.messaging.tasks.deliver_pending")
    return 1


def explained() -> list[tuple[str, str]]:
    """The definitions of the figures that stand in a letter."""
    return [(name, meaning) for name, meaning in DEFINITIONS if name in EXPLAINED]

"""At night: close the day that has ended, then prove the sums of closed days against the history."""

import structlog
from celery import shared_task
from django.utils import timezone

from applications.reports import proof, rollup
from applications.reports.letters import tell_of_differences
from portal.offices.calendar import calendar_for

log = structlog.get_logger(__name__)


@shared_task
def close_days() -> int:
    """Make the sums of each day that has ended and has none yet."""
    return rollup.close_days(at=timezone.now())


@shared_task
def prove_figures() -> int:
    """Count yesterday, the last weeks, a few old days and two old months twice. Returns how many differ; each is written to
    the log and the Department hears of it.
    """
    now = timezone.now()
    found = proof.differences(calendar_for(None), at=now)
    for each in found:
        log.error("figures_differ", first_on=str(each.first_on), last_on=str(each.last_on), offices=list(each.office_ids[:20]))
    tell_of_differences(found, at=now)
    return len(found)

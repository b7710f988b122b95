"""Closing dossiers whose supplement never came. Source: domain reference §5.2 (no limit in law: the days are a setting)."""

from datetime import date, datetime, timedelta

from django.conf import settings
from django.db.models import Max, Q
from django.utils import timezone

from applications.actions.moves import move
from applications.actions.signing import discard_open_paper
from applications.actions.stopping import issue_stop_notice
from applications.errors import ChangedMeanwhile
from applications.models import Application, StateChange
from applications.states import State
from portal.accounts.actors import SYSTEM

ASKED = Q(history__verb="ask_for_supplement")


def last_day_to_answer(asked: StateChange) -> date:
    """The local day until whose end a supplement is waited for."""
    return timezone.localdate(asked.at) + timedelta(days=settings.SUPPLEMENT_DAYS)


def lapse_unanswered(*, at: datetime) -> int:
    """Close what was asked for longer ago than SUPPLEMENT_DAYS whole local days. Returns how many; may run twice."""
    first_kept = timezone.localdate(at) - timedelta(days=settings.SUPPLEMENT_DAYS)
    waiting = Application.objects.filter(state=State.SUPPLEMENT_REQUESTED).annotate(asked_at=Max("history__at", filter=ASKED))
    overdue = waiting.filter(asked_at__date__lt=first_kept).values_list("pk", "version")
    return sum(_lapse(pk, version, at) for pk, version in list(overdue))


def _lapse(application_id: int, version: int, at: datetime) -> bool:
    """False where the citizen answered in this very moment."""
    try:
        with move(application_id, "lapse", by=SYSTEM, at=at, seen_version=version) as moving:
            discard_open_paper(moving.application)
            moving.application.lapse(at=at)
            issue_stop_notice(moving.application, cause="lapsed", at=at)
    except ChangedMeanwhile:
        return False
    return True

"""Asking for posters and leaflets: what they print is frozen now, the worker prints it."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from applications.rollout.models import PaperBatch, PaperKind, Phase, UnitPaper
from applications.rollout.posters import digest_of, facts_of
from portal.accounts.actors import Actor
from portal.audit.trail import record
from portal.background import nudge
from portal.days import local_day
from portal.offices.models import Office


def ask_for_paper(office: Office, kind: str, *, by: Actor, at: datetime) -> UnitPaper:
    """The unit's paper as its facts stand now; one that would print the same is used again. `kind`: a PaperKind."""
    with transaction.atomic():
        paper = _frozen(office, kind, by, at)
        record("rollout.paper_asked", subject=f"office:{office.code}", by=by, at=at, kind=kind)
        nudge("applications.rollout.tasks.print_unit_paper", paper.pk)
    return paper


def ask_for_batch(phase: Phase, offices: Sequence[Office], kind: str, *, by: Actor, at: datetime) -> PaperBatch:
    """One file of the papers of many units, in this order. The same papers asked for again are the same file."""
    with transaction.atomic():
        papers = [_frozen(office, kind, by, at).pk for office in offices]
        batch = PaperBatch.objects.filter(phase=phase, kind=kind, papers=papers).first()
        if batch is None:
            about = {"asked_by_id": by.user_id, "asked_at": at}
            batch = PaperBatch.objects.create(phase=phase, kind=PaperKind(kind), papers=papers, **about)
        record("rollout.batch_asked", subject=f"phase:{phase.code}", by=by, at=at, kind=kind, papers=len(papers))
        nudge("applications.rollout.tasks.join_papers", batch.pk)
    return batch


def _frozen(office: Office, kind: str, by: Actor, at: datetime) -> UnitPaper:
    facts = facts_of(office, local_day(at))
    defaults = {"facts": facts, "asked_by_id": by.user_id, "asked_at": at}
    return UnitPaper.objects.get_or_create(office=office, kind=kind, digest=digest_of(facts), defaults=defaults)[0]

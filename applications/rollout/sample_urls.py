"""Values with which the addresses of the roll-out open: taken from the rows there are. See portal/routes.py."""

from applications.rollout.models import Course, PaperBatch, Phase, PhaseUnit, PublicNotice, UnitPaper
from portal.offices.models import Level, Office
from portal.routes import Samples


def _photographed():
    return PublicNotice.objects.filter(photo__isnull=False, withdrawn_at__isnull=True).order_by("pk")


def a_unit() -> PhaseUnit | None:
    """One with a photo where there is one, else any of a unit that stands."""
    told = _photographed().select_related("unit__phase", "unit__office").first()
    standing = PhaseUnit.objects.filter(office__valid_to__isnull=True).select_related("phase", "office").order_by("pk")
    return told.unit if told else standing.first()


def a_phase() -> str | None:
    unit = a_unit()
    return unit.phase.code if unit else Phase.objects.values_list("code", flat=True).first()


def a_slug() -> str | None:
    unit = a_unit()
    return unit.office.slug if unit else None


def a_batch() -> PaperBatch | None:
    return PaperBatch.objects.select_related("phase").order_by("pk").first()


def a_paper() -> UnitPaper | None:
    return UnitPaper.objects.select_related("office").order_by("pk").first()


def a_course() -> str | None:
    return Course.objects.values_list("code", flat=True).first()


def a_code() -> str | None:
    return Office.objects.filter(level=Level.COMMUNE, valid_to__isnull=True).values_list("code", flat=True).first()


OF_PHASES = ("phase", "plan", "join", "ask_batch", "unit", "tell", "withdraw", "photo")
OF_UNITS = ("unit", "tell", "withdraw", "photo")

SAMPLES: Samples = {
    "rollout:batch/code": lambda: batch.phase.code if (batch := a_batch()) else None,
    "rollout:batch/batch_id": lambda: batch.pk if (batch := a_batch()) else None,
    "rollout:paper/slug": lambda: paper.office.slug if (paper := a_paper()) else None,
    "rollout:paper/paper_id": lambda: paper.pk if (paper := a_paper()) else None,
    "rollout:tell/kind": lambda: "thiet-bi",
    "rollout:withdraw/kind": lambda: "niem-yet",
    "rollout:withdraw/told_id": lambda: _photographed().values_list("pk", flat=True).first(),
    "rollout:photo/told_id": lambda: _photographed().values_list("pk", flat=True).first(),
    "unit:page/code": a_code,
}
SAMPLES |= {f"rollout:{name}/code": a_phase for name in OF_PHASES}
SAMPLES |= {f"rollout:{name}/unit_id": lambda: unit.pk if (unit := a_unit()) else None for name in OF_UNITS}
SAMPLES |= {f"rollout:{name}/code": a_course for name in ("course", "tick", "add_attendee", "attendees_file")}
SAMPLES |= {f"rollout:{name}/slug": a_slug for name in ("office", "open", "close", "ask_paper")}

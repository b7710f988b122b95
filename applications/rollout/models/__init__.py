"""Bringing units on: phases and who is in them, what each unit has ready, courses, switches, posters."""

from applications.rollout.models.checklist import Coaching, Equipment, PublicNotice
from applications.rollout.models.papers import PaperBatch, PaperKind, UnitPaper
from applications.rollout.models.phases import Basis, Phase, PhaseUnit, Precision
from applications.rollout.models.switches import Switch
from applications.rollout.models.training import Attendee, Course

__all__ = [
    "Attendee",
    "Basis",
    "Coaching",
    "Course",
    "Equipment",
    "PaperBatch",
    "PaperKind",
    "Phase",
    "PhaseUnit",
    "Precision",
    "PublicNotice",
    "Switch",
    "UnitPaper",
]

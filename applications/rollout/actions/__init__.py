"""Verbs of the roll-out, one file for each subject."""

from applications.rollout.actions.checklist import tell_coaching, tell_equipment, tell_notice, withdraw
from applications.rollout.actions.papers import ask_for_batch, ask_for_paper
from applications.rollout.actions.phases import add_phase, add_units, move_plan
from applications.rollout.actions.switching import switch_off, switch_on
from applications.rollout.actions.training import add_course, enter_attendees, tick

__all__ = [
    "add_course",
    "add_phase",
    "add_units",
    "ask_for_batch",
    "ask_for_paper",
    "enter_attendees",
    "move_plan",
    "switch_off",
    "switch_on",
    "tell_coaching",
    "tell_equipment",
    "tell_notice",
    "tick",
    "withdraw",
]

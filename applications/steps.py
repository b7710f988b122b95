"""The pages of a draft: which form a step has, where it stands, and whether its answers hold together."""

from datetime import date

from django.urls import reverse

from applications.forms import STEP_FORMS
from applications.forms.base import StepForm
from applications.forms.questions import questions_form
from applications.models import Application
from applications.procedures import procedure_for
from applications.procedures.base import Procedure, Step
from applications.procedures.rules import faults_of


def form_class_of(procedure: Procedure, step: Step) -> type[StepForm] | None:
    """None for a step with a page of its own: the office, the papers, the check."""
    return questions_form(procedure.code, step.code) if step.questions else STEP_FORMS.get(step.code)


def address_of(draft: Application, step: Step) -> str:
    """The page of a step of this draft."""
    if step.questions:
        return reverse("applications:questions", args=[draft.ref, step.code])
    return reverse(f"applications:{step.code}", args=[draft.ref])


def faulty_steps(draft: Application, today: date) -> tuple[str, ...]:
    """Steps whose answers were right by themselves and hold together no more: another was changed, or time has passed."""
    procedure, answers = procedure_for(draft.procedure_code), draft.checked_answers
    if not any(step.rules for step in procedure.steps):
        return ()
    asked = (step for step in procedure.steps_for(answers) if step.code in answers)
    return tuple(step.code for step in asked if any(faults_of(step, answers, today)))

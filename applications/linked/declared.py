"""Single answers of a declaration, by their path, for the authority that needs them."""

from applications.models import Application
from applications.procedures import procedures
from portal.language import Words


def answer_at(application: Application, path: str) -> str:
    """What was answered at "household.clinic"; empty where nothing was."""
    step, _dot, field = path.partition(".")
    values = application.answers.get(step)
    return str(values.get(field, "")) if isinstance(values, dict) else ""


def label_of(procedure_code: str, path: str) -> Words | str:
    """The question as it was asked; the path itself where the procedure asks no such thing."""
    step, _dot, field = path.partition(".")
    procedure = procedures().get(procedure_code)
    questions = [question for one in procedure.steps if one.code == step for question in one.questions] if procedure else []
    return next((question.label for question in questions if question.code == field), path)

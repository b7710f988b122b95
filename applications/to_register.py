"""What a declaration says for the register: the answers by the fields of the entry that they fill."""

from applications.models import Application
from applications.procedures import procedure_for
from applications.procedures.base import Procedure
from applications.summary import identity_in_words

# Of the requester, whose page is the same in every procedure: what an entry may say of him.
DECLARANT = {"declarant_name": lambda said: said["full_name"], "declarant_identity_paper": identity_in_words}


def entry_declared(application: Application) -> dict[str, str]:
    """{field of the entry: value}, as a draft for the official's eye; blanks left out."""
    procedure, answers = procedure_for(application.procedure_code), application.answers
    said = {
        question.register: question.register_as.format(answers[step.code][question.code])
        for step in procedure.steps_for(answers)
        for question in step.questions
        if question.register and question.code in answers.get(step.code, {})
    }
    fixed = dict(procedure.writing.values) if procedure.writing else {}
    return _of_requester(procedure, answers.get("requester", {})) | fixed | said


def _of_requester(procedure: Procedure, requester: dict) -> dict[str, str]:
    if procedure.writing is None or not requester:
        return {}
    return {code: value for code, tell in DECLARANT.items() if (value := tell(requester))}

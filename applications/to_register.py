"""What a declaration says for the register: the answers by the fields of the entry that they fill."""

from collections.abc import Mapping
from typing import Any

from applications.models import Application
from applications.procedures import procedure_for
from applications.procedures.base import Procedure, Question, Step
from applications.summary import identity_in_words, partial_date

# Of the requester, whose page is the same in every procedure: what an entry may say of him.
DECLARANT = {"declarant_name": lambda said: said["full_name"], "declarant_identity_paper": identity_in_words}
# A place is what a citizen typed; inside a sentence its kind of unit begins small, as in Office.name_in_sentence.
UNITS = ("Phường", "Xã", "Thị trấn", "Quận", "Huyện", "Thị xã", "Thành phố", "Tỉnh", "Ủy ban")


def entry_declared(application: Application) -> dict[str, str]:
    """{field of the entry: value}, as a draft for the official's eye; blanks left out."""
    procedure, answers = procedure_for(application.procedure_code), application.answers
    said: dict[str, str] = {}
    for step in procedure.steps_for(answers):
        told = _of_step(step, answers.get(step.code, {}))
        if step.continues:
            told = {field: "; ".join(filter(None, [said.get(field, ""), words])) for field, words in told.items()}
        said |= told
    fixed = dict(procedure.writing.values) if procedure.writing else {}
    return _of_requester(procedure, answers.get("requester", {})) | fixed | said


def fields_owed(application: Application) -> frozenset[str]:
    """The fields of the entry behind questions that had to be answered, and were; the requester's own among them."""
    procedure, answers = procedure_for(application.procedure_code), application.answers
    return frozenset(_of_requester(procedure, answers.get("requester", {}))) | frozenset(
        question.register
        for step in procedure.steps_for(answers)
        for question in step.questions
        if question.register and question.required and answers.get(step.code, {}).get(question.code)
    )


def _of_step(step: Step, answers: Mapping[str, Any]) -> dict[str, str]:
    """Several questions of one page may fill one field: their words follow each other, in the order of the page."""
    said: dict[str, list[str]] = {}
    for question in step.questions:
        if question.register and question.code in answers:
            said.setdefault(question.register, []).append(_in_the_entry(question, answers[question.code]))
    return {field: " ".join(words) for field, words in said.items()}


def _place_inside(place: str) -> str:
    """ "phường Đống Mác, quận Hai Bà Trưng"; a name without its kind of unit stays as typed."""
    return place[0].lower() + place[1:] if place.startswith(UNITS) else place


INSIDE_A_SENTENCE = {"date": partial_date, "day": partial_date, "place": _place_inside}


def _in_the_entry(question: Question, answer: Any) -> str:
    """A value as it is; inside words of the register, a date in digits. An option may have words of its own there."""
    words = {option.code: option.register for option in question.options}.get(answer) or str(answer)
    if question.register_as == "{}":
        return words
    inside = INSIDE_A_SENTENCE.get(question.type, str)
    return question.register_as.format(inside(words))


def _of_requester(procedure: Procedure, requester: dict) -> dict[str, str]:
    if procedure.writing is None or not requester:
        return {}
    return {code: value for code, tell in DECLARANT.items() if (value := tell(requester))}

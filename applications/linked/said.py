"""What one authority may see of a filing: only what the plan says that it needs, and the answers given to itself."""

from dataclasses import dataclass, field

from applications.linked.declared import answer_at, label_of
from applications.linked.models import ChildCase, ChildPaper
from applications.models import Application, Attachment


@dataclass(frozen=True, slots=True)
class Answer:
    """One thing this authority asked for, and what came back."""

    item: str
    words: str
    files: list[ChildPaper]


@dataclass(frozen=True, slots=True)
class Sight:
    """Empty where the plan does not name it. `papers`: (name, files); a paper that was not filed has no files."""

    requester: dict = field(default_factory=dict)
    subject: dict = field(default_factory=dict)
    justice: dict = field(default_factory=dict)
    declared: list[tuple[str, str]] = field(default_factory=list)  # (question, answer)
    papers: list[tuple[str, list[Attachment]]] = field(default_factory=list)
    answers: list[Answer] = field(default_factory=list)


def sight_of(child: ChildCase) -> Sight:
    application, plan = child.case.application, child.plan
    facts = {
        "requester": {"name": application.requester_name, "phone": application.requester_phone},
        "subject": {"name": application.subject_name, "personal_id": application.subject_personal_id},
        "justice_result": {"code": application.code, "at": application.resolved_at, "office": application.office},
    }
    seen = {name: facts[name] if name in plan.sees else {} for name in facts}
    code = application.procedure_code
    declared = [(str(label_of(code, path)), answer_at(application, path)) for path in plan.answers]
    papers = _papers(application, plan.papers)
    return Sight(seen["requester"], seen["subject"], seen["justice_result"], declared, papers, _answers(child))


def _papers(application: Application, wanted: tuple) -> list[tuple[str, list[Attachment]]]:
    slots = [slot for slot, _words in wanted]
    present = list(Attachment.objects.filter(application=application, slot__in=slots, removed_at__isnull=True)) if slots else []
    return [(str(words), [file for file in present if file.slot == slot]) for slot, words in wanted]


def _answers(child: ChildCase) -> list[Answer]:
    """Of every round, the first first."""
    files, answers = list(child.papers.all()), []
    for move in child.history.filter(verb="supplement"):
        for place, told in enumerate(move.detail["answers"], start=1):
            mine = [file for file in files if (file.round, file.place) == (move.detail["round"], place)]
            answers.append(Answer(told["item"], told["words"], mine))
    return answers

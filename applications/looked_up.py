"""Who of a dossier can be looked up in the national population database, and what he declared there.

By the names of the answers: a step that asks for a personal id asks for the name and the birth of the same person beside it.
"""

from dataclasses import dataclass, field, replace

from applications.models import Application
from applications.summary import residence_in_words, sections_of
from portal.population.comparing import NOT_SAID, Line, lines_of
from portal.population.models import LookUp
from portal.population.purposes import PURPOSES

ID = "personal_id"
# Steps that ask for a person whose sex the form has said already (Luật HN&GĐ 2014 Art. 8(2): a man and a woman).
SEX_OF = {"wife": "Nữ", "mother": "Nữ", "husband": "Nam", "father": "Nam"}


@dataclass(frozen=True, slots=True)
class Declared:
    """`code` is the step that asks for him; `facts` by the names of portal.population."""

    code: str
    title: str
    personal_id: str
    facts: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Result:
    """A look-up of a dossier as its page shows it. `lines` is empty where there is nothing to lay side by side."""

    look_up: LookUp
    who: str
    purpose: str
    lines: list[Line]

    @property
    def differences(self) -> list[Line]:
        return [line for line in self.lines if line.is_different]

    @property
    def is_compared(self) -> bool:
        """Whether both sides had at least one thing to say; if not, "no difference" would say too much."""
        return any(line.verdict != NOT_SAID for line in self.lines)


def people_of(application: Application) -> list[Declared]:
    """Everybody declared with a 12-digit number, once each, in the order of the form."""
    found: dict[str, Declared] = {}
    for section in sections_of(application):
        said = application.answers[section.step]
        if not isinstance(said, dict):
            continue
        for name in [name for name in said if name.endswith(ID) and len(str(said[name])) == 12]:
            prefix = name.removesuffix(ID)
            person = Declared(section.step, section.title, said[name], _facts(said, prefix, section.step))
            first = found.get(person.personal_id)
            found[person.personal_id] = _told_twice(first, person) if first else person
    return list(found.values())


def results_of(application: Application) -> list[Result]:
    """The look-ups of a dossier, newest first. One query."""
    people = {person.code: person for person in people_of(application)}
    rows = LookUp.objects.filter(subject_ref=f"application:{application.ref}", office_id=application.office_id)
    return [
        Result(
            row,
            people[row.person].title if row.person in people else "Người đã khai trước đó",
            str(PURPOSES[row.purpose].label),
            lines_of(row, people[row.person].facts if row.person in people else {}),
        )
        for row in rows.select_related("asked_by")[:10]
    ]


def _told_twice(first: Declared, again: Declared) -> Declared:
    """The requester is often one of those he declares: what one step leaves out, the other may say."""
    return replace(first, facts={name: fact or again.facts[name] for name, fact in first.facts.items()})


def _facts(said: dict, prefix: str, step: str) -> dict[str, str]:
    def of(*names: str) -> str:
        return next((str(said[prefix + name]) for name in names if said.get(prefix + name)), "")

    residence = of("residence") or (residence_in_words(said) if "residence_kind" in said else "")
    return {
        "full_name": of("full_name", "name"),
        "birth_date": of("birth_date", "birth_year"),
        "sex": of("sex") or SEX_OF.get(step, ""),
        "residence": residence,
    }

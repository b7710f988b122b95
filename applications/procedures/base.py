"""What a procedure is, as data: its code and names, its steps and questions, the papers it asks for, what it writes.

One procedure = one file of this folder (`<code>.toml`, read by reading.py). Views, uploads and papers work from these shapes
and know no procedure by name.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from applications.limits import SAME_DAY, Policy
from portal.language import NO_WORDS, Words
from portal.text import fold

Answers = Mapping[str, Any]  # {"requester": {"full_name": …}, …}: by step, then by field; checked values only
DEFAULT_RELATION = "other"


@dataclass(frozen=True, slots=True)
class When:
    """A condition on the answers: each path of `only` has one of its values, none of `unless` has."""

    only: tuple[tuple[str, tuple[str, ...]], ...] = ()
    unless: tuple[tuple[str, tuple[str, ...]], ...] = ()

    def holds(self, said: Mapping[str, str]) -> bool:
        """`said`: the answer at each path."""
        return all(said.get(path, "") in values for path, values in self.only) and not any(
            said.get(path, "") in values for path, values in self.unless
        )

    @property
    def paths(self) -> set[str]:
        return {path for path, _values in self.only + self.unless}


ALWAYS = When()


@dataclass(frozen=True, slots=True)
class PaperSlot:
    """One paper the citizen photographs. `code` is stored with each file (Attachment.slot) and never changes."""

    code: str
    label: Words | str
    required: bool = False
    hint: Words | str = ""
    max_files: int = 1
    when: When = ALWAYS
    listed: Words | None = None  # in the catalogue, where the label says too little; empty words: said by another
    is_compared: bool = False  # the original is brought to the desk and compared with the photo


@dataclass(frozen=True, slots=True)
class Option:
    """One answer of a question that offers several."""

    code: str
    label: Words
    register: str = ""  # its words in the entry; "": the code itself


@dataclass(frozen=True, slots=True)
class Question:
    """One field of a step. `type` says how it is asked and checked (forms/questions.py)."""

    code: str
    label: Words
    type: str = "text"
    required: bool = True
    help: Words = NO_WORDS
    heading: Words = NO_WORDS  # over this question: where another person or matter begins
    options: tuple[Option, ...] = ()
    initial: str = ""
    when: When = ALWAYS  # asked only then; paths of this step or of one before it
    register: str = ""  # the field of the entry that the answer fills
    register_as: str = "{}"  # its words there, around the answer
    max_length: int = 0


@dataclass(frozen=True, slots=True)
class Step:
    """One page of questions. `part` is the number shown ("Bước 2 trên 5"); `code` names the page and the answers.

    A step without questions has a page of its own.
    """

    code: str
    part: int
    title: Words  # of the part: "Tờ khai"
    todo: Words = NO_WORDS  # what to do where it is still missing
    heading: Words = NO_WORDS  # of the page of questions
    lead: Words = NO_WORDS
    questions: tuple[Question, ...] = ()
    when: When = ALWAYS
    rules: tuple[str, ...] = ()  # names of rules.py, that look at the answers together
    doubts: tuple[str, ...] = ()  # the same, of what looks odd and is let through
    continues: str = ""  # the step before it of which it tells more: its words for the register follow
    is_requester: When | None = None  # then the page is about the requester: it begins with what he said of himself


@dataclass(frozen=True, slots=True)
class Kind:
    """What may be asked for under a procedure, in the words of its pages."""

    code: str
    slug: str  # in addresses: ?loai=khai-sinh
    label: Words  # "Trích lục khai sinh (bản sao)"
    event: Words  # inside a sentence: "khai sinh"
    paper: Words  # inside a sentence: "trích lục khai sinh"
    hint: Words = NO_WORDS
    old_paper: Words = NO_WORDS  # "giấy khai sinh cũ"
    second_person: Words = NO_WORDS  # label of the second name where the record has two persons


@dataclass(frozen=True, slots=True)
class Given:
    """What the citizen gets, inside a sentence, at its beginning, and as what is signed: "bản sao", "Bản sao", "trích lục"."""

    result: Words
    result_first: Words
    signed: Words

    @property
    def words(self) -> dict[str, str]:
        """For sentences of the page's language: {"result": …, "result_first": …, "signed": …}."""
        return {"result": str(self.result), "result_first": str(self.result_first), "signed": str(self.signed)}


COPY = Given(Words("bản sao", "copy"), Words("Bản sao", "The copy"), Words("trích lục", "extract"))


@dataclass(frozen=True, slots=True)
class Relation:
    """What the requester is to the subject. `group` decides which papers are asked for."""

    code: str
    label: Words
    group: str


@dataclass(frozen=True, slots=True)
class Extension:
    """How a limit grows, once and with a reason, where something has to be verified; working days."""

    working_days: int
    is_total: bool  # from the beginning, else on top of what was promised
    law: str = ""


@dataclass(frozen=True, slots=True)
class OtherLimit:
    """Another limit of the same procedure for what is asked so. `code` names its rows of DeadlinePolicy and never changes."""

    code: str  # begins with the procedure's: "1.004859/bo_sung"
    limit: Policy
    when: When


@dataclass(frozen=True, slots=True)
class Writing:
    """What the procedure writes into the register and gives: `kind` of the book, steps that make an entry each."""

    kind: str
    entries: tuple[str, ...]  # steps; those answered make one entry each, the other steps fill all of them
    copies: int = 1  # originals of each: two spouses get one each
    values: tuple[tuple[str, str], ...] = ()  # fields of the entry that are the same in every dossier
    look_up: tuple[str, ...] = ()  # steps that tell of a person whose marriages are looked up in the registers
    status_field: str = ""  # the field of the entry that says what that look-up found, in the words of a certificate
    note: str = ""  # what is proposed as the note of the entry
    noted_in: tuple[str, ...] = ()  # kinds of books in which the subject's own entries get a note of it


@dataclass(frozen=True, slots=True)
class Procedure:
    """An administrative procedure that is filed here. Methods take checked answers only and read no database."""

    code: str  # national code: "2.000635"
    slug: str
    name: Words
    level: int  # 3: papers are brought to the desk; 4: everything on line
    offered_as: str  # under which code offices are switched on: its own, or that of its group
    place_words: Mapping[str, Words]  # of the first step: title, lead, label; empty: it asks where the old record was made
    kinds: tuple[Kind, ...]
    relations: tuple[Relation, ...]
    steps: tuple[Step, ...]
    slots: tuple[PaperSlot, ...]
    subject: str  # the step that tells of the person it is about
    second_subject: str  # path of the second person's name: found by it as well; "" where there is none
    relationship: str  # path of the relation
    copies: str  # path of how many copies; "" where it is not asked
    delivery: str  # what is proposed: "post" or "desk"
    present: int = 1  # how many persons must come to the desk themselves and sign the register; 0: nobody signs
    limit: Policy = SAME_DAY  # of the law itself; rows of DeadlinePolicy say otherwise from their day on
    other_limits: tuple[OtherLimit, ...] = ()
    extension: Extension | None = None  # of the limit above, not of the others
    fee_vnd: int | None = None  # of the law itself, for one copy or dossier; rows of FeePolicy say otherwise
    writing: Writing | None = None  # None: it gives copies of what is registered
    filed_from: date | None = None  # local days on which it can be filed; None: without an end
    filed_until: date | None = None

    def is_filed_on(self, day: date) -> bool:
        return (self.filed_from is None or self.filed_from <= day) and (self.filed_until is None or day <= self.filed_until)

    # --- What is asked ------------------------------------------------------------------------------------------

    def kind(self, code: str) -> Kind:
        """Raises KeyError for a kind this procedure does not have."""
        return {kind.code: kind for kind in self.kinds}[code]

    def gives(self, kind: str) -> Given:
        """A copy of what is registered, or the paper of what it registers."""
        if self.writing is None:
            return COPY
        paper = self.kind(kind).paper
        return Given(paper, Words(f"{paper.vi[0].upper()}{paper.vi[1:]}", f"The {paper.en}"), paper)

    def relation(self, code: str) -> Relation:
        return {relation.code: relation for relation in self.relations}[code]

    def step(self, code: str) -> Step:
        return {step.code: step for step in self.steps}[code]

    def steps_for(self, answers: Answers) -> tuple[Step, ...]:
        """The pages these answers lead through."""
        return tuple(step for step in self.steps if step.when is ALWAYS or step.when.holds(self.said(answers)))

    def questions_for(self, answers: Answers) -> tuple[str, ...]:
        """The steps that must be answered before filing."""
        return tuple(step.code for step in self.steps_for(answers) if step.todo)

    def next_step(self, code: str, answers: Answers) -> Step | None:
        steps = self.steps_for(answers)
        place = steps.index(self.step(code))
        return steps[place + 1] if place + 1 < len(steps) else None

    def previous_step(self, code: str, answers: Answers) -> Step | None:
        steps = self.steps_for(answers)
        place = steps.index(self.step(code)) if self.step(code) in steps else 0
        return steps[place - 1] if place else None

    def next_part_title(self, part: int) -> Words | str:
        """The title of the part after this one; empty for the last."""
        return next((step.title for step in self.steps if step.part == part + 1), "")

    @property
    def parts(self) -> int:
        return max(step.part for step in self.steps)

    def papers(self, answers: Answers) -> tuple[PaperSlot, ...]:
        """The papers these answers ask for."""
        said = self.said(answers)
        return tuple(slot for slot in self.slots if slot.when.holds(said))

    def compared(self, answers: Answers) -> tuple[PaperSlot, ...]:
        """The papers whose originals are held beside the photos at the desk."""
        return tuple(slot for slot in self.papers(answers) if slot.is_compared)

    # --- What was answered --------------------------------------------------------------------------------------

    def said(self, answers: Answers) -> dict[str, str]:
        """Every answer by its path ("requester.id_kind"); "relation" is the group of the declared relation."""
        found = {
            f"{step}.{field}": str(value)
            for step, values in answers.items()
            if isinstance(values, Mapping)
            for field, value in values.items()
        }
        declared = found.get(self.relationship) or (self.relations[0].code if self.relations else "")
        groups = {relation.code: relation.group for relation in self.relations}
        return found | {"relation": groups.get(declared, DEFAULT_RELATION)}

    def file(self, answers: Answers) -> dict[str, Any]:
        """The columns of Application drawn from checked answers; money and office are added by filing.py."""
        requester, said = answers["requester"], self.said(answers)
        subject = answers[self.subject]
        second = said.get(self.second_subject, "")
        return {
            "requester_name": requester["full_name"],
            "requester_phone": requester.get("phone", ""),
            "requester_email": requester.get("email", ""),
            "subject_name": subject["full_name"],
            "subject_personal_id": subject.get("personal_id", ""),
            "relationship": said.get(self.relationship, ""),
            "search_text": fold(" ".join(filter(None, [subject["full_name"], second, requester["full_name"]])))[:640],
            "copies": self.copies_of(answers),
            "delivery_method": answers["delivery"]["method"],
        }

    def further_filings(self, answers: Answers) -> list[dict[str, Any]]:
        """The answers of a dossier for each further child of one filing: its own step stands in the place of the first."""
        first, *others = self.writing.entries if self.writing else ("",)
        asked = {step.code for step in self.steps_for(answers)}
        told = [code for code in others if code in asked and code in answers]
        shared = self.own_answers(answers)
        return [{**shared, first: self._of_all(first, code, answers) | answers[code]} for code in told]

    def _of_all(self, first: str, other: str, answers: Answers) -> dict[str, Any]:
        """What the page of the first child asks once for all of them."""
        own = {question.code for question in self.step(other).questions}
        return {code: value for code, value in answers[first].items() if code not in own}

    def own_answers(self, answers: Answers) -> dict[str, Any]:
        """The answers without what is filed beside."""
        others = self.writing.entries[1:] if self.writing else ()
        return {step: values for step, values in answers.items() if step not in others}

    def limit_code(self, answers: Answers) -> str:
        """Under which code the limit of what is asked stands: the procedure's own, or that of one of the others."""
        said = self.said(answers) if self.other_limits else {}
        return next((other.code for other in self.other_limits if other.when.holds(said)), self.code)

    def copies_of(self, answers: Answers) -> int:
        return int(self.said(answers).get(self.copies) or 1)

"""What a procedure is, as data: its code and names, its steps, the papers it asks for, and how its answers are filed.

One procedure = one file in this package. Views, uploads and papers work from these shapes and know no procedure by name.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from applications.limits import SAME_DAY, Policy

Answers = Mapping[str, Any]  # {"requester": {"full_name": …}, …}: by step, then by field; checked values only


@dataclass(frozen=True, slots=True)
class PaperSlot:
    """One paper the citizen photographs. `code` is stored with each file (Attachment.slot) and never changes."""

    code: str
    label: str
    required: bool
    hint: str = ""
    max_files: int = 1


@dataclass(frozen=True, slots=True)
class Step:
    """One page of questions. `part` is the number shown ("Bước 2 trên 5"); `code` names the route and the answers."""

    code: str  # "requester": answers["requester"], route "applications:requester"
    part: int
    title: str  # of the part: "Tờ khai"

    @property
    def route(self) -> str:
        return f"applications:{self.code}"


@dataclass(frozen=True, slots=True)
class Kind:
    """What may be asked for under a procedure, in the words of its pages."""

    code: str
    slug: str  # in addresses: ?loai=khai-sinh
    label: str  # "Trích lục khai sinh (bản sao)"
    hint: str
    event: str  # inside a sentence: "khai sinh"
    paper: str  # inside a sentence: "trích lục khai sinh"
    old_paper: str  # "giấy khai sinh cũ"
    second_person: str = ""  # label of the second name where the record has two persons


@dataclass(frozen=True, slots=True)
class Relation:
    """What the requester is to the subject. `group` decides which papers are asked for."""

    code: str
    label: str
    group: str


@dataclass(frozen=True, slots=True)
class Procedure:
    """An administrative procedure. Callables take checked answers only and read no database."""

    code: str  # national code: "2.000635"
    name: str
    level: int  # 3: papers are brought to the desk; 4: everything on line
    kinds: tuple[Kind, ...]
    relations: tuple[Relation, ...]
    steps: tuple[Step, ...]
    papers: Callable[[Answers], tuple[PaperSlot, ...]]
    file: Callable[[Answers], dict[str, Any]]  # answers -> columns of Application
    parts: int = field(default=5)
    limit: Policy = SAME_DAY  # of the law itself; rows of DeadlinePolicy say otherwise from their day on

    def kind(self, code: str) -> Kind:
        """Raises KeyError for a kind this procedure does not have."""
        return {kind.code: kind for kind in self.kinds}[code]

    def relation(self, code: str) -> Relation:
        return {relation.code: relation for relation in self.relations}[code]

    def step(self, code: str) -> Step:
        return {step.code: step for step in self.steps}[code]

    def next_step(self, code: str) -> Step | None:
        place = self.steps.index(self.step(code))
        return self.steps[place + 1] if place + 1 < len(self.steps) else None

    def previous_step(self, code: str) -> Step | None:
        place = self.steps.index(self.step(code))
        return self.steps[place - 1] if place else None

    def next_part_title(self, part: int) -> str:
        """The title of the part after this one; empty for the last."""
        return next((step.title for step in self.steps if step.part == part + 1), "")

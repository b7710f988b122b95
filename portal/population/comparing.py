"""What was declared beside what the population database says, line by line, with the difference in words."""

from dataclasses import dataclass

from portal.population.models import LookUp
from portal.text import clean, fold

LABELS = {"full_name": "Họ, chữ đệm, tên", "birth_date": "Ngày, tháng, năm sinh", "sex": "Giới tính", "residence": "Nơi cư trú"}
SAME, SPELLING, DIFFERENT, NOT_SAID = "same", "spelling", "different", "not_said"
WORDS = {
    SAME: "Khớp",
    SPELLING: "Khác dấu hoặc cách viết",
    DIFFERENT: "Khác",
    NOT_SAID: "Không đối chiếu: một bên không có",
}


@dataclass(frozen=True, slots=True)
class Line:
    label: str
    declared: str
    found: str
    verdict: str

    @property
    def words(self) -> str:
        return WORDS[self.verdict]

    @property
    def is_different(self) -> bool:
        return self.verdict in {SPELLING, DIFFERENT}


def lines_of(look_up: LookUp, declared: dict[str, str]) -> list[Line]:
    """`declared` by the names of the facts; empty where the answer has been emptied or nobody was found."""
    if not look_up.answer:
        return []
    return [_line(name, label, clean(declared.get(name, "")), look_up.answer.get(name, "")) for name, label in LABELS.items()]


def _line(name: str, label: str, declared: str, found: str) -> Line:
    verdict = NOT_SAID if not declared or not found else _verdict(name, declared, found)
    shown = (_day(declared), _day(found)) if name == "birth_date" else (declared, found)
    return Line(label, *shown, verdict)


def _verdict(name: str, declared: str, found: str) -> str:
    if name == "birth_date":  # as far as both know it: of 1990 and 12/3/1990 nothing differs
        known = min(len(declared), len(found))
        return SAME if declared[:known] == found[:known] else DIFFERENT
    if declared.casefold() == found.casefold():
        return SAME
    return SPELLING if fold(declared) == fold(found) else DIFFERENT


def _day(partial: str) -> str:
    """12/03/1990 of an ISO date, a year as it is."""
    return "/".join(reversed(partial.split("-")))

"""Rules about persons that several procedures share: who is Vietnamese, and how many years somebody has lived. See rules.py."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from applications.procedures.base import Answers
from applications.procedures.rules import Fault, rule
from portal.language import Words
from portal.text import fold, search_key

VIETNAMESE = "viet nam"


def foreign_nationalities(answers: Mapping[str, Any]) -> Iterator[str]:
    """The fields of a page that name another nationality: a foreign element. Source: NĐ 120/2025/NĐ-CP Art. 4."""
    said = ((name, fold(str(value))) for name, value in answers.items() if name.endswith("nationality"))
    return (name for name, value in said if value not in {"", VIETNAMESE})


def full_years(born: str, today: date) -> int | None:
    """How many full years a partial ISO date of birth is ago; an unknown month counts as January, an unknown day as the first.

    None where nothing is known. Source: TTLT 01/2016/TTLT-TANDTC-VKSNDTC-BTP Art. 2(1).
    """
    if not born:
        return None
    year, month, day = [int(part) for part in [*born.split("-"), "1", "1"][:3]]
    return today.year - year - ((today.month, today.day) < (month, day))


def is_same_person(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """By the personal number; else by the name without marks and the whole date of birth."""
    if one.get("personal_id") and one.get("personal_id") == other.get("personal_id"):
        return True
    name, born = search_key(str(one.get("full_name", ""))), one.get("birth_date", "")
    return bool(name and born) and (name, born) == (search_key(str(other.get("full_name", ""))), other.get("birth_date", ""))


@rule
def subject_is_another(answers: Answers, step: str, today: date) -> Iterator[Fault]:
    """Who asks is not the dead, the ward or the child of whom the page tells."""
    mine, asks = answers[step].get("personal_id", ""), answers.get("requester", {}).get("personal_id", "")
    if mine and mine == asks:
        yield Fault(
            "personal_id",
            Words(
                "Đây là số định danh của người yêu cầu. Nhập số của người được đăng ký, hoặc để trống nếu không có",
                "This is the requester's own number. Enter that of the person registered, or leave it empty",
            ),
        )


def told_of_foreigners(answers: Mapping[str, Any], code: str, name: Words) -> Iterator[Fault]:
    """A fault beside each foreign nationality of a page, with the procedure that serves instead."""
    for field in foreign_nationalities(answers):
        yield Fault(
            field,
            Words(
                f"Có yếu tố nước ngoài nên làm theo thủ tục {code} ({name.vi}). Gọi bộ phận một cửa để được hướng dẫn",
                f"There is a foreign element: procedure {code} ({name.en}) applies. Ask the one-stop desk how to file",
            ),
        )

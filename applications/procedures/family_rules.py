"""Rules about children and their parents. See rules.py."""

from collections.abc import Iterator
from datetime import date

from applications.procedures.base import Answers
from applications.procedures.rules import Fault, before, rule
from portal.language import Words
from portal.text import fold

VIETNAMESE = "viet nam"


@rule
def stillbirth_is_not_registered(answers: Answers, step: str, today: date) -> Iterator[Fault]:
    """Who lived 24 hours is registered; less than that, if the parents ask. Source: Civil Code 91/2015/QH13 Art. 30(3)."""
    if answers[step].get("life") == "stillborn":
        yield Fault(
            "life",
            Words(
                "Thai chết lưu không đăng ký khai sinh; xin chia buồn cùng gia đình. "
                "Bệnh viện cấp giấy tờ để hưởng chế độ thai sản",
                "A stillbirth is not registered; our condolences. The hospital gives the papers for maternity benefits",
            ),
        )


@rule
def child_is_vietnamese(answers: Answers, step: str, today: date) -> Iterator[Fault]:
    """Another nationality is a foreign element: 2.000528. Source: 60/2014/QH13 Art. 35-36; NĐ 120/2025/NĐ-CP Art. 4."""
    if fold(answers[step].get("nationality", "")) not in {"", VIETNAMESE}:
        yield Fault("nationality", FOREIGN)


@rule
def parents_are_vietnamese(answers: Answers, step: str, today: date) -> Iterator[Fault]:
    """Source: as child_is_vietnamese."""
    for field, value in answers[step].items():
        if field.endswith("nationality") and fold(value) not in {"", VIETNAMESE}:
            yield Fault(field, FOREIGN)


@rule
def parents_are_older(answers: Answers, step: str, today: date) -> Iterator[Fault]:
    """A parent is born years before the child."""
    born = answers.get("child", {}).get("birth_date", "")
    for field in ("mother_birth_year", "father_birth_year"):
        year = answers[step].get(field, "")
        if year and born and not before(year, born[:4]):
            yield Fault(
                field,
                Words(
                    f"Năm sinh của cha, mẹ phải trước năm sinh của con ({born[:4]}). "
                    "Xem lại năm sinh ở trang này hoặc trang về con",
                    f"A parent is born before the child ({born[:4]}). Look again at this year, or at the page about the child",
                ),
            )


@rule
def is_not_the_first_child(answers: Answers, step: str, today: date) -> Iterator[Fault]:
    """Twins are two children with two names, born within two days."""
    others = [answers[code] for code in ("child", "child_2", "child_3") if code in answers and code != step]
    mine = answers[step]
    if any(fold(other.get("full_name", "")) == fold(mine.get("full_name", "")) for other in others):
        yield Fault("full_name", Words("Trùng tên với con khai ở trang khác", "The same name as a child on another page"))
    first, born = answers.get("child", {}).get("birth_date", ""), mine.get("birth_date", "")
    if first and born and abs((date.fromisoformat(born) - date.fromisoformat(first)).days) > 1:
        yield Fault(
            "birth_date",
            Words(
                "Các con sinh trong một lần cách nhau nhiều nhất một ngày. Con sinh lần khác thì nộp hồ sơ riêng",
                "Children of one birth are at most a day apart. File separately for a child of another birth",
            ),
        )


FOREIGN = Words(
    "Có yếu tố nước ngoài nên làm theo thủ tục 2.000528 (khai sinh có yếu tố nước ngoài). "
    "Gọi bộ phận một cửa để được hướng dẫn",
    "There is a foreign element: procedure 2.000528 applies. Ask the one-stop desk how to file",
)

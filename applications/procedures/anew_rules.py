"""Rules about a birth that is registered anew, where the register and every original are lost. See rules.py."""

from collections.abc import Iterator
from datetime import date

from applications.procedures.base import Answers
from applications.procedures.persons_rules import told_of_foreigners
from applications.procedures.rules import Fault, rule
from portal.language import Words

FIRST_DAY_AFTER = "2016-01-01"  # NĐ 123/2015/NĐ-CP Art. 24(1)


@rule
def anew_is_vietnamese(answers: Answers, step: str, today: date) -> Iterator[Fault]:
    """Source: NĐ 120/2025/NĐ-CP Art. 4."""
    name = Words("đăng ký lại khai sinh có yếu tố nước ngoài", "a birth anew with a foreign element")
    yield from told_of_foreigners(answers[step], "2.000522", name)


@rule
def was_registered_before_2016(answers: Answers, step: str, today: date) -> Iterator[Fault]:
    """Source: NĐ 123/2015/NĐ-CP Art. 24(1)."""
    if answers[step].get("old_on", "") >= FIRST_DAY_AFTER[:4]:
        yield Fault("old_on", TOO_LATE)


@rule
def was_born_before_2016(answers: Answers, step: str, today: date) -> Iterator[Fault]:
    """Who was born later cannot have been registered before. Source: as was_registered_before_2016."""
    if answers[step].get("birth_date", "") >= FIRST_DAY_AFTER:
        yield Fault("birth_date", TOO_LATE)


TOO_LATE = Words(
    "Chỉ đăng ký lại khai sinh đã đăng ký trước ngày 01/01/2016. "
    "Đăng ký từ ngày ấy trở đi thì xin bản sao trích lục khai sinh; chưa đăng ký bao giờ thì đăng ký khai sinh",
    "Only births registered before 1 January 2016 are registered anew. For a later one ask for an extract copy; "
    "if it was never registered, register the birth",
)

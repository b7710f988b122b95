"""Rules about guardians and their wards, and about the end of a guardianship. See rules.py."""

from collections.abc import Iterator
from datetime import date

from applications.procedures.base import Answers
from applications.procedures.persons_rules import full_years, is_same_person, told_of_foreigners
from applications.procedures.rules import Fault, before, rule
from portal.language import Words

ADULT = 18  # 91/2015/QH13 Art. 20(1)


@rule
def guardianship_is_of_vietnamese(answers: Answers, step: str, today: date) -> Iterator[Fault]:
    """Source: 60/2014/QH13 Art. 39-42; NĐ 120/2025/NĐ-CP Art. 4."""
    code = "2.000756" if "ending" in answers else "1.001669"
    name = Words("giám hộ, chấm dứt giám hộ có yếu tố nước ngoài", "guardianship with a foreign element")
    yield from told_of_foreigners(answers[step], code, name)


@rule
def guardian_is_adult(answers: Answers, step: str, today: date) -> Iterator[Fault]:
    """Source: 91/2015/QH13 Art. 49(1)."""
    years = full_years(answers[step].get("birth_date", ""), today)
    if years is not None and years < ADULT:
        yield Fault(
            "birth_date",
            Words(
                f"Người giám hộ phải đủ {ADULT} tuổi; theo ngày sinh này thì mới {years} tuổi. Xem lại ngày sinh",
                f"A guardian is of {ADULT} full years or more; by this date it is {years}. Look again at the date",
            ),
        )


@rule
def ward_is_another(answers: Answers, step: str, today: date) -> Iterator[Fault]:
    """Nobody is his own guardian."""
    if is_same_person(answers[step], answers.get("guardian", {})):
        yield Fault(
            "full_name",
            Words(
                "Người giám hộ và người được giám hộ đang ghi cùng một người. Xem lại họ tên, ngày sinh, số định danh",
                "Guardian and ward are the same person here. Look again at names, dates and numbers",
            ),
        )


@rule
def minor_is_minor(answers: Answers, step: str, today: date) -> Iterator[Fault]:
    """An adult has a guardian by a court's decision about capacity alone. Source: 91/2015/QH13 Art. 47(1)."""
    years = full_years(answers[step].get("birth_date", ""), today)
    if answers.get("guardianship", {}).get("need") == "minor" and years is not None and years >= ADULT:
        yield Fault(
            "birth_date",
            Words(
                f"Theo ngày sinh này người được giám hộ đã đủ {ADULT} tuổi. Xem lại ngày sinh, "
                "hoặc trở lại trang Việc giám hộ chọn trường hợp có quyết định của tòa án",
                f"By this date the ward is of {ADULT} full years or more. Look again, or choose the court's decision "
                "on the page about the guardianship",
            ),
        )


@rule
def guardianship_came_first(answers: Answers, step: str, today: date) -> Iterator[Fault]:
    """What ends was registered before."""
    ended = answers.get("ending", {}).get("ended_on", "")
    if before(ended, answers[step].get("registered_on", "")):
        yield Fault(
            "registered_on",
            Words(
                "Ngày đăng ký giám hộ phải trước ngày có lý do chấm dứt. Xem lại hai ngày",
                "A guardianship is registered before it ends. Look again at the two days",
            ),
        )

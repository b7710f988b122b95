"""Rules about a death. See rules.py."""

from collections.abc import Iterator
from datetime import date

from applications.procedures.base import Answers
from applications.procedures.persons_rules import foreign_nationalities
from applications.procedures.rules import Fault, before, rule
from portal.language import Words

DAYS_TO_REGISTER = 15  # 60/2014/QH13 Art. 33(1)


@rule
def deceased_is_vietnamese(answers: Answers, step: str, today: date) -> Iterator[Fault]:
    """Another nationality is a foreign element: 1.001766. Source: 60/2014/QH13 Art. 51-52; NĐ 120/2025/NĐ-CP Art. 4."""
    for field in foreign_nationalities(answers[step]):
        yield Fault(
            field,
            Words(
                "Có yếu tố nước ngoài nên làm theo thủ tục 1.001766 (khai tử có yếu tố nước ngoài). "
                "Gọi bộ phận một cửa để được hướng dẫn",
                "There is a foreign element: procedure 1.001766 applies. Ask the one-stop desk how to file",
            ),
        )


@rule
def death_follows_birth(answers: Answers, step: str, today: date) -> Iterator[Fault]:
    """Nobody dies before being born, as far as the two dates are known."""
    born, died = answers.get("deceased", {}).get("birth_date", ""), answers[step].get("death_date", "")
    if before(died, born):
        told = "/".join(reversed(born.split("-")))
        yield Fault(
            "death_date",
            Words(
                f"Ngày chết không thể trước ngày sinh ({told}). Xem lại ngày ở trang này hoặc ở trang về người chết",
                f"A death is not before the birth ({told}). Look again at this date, or at the page about the deceased",
            ),
        )


@rule
def death_is_told_in_time(answers: Answers, step: str, today: date) -> Iterator[Fault]:
    """A doubt: a late registration is taken as well. Source: 60/2014/QH13 Art. 33(1)."""
    died = answers[step].get("death_date", "")
    if len(died) == len("2026-03-20") and (today - date.fromisoformat(died)).days > DAYS_TO_REGISTER:
        yield Fault(
            "death_date",
            Words(
                f"Đã quá {DAYS_TO_REGISTER} ngày kể từ ngày chết. Hồ sơ vẫn được nhận và giải quyết; "
                "cơ quan có thể hỏi lý do và thu lệ phí đăng ký quá hạn.",
                f"More than {DAYS_TO_REGISTER} days have passed since the death. The application is taken all the same; "
                "the office may ask why and charge the fee of a late registration.",
            ),
        )

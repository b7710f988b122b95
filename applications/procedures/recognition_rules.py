"""Rules about who recognises whom as a parent or child, and with whose consent. See rules.py."""

from collections.abc import Iterator
from datetime import date

from applications.procedures.base import Answers
from applications.procedures.persons_rules import full_years, is_same_person, told_of_foreigners
from applications.procedures.rules import Fault, before, rule
from portal.language import Words

AGE_OF_CONSENT = 9  # by likeness to a change of name, 91/2015/QH13 Art. 27(2); for a recognition to be reviewed


@rule
def recognition_is_between_vietnamese(answers: Answers, step: str, today: date) -> Iterator[Fault]:
    """Source: 60/2014/QH13 Art. 43-44; NĐ 120/2025/NĐ-CP Art. 4."""
    name = Words("nhận cha, mẹ, con có yếu tố nước ngoài", "recognition with a foreign element")
    yield from told_of_foreigners(answers[step], "2.000779", name)


@rule
def nothing_is_in_dispute(answers: Answers, step: str, today: date) -> Iterator[Fault]:
    """What is disputed a court decides. Source: 60/2014/QH13 Art. 25(2); 52/2014/QH13 Art. 101."""
    if answers[step].get("has_dispute") == "yes":
        yield Fault(
            "has_dispute",
            Words(
                "Khi có tranh chấp thì tòa án giải quyết, phường, xã không đăng ký được. "
                "Có bản án, quyết định của tòa án rồi thì hỏi bộ phận một cửa",
                "A court decides what is disputed; the commune cannot register it. With a judgment, ask the one-stop desk",
            ),
        )


@rule
def recognised_are_two(answers: Answers, step: str, today: date) -> Iterator[Fault]:
    """Nobody recognises himself."""
    if is_same_person(answers[step], answers.get("parent", {})):
        yield Fault(
            "full_name",
            Words(
                "Hai trang về cha, mẹ và về con đang ghi cùng một người. Xem lại họ tên, ngày sinh, số định danh",
                "The pages about the parent and the child name the same person. Look again at names, dates and numbers",
            ),
        )


@rule
def parent_is_older(answers: Answers, step: str, today: date) -> Iterator[Fault]:
    """A parent is born years before the child."""
    parent, born = answers.get("parent", {}).get("birth_date", ""), answers[step].get("birth_date", "")
    if parent and born and not before(parent[:4], born[:4]):
        yield Fault(
            "birth_date",
            Words(
                f"Con phải sinh sau cha, mẹ (cha, mẹ sinh năm {parent[:4]}). Xem lại ngày sinh ở trang này và trang trước",
                f"A child is born after the parent (born {parent[:4]}). Look again at the dates here and on the page before",
            ),
        )


@rule
def child_of_nine_agrees(answers: Answers, step: str, today: date) -> Iterator[Fault]:
    """A child of nine full years or more says so. Source: AGE_OF_CONSENT."""
    said, years = answers[step].get("child_agrees"), full_years(answers.get("child", {}).get("birth_date", ""), today)
    if said == "no" or (said == "young" and years is not None and years >= AGE_OF_CONSENT):
        yield Fault(
            "child_agrees",
            Words(
                "Người con từ đủ 9 tuổi phải đồng ý thì mới đăng ký được. Hỏi ý kiến người con rồi chọn lại",
                "From nine full years on the child must agree. Ask the child, then choose again",
            ),
        )

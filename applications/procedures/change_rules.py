"""Rules about a change, correction or supplement of what a register says. See rules.py."""

from collections.abc import Iterator
from datetime import date

from applications.procedures.base import Answers
from applications.procedures.persons_rules import full_years, told_of_foreigners
from applications.procedures.rules import Fault, rule
from portal.language import Words

AGE_OF_CONSENT = 9  # 91/2015/QH13 Art. 27(2); 60/2014/QH13 Art. 26(1)


@rule
def change_is_of_a_vietnamese(answers: Answers, step: str, today: date) -> Iterator[Fault]:
    """Source: 60/2014/QH13 Art. 46-47; NĐ 120/2025/NĐ-CP Art. 4."""
    name = Words("thay đổi, cải chính, bổ sung có yếu tố nước ngoài", "a change with a foreign element")
    yield from told_of_foreigners(answers[step], "2.000748", name)


@rule
def something_differs(answers: Answers, step: str, today: date) -> Iterator[Fault]:
    """Old and new content are compared letter by letter: a mark or a capital is a correction too."""
    if answers[step].get("from") and answers[step]["from"] == answers[step].get("to"):
        yield Fault(
            "to",
            Words(
                "Nội dung đề nghị đang giống hệt nội dung sổ ghi. Nhập nội dung cần sửa thành",
                "This is just what the register says now. Enter what it shall say",
            ),
        )


ONCE = {"name", "birth_date", "sex", "ethnicity"}  # the others may hold several things


def facts_asked(answers: Answers) -> Iterator[tuple[str, Answers]]:
    """(step, what it says) of each fact of one filing, in order, as far as the person said that there are more."""
    for step in ("change", "second", "third"):
        said = answers.get(step, {})
        yield step, said
        if said.get("more") != "yes":
            return


@rule
def fact_is_asked_once(answers: Answers, step: str, today: date) -> Iterator[Fault]:
    """Two wishes for the same fact would make one entry that contradicts itself."""
    item = answers[step].get("item")
    before = {said.get("item") for other, said in facts_asked(answers) if other != step}
    if item in ONCE and item in before:
        yield Fault(
            "item",
            Words(
                "Thông tin này đã khai ở phần trước của tờ khai. Chọn thông tin khác, hoặc quay lại sửa phần đó",
                "This fact was told on a page before. Choose another one, or go back and change that page",
            ),
        )


@rule
def name_changes_with_consent(answers: Answers, step: str, today: date) -> Iterator[Fault]:
    """A person of nine full years or more agrees to a change of name. Source: AGE_OF_CONSENT."""
    is_new_name = any(fact.get("item") == "name" for _step, fact in facts_asked(answers))
    said = answers[step].get("agrees")
    if answers.get("change", {}).get("asked") != "thay_doi" or not is_new_name or said == "yes":
        return
    years = full_years(answers.get("person", {}).get("birth_date", ""), today)
    if said == "no" or (years is not None and years >= AGE_OF_CONSENT):
        yield Fault(
            "agrees",
            Words(
                "Đổi họ, tên của người từ đủ 9 tuổi phải được người đó đồng ý. Hỏi ý kiến người đó rồi chọn lại",
                "From nine full years on the person must agree to a new name. Ask, then choose again",
            ),
        )

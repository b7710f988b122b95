"""Rules about a marriage: old enough, free, not kin, not with oneself, and both of their own will. See rules.py."""

from collections.abc import Iterator
from datetime import date

from applications.procedures.base import Answers
from applications.procedures.persons_rules import foreign_nationalities, full_years, is_same_person
from applications.procedures.rules import Fault, rule
from portal.language import Words

YEARS_NEEDED = {"wife": 18, "husband": 20}  # 52/2014/QH13 Art. 8(1)(a)
KIN = {
    "direct": Words("người cùng dòng máu về trực hệ", "people of one direct line"),
    "three_generations": Words("người có họ trong phạm vi ba đời", "kin within three generations"),
    "adoptive": Words(
        "cha, mẹ nuôi với con nuôi, hoặc người từng là cha, mẹ nuôi, cha chồng, mẹ vợ, cha dượng, mẹ kế với con",
        "adoptive or step-parents, parents-in-law and their children, also of former times",
    ),
}


@rule
def spouse_is_vietnamese(answers: Answers, step: str, today: date) -> Iterator[Fault]:
    """Another nationality is a foreign element: 2.000806. Source: 60/2014/QH13 Art. 37-38; NĐ 120/2025/NĐ-CP Art. 4."""
    for field in foreign_nationalities(answers[step]):
        yield Fault(
            field,
            Words(
                "Có yếu tố nước ngoài nên làm theo thủ tục 2.000806 (kết hôn có yếu tố nước ngoài). "
                "Gọi bộ phận một cửa để được hướng dẫn",
                "There is a foreign element: procedure 2.000806 applies. Ask the one-stop desk how to file",
            ),
        )


@rule
def spouse_is_of_age(answers: Answers, step: str, today: date) -> Iterator[Fault]:
    """Men of 20, women of 18 full years on the day of filing. Source: 52/2014/QH13 Art. 8(1)(a)."""
    needed, years = YEARS_NEEDED[step], full_years(answers[step].get("birth_date", ""), today)
    if years is not None and years < needed:
        who, of = ("Nữ", "A woman") if step == "wife" else ("Nam", "A man")
        yield Fault(
            "birth_date",
            Words(
                f"{who} phải đủ {needed} tuổi vào ngày đăng ký kết hôn (Luật Hôn nhân và gia đình, Điều 8); theo ngày sinh này "
                f"thì mới {years} tuổi. Xem lại ngày sinh, hoặc nộp khi đã đủ tuổi",
                f"{of} marries from {needed} full years (Law on Marriage and Family, Art. 8); by this date it is {years}. "
                "Look again at the date, or file when the age is reached",
            ),
        )


@rule
def spouse_is_free(answers: Answers, step: str, today: date) -> Iterator[Fault]:
    """Source: 52/2014/QH13 Art. 5(2)(c)."""
    if answers[step].get("status") == "married":
        yield Fault(
            "status",
            Words(
                "Người đang có vợ, có chồng không được kết hôn với người khác (Luật Hôn nhân và gia đình, Điều 5 khoản 2). "
                "Đã ly hôn thì chọn “Đã ly hôn” và chụp bản án, quyết định của tòa án",
                "Who is married cannot marry another (Law on Marriage and Family, Art. 5(2)). "
                "If divorced, choose “Divorced” and photograph the court's judgment",
            ),
        )


@rule
def spouses_are_two(answers: Answers, step: str, today: date) -> Iterator[Fault]:
    """Nobody marries himself: the same number, or the same name and birth, on both pages."""
    other = answers.get("wife" if step == "husband" else "husband", {})
    if is_same_person(answers[step], other):
        yield Fault(
            "full_name",
            Words(
                "Hai trang về bên nữ và bên nam đang ghi cùng một người. Xem lại họ tên, ngày sinh, số định danh",
                "The pages about the woman and the man name the same person. Look again at names, dates and numbers",
            ),
        )


@rule
def spouses_are_no_kin(answers: Answers, step: str, today: date) -> Iterator[Fault]:
    """Source: 52/2014/QH13 Art. 5(2)(d)."""
    kin = KIN.get(answers[step].get("kinship", ""))
    if kin:
        yield Fault(
            "kinship",
            Words(
                f"Pháp luật cấm kết hôn giữa {kin.vi} (Luật Hôn nhân và gia đình, Điều 5 khoản 2 điểm d), "
                "nên không đăng ký được. Chọn nhầm thì chọn lại",
                f"The law forbids a marriage between {kin.en} (Law on Marriage and Family, Art. 5(2)(d)), "
                "so it cannot be registered. If that was a slip, choose again",
            ),
        )


@rule
def person_is_of_age(answers: Answers, step: str, today: date) -> Iterator[Fault]:
    """It is certified from the age of marriage on. Source: NĐ 123/2015/NĐ-CP Art. 21; 52/2014/QH13 Art. 8(1)(a)."""
    needed = YEARS_NEEDED["husband" if answers[step].get("sex") == "Nam" else "wife"]
    years = full_years(answers[step].get("birth_date", ""), today)
    if years is not None and years < needed:
        yield Fault(
            "birth_date",
            Words(
                "Chỉ xác nhận cho người đủ tuổi kết hôn: nam từ đủ 20, nữ từ đủ 18 tuổi; "
                f"theo ngày sinh này thì mới {years} tuổi",
                f"It is given from the age of marriage on: men 20, women 18 full years; by this date it is {years}",
            ),
        )


@rule
def other_person_is_another(answers: Answers, step: str, today: date) -> Iterator[Fault]:
    """Who asks for himself marries somebody else."""
    mine = answers[step]
    other = {"full_name": mine.get("other_name", ""), "birth_date": mine.get("other_birth_date", "")}
    if mine.get("relation") == "self" and is_same_person(other, answers.get("requester", {})):
        yield Fault(
            "other_name",
            Words(
                "Đây là tên và ngày sinh của chính người yêu cầu. Nhập người sẽ kết hôn cùng",
                "This is the requester's own name and birth. Enter the person to be married",
            ),
        )

"""What looks odd in the answers and is let through: said to the citizen, shown to the official, never a block.

Source: domain reference §10.1 (digit 4 of the number tells century and sex, digits 5-6 the year; corrections exist).
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from applications.models import Application
from applications.procedures import procedure_for
from applications.procedures.base import Step
from applications.procedures.rules import oddities_of
from portal.offices import naming

MALE_DIGITS = "02468"
PERSONAL_ID = "personal_id"


def doubts_of(step: str, answers: Mapping[str, Any], draft: Application, today: date) -> list[str]:
    """Sentences about one step's checked answers, read on a local day; empty where nothing looks odd."""
    page = next((each for each in procedure_for(draft.procedure_code).steps if each.code == step and each.questions), None)
    if page is not None:
        return _of_questions(page, answers, draft, today)
    if step == "requester":
        return personal_id_doubts(answers)
    if step == "subject":
        return personal_id_doubts(answers)
    if step == "registration":
        return _registration_doubts(answers, draft)
    if step == "delivery" and answers.get("province") and not answers.get("commune_code"):
        return [
            _("Chưa thấy “%(name)s” trong danh sách phường, xã hiện nay. Địa chỉ vẫn được dùng như đã nhập.")
            % {"name": answers.get("commune", "")}
        ]
    return []


def all_doubts(draft: Application, today: date) -> list[str]:
    """Of every step that was answered."""
    return [doubt for step, answers in draft.checked_answers.items() for doubt in doubts_of(step, answers, draft, today)]


def _of_questions(page: Step, answers: Mapping[str, Any], draft: Application, today: date) -> list[str]:
    """Of a page that a procedure's file asks: its own doubts, and each number beside the same person's birth and sex."""
    told = draft.checked_answers | {page.code: answers}
    doubts = [str(fault.words) for fault in oddities_of(page, told, today)]
    for question in page.questions:
        if question.type == PERSONAL_ID:
            prefix = question.code.removesuffix(PERSONAL_ID)
            born = answers.get(f"{prefix}birth_date", "") or answers.get(f"{prefix}birth_year", "")
            person = {PERSONAL_ID: answers.get(question.code, ""), "birth_date": born, "sex": answers.get(f"{prefix}sex", "")}
            doubts += personal_id_doubts(person)
    return doubts


def personal_id_doubts(answers: Mapping[str, Any]) -> list[str]:
    """Where the 12-digit number tells another birth year or sex than the answers."""
    number, birth, sex = answers.get("personal_id", ""), answers.get("birth_date", ""), answers.get("sex", "")
    if len(number) != 12 or not birth:
        return []
    doubts = []
    year = 1900 + 100 * (int(number[3]) // 2) + int(number[4:6])
    if year != int(birth[:4]):
        doubts.append(
            _("Số định danh thường cho biết năm sinh %(year)s, khác năm đã nhập. Nếu số và ngày sinh đều đúng thì cứ tiếp tục.")
            % {"year": year}
        )
    told = "Nam" if number[3] in MALE_DIGITS else "Nữ"
    if sex and sex != told:
        doubts.append(
            _("Số định danh thường cho biết giới tính %(sex)s, khác với đã chọn. Nếu cả hai đều đúng thì cứ tiếp tục.")
            % {"sex": _(told)}
        )
    return doubts


def _registration_doubts(answers: Mapping[str, Any], draft: Application) -> list[str]:
    """A registration before the birth, or before or after the office existed."""
    registered, doubts = answers.get("registered_on", ""), []
    birth = draft.answers.get("subject", {}).get("birth_date", "")
    if registered and birth and registered < birth[: len(registered)]:
        doubts.append(_("Ngày đăng ký sớm hơn ngày sinh. Xem lại nếu nhập nhầm."))
    place = draft.registered_at
    if registered and place is not None:
        if place.valid_from and registered < place.valid_from.isoformat()[: len(registered)]:
            doubts.append(
                _("%(place)s có từ ngày %(day)s, sau ngày đăng ký đã nhập. Nơi đăng ký có thể mang tên khác.")
                % {"place": naming.name(place), "day": f"{place.valid_from:%d/%m/%Y}"}
            )
        if place.valid_to and registered > place.valid_to.isoformat()[: len(registered)]:
            doubts.append(
                _("%(place)s chỉ có đến ngày %(day)s, trước ngày đăng ký đã nhập. Nơi đăng ký có thể mang tên khác.")
                % {"place": naming.name(place), "day": f"{place.valid_to:%d/%m/%Y}"}
            )
    return doubts

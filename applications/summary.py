"""The answers of an application in words, by section: the check page, the filled form and the receipt print the same rows."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from applications.forms.addresses import in_one_line
from applications.forms.lists import ID_KINDS, RESIDENCE_KINDS, WISHES
from applications.forms.prefilled import words_of
from applications.models import Application
from applications.models.application import DeliveryMethod
from applications.procedures import procedure_for
from applications.procedures.base import DEFAULT_RELATION, Question, Step
from portal.language import page_language
from portal.offices import naming


@dataclass(frozen=True, slots=True)
class Section:
    """One step in words. `rows` are (label, value) pairs; `step` is the page that changes them."""

    step: str
    title: str
    rows: list[tuple[str, str]]


def sections_of(application: Application) -> list[Section]:
    """The sections that were answered so far, in the order of the form."""
    procedure = procedure_for(application.procedure_code)
    answered = (step for step in procedure.steps_for(application.answers) if step.code in application.answers)
    return [_section(application, step) for step in answered if step.questions or step.code in _OWN_PAGES]


def _section(application: Application, step: Step) -> Section:
    if step.questions:
        return Section(step.code, str(step.heading), rows_of(step, application.answers))
    title, rows = _OWN_PAGES[step.code]
    return Section(step.code, str(step.heading) or str(title), rows(application))


def rows_of(step: Step, answers: dict[str, Any]) -> list[tuple[str, str]]:
    """(question, answer) in words, for a step that a procedure's file asks."""
    said = answers.get(step.code, {})
    return [
        (str(question.label), answer_in_words(question, said[question.code]))
        for question in step.questions
        if question.code in said
    ]


def answer_in_words(question: Question, value: Any) -> str:
    if question.type in {"date", "day"}:
        return partial_date(value)
    if question.type == "phone":
        return phone_in_groups(value)
    if question.type == "sex":
        return _(value)
    if question.type in {"yes_no", "tick"}:
        return _("Có") if value in {"yes", True} else _("Không")
    named = {option.code: str(option.label) for option in question.options}
    return named.get(value, str(value))


def partial_date(value: str) -> str:
    """ "1990-03-12" -> "12/03/1990", "1990-03" -> "03/1990", "1990" -> "1990"."""
    return "/".join(reversed(value.split("-"))) if value else ""


def relation_in_words(application: Application) -> str:
    procedure = procedure_for(application.procedure_code)
    declared = procedure.said(application.answers).get(procedure.relationship, DEFAULT_RELATION)
    if not procedure.relations:
        return ""
    relation = procedure.relation(declared)
    note = application.answers.get(procedure.subject, {}).get("relation_note", "")
    return f"{relation.label}: {note}" if note else str(relation.label)


def _office_rows(application: Application) -> list[tuple[str, str]]:
    procedure = procedure_for(application.procedure_code)
    place = procedure.place_words.get("label") or _("Đăng ký tại")
    return _filled(
        (_("Tên thủ tục") if procedure.writing else _("Loại giấy tờ"), str(procedure.kind(application.kind).label)),
        (str(place), place_in_words(application)),
        (_("Cơ quan giải quyết"), naming.authority_name(application.office) if application.office else ""),
    )


def place_in_words(application: Application) -> str:
    """As it was chosen or typed; one that was chosen is named anew for an English page."""
    if page_language() == "vi" or application.registered_at is None:
        return application.registered_place
    return naming.full_name(application.registered_at)


def _requester_rows(application: Application) -> list[tuple[str, str]]:
    answers = application.answers["requester"]
    kind = dict(RESIDENCE_KINDS).get(answers.get("residence_kind", ""), "")
    return _filled(
        (_("Họ, chữ đệm, tên"), answers["full_name"]),
        (_("Ngày sinh"), partial_date(answers["birth_date"])),
        (_("Số định danh cá nhân"), answers.get("personal_id", "")),
        (_("Giấy tờ tùy thân"), paper_in_words(answers)),
        (str(kind) or _("Nơi cư trú"), residence_in_words(answers)),
        (_("Điện thoại"), phone_in_groups(answers.get("phone", ""))),
        (_("Thư điện tử"), answers.get("email", "")),
        (_("Lấy từ Cơ sở dữ liệu quốc gia về dân cư"), words_of(answers.get("from_population", []))),
    )


def _subject_rows(application: Application) -> list[tuple[str, str]]:
    answers = application.answers["subject"]
    return _filled(
        (_("Họ, chữ đệm, tên"), answers["full_name"]),
        (_("Ngày sinh"), partial_date(answers["birth_date"])),
        (_("Giới tính"), _(answers["sex"]) if answers.get("sex") else ""),
        (_("Dân tộc"), answers.get("ethnicity", "")),
        (_("Quốc tịch"), answers.get("nationality", "")),
        (_("Số định danh cá nhân"), answers.get("personal_id", "")),
        (_("Người nộp hồ sơ"), relation_in_words(application)),
        (_("Số bản sao"), _("%(copies)s bản") % {"copies": answers["copies"]}),
    )


def _registration_rows(application: Application) -> list[tuple[str, str]]:
    answers, kind = application.answers["registration"], procedure_for(application.procedure_code).kind(application.kind)
    rows = _filled(
        (_("Ngày đăng ký"), partial_date(answers.get("registered_on", ""))),
        (_("Số"), answers.get("number", "")),
        (_("Quyển số"), answers.get("book", "")),
        (str(kind.second_person), answers.get("second_name", "")),
        (_("Điều khác giúp tìm sổ"), answers.get("note", "")),
    )
    return rows or [(_("Ngày, số đăng ký"), _("Không nhớ"))]


def _delivery_rows(application: Application) -> list[tuple[str, str]]:
    answers = application.answers["delivery"]
    if answers["method"] == DeliveryMethod.DESK:
        place = naming.authority_name(application.office) if application.office else ""
        return [(_("Cách nhận kết quả"), _("Đến nhận tại %(place)s") % {"place": place})]
    return _filled(
        (_("Người nhận"), f"{answers['name']}, {phone_in_groups(answers['phone'])}"),
        (_("Địa chỉ"), in_one_line(answers)),
        *([(_("Từ địa chỉ cũ"), answers["commune_chain"])] if answers.get("commune_chain") else []),
        (_("Giờ muốn nhận"), wish_in_words(answers)),
    )


def residence_in_words(requester: dict[str, Any]) -> str:
    return requester.get("abroad") or in_one_line(requester)


def identity_in_words(requester: dict[str, Any]) -> str:
    """The number of the card, or the other paper with its number, day and place."""
    return requester.get("personal_id") or paper_in_words(requester)


def wish_in_words(delivery: dict[str, Any]) -> str:
    wish = str(dict(WISHES).get(delivery.get("wish", ""), ""))
    note = delivery.get("wish_note", "")
    return f"{wish}. {note}" if note else wish


def phone_in_groups(number: str) -> str:
    return f"{number[:4]} {number[4:7]} {number[7:]}" if len(number) == 10 else number


def paper_in_words(answers: dict[str, Any]) -> str:
    """The kind of paper; with number, day and place where it is not the card that the personal number is on."""
    kind = str(dict(ID_KINDS).get(answers.get("id_kind", ""), ""))
    if not answers.get("id_number"):
        return kind
    return _("%(kind)s số %(number)s, cấp ngày %(day)s, nơi cấp: %(place)s") % {
        "kind": kind,
        "number": answers["id_number"],
        "day": partial_date(answers.get("id_issued_on", "")),
        "place": answers.get("id_issued_by", ""),
    }


# Steps whose page is not made of questions of a file: the title of their section, and its rows.
_OWN_PAGES = {
    "office": (gettext_lazy("Nơi đã đăng ký"), _office_rows),
    "requester": (gettext_lazy("Người yêu cầu"), _requester_rows),
    "subject": (gettext_lazy("Người được cấp bản sao"), _subject_rows),
    "registration": (gettext_lazy("Thông tin đăng ký"), _registration_rows),
    "delivery": (gettext_lazy("Nhận kết quả"), _delivery_rows),
}


def _filled(*rows: tuple[str, str]) -> list[tuple[str, str]]:
    return [(label, value) for label, value in rows if value]

"""The answers of an application in words, by section: the check page, the filled form and the receipt print the same rows."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from applications.forms.addresses import in_one_line
from applications.forms.lists import ID_KINDS, RESIDENCE_KINDS, WISHES
from applications.models import Application
from applications.models.application import DeliveryMethod
from applications.procedures import procedure_for
from portal.language import page_language
from portal.offices import naming


@dataclass(frozen=True, slots=True)
class Section:
    """One step in words. `rows` are (label, value) pairs; `step` names the page that changes them."""

    step: str
    title: str
    rows: list[tuple[str, str]]

    @property
    def route(self) -> str:
        return f"applications:{self.step}"


def sections_of(application: Application) -> list[Section]:
    """The five sections that were answered so far, in the order of the form."""
    answers, kind = application.answers, procedure_for(application.procedure_code).kind(application.kind)
    found = []
    if "office" in answers:
        found.append(Section("office", _("Nơi đã đăng ký"), _office_rows(application, str(kind.label))))
    if "requester" in answers:
        found.append(Section("requester", _("Người yêu cầu"), _requester_rows(answers["requester"])))
    if "subject" in answers:
        found.append(Section("subject", _("Người được cấp bản sao"), _subject_rows(application)))
    if "registration" in answers:
        found.append(Section("registration", _("Thông tin đăng ký"), _registration_rows(answers["registration"], kind)))
    if "delivery" in answers:
        found.append(Section("delivery", _("Nhận kết quả"), _delivery_rows(application)))
    return found


def partial_date(value: str) -> str:
    """ "1990-03-12" -> "12/03/1990", "1990-03" -> "03/1990", "1990" -> "1990"."""
    return "/".join(reversed(value.split("-"))) if value else ""


def relation_in_words(application: Application) -> str:
    subject = application.answers.get("subject", {})
    relation = procedure_for(application.procedure_code).relation(subject.get("relationship", "other"))
    note = subject.get("relation_note", "")
    return f"{relation.label}: {note}" if note else str(relation.label)


def _office_rows(application: Application, label: str) -> list[tuple[str, str]]:
    return _filled(
        (_("Loại giấy tờ"), label),
        (_("Đăng ký tại"), place_in_words(application)),
        (_("Cơ quan giải quyết"), naming.authority_name(application.office) if application.office else ""),
    )


def place_in_words(application: Application) -> str:
    """As it was chosen or typed; one that was chosen is named anew for an English page."""
    if page_language() == "vi" or application.registered_at is None:
        return application.registered_place
    return naming.full_name(application.registered_at)


def _requester_rows(answers: dict[str, Any]) -> list[tuple[str, str]]:
    kind = dict(RESIDENCE_KINDS).get(answers.get("residence_kind", ""), "")
    return _filled(
        (_("Họ, chữ đệm, tên"), answers["full_name"]),
        (_("Ngày sinh"), partial_date(answers["birth_date"])),
        (_("Số định danh cá nhân"), answers.get("personal_id", "")),
        (_("Giấy tờ tùy thân"), _paper_in_words(answers)),
        (str(kind) or _("Nơi cư trú"), residence_in_words(answers)),
        (_("Điện thoại"), phone_in_groups(answers.get("phone", ""))),
        (_("Thư điện tử"), answers.get("email", "")),
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


def _registration_rows(answers: dict[str, Any], kind) -> list[tuple[str, str]]:
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
        return [(_("Cách nhận bản sao"), _("Đến nhận tại %(place)s") % {"place": place})]
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
    return requester.get("personal_id") or _paper_in_words(requester)


def wish_in_words(delivery: dict[str, Any]) -> str:
    wish = str(dict(WISHES).get(delivery.get("wish", ""), ""))
    note = delivery.get("wish_note", "")
    return f"{wish}. {note}" if note else wish


def phone_in_groups(number: str) -> str:
    return f"{number[:4]} {number[4:7]} {number[7:]}" if len(number) == 10 else number


def _paper_in_words(answers: dict[str, Any]) -> str:
    kind = str(dict(ID_KINDS).get(answers.get("id_kind", ""), ""))
    if not answers.get("id_number"):
        return kind
    return _("%(kind)s số %(number)s, cấp ngày %(day)s, nơi cấp: %(place)s") % {
        "kind": kind,
        "number": answers["id_number"],
        "day": partial_date(answers.get("id_issued_on", "")),
        "place": answers.get("id_issued_by", ""),
    }


def _filled(*rows: tuple[str, str]) -> list[tuple[str, str]]:
    return [(label, value) for label, value in rows if value]

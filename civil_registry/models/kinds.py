"""The kinds of civil-status event. Source: domain reference §2.1."""

from django.db import models

from portal.text import fold


class EventKind(models.TextChoices):
    """Kinds of civil-status event, domain reference §2.1. Fields and papers of each: events.py."""

    BIRTH = "birth", "Khai sinh"
    BIRTH_NOTED = "birth_noted", "Ghi vào Sổ hộ tịch việc khai sinh"
    MARRIAGE = "marriage", "Kết hôn"
    MARRIAGE_NOTED = "marriage_noted", "Ghi chú kết hôn"
    DEATH = "death", "Khai tử"
    PARENT_CHILD = "parent_child", "Nhận cha, mẹ, con"
    GUARDIANSHIP = "guardianship", "Giám hộ"
    GUARDIANSHIP_END = "guardianship_end", "Chấm dứt giám hộ"
    GUARDIANSHIP_SUPERVISION = "guardianship_supervision", "Giám sát việc giám hộ"
    GUARDIANSHIP_SUPERVISION_END = "guardianship_supervision_end", "Chấm dứt giám sát việc giám hộ"
    CHANGE = "change", "Thay đổi, cải chính, bổ sung hộ tịch, xác định lại dân tộc"
    CHANGE_NOTED = "change_noted", "Ghi chú thay đổi hộ tịch"
    DIVORCE_NOTED = "divorce_noted", "Ghi chú ly hôn, hủy việc kết hôn"
    ADOPTION = "adoption", "Nuôi con nuôi"
    MARITAL_STATUS = "marital_status", "Xác nhận tình trạng hôn nhân"


WITHOUT_COPIES = frozenset({EventKind.MARITAL_STATUS})  # asked for anew each time: no extract copy is drawn of an old one


class ChangeSubtype(models.TextChoices):
    """What a change was, in the words of "Đã thực hiện việc": one register, four papers. Source: domain reference §2.1."""

    CHANGED = "thay_doi", "thay đổi hộ tịch"
    CORRECTED = "cai_chinh", "cải chính hộ tịch"
    SUPPLEMENTED = "bo_sung", "bổ sung hộ tịch"
    ETHNICITY = "xac_dinh_lai_dan_toc", "xác định lại dân tộc"


ORIGINAL = "ban_chinh"  # subtype of the forms of originals: what is given when an event is registered


def original_subtype(subtype: str) -> str:
    """The subtype of the original beside that of the copies: "ban_chinh", "ban_chinh_cai_chinh"."""
    return f"{ORIGINAL}_{subtype}" if subtype else ORIGINAL


FORM_SUBTYPES = [
    *ChangeSubtype.choices,
    (ORIGINAL, "bản chính"),
    *((original_subtype(value), f"bản chính, {label}") for value, label in ChangeSubtype.choices),
]


def subtype_of(kind: str, fields: dict[str, str]) -> str:
    """Which of the papers of its kind an entry has, by its own words; "" where the kind has one, or the entry does not say."""
    said = fold(fields.get("change_kind", "")) if kind == EventKind.CHANGE else ""
    return next((one.value for one in ChangeSubtype if said.startswith(fold(str(one.label)))), "")

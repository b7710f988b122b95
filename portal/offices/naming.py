"""What an office is called on a page, in the page's language: "Phường Hai Bà Trưng", "Hai Bà Trưng Ward".

Papers and messages are Vietnamese: they take the names from the office itself. Proper names are never translated, and
neither are postal addresses. English types: domain reference §12.
"""

from django.utils.translation import gettext_lazy

from portal.language import page_language
from portal.offices.calendar import Exceptional
from portal.offices.models import CalendarException, Office

# What a day is that differs from its weekday: by kind, as pages in both languages say it.
KINDS_OF_DAY = {
    CalendarException.Kind.PUBLIC_HOLIDAY: gettext_lazy("Nghỉ lễ, tết"),
    CalendarException.Kind.COMPENSATORY: gettext_lazy("Nghỉ bù"),
    CalendarException.Kind.SWAP_OFF: gettext_lazy("Nghỉ hoán đổi"),
    CalendarException.Kind.SWAP_WORKING: gettext_lazy("Làm bù"),
    CalendarException.Kind.EMERGENCY_CLOSURE: gettext_lazy("Đóng cửa vì sự cố"),
}

# By kind: the Vietnamese type before the proper name, and the English around it.
_TYPES = {
    "so": ("Sở Tư pháp thành phố ", "{} Department of Justice"),
    "quan": ("Quận ", "{} District"),
    "huyen": ("Huyện ", "{} District"),
    "thi_xa": ("Thị xã ", "{} Town"),
    "phuong": ("Phường ", "{} Ward"),
    "xa": ("Xã ", "{} Commune"),
    "thi_tran": ("Thị trấn ", "{} Township"),
    "buu_dien": ("Bưu điện ", "{} Post Office"),
}


def name(office: Office) -> str:
    """ "Phường Hai Bà Trưng", "Hai Bà Trưng Ward" """
    return _english(office) if page_language() == "en" else office.name


def name_in_sentence(office: Office) -> str:
    """ "phường Hai Bà Trưng", "Hai Bà Trưng Ward" """
    return _english(office) if page_language() == "en" else office.name_in_sentence


def full_name(office: Office) -> str:
    """With its district where it had one: "Phường Đống Mác, quận Hai Bà Trưng", "Đống Mác Ward, Hai Bà Trưng District"."""
    if page_language() == "vi":
        return office.full_name
    return f"{_english(office)}, {_english(office.parent)}" if office.is_in_district else _english(office)


def authority_name(office: Office) -> str:
    """The body that answers: "Ủy ban nhân dân phường Hai Bà Trưng", "People’s Committee of Hai Bà Trưng Ward"."""
    if page_language() == "vi":
        return office.authority_name
    return f"People’s Committee of {_english(office)}" if office.has_committee else _english(office)


def occasion(day: CalendarException | Exceptional) -> str:
    """Why a day is off or worked: "Quốc khánh", "National Day"; in English at least its kind."""
    if page_language() == "vi":
        return day.name_vi
    return day.name_en or str(KINDS_OF_DAY[day.kind])


def kind_of_day(day: CalendarException | Exceptional) -> str:
    return str(KINDS_OF_DAY[day.kind])


def _english(office: Office) -> str:
    """A name that does not begin with its type stays as it is."""
    vietnamese, english = _TYPES[office.kind]
    proper = office.name.removeprefix(vietnamese)
    return english.format(proper) if proper != office.name else office.name

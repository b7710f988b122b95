"""The questions of a request, before anybody has begun one: taken from the forms that ask them."""

from dataclasses import dataclass

from django.forms import BoundField, RadioSelect
from django.utils.translation import gettext as _

from applications.forms.base import StepForm
from applications.forms.delivery import DeliveryForm
from applications.forms.registration import RegistrationForm
from applications.forms.requester import RequesterForm
from applications.forms.subject import SubjectForm
from applications.models import Application
from portal.offices.reference import EXTRACT_COPY


@dataclass(frozen=True, slots=True)
class Question:
    """One question as it will be asked; `choices` where one of a few is ticked."""

    words: str
    hint: str
    choices: tuple[str, ...]
    is_optional: bool


def questions_about(kind: str) -> list[tuple[str, list[Question]]]:
    """(title of a part, its questions) for one kind of extract, in the order of the pages."""
    nobody_s = Application(procedure_code=EXTRACT_COPY, kind=kind)
    parts: list[tuple[str, type[StepForm]]] = [
        (_("Người yêu cầu"), RequesterForm),
        (_("Người được cấp bản sao"), SubjectForm),
        (_("Thông tin đăng ký"), RegistrationForm),
        (_("Nhận kết quả"), DeliveryForm),
    ]
    return [(title, [_question(field) for field in form(draft=nobody_s)]) for title, form in parts]


def _question(field: BoundField) -> Question:
    ticked = isinstance(field.field.widget, RadioSelect)
    choices = tuple(str(words) for _value, words in field.field.choices) if ticked else ()
    return Question(str(field.label), str(field.help_text), choices, not field.field.required)

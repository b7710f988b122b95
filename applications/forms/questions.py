"""The form of a step that a procedure's file asks: one field for each question, checked by its type and by the step's rules."""

from collections.abc import Callable
from datetime import date
from functools import cache
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.functional import lazy, lazystr
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from applications.forms.base import StepForm
from applications.forms.lists import ETHNIC_GROUPS, NATIONALITIES, SEXES
from applications.models import Application
from applications.procedures import procedure_for
from applications.procedures.base import Question, Step
from applications.procedures.rules import faults_of
from applications.summary import paper_in_words, residence_in_words
from portal.forms import CleanCharField, LinesField, PartialDateField, PersonalIdField, PhoneField, VietnameseNameField
from portal.language import Words
from portal.text import fold

LONGEST = {"place": 200, "text": 200, "ethnicity": 60, "nationality": 60, "lines": 1000}
LISTS = {"ethnicity": ("dan-toc", ETHNIC_GROUPS), "nationality": ("quoc-tich", NATIONALITIES)}
MOST = 20  # of a counted thing
YES, NO = "yes", "no"


def _lower(label: Words) -> str:
    words = str(label)
    return words[:1].lower() + words[1:]


_enter = lazy(lambda label: _("Nhập %(what)s") % {"what": _lower(label)}, str)
_choose = lazy(lambda label: _("Chọn %(what)s") % {"what": _lower(label)}, str)


class QuestionsForm(StepForm):
    """The answers are kept under the codes of the questions; what the other answers make pointless is not asked."""

    template = "applications/filing/questions.html"
    step: Step

    @classmethod
    def first_values(cls, draft: Application, user) -> dict[str, Any]:
        proposed = {question.code: question.initial for question in cls.step.questions if question.initial}
        about = cls.step.is_requester
        if about and about.holds(procedure_for(draft.procedure_code).said(draft.answers)):
            return proposed | _of_requester(cls.step, draft.answers.get("requester", {}))
        return proposed

    def context(self, today: date) -> dict[str, Any]:
        asked = {question.type for question in self.step.questions}
        return {
            "page": self.step,
            "rows": [(question, self[question.code], self._tied(question)) for question in self.step.questions],
            "lists": [LISTS[kind] for kind in sorted(asked & set(LISTS))],
        }

    def not_asked(self) -> set[str]:
        said = self.procedure.said(self.draft.answers)
        mine = {f"{self.step.code}.{question.code}": self.posted(question.code) for question in self.step.questions}
        return {question.code for question in self.step.questions if not question.when.holds(said | mine)}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not self.errors:
            answers = self.draft.answers | {self.step.code: self._kept(cleaned)}
            for fault in faults_of(self.step, answers, timezone.localdate()):
                self.complain(fault.field, str(fault.words))
        return cleaned

    def answers(self) -> dict[str, Any]:
        return self._kept(self.cleaned_data)

    def _kept(self, cleaned: dict[str, Any]) -> dict[str, Any]:
        asked = (question for question in self.step.questions if question.code not in self.pointless)
        return {question.code: cleaned[question.code] for question in asked if cleaned.get(question.code) not in (None, "")}

    def _tied(self, question: Question) -> str:
        """ "field=value,value" of this page on which the question hangs: a script hides what is not asked."""
        here = f"{self.step.code}."
        ties = [(path.removeprefix(here), values) for path, values in question.when.only if path.startswith(here)]
        return f"{ties[0][0]}={','.join(ties[0][1])}" if ties else ""


@cache
def questions_form(procedure_code: str, step_code: str) -> type[QuestionsForm]:
    step = procedure_for(procedure_code).step(step_code)
    fields: dict[str, Any] = {question.code: _field(question) for question in step.questions}
    return type("QuestionsForm", (QuestionsForm,), fields | {"step": step, "field_order": tuple(fields)})


def _of_requester(step: Step, requester: dict[str, Any]) -> dict[str, Any]:
    """What he said on his own page, under the codes of this one."""
    if not requester:
        return {}
    said = {name: requester.get(name, "") for name in ("full_name", "birth_date", "personal_id")}
    said |= {"residence": residence_in_words(requester), "identity_paper": paper_in_words(requester)}
    return {question.code: said[question.code] for question in step.questions if said.get(question.code)}


def _field(question: Question) -> forms.Field:
    field = FIELDS[question.type](question, _options(question))
    if question.type in LISTS:
        field.widget.attrs["list"] = LISTS[question.type][0]
    return field


def _options(question: Question) -> dict[str, Any]:
    return {
        "label": lazystr(question.label),
        "help_text": lazystr(question.help) if question.help else "",
        "required": question.required,
        "error_messages": {"required": _enter(question.label)},
    }


def _text(question: Question, options: dict) -> forms.Field:
    return CleanCharField(max_length=question.max_length or LONGEST[question.type], **options)


def _lines(question: Question, options: dict) -> forms.Field:
    longest = question.max_length or LONGEST["lines"]
    return LinesField(max_length=longest, widget=forms.Textarea(attrs={"rows": 3}), **options)


def _date(question: Question, options: dict) -> forms.Field:
    return PartialDateField(noun=lazystr(question.label), **options)


def _day(question: Question, options: dict) -> forms.Field:
    return PartialDateField(noun=lazystr(question.label), whole=True, **options)


def _choice(choices: list[tuple[str, Any]]) -> Callable[[Question, dict], forms.Field]:
    return lambda question, options: _radio(question, choices, options)


def _options_of(question: Question, options: dict) -> forms.Field:
    return _radio(question, [(option.code, lazystr(option.label)) for option in question.options], options)


def _radio(question: Question, choices: list[tuple[str, Any]], options: dict) -> forms.Field:
    faults = dict.fromkeys(("required", "invalid_choice"), _choose(question.label))
    return forms.ChoiceField(choices=choices, widget=forms.RadioSelect, **options | {"error_messages": faults})


def _tick(question: Question, options: dict) -> forms.Field:
    """Said by a tick, or not at all."""
    missing = lazy(lambda label: _("Đánh dấu nếu đúng: %(what)s") % {"what": _lower(label)}, str)(question.label)
    return forms.BooleanField(**options | {"error_messages": {"required": missing}})


class CountField(CleanCharField):
    """A small whole number, kept as one."""

    def __init__(self, **options) -> None:
        super().__init__(max_length=20, **options)
        self.widget.attrs |= {"inputmode": "numeric", "class": "in-year"}

    def clean(self, value) -> int | str:
        text = super().clean(value)
        if not text:
            return ""
        if not (text.isascii() and text.isdigit() and len(text) < 4 and 1 <= int(text) <= MOST):
            raise forms.ValidationError(_("Nhập một số từ 1 đến %(most)d") % {"most": MOST})
        return int(text)


class BirthYearField(CleanCharField):
    """A year of four digits, not after this one; kept as text."""

    def __init__(self, **options) -> None:
        super().__init__(max_length=20, **options)
        self.widget.attrs |= {"inputmode": "numeric", "class": "in-year"}

    def validate(self, value) -> None:
        super().validate(value)
        this_year = timezone.localdate().year
        if value and not (value.isascii() and value.isdigit() and len(value) == 4 and 1850 <= int(value) <= this_year):
            raise forms.ValidationError(_("Năm gồm 4 chữ số, từ 1850 đến %(year)d") % {"year": this_year})


class TimeOfDayField(CleanCharField):
    """Hours and minutes as the books write them: "05 giờ 10 phút"; "5:10", "5h10" and "5 giờ" are understood."""

    def __init__(self, **options) -> None:
        super().__init__(max_length=30, **options)
        self.widget.attrs |= {"class": "in-12"}

    def to_python(self, value) -> str:
        text = super().to_python(value) or ""
        numbers = "".join(char if char.isdigit() and char.isascii() else " " for char in text).split()
        words = {word for word in fold(text).replace(":", " ").split() if word.isalpha()}
        if not text or not numbers or len(numbers) > 2 or words - {"gio", "phut", "h", "g", "p"}:
            return text
        hour, minute = int(numbers[0]), int(numbers[1]) if len(numbers) == 2 else 0
        return f"{hour:02} giờ {minute:02} phút" if hour < 24 and minute < 60 else text

    def validate(self, value) -> None:
        super().validate(value)
        if value and not (value.endswith(" phút") and " giờ " in value):
            raise forms.ValidationError(_("Giờ và phút, ví dụ: 5 giờ 10 phút"))


FIELDS: dict[str, Callable[[Question, dict], forms.Field]] = {
    "name": lambda question, options: VietnameseNameField(**options),
    "text": _text,
    "place": _text,
    "lines": _lines,
    "date": _date,
    "day": _day,
    "time": lambda question, options: TimeOfDayField(**options),
    "year": lambda question, options: BirthYearField(**options),
    "number": lambda question, options: CountField(**options),
    "phone": lambda question, options: PhoneField(**options),
    "personal_id": lambda question, options: PersonalIdField(**options),
    "ethnicity": _text,
    "nationality": _text,
    "sex": _choice(SEXES),
    "choice": _options_of,
    "relation": _options_of,
    "tick": _tick,
    "yes_no": _choice([(YES, gettext_lazy("Có")), (NO, gettext_lazy("Không"))]),
}

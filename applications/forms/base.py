"""What the forms of the steps share: they know the draft, give checked answers that fit JSON, and keep what was typed."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict

from applications.models import Application
from applications.procedures import procedure_for

TYPED_LIMIT = 2000  # characters kept of one faulty answer


class StepForm(forms.Form):
    """One page of questions about a draft. `answers()` is what is stored; `columns()` what follows for the row itself.

    Fields are required unless they are truly optional; `not_asked()` names those that the other answers make pointless.
    """

    template = ""
    use_required_attribute = False

    def __init__(self, data=None, *, draft: Application, user=None, **kwargs) -> None:
        self.draft, self.user = draft, user
        self.procedure = procedure_for(draft.procedure_code)
        self.kind = self.procedure.kind(draft.kind)
        super().__init__(data, **kwargs)
        if draft.is_helped:
            self._at_the_desk()
        self.pointless = frozenset(self.not_asked()) if self.is_bound else frozenset()
        for name in self.pointless:
            self.fields[name].required = False

    def _at_the_desk(self) -> None:
        """An official types for the person: the browser of the desk remembers nothing of what is typed."""
        for field in self.fields.values():
            for widget in (field.widget, *getattr(field.widget, "widgets", ())):
                widget.attrs["autocomplete"] = "off"

    @classmethod
    def first_values(cls, draft: Application, user) -> dict[str, Any]:
        """What is filled in before the person has answered."""
        return {}

    @classmethod
    def initial_from(cls, answers: Mapping[str, Any], draft: Application) -> dict[str, Any]:
        """Stored answers as the form shows them."""
        return dict(answers)

    def context(self, today: date) -> dict[str, Any]:
        """What the page shows beside the questions."""
        return {}

    def not_asked(self) -> set[str]:
        """Fields that the posted answers make pointless: whatever was typed into them is neither checked nor kept."""
        return set()

    def posted(self, name: str) -> str:
        return self.data.get(self.add_prefix(name), "")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        for name in self.pointless:
            self.errors.pop(name, None)
            cleaned.pop(name, None)
        return cleaned

    def answers(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if value not in (None, "")}

    def columns(self) -> dict[str, Any]:
        return {}

    def complain(self, field: str, sentence: str) -> None:
        """An error beside a field, unless that field has one already."""
        if field not in self.errors:
            self.add_error(field, sentence)


def typed_values(posted: QueryDict, form_class: type[StepForm]) -> dict[str, list[str]]:
    """A posted form as typed, to be kept with the draft: own fields only, shortened, no NUL (PostgreSQL refuses it)."""
    own = tuple(form_class.base_fields)
    return {
        name: [value.replace("\x00", "")[:TYPED_LIMIT] for value in values[:5]]
        for name, values in posted.lists()
        if name in own or name.startswith(tuple(f"{field}_" for field in own))
    }


def as_posted(typed: Mapping[str, list[str]]) -> QueryDict:
    """Kept answers as a form takes them."""
    data = QueryDict(mutable=True)
    for name, values in typed.items():
        data.setlist(name, values)
    return data

"""The answers to a request for supplement: one text for each thing asked for; a file may stand for it."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from applications.papers import SlotOnPage
from portal.forms import CleanCharField

LONGEST = 1000


class SupplementForm(forms.Form):
    """Fields answer_1, answer_2, …; `round` names the request the page showed."""

    round = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, slots: list[SlotOnPage], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.slots = slots
        for number, slot in enumerate(slots, start=1):
            self.fields[self.name(number)] = CleanCharField(
                label=gettext_lazy("Trả lời hoặc ghi chú"),
                required=False,
                max_length=LONGEST,
                widget=forms.Textarea(attrs={"rows": 3, "data-asked": str(slot.slot.label)[:80]}),
            )

    @staticmethod
    def name(number: int) -> str:
        return f"answer_{number}"

    def clean(self) -> dict:
        """Each thing asked for has a text or a file."""
        data = super().clean()
        for number, slot in enumerate(self.slots, start=1):
            name = self.name(number)
            if name not in self.errors and not data.get(name) and not slot.files:
                self.add_error(
                    name, _("Gửi ảnh hoặc trả lời mục %(number)d: %(item)s") % {"number": number, "item": slot.slot.label}
                )
        return data

    def answers(self) -> dict:
        """What is filed: the request's number, and each thing asked for with what was said about it."""
        items = [
            {"item": str(slot.slot.label), "slot": slot.slot.code, "answer": self.cleaned_data[self.name(number)]}
            for number, slot in enumerate(self.slots, start=1)
        ]
        return {"round": self.cleaned_data["round"], "items": items}

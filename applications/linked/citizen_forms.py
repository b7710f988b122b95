"""The citizen's answer to one authority: one text for each thing asked for; a photo may stand for it."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.forms import CleanCharField


class AnswerForm(forms.Form):
    """`asked`: what the authority asked for; `has_file`: numbers (from 1) for which a file is there already."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args, asked: list[str], has_file: set[int], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.asked, self.has_file = asked, has_file
        for number, _item in enumerate(asked, start=1):
            self.fields[f"words_{number}"] = CleanCharField(
                label=gettext_lazy("Trả lời bằng chữ"),
                max_length=600,
                required=False,
                widget=forms.Textarea(attrs={"rows": 2}),
            )

    def clean(self) -> dict:
        cleaned = super().clean()
        for number, _item in enumerate(self.asked, start=1):
            if not cleaned.get(f"words_{number}") and number not in self.has_file and f"words_{number}" not in self.errors:
                self.add_error(f"words_{number}", _("Trả lời hoặc gửi ảnh cho mục %(n)d") % {"n": number})
        return cleaned

    def words(self) -> dict[int, str]:
        return {number: self.cleaned_data[f"words_{number}"] for number in range(1, len(self.asked) + 1)}

"""The declaration, and what the person saw when he made it: the promise, and the answers as saved then."""

from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from applications.filing import idempotency_key
from applications.models import Application


class CheckForm(forms.Form):
    declared = forms.BooleanField(
        label=_("Cam đoan nội dung khai là đúng sự thật và chịu trách nhiệm trước pháp luật."),
        error_messages={"required": _("Đánh dấu cam đoan để nộp hồ sơ")},
    )
    key = forms.CharField(widget=forms.HiddenInput, max_length=40, required=False)
    due_on = forms.DateField(widget=forms.HiddenInput, required=False)
    seen = forms.CharField(widget=forms.HiddenInput, max_length=40, required=False)

    def __init__(self, data=None, *, draft: Application, due_on: date | None = None) -> None:
        self.draft = draft
        hidden = {"key": idempotency_key(draft), "due_on": due_on, "seen": draft.saved_at.isoformat()}
        super().__init__(data, initial=hidden)
        if draft.is_helped:
            del self.fields["declared"]  # the person's own confirmation stands in its place (applications/assisted)

    def clean_key(self) -> str:
        """The key is the draft's own whatever was sent: one draft is filed once."""
        return idempotency_key(self.draft)

    def clean_seen(self) -> str:
        """Answers changed in another window since this page was shown are shown before they are filed."""
        if self.cleaned_data["seen"] != self.draft.saved_at.isoformat():
            raise forms.ValidationError(_("Hồ sơ nháp vừa được sửa ở một cửa sổ khác. Xem lại rồi nộp."))
        return self.cleaned_data["seen"]

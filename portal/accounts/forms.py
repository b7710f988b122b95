"""Forms of the account."""

from django import forms

from portal.accounts.models import Posting


class ChoosePostingForm(forms.Form):
    """Which office an official with several works in now."""

    posting = forms.TypedChoiceField(
        label="Đơn vị làm việc",
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": "Chọn đơn vị làm việc", "invalid_choice": "Chọn một đơn vị trong danh sách"},
    )

    def __init__(self, *args, postings: list[Posting], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["posting"].choices = [(p.pk, f"{p.office.full_name}: {p.title or p.get_role_display()}") for p in postings]

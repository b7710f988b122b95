"""The decision over an envelope that did not arrive. Staff pages: Vietnamese only."""

from django import forms

from portal.forms import CleanCharField
from postal.models import Parcel, ParcelDecision, ParcelState

Choice, Payer = ParcelDecision.Choice, ParcelDecision.Payer
MAY_BE = {
    ParcelState.RETURNED: (Choice.SEND_AGAIN, Choice.DESK, Choice.KEEP),
    ParcelState.KEPT: (Choice.SEND_AGAIN, Choice.DESK),
    ParcelState.LOST: (Choice.REPLACE,),
    ParcelState.DAMAGED: (Choice.REPLACE,),
}


class DecisionForm(forms.Form):
    choice = forms.ChoiceField(label="Quyết định", widget=forms.RadioSelect, error_messages={"required": "Chọn một quyết định"})
    payer = forms.ChoiceField(
        label="Cước gửi lại",
        help_text="Chỉ khi gửi lại. Lỗi của ai thì người đó chịu (Quyết định 45/2016/QĐ-TTg, Điều 12).",
        choices=Payer.choices,
        widget=forms.RadioSelect,
        required=False,
    )
    reason = CleanCharField(
        label="Lý do, đã liên hệ thế nào",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Nhập lý do và cách đã liên hệ", "max_length": "Dài quá 300 ký tự. Viết gọn lại"},
    )

    def __init__(self, *args, parcel: Parcel, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        possible = MAY_BE.get(parcel.state, ())
        self.fields["choice"].choices = [(choice.value, choice.label) for choice in possible]
        if Choice.SEND_AGAIN not in possible:  # the same sheet will not be sent: nobody is asked who pays for that
            del self.fields["payer"]
        if len(possible) == 1:
            self.fields["choice"].initial = possible[0].value

    def clean(self) -> dict:
        cleaned = super().clean()
        if cleaned.get("choice") == Choice.SEND_AGAIN and not cleaned.get("payer") and "payer" not in self.errors:
            self.add_error("payer", "Chọn ai trả cước gửi lại")
        return cleaned

    def decision(self) -> dict:
        """The arguments of deciding.decide."""
        told = self.cleaned_data
        payer = told["payer"] if told["choice"] == Choice.SEND_AGAIN else ""
        return {"choice": told["choice"], "payer": payer, "reason": told["reason"]}

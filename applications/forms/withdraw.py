"""The form of withdrawing: a reason if the person wishes to give one."""

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.forms import CleanCharField


class WithdrawForm(forms.Form):
    reason = CleanCharField(
        label=_("Lý do rút"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

"""The first choice: which extract."""

from django import forms
from django.utils.translation import gettext_lazy as _

from applications.procedures.base import Procedure


class StartForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("Cần bản sao giấy tờ nào?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Chọn loại giấy tờ cần bản sao"), "invalid_choice": _("Chọn loại giấy tờ cần bản sao")},
    )

    def __init__(self, *args, procedure: Procedure, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(kind.code, kind.label) for kind in procedure.kinds]

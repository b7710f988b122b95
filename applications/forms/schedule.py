"""R27: when somebody is away, and who stands in."""

from datetime import date

from django import forms

from portal.accounts.models import User
from portal.forms import PartialDateField

NOBODY = [("", "Không có: hồ sơ về danh sách chung")]


class AbsenceForm(forms.Form):
    """`people` work at the office today; a leader enters absences of any of them, others their own."""

    person = forms.TypedChoiceField(
        label="Người nghỉ",
        coerce=int,
        error_messages={"required": "Chọn người nghỉ", "invalid_choice": "Chọn một người trong danh sách"},
    )
    first_on = PartialDateField(
        label="Từ ngày", noun="Từ ngày", whole=True, future=True, error_messages={"required": "Nhập ngày bắt đầu nghỉ"}
    )
    last_on = PartialDateField(
        label="Đến hết ngày",
        noun="Đến ngày",
        whole=True,
        future=True,
        error_messages={"required": "Nhập ngày nghỉ cuối cùng"},
    )
    substitute = forms.TypedChoiceField(
        label="Người thay",
        coerce=int,
        empty_value=None,
        required=False,
        help_text="Nhận các hồ sơ đang giải quyết dở và thư nhắc việc trong những ngày đó.",
        error_messages={"invalid_choice": "Chọn một người trong danh sách"},
    )

    def __init__(self, *args, people: list[User], own: User | None, **kwargs) -> None:
        """`own`: the only person whose absence may be entered here; None for a leader."""
        super().__init__(*args, **kwargs)
        named = [(person.pk, str(person)) for person in people]
        if own is None:
            self.fields["person"].choices = named
        else:
            del self.fields["person"]
            named = [(pk, name) for pk, name in named if pk != own.pk]
        self.fields["substitute"].choices = NOBODY + named

    def days(self) -> dict[str, date]:
        return {name: date.fromisoformat(self.cleaned_data[name]) for name in ("first_on", "last_on")}

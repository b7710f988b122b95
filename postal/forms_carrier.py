"""What the supervisor of a post office types about his carrier. Staff pages: Vietnamese only."""

from django import forms

from portal.forms import CleanCharField
from portal.text import fold
from postal.carriers.files import FIELDS, OUTCOME_COLUMNS, mapping_from
from postal.models import Carrier


class LinesField(forms.CharField):
    """A text of several lines; which pairs it gives is asked of mapping_from."""

    widget = forms.Textarea(attrs={"rows": 7, "spellcheck": "false"})

    def __init__(self, *, names: dict[str, str], **kwargs) -> None:
        super().__init__(max_length=4000, required=False, **kwargs)
        self.names = names

    def clean(self, value) -> list[list[str]]:
        text = super().clean(value)
        try:
            return mapping_from(text, self.names)
        except ValueError as fault:
            raise forms.ValidationError(str(fault)) from fault


class ColumnsForm(forms.Form):
    taken = LinesField(
        label="Tệp kết quả bưu điện gửi cho ta",
        help_text="Mỗi dòng: tên cột trong tệp = tên của cổng. Để trống thì dùng tên cột thông thường.",
        names=OUTCOME_COLUMNS,
    )
    given = LinesField(
        label="Tệp phong bì ta gửi cho bưu điện",
        help_text="Mỗi dòng một cột, theo đúng thứ tự. Để trống thì xuất mọi cột.",
        names=FIELDS,
    )

    @property
    def mappings(self) -> dict:
        return {
            "columns": {fold(title): name for title, name in self.cleaned_data["taken"]},
            "titles": self.cleaned_data["given"],
        }

    @classmethod
    def initial_of(cls, carrier: Carrier | None) -> dict[str, str]:
        if carrier is None:
            return {}
        return {
            "taken": "\n".join(f"{title} = {name}" for title, name in carrier.columns.items()),
            "given": "\n".join(f"{title} = {name}" for title, name in carrier.titles),
        }


class DisputeForm(forms.Form):
    why = CleanCharField(
        label="Kết quả xem xét",
        help_text="Đã hỏi ai, sự việc thực tế thế nào, phong bì đang ở đâu.",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Nhập kết quả xem xét", "max_length": "Dài quá 300 ký tự. Viết gọn lại"},
    )

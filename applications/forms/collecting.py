"""What is asked of who comes to the desk for a result."""

from django import forms

from applications.actions.collecting import SHOWN
from applications.forms.desk import VersionForm
from applications.models import Application
from portal.forms import VietnameseNameField


class CollectForm(VersionForm):
    who = forms.ChoiceField(
        label="Người đến nhận",
        choices=[("self", "Chính người yêu cầu"), ("other", "Người khác, có giấy ủy quyền")],
        widget=forms.RadioSelect,
        initial="self",
        error_messages={"required": "Chọn người đến nhận"},
    )
    other_name = VietnameseNameField(label="Họ tên người nhận thay", required=False)
    shown = forms.ChoiceField(
        label="Giấy tờ đã xem",
        choices=list(SHOWN.items()),
        widget=forms.RadioSelect,
        error_messages={"required": "Chọn giấy tờ đã xem"},
    )
    last_digits = forms.RegexField(
        r"^[0-9A-Za-z]{4}$",
        label="Bốn ký tự cuối của số giấy tờ",
        help_text="Chỉ lưu bốn ký tự cuối, đủ để đối chiếu khi có khiếu nại.",
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric", "maxlength": "4"}),
        error_messages={"required": "Nhập bốn ký tự cuối của số giấy tờ", "invalid": "Nhập đúng bốn chữ số hoặc chữ cái"},
    )
    checked = forms.BooleanField(
        label="Đã đối chiếu người đến nhận với ảnh trên giấy tờ",
        error_messages={"required": "Đánh dấu khi đã đối chiếu người với ảnh"},
    )
    field_order = ("who", "other_name", "shown", "last_digits", "checked", "version")

    def clean(self) -> dict:
        cleaned = super().clean()
        if cleaned.get("who") == "other" and not cleaned.get("other_name") and "other_name" not in self.errors:
            self.add_error("other_name", "Nhập họ tên người nhận thay")
        return cleaned

    def facts(self, application: Application) -> dict:
        """The arguments of actions.collect."""
        told = self.cleaned_data
        name = told["other_name"] if told["who"] == "other" else application.requester_name
        facts = {key: told[key] for key in ("who", "shown", "last_digits")}
        return facts | {"name": name, "seen_version": told["version"]}

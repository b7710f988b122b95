"""What is asked of who comes to the desk: the originals, the signatures in the register, and for a result his identity."""

from django import forms

from applications.actions.collecting import SHOWN, is_compared
from applications.forms.desk import VersionForm
from applications.models import Application
from applications.procedures import procedure_for
from portal.forms import VietnameseNameField


class CompareForm(VersionForm):
    """Of a procedure that registers: the originals held beside the photos, and who signed the register."""

    compared = forms.MultipleChoiceField(
        label="Bản chính đã đối chiếu với ảnh đã nộp",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Đánh dấu từng bản chính đã đối chiếu"},
    )
    has_signed_register = forms.BooleanField(
        label="Người yêu cầu và công chức đã ký vào sổ",
        error_messages={"required": "Đánh dấu khi đã ký đủ vào sổ"},
    )
    field_order = ("compared", "has_signed_register", "version")

    def __init__(self, *args, application: Application, **options) -> None:
        super().__init__(*args, **options)
        self.procedure = procedure_for(application.procedure_code)
        is_done = self.procedure.writing is None or is_compared(application)
        there = set(application.attachments.filter(removed_at__isnull=True).values_list("slot", flat=True))
        slots = [] if is_done else [slot for slot in self.procedure.compared(application.answers) if slot.code in there]
        self.fields["compared"].choices = [(slot.code, str(slot.label)) for slot in slots]
        if not slots:
            del self.fields["compared"]
        if is_done or not self.procedure.present:
            del self.fields["has_signed_register"]
        elif self.procedure.present > 1:
            self.fields["has_signed_register"].label = "Hai bên cùng có mặt; hai bên và công chức đã ký vào sổ"

    def clean(self) -> dict:
        cleaned = super().clean()
        if "compared" in cleaned and len(cleaned["compared"]) < len(self.fields["compared"].choices):
            self.add_error("compared", "Đánh dấu đủ từng bản chính; thiếu bản nào thì chưa trả kết quả")
        return cleaned

    def facts(self, application: Application) -> dict:
        """The arguments of actions.compare_originals."""
        told = self.cleaned_data
        return {
            "compared": told.get("compared", []),
            "has_signed_register": told.get("has_signed_register", False),
            "present": self.procedure.present,
            "seen_version": told["version"],
        }


class CollectForm(CompareForm):
    """The same where it was not done before, and who takes the result away."""

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
    field_order = ("compared", "has_signed_register", "who", "other_name", "shown", "last_digits", "checked", "version")

    def __init__(self, *args, application: Application, **options) -> None:
        super().__init__(*args, application=application, **options)
        if self.procedure.present > 1:
            del self.fields["who"], self.fields["other_name"]

    def clean(self) -> dict:
        cleaned = super().clean()
        missing = cleaned.get("who") == "other" and not cleaned.get("other_name")
        if missing and "other_name" not in self.errors:
            self.add_error("other_name", "Nhập họ tên người nhận thay")
        return cleaned

    def facts(self, application: Application) -> dict:
        """The arguments of actions.collect."""
        told = self.cleaned_data
        who = told.get("who", "self")
        name = told["other_name"] if who == "other" else application.requester_name
        return super().facts(application) | {
            "who": who,
            "name": name,
            "shown": told["shown"],
            "last_digits": told["last_digits"],
        }

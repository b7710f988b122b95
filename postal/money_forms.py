"""What people type on the money pages. Staff pages: Vietnamese only; the citizen's dispute in both languages."""

from collections.abc import Iterable
from datetime import date

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import Posting, Role
from portal.forms import CleanCharField, CsvFileField
from portal.offices.models import Office
from postal.forms import MoneyField
from postal.models import OpenItem, Outcome, PostalAgreement
from postal.positions import Charge

_DATE = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


def _money(label: str, **options) -> MoneyField:
    widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})
    return MoneyField(label=label, max_length=20, widget=widget, error_messages={"required": "Nhập số tiền"}, **options)


def _reason(label: str = "Lý do", **options) -> CleanCharField:
    errors = {"required": "Nhập lý do", "max_length": "Lý do dài quá 300 ký tự. Viết gọn lại"}
    widget = forms.Textarea(attrs={"rows": 2})
    return CleanCharField(label=label, max_length=300, widget=widget, error_messages=errors, **options)


class CountForm(forms.Form):
    """What the payee has counted."""

    received = _money("Số tiền thực nhận (đồng)")
    told = _reason("Ghi chú, bắt buộc khi số tiền khác bảng kê", required=False)


class ResolveForm(forms.Form):
    """What became of an open item."""

    outcome = forms.ChoiceField(
        label="Cách giải quyết",
        widget=forms.RadioSelect,
        error_messages={"required": "Chọn cách giải quyết", "invalid_choice": "Chọn cách giải quyết trong danh sách"},
    )
    code = CleanCharField(label="Mã hồ sơ hoặc mã nộp hồ sơ", max_length=40, required=False)
    reason = _reason("Lý do, căn cứ")

    def __init__(self, *args, item: OpenItem, outcomes: tuple[str, ...], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["outcome"].choices = [(value, Outcome(value).label) for value in outcomes]
        if len(outcomes) == 1:
            self.fields["outcome"].initial = outcomes[0]
        if Outcome.MATCHED not in outcomes:
            del self.fields["code"]

    def clean(self) -> dict:
        cleaned = super().clean()
        if cleaned.get("outcome") == Outcome.MATCHED and not cleaned.get("code") and "code" not in self.errors:
            self.add_error("code", "Nhập mã hồ sơ mà khoản tiền này thuộc về")
        return cleaned


class WaiveForm(forms.Form):
    charge = forms.ChoiceField(label="Khoản", choices=[(Charge.FEE, "Phí"), (Charge.POSTAGE, "Cước bưu chính")])
    amount = _money("Số tiền miễn (đồng)")
    reason = _reason("Căn cứ miễn, ví dụ: cấp lại do cơ quan ghi sai")
    key = forms.CharField(max_length=40, widget=forms.HiddenInput)


class PadForm(forms.Form):
    """A pad of receipts, and who of the post tears them off."""

    form = CleanCharField(label="Mẫu số", max_length=20, initial="01BLP2-001", error_messages={"required": "Nhập mẫu số"})
    series = CleanCharField(label="Ký hiệu", max_length=20, error_messages={"required": "Nhập ký hiệu quyển biên lai"})
    first = forms.IntegerField(label="Từ số", min_value=1, max_value=9_999_999)
    last = forms.IntegerField(label="Đến số", min_value=1, max_value=9_999_999)
    holder = forms.ModelChoiceField(
        label="Người giữ quyển",
        queryset=None,
        error_messages={"required": "Chọn người giữ quyển", "invalid_choice": "Chọn người giữ quyển trong danh sách"},
    )

    def __init__(self, *args, office: Office, today: date, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for name in ("first", "last"):
            self.fields[name].error_messages |= {
                "required": "Nhập số biên lai",
                "invalid": "Số biên lai chỉ gồm chữ số",
                "min_value": "Số biên lai bắt đầu từ 1",
                "max_value": "Số biên lai dài quá 7 chữ số",
            }
        self.fields["holder"].queryset = _collectors(office, today)

    def clean(self) -> dict:
        cleaned = super().clean()
        first, last = cleaned.get("first"), cleaned.get("last")
        if first and last and (last < first or last - first > 9999):
            self.add_error("last", "Số cuối phải lớn hơn số đầu, mỗi quyển không quá 10.000 số")
        return cleaned


class VoidForm(forms.Form):
    number = forms.IntegerField(
        label="Số biên lai hủy",
        min_value=1,
        max_value=9_999_999,
        error_messages={
            "required": "Nhập số biên lai",
            "invalid": "Số biên lai chỉ gồm chữ số",
            "max_value": "Số biên lai dài quá 7 chữ số",
            "min_value": "Số biên lai bắt đầu từ 1",
        },
    )
    reason = _reason("Lý do hủy")


class StatementForm(forms.Form):
    file = CsvFileField(label="Tệp CSV sao kê", help_text="Xuất từ ngân hàng điện tử. Dưới 2 MB, tối đa 5.000 dòng.")


class DayForm(forms.Form):
    day = forms.DateField(
        label="Ngày chốt",
        widget=_DATE,
        error_messages={"required": "Chọn ngày chốt", "invalid": "Ngày chốt không đúng, ví dụ 20/03/2026"},
    )


class DepositForm(forms.Form):
    month = forms.DateField(label="Phí của tháng", widget=forms.HiddenInput, error_messages={"invalid": "Tháng không đúng"})
    amount = _money("Số tiền nộp (đồng)")
    on = forms.DateField(
        label="Ngày nộp", widget=_DATE, error_messages={"required": "Nhập ngày nộp", "invalid": "Ngày nộp không đúng"}
    )
    voucher = CleanCharField(label="Số chứng từ", max_length=60, error_messages={"required": "Nhập số chứng từ Kho bạc"})

    def clean_amount(self) -> int:
        if not self.cleaned_data["amount"]:
            raise forms.ValidationError("Số tiền nộp phải lớn hơn 0")
        return self.cleaned_data["amount"]


class FindForm(forms.Form):
    code = CleanCharField(label="Mã hồ sơ hoặc mã nộp hồ sơ", max_length=40, error_messages={"required": "Nhập mã hồ sơ"})


SAID = {
    "said_paid": _("Tôi đã trả số tiền khác"),
    "said_not_received": _("Tôi chưa nhận được bản sao"),
    "not_received": _("Tôi chưa nhận được bản sao"),
    "damaged": _("Tôi nhận được nhưng bản sao hỏng"),
    "late": _("Bưu điện giao chậm"),
    "other": _("Việc khác của bưu điện"),
}


class DisputeForm(forms.Form):
    """The citizen says something else than the books, or complains of the post: one page for both."""

    what = forms.ChoiceField(
        label=_("Điều chưa đúng"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Chọn điều chưa đúng"), "invalid_choice": _("Chọn điều chưa đúng trong danh sách")},
    )
    paid = MoneyField(
        label=_("Số tiền đã trả (đồng)"),
        max_length=20,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    words = CleanCharField(
        label=_("Nói thêm, nếu cần"), max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args, may_say: Iterable[str], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["what"].choices = [(value, SAID[value]) for value in may_say]

    def clean(self) -> dict:
        cleaned = super().clean()
        if cleaned.get("what") == "said_paid" and cleaned.get("paid") is None and "paid" not in self.errors:
            self.add_error("paid", _("Nhập số tiền đã trả, ví dụ 40.000"))
        if cleaned.get("what") == "other" and not cleaned.get("words") and "words" not in self.errors:
            self.add_error("words", _("Viết điều ông/bà muốn khiếu nại"))
        return cleaned


def _collectors(office: Office, today: date):
    """Who may collect for the office: its own desk, and postal workers of the post offices that serve it."""
    serving = PostalAgreement.objects.filter(office=office).values("post_office_id")
    own = Q(office=office, role__in=[Role.RECEPTION_OFFICER, Role.CIVIL_STATUS_OFFICER])
    posted = Posting.objects.in_force_on(today).filter(own | Q(office_id__in=serving, role=Role.POSTAL_WORKER))
    user = posted.model._meta.get_field("user").related_model
    return user.objects.filter(pk__in=posted.values("user_id"), is_active=True).order_by("full_name")

"""What is typed where an issued copy is wrong: why, and why a proposal is not followed."""

from django import forms

from applications.forms.desk import VersionForm
from portal.forms import CleanCharField


def _reason(label: str, missing: str) -> CleanCharField:
    area = forms.Textarea(attrs={"rows": 2})
    return CleanCharField(label=label, max_length=500, widget=area, error_messages={"required": missing})


class CorrectionForm(VersionForm):
    reason = _reason("Bản đã cấp sai ở đâu, vì sao", "Nhập chỗ sai và lý do, ví dụ: chép sai chữ đệm của mẹ, sổ ghi “Hạnh”")


class CancelForm(VersionForm):
    reason = _reason("Lý do hủy", "Nhập lý do hủy; lý do được lưu cùng bản sao")


class DeclineCorrectionForm(VersionForm):
    reason = _reason("Lý do không đồng ý", "Nhập lý do để người đề nghị biết")

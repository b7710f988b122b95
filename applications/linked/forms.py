"""What the authority's people and the commune's desk type about a part. Staff pages: Vietnamese only."""

from datetime import datetime, timedelta

from django import forms
from django.utils import timezone

from applications.forms.desk import VersionForm
from applications.linked.incoming import MOST_ITEMS, RESULT_NUMBER_LENGTH
from applications.linked.models.child import RESULT_LENGTH
from portal.forms import CleanCharField, LinesField, MomentField, VietnameseNameField

_DATE = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
_MOMENT = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
OLDEST = timedelta(days=3650)


class ConfirmForm(VersionForm):
    """One button; the version says which statement was looked at."""


class DisputeForm(VersionForm):
    reason = CleanCharField(
        label="Vì sao không nhận",
        help_text="Cơ quan giao đọc đúng câu này rồi chuyển lại. Ví dụ: thiếu tờ khai, sai phường.",
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Ghi vì sao không nhận phần việc này"},
    )


class SupplementForm(VersionForm):
    items = LinesField(
        label="Cần bổ sung những gì, mỗi dòng một mục",
        help_text="Ghi đủ trong một lần. Người nộp đọc đúng những dòng này và trả lời từng mục.",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Ghi ít nhất một mục cần bổ sung"},
    )
    reason = CleanCharField(
        label="Lý do",
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Ghi lý do yêu cầu bổ sung"},
    )

    def clean_items(self) -> list[str]:
        items = [line.strip() for line in self.cleaned_data["items"].splitlines() if line.strip()]
        if len(items) > MOST_ITEMS:
            raise forms.ValidationError(f"Nhiều nhất {MOST_ITEMS} mục, đang có {len(items)}. Gộp các mục giống nhau")
        if longest := next((item for item in items if len(item) > RESULT_LENGTH), None):
            raise forms.ValidationError(f"Mục “{longest[:30]}…” dài quá {RESULT_LENGTH} ký tự. Viết gọn lại")
        return items


class ResultForm(VersionForm):
    number = CleanCharField(
        label="Số, ký hiệu của kết quả",
        max_length=RESULT_NUMBER_LENGTH,
        error_messages={"required": "Ghi số, ký hiệu của kết quả"},
    )
    on = forms.DateField(
        label="Ngày của kết quả",
        widget=_DATE,
        error_messages={"required": "Chọn ngày của kết quả", "invalid": "Ngày của kết quả không có thật. Ghi ngày, tháng, năm"},
    )
    where = CleanCharField(
        label="Người nộp nhận kết quả ở đâu, cách nào",
        help_text="Ví dụ: tại Công an phường, mang theo căn cước; hoặc: thẻ điện tử đã có trên VssID.",
        max_length=RESULT_LENGTH,
        required=False,
    )

    def clean_on(self):
        on, today = self.cleaned_data["on"], timezone.localdate()
        if on > today:
            raise forms.ValidationError(f"Ngày của kết quả phải không sau hôm nay, {today:%d/%m/%Y}")
        if on < today - OLDEST:
            raise forms.ValidationError("Ngày của kết quả quá xa. Kiểm tra lại năm")
        return on


class RefusalForm(VersionForm):
    reason = CleanCharField(
        label="Lý do không giải quyết được",
        help_text="Gửi nguyên văn cho người nộp. Viết trung tính, nêu điều luật và việc có thể làm tiếp.",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Ghi lý do không giải quyết được"},
    )


class SignedRecordForm(VersionForm):
    """The printed record came back signed. `sent_at`: nobody receives what has not been handed over."""

    received_by = VietnameseNameField(
        label="Người nhận đã ký", max_length=120, error_messages={"required": "Ghi họ tên người nhận đã ký biên bản"}
    )
    title = CleanCharField(label="Chức vụ, đơn vị", max_length=120, required=False)
    received_at = MomentField(
        label="Nhận lúc",
        help_text="Giờ ghi trên biên bản. Thời hạn của cơ quan nhận tính từ lúc này.",
        widget=_MOMENT,
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"],
        error_messages={"required": "Ghi ngày, giờ nhận", "invalid": "Ngày, giờ nhận không có thật"},
    )

    def __init__(self, *args, sent_at: datetime | None, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.sent_at = sent_at

    def clean_received_at(self) -> datetime:
        moment = self.cleaned_data["received_at"]
        if moment > timezone.now():
            raise forms.ValidationError("Giờ nhận phải trước lúc này")
        if self.sent_at and moment < self.sent_at.replace(second=0, microsecond=0):
            raise forms.ValidationError(
                f"Giờ nhận phải sau lúc lập biên bản, {timezone.localtime(self.sent_at):%H:%M %d/%m/%Y}"
            )
        return moment

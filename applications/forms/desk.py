"""What officials type: checks at reception, everything missing at once, the reason of a refusal."""

from collections.abc import Sequence

from django import forms

from portal.forms import CleanCharField, LinesField

ACKNOWLEDGED = "Tôi đã đọc cảnh báo và xác nhận giải quyết đúng pháp luật; xác nhận này được ghi vào lịch sử hồ sơ"

READY_LINES = (
    ("id_front", "Ảnh mặt trước thẻ căn cước, chụp rõ bốn góc, không lóa"),
    ("id_back", "Ảnh mặt sau thẻ căn cước, chụp rõ bốn góc, không lóa"),
    ("valid_id", "Ảnh giấy tờ tùy thân còn giá trị sử dụng"),
    ("authorisation", "Văn bản ủy quyền, chụp đủ các trang"),
    ("kinship", "Giấy tờ chứng minh quan hệ với người được cấp bản sao"),
    ("other_name", "Tên gọi khác hoặc cách viết khác của họ, chữ đệm, tên (nếu từng dùng)"),
    ("year", "Năm đăng ký, hoặc khoảng năm đăng ký"),
    ("parents", "Họ, chữ đệm, tên của cha, mẹ hoặc của vợ, chồng"),
    ("old_certificate", "Ảnh giấy tờ hộ tịch cũ, nếu còn"),
    ("address", "Địa chỉ nhận đầy đủ: số nhà, ngõ, đường, phường, xã"),
)
REFUSAL_REASONS = (
    ("not_in_book", "Không tìm thấy thông tin hộ tịch trong Sổ theo các dữ liệu đã khai và đã bổ sung."),
    ("book_lost", "Sổ hộ tịch của năm đó không còn lưu giữ được."),
    ("no_right", "Người yêu cầu không thuộc trường hợp được cấp bản sao và không có văn bản ủy quyền."),
    ("false", "Thông tin trong giấy tờ kèm theo không đúng với thông tin trong Sổ hộ tịch."),
    ("other", "Lý do khác, ghi ở dưới"),
)
NEXT_WAYS = {
    "not_in_book": "Ông/bà có thể kiểm tra lại nơi đăng ký, hoặc làm thủ tục đăng ký lại khai sinh (1.004884).",
    "book_lost": "Ông/bà có thể làm thủ tục đăng ký lại tại Ủy ban nhân dân xã, phường nơi cư trú.",
    "no_right": "Chính người được cấp bản sao nộp hồ sơ, hoặc lập văn bản ủy quyền rồi nộp lại.",
    "false": "Ông/bà kiểm tra lại giấy tờ rồi nộp hồ sơ mới.",
    "other": "",
}


class VersionForm(forms.Form):
    """Carries the version that the official looked at: a dossier moved on meanwhile is told, not overwritten."""

    # Without an id: some pages hold two of these forms, and nothing points at what is hidden.
    version = forms.IntegerField(widget=forms.HiddenInput(attrs={"id": False}), min_value=0)


class ReceiveForm(VersionForm):
    checked = forms.BooleanField(
        label="Đã xem từng giấy tờ: đủ, rõ, còn giá trị, đúng người",
        error_messages={"required": "Đánh dấu khi đã xem từng giấy tờ"},
    )


class SupplementForm(VersionForm):
    lines = forms.MultipleChoiceField(
        label="Giấy tờ, thông tin còn thiếu",
        help_text="Đánh dấu mọi thứ còn thiếu trong một lần: pháp luật chỉ cho yêu cầu một lần.",
        choices=READY_LINES,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    own_lines = CleanCharField(
        label="Nội dung khác, mỗi dòng một việc",
        max_length=1500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    reason = CleanCharField(
        label="Lý do",
        max_length=800,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Nhập lý do yêu cầu bổ sung"},
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["own_lines"].to_python = lambda value: (value or "").strip()  # the line breaks count

    def clean(self) -> dict:
        cleaned = super().clean()
        if not self.items():
            self.add_error("lines", "Đánh dấu hoặc ghi ít nhất một giấy tờ, thông tin cần bổ sung")
        return cleaned

    def items(self) -> list[str]:
        words = dict(READY_LINES)
        own = [line.strip()[:300] for line in self.cleaned_data.get("own_lines", "").splitlines() if line.strip()]
        return [words[code] for code in self.cleaned_data.get("lines", [])] + own


class ExtendForm(VersionForm):
    reason = CleanCharField(
        label="Điều phải xác minh",
        help_text="Người nộp đọc được lý do này. Ví dụ: xác minh tình trạng hôn nhân tại phường nơi thường trú trước đây.",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Nhập điều phải xác minh để người nộp biết vì sao lâu hơn"},
    )


class RefusalForm(VersionForm):
    cause = forms.ChoiceField(
        label="Lý do từ chối",
        choices=REFUSAL_REASONS,
        widget=forms.RadioSelect,
        error_messages={"required": "Chọn lý do từ chối", "invalid_choice": "Chọn một lý do trong danh sách"},
    )
    words = CleanCharField(
        label="Diễn giải",
        help_text="Sẽ in trong văn bản gửi người nộp. Viết trung tính, nêu điều luật nếu có.",
        max_length=1200,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    next_way = CleanCharField(
        label="Hướng dẫn việc có thể làm tiếp", max_length=600, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def clean(self) -> dict:
        cleaned = super().clean()
        if cleaned.get("cause") == "other" and not cleaned.get("words"):
            self.add_error("words", "Ghi rõ lý do từ chối")
        return cleaned

    def reason(self) -> str:
        cause, words = self.cleaned_data["cause"], self.cleaned_data["words"]
        listed = "" if cause == "other" else dict(REFUSAL_REASONS)[cause]
        return " ".join(part for part in (listed, words) if part)

    def guidance(self) -> str:
        return self.cleaned_data["next_way"] or NEXT_WAYS[self.cleaned_data["cause"]]


class DraftNoteForm(VersionForm):
    """`conflicts`: why this may be the drafter's own matter; then he ticks that he has read it before he sends it."""

    note = LinesField(
        label="Ghi chú trên bản sao",
        help_text="Theo đúng Ghi chú trong sổ; in đúng như gõ, xuống dòng giữ nguyên. Nhiều nhất 2.000 ký tự.",
        max_length=2000,
        required=False,
        error_messages={"max_length": "Ghi chú dài quá 2.000 ký tự, đang có %(show_value)d. Viết ngắn lại để vừa một trang"},
        widget=forms.Textarea(attrs={"rows": 4, "spellcheck": "false"}),
    )
    acknowledges = forms.BooleanField(label=ACKNOWLEDGED, required=False)

    def __init__(self, *args, conflicts: Sequence = (), **options) -> None:
        super().__init__(*args, **options)
        if not conflicts:
            del self.fields["acknowledges"]

    def clean(self) -> dict:
        cleaned = super().clean()
        if "send" in self.data and cleaned.get("acknowledges") is False:
            self.add_error("acknowledges", "Đọc cảnh báo và đánh dấu xác nhận trước khi trình ký")
        return cleaned


class SignForm(VersionForm):
    """What the signer ticks: that he has compared an entry typed in with the book, that he has read a warning."""

    has_compared = forms.BooleanField(
        label="Tôi đã đối chiếu với sổ",
        error_messages={"required": "Đối chiếu mục mới chép với trang sổ rồi đánh dấu “Tôi đã đối chiếu với sổ”"},
    )
    acknowledges = forms.BooleanField(
        label=ACKNOWLEDGED, error_messages={"required": "Đọc cảnh báo về xung đột lợi ích và đánh dấu xác nhận trước khi ký"}
    )

    def __init__(self, *args, needs_check: bool = False, conflicts: Sequence = (), **options) -> None:
        super().__init__(*args, **options)
        if not needs_check:
            del self.fields["has_compared"]
        if not conflicts:
            del self.fields["acknowledges"]

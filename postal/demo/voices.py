"""What units and citizens ask in the demo, and what the Department has published: notices and a note."""

from datetime import datetime, timedelta
from uuid import uuid4

from portal.accounts.actors import Actor
from portal.accounts.models import Role, User
from portal.difficulties import actions as difficulties
from portal.difficulties.models import DifficultyReport
from portal.offices.models import Office
from portal.pages import actions as pages
from portal.pages.actions import Words
from portal.pages.models import Page
from portal.reflections import actions as reflections
from portal.reflections.models import Reflection

DAY = timedelta(days=1)
NOTICES = (
    (
        "mot-so-ho-tich-sau-sap-xep",
        Words(
            "Tên phường, xã cũ vẫn tìm được khi nộp hồ sơ",
            "Từ ngày 01/7/2025 Hà Nội có 126 phường, xã. Khi nộp hồ sơ, chọn **tên ghi trên giấy tờ cũ**; cổng tìm ra cơ quan "
            "đang giữ sổ.\n\n- [Tìm cơ quan theo tên cũ](/co-quan/)\n- [Hướng dẫn nộp hồ sơ](/huong-dan/)",
            "Former names of wards and communes are still found",
            "Since 01/07/2025 Hà Nội has 126 wards and communes. When you apply, choose the **name on your old document**; the "
            "portal finds the office that keeps the register.\n\n- [Find an office](/en/co-quan/)",
        ),
    ),
    (
        "canh-giac-gia-danh",
        Words(
            "Cảnh giác người giả danh cán bộ hộ tịch",
            "Cơ quan nhà nước **không** gọi điện yêu cầu chuyển khoản, không hỏi mật khẩu, không gửi đường dẫn rút gọn.\n\n"
            "Tiền chỉ trả cho bưu tá khi nhận bản sao, hoặc qua trang này khi nộp hồ sơ.",
        ),
    ),
)


def load(users: dict[str, User], *, at: datetime) -> None:
    """Safe to run twice."""
    if DifficultyReport.objects.exists():
        return
    ha, chi, nga = (_acting(users[login], Role.CIVIL_STATUS_OFFICER) for login in ("ha", "chi", "nga"))
    mai, quang = _acting(users["mai"], Role.DEPARTMENT_VIEWER), _acting(users["quang"], Role.DEPARTMENT_ADMIN)
    late = _write("process", "Sổ của phường đã chia cho hai phường: ai xác nhận?", "Sổ giấy nằm ở phường khác nhưng hồ sơ về "
                  "đây. Đề nghị hướng dẫn cách mượn sổ và thời hạn.", by=ha, at=at - 16 * DAY)  # fmt: skip
    difficulties.echo(late.pk, by=chi, at=at - 15 * DAY)
    difficulties.echo(late.pk, by=nga, at=at - 12 * DAY)
    blurred = _write("technical", "Ảnh chụp sổ khổ A3 bị mờ khi phóng to", "Phóng to trang sổ A3 thì không đọc được cột ghi "
                     "chú.", by=nga, at=at - 9 * DAY)  # fmt: skip
    difficulties.answer(blurred.pk, "Quét ở 300 dpi rồi gắn bản PDF; bản PDF không bị thu nhỏ.", by=mai, at=at - 7 * DAY)
    asked = _write("technical", "Chưa in được phong bì C5 trên máy in nhiệt", "Máy cắt lệch 4 mm.", by=chi, at=at - 2 * DAY)
    difficulties.pass_on(asked.pk, "technical", "Kiểm tra khổ giấy C5.", by=mai, at=at - DAY)
    _write(
        "proposal",
        "Thêm mẫu tin nhắn nhắc công dân chuẩn bị căn cước",
        "Bưu tá báo nhiều nhà không có sẵn căn cước.",
        by=ha,
        at=at,
    )
    for days, (slug, words) in enumerate(NOTICES, start=1):
        if not Page.objects.filter(kind="news", slug=slug).exists():
            made = pages.begin_page("news", slug, words, by=mai, at=at - 2 * days * DAY)
            pages.publish(made.page_id, 1, by=quang, at=at - 2 * days * DAY)


def load_reflections(users: dict[str, User], *, at: datetime) -> None:
    """One in time, one late, one answered, one for the Department. Safe to run twice."""
    if Reflection.objects.exists():
        return
    leader = _acting(users["tuan"], Role.OFFICE_LEADER)
    here = users["tuan"].postings.get(role=Role.OFFICE_LEADER).office
    _send("late", "Nộp hồ sơ ba tuần, chưa có tin nhắn nào sau tin đã nhận.", "Lê Thị Hòa", about=here, at=at - 20 * DAY)
    told = _send("conduct", "Cán bộ giải thích rất rõ, nhưng bảng giờ làm việc treo ngoài cửa đã cũ.", "Phạm Quốc Bảo",
                 about=here, at=at - 6 * DAY)  # fmt: skip
    reflections.answer(told.pk, "Cảm ơn ông. Bảng giờ làm việc đã thay sáng nay.", by=leader, at=at - 4 * DAY)
    _send("money", "Bưu tá thu thêm 5.000 đồng so với tin nhắn.", "Trần Minh Đức", about=here, at=at - DAY)
    _send("portal", "Trang chụp ảnh không mở được camera trên máy cũ.", "Vũ Hải Yến", about=None, at=at - 2 * DAY)


def _send(topic: str, text: str, name: str, *, about: Office | None, at: datetime) -> Reflection:
    words = reflections.Words(topic, text, name, "0900000009", "")
    return reflections.send(words, about=about, key=uuid4(), by=Actor("citizen"), at=at)


def _write(kind: str, subject: str, text: str, *, by: Actor, at: datetime) -> DifficultyReport:
    return difficulties.write(kind=kind, subject=subject, text=text, procedure_code="2.000635", by=by, at=at)


def _acting(person: User, role: str) -> Actor:
    return Actor(role, person.pk, person.postings.get(role=role).office_id)

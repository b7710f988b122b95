"""Who has looked at an application, as its citizen may know it: role, office and moment, never a name.

The evidence itself, names and network addresses, stays with portal.audit.
"""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from applications.models import Application
from portal.audit.models import Entry
from portal.offices.models import Office
from portal.population.purposes import PURPOSES

SHOWN = 20
LOOKED_UP = "population.looked_up"
WHAT = {  # action -> what was done; moves stand in the timeline
    "application.viewed": gettext_lazy("Mở hồ sơ"),
    "attachment.viewed": gettext_lazy("Xem ảnh giấy tờ"),
    "slip.viewed": gettext_lazy("Xem văn bản"),
    "extract.previewed": gettext_lazy("Xem bản dự thảo"),
    "extract.printed": gettext_lazy("Mở bản sao để in"),
    "linked.view": gettext_lazy("Xem phần việc liên thông"),
    "linked.slip": gettext_lazy("Xem biên bản chuyển phần việc liên thông"),
    "letter.view": gettext_lazy("Xem thư gửi người nộp"),
    "call.opened": gettext_lazy("Mở để gọi người nộp"),
    LOOKED_UP: gettext_lazy("Đối chiếu với Cơ sở dữ liệu quốc gia về dân cư"),
    "admin.viewed": gettext_lazy("Xem dữ liệu"),
    "application.open_by_code": gettext_lazy("Mở bằng mã một lần"),
}
WHO = {
    "reception_officer": gettext_lazy("Cán bộ một cửa"),
    "civil_status_officer": gettext_lazy("Công chức tư pháp – hộ tịch"),
    "office_leader": gettext_lazy("Lãnh đạo ký"),
    "social_officer": gettext_lazy("Cán bộ lao động, thương binh và xã hội"),
    "police_officer": gettext_lazy("Cán bộ công an đăng ký cư trú"),
    "insurance_officer": gettext_lazy("Cán bộ bảo hiểm xã hội"),
    "superuser": gettext_lazy("Quản trị hệ thống"),
    "citizen": gettext_lazy("Người có mã gửi đến điện thoại đã khai"),
}


@dataclass(frozen=True, slots=True)
class Look:
    """One look. People outside the offices have no `office`."""

    who: str
    office: Office | None
    what: str
    at: datetime


def looks_at(application: Application) -> list[Look]:
    """The last ones, newest first. One query."""
    subjects = [f"application:{application.ref}", f"{application._meta.label_lower}:{application.pk}"]
    entries = Entry.objects.filter(subject__in=subjects, action__in=WHAT).select_related("office").order_by("-id")
    return [
        Look(
            str(WHO.get(entry.role) or _("Cán bộ")),
            entry.office,
            _what(entry),
            entry.at,
        )
        for entry in entries[:SHOWN]
    ]


def _what(entry: Entry) -> str:
    """What was done; of a look-up in another authority's database also why."""
    what, purpose = str(WHAT[entry.action]), PURPOSES.get(entry.purpose)
    return f"{what}: {purpose.label}" if entry.action == LOOKED_UP and purpose else what

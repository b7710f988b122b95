"""What a citizen is asked (C20), as data: one question to answer, and those of the nine indices that only he can answer.

The clock, the publication and the number of agencies the portal knows itself. Source: TT 01/2018/TT-VPCP, Art. 13, 15: each
index gives 0, 1 or 2 points; the four grades: domain reference §9.2.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SOURCE = "Thông tư 01/2018/TT-VPCP Điều 13, 15; Quyết định 766/QĐ-TTg"
MOST_WORDS = 500


@dataclass(frozen=True, slots=True)
class Index:
    """One index of the circular, by its number there; answers are worth 2, 1 and 0 points, in this order."""

    key: str
    number: int
    text: str | Promise
    answers: tuple[str | Promise, str | Promise, str | Promise]


INDICES = (
    Index(
        "contacts",
        3,
        _("Số lần phải liên hệ với nơi tiếp nhận để hoàn thiện hồ sơ"),
        (_("Không lần nào"), _("Một lần"), _("Hai lần trở lên")),
    ),
    Index(
        "attitude",
        7,
        _("Thái độ của cán bộ, công chức khi hướng dẫn, tiếp nhận, giải quyết"),
        (_("Lịch sự, đúng mực"), _("Bình thường"), _("Chưa đúng mực")),
    ),
    Index(
        "online",
        9,
        _("Tiến độ và chất lượng cung cấp dịch vụ công trực tuyến"),
        (_("Dễ làm, đúng như đã báo"), _("Làm được nhưng còn khó"), _("Khó, hoặc không như đã báo")),
    ),
)
POINTS = (2, 1, 0)

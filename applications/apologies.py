"""What an apology says, and the drafts that the clock makes for dossiers that became overdue.

Source: NĐ 61/2018 Art. 19(9) and, since 1/7/2025, NĐ 118/2025: reason and new time, once, signed by the head; sent by e-mail or
SMS (NĐ 87/2020 Art. 12(3)(d)).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from applications.appointments import proposal
from applications.models import Application, Slip, SlipKind
from applications.one_stop import is_by_second_decree
from portal.accounts.models import Role, User
from portal.offices.calendar import calendars_of
from portal.offices.models import Office

CAUSES = (
    ("many", "Số lượng hồ sơ tiếp nhận trong thời gian này nhiều nên cơ quan chưa giải quyết kịp."),
    ("book", "Phải tìm và đối chiếu trong sổ giấy của nhiều năm nên cần thêm thời gian."),
    ("verify", "Phải xác minh thông tin với cơ quan khác và chưa nhận được trả lời."),
    ("fault", "Phần mềm hoặc đường truyền của cơ quan gặp sự cố."),
    ("absence", "Người phụ trách hồ sơ vắng mặt đột xuất."),
    ("other", "Lý do khác, ghi ở dưới"),
)
ASSUMED = dict(CAUSES)["many"]  # what the clock writes: nobody has looked yet, so a person confirms or replaces it
ACCOUNTABLE = (Role.RECEPTION_OFFICER, Role.CIVIL_STATUS_OFFICER, Role.OFFICE_LEADER)


@dataclass(frozen=True, slots=True)
class Terms:
    """What a person answers for in an apology; `reappointed_at` is aware."""

    reason: str
    reappointed_at: datetime
    accountable_id: int


def legal_ground(day: date) -> str:
    decree = "Nghị định 61/2018/NĐ-CP, Điều 19 khoản 9"
    if is_by_second_decree(day):
        decree = "Nghị định 118/2025/NĐ-CP và Thông tư 03/2025/TT-VPCP, Mẫu số 04"
    return f"{decree}; Nghị định 87/2020/NĐ-CP, Điều 12 khoản 3."


def live_apology(application: Application) -> Slip | None:
    """Signed, or still to be decided on; at most one."""
    return application.slips.filter(kind=SlipKind.APOLOGY, declined_at__isnull=True).select_related("drafted_by").first()


def accountable_people(office: Office, day: date) -> QuerySet[User]:
    """Who works on dossiers of the office on that day."""
    posted = User.objects.filter(postings__in=office.postings.in_force_on(day).filter(role__in=ACCOUNTABLE), is_active=True)
    return posted.distinct().order_by("full_name")


def content_of(application: Application, terms: Terms, accountable: str) -> dict:
    """What the letter prints, as it stands now."""
    return _promised(application) | {
        "reason": terms.reason,
        "reappointed_at": terms.reappointed_at.isoformat(),
        "accountable_id": terms.accountable_id,
        "accountable": accountable,
    }


def draft_apologies(overdue: Iterable[Application], *, at: datetime) -> int:
    """Draft a letter for each dossier that has none, for the leader to confirm. Returns how many. Runs in a transaction.

    A few statements for any number of dossiers; a second run finds them drafted.
    """
    overdue = list(overdue)
    have = set(
        Slip.objects.filter(kind=SlipKind.APOLOGY, declined_at__isnull=True, application__in=overdue).values_list(
            "application_id", flat=True
        )
    )
    without = [application for application in overdue if application.pk not in have]
    calendars = calendars_of(application.office_id for application in without)
    Slip.objects.bulk_create(_drafted_by_the_clock(application, calendars, at) for application in without)
    return len(without)


def _drafted_by_the_clock(application: Application, calendars: dict, at: datetime) -> Slip:
    moment = proposal(calendars[application.office_id], now=at, due_at=application.due_at)
    content = _promised(application) | {
        "reason": ASSUMED,
        "reappointed_at": moment.isoformat() if moment else "",
        "accountable_id": application.assigned_to_id,
        "accountable": "",
    }
    return Slip(
        application=application,
        kind=SlipKind.APOLOGY,
        office=application.office,
        content=content,
        drafted_by=None,
        drafted_at=at,
    )


def _promised(application: Application) -> dict:
    return {
        "code": application.code,
        "submitted_at": application.submitted_at.isoformat(),
        "due_at": application.due_at.isoformat(),
    }

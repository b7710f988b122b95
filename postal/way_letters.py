"""Letters about envelopes, on working mornings: what the post has had for longer than it may, and complaints it has not
answered in time. To the desk of the office and to who leads the post office; dossier codes only.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet

from applications.letters import people_of
from applications.models import Round
from portal.accounts.models import Role
from portal.days import HANOI
from portal.messaging.models import OutgoingMessage
from portal.messaging.office_letters import office_letter, queue_office_letters
from portal.offices.calendar import CalendarMissing, calendar_for
from postal import complaints, figures
from postal.access import DESK
from postal.models import Complaint, Parcel

MORNING = (8, 9, 10, 11)  # o'clock, local
LISTED = 20  # codes in one letter; the rest is counted
Found = dict[int, list[str]]  # office -> dossier codes


def tell_late(*, at: datetime) -> int:
    """Once on a working morning. Returns letters written; a tick with nothing to do asks one question, or none."""
    local = at.astimezone(HANOI)
    if local.hour not in MORNING:
        return 0
    occasion = f"way:{local:%y%m%d}"
    with transaction.atomic():
        if not _is_worked(local.date()) or not Round.begin(occasion, at=at):
            return 0
        today = local.date()
        parcels = figures.late_ones(Parcel.objects.all(), today)
        unanswered = complaints.late_ones(Complaint.objects.all(), today)
        desk = _by(parcels, "office"), _by(unanswered, "parcel__office")
        post = _by(parcels, "hand_over__post_office"), _by(unanswered, "parcel__hand_over__post_office")
        letters = _letters(*desk, DESK, "/mot-cua/chuyen-hoan/", occasion, at)
        letters += _letters(*post, (Role.POSTAL_SUPERVISOR,), "/buu-dien/", occasion, at)
        return queue_office_letters(letters)


def _by(rows: QuerySet, office: str) -> Found:
    prefix = "parcel__" if rows.model is Complaint else ""
    found: Found = defaultdict(list)
    code = f"{prefix}application__dossier_code"
    for office_id, one in rows.order_by(f"{prefix}deliver_by_on", "pk").values_list(f"{office}_id", code):
        found[office_id].append(one)
    return found


def _letters(
    late: Found, unanswered: Found, roles: Iterable[Role], path: str, occasion: str, at: datetime
) -> list[OutgoingMessage]:
    places = {*late, *unanswered}
    people = people_of(places, roles, at=at) if places else []
    return [_letter(p, late.get(p.office_id, []), unanswered.get(p.office_id, []), path, occasion, at) for p in people]


def _letter(posting, late: list[str], unanswered: list[str], path: str, occasion: str, at: datetime) -> OutgoingMessage:
    parts = [f"{len(late)} bưu gửi quá thời hạn giao"] if late else []
    parts += [f"{len(unanswered)} khiếu nại quá hạn trả lời"] if unanswered else []
    about = {
        "seen_at": at,
        "late": late[:LISTED],
        "late_more": max(0, len(late) - LISTED),
        "unanswered": unanswered[:LISTED],
        "unanswered_more": max(0, len(unanswered) - LISTED),
        "page_url": f"{settings.PUBLIC_URL}{path}",
    }
    template = "messages/staff/late_parcels.txt"
    return office_letter(posting, occasion=occasion, subject=", ".join(parts), template=template, about=about, at=at)


def _is_worked(day: date) -> bool:
    try:
        return calendar_for(None).is_working_day(day)
    except CalendarMissing:
        return False

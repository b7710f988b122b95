"""Letters about money, on working mornings: what is collected but not remitted in time, fees late for the Treasury, and a
proof that found a difference. Counts and units only.
"""

from collections import defaultdict
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from applications.letters import people_of
from applications.models import Round
from portal.accounts.models import Posting, Role
from portal.days import HANOI
from portal.messaging.office_letters import office_letter, people_where, queue_office_letters
from portal.offices.calendar import CalendarMissing, calendar_for
from portal.offices.models import Office
from portal.templatetags.portal import vnd
from postal.balances import Holding, holdings, late_deposits
from postal.models import Account, LedgerProof

MORNING = (8, 9, 10, 11)  # o'clock, local
DEPARTMENT = (Role.DEPARTMENT_VIEWER, Role.DEPARTMENT_ADMIN)
AGENCY = (Role.ACCOUNTANT, Role.OFFICE_LEADER)


def tell_money(*, at: datetime) -> int:
    """Once on a working morning. Returns letters written; a tick with nothing to do asks one question, or none."""
    local = at.astimezone(HANOI)
    if local.hour not in MORNING:
        return 0
    occasion = f"money:{local:%y%m%d}"
    with transaction.atomic():
        if not _is_worked(at) or not Round.begin(occasion, at=at):
            return 0
        today = local.date()
        late = [holding for holding in holdings(Account.objects.all(), today=today) if holding.is_late]
        deposits = late_deposits(today=today)
        letters = [
            *_to_supervisors(late, occasion, at),
            *_to_agencies([office for office, _month in deposits], {o.pk: m for o, m in deposits}, occasion, at),
        ]
        return queue_office_letters(letters)


def tell_of_differences(proof: LedgerProof, *, at: datetime) -> int:
    """The nightly proof found something: the Department hears of it at once."""
    if proof.is_proved:
        return 0
    about = {"seen_at": at, "number": len(proof.differences), "page_url": f"{settings.PUBLIC_URL}/so-tu-phap/thu-ho/"}
    words = {
        "subject": f"Đối chiếu sổ thu hộ có {len(proof.differences)} chênh lệch",
        "template": "messages/staff/ledger_differs.txt",
        "about": about,
    }
    people = people_where(_of_department(), at=at)
    return queue_office_letters([office_letter(p, occasion=f"proof:{proof.pk}", **words, at=at) for p in people])


def _to_supervisors(late: list[Holding], occasion: str, at: datetime) -> list:
    """To the post office whose workers hold it, and all of it to the Department."""
    by_post: dict[int, list[Holding]] = defaultdict(list)
    for holding in late:
        by_post[holding.post_office.pk].append(holding)
    people = people_of(by_post, [Role.POSTAL_SUPERVISOR], at=at) if by_post else []
    letters = [_late_letter(p, by_post[p.office_id], "/buu-dien/nop-tien/", occasion, at) for p in people]
    if late:
        letters += [_late_letter(p, late, "/so-tu-phap/thu-ho/", occasion, at) for p in people_where(_of_department(), at=at)]
    return letters


def _late_letter(posting: Posting, late: list[Holding], path: str, occasion: str, at: datetime):
    total = sum(holding.total_vnd for holding in late)
    about = {
        "seen_at": at,
        "rows": [(h.post_office.name, h.office.full_name, vnd(h.total_vnd), h.age_days) for h in late],
        "total": vnd(total),
        "page_url": f"{settings.PUBLIC_URL}{path}",
    }
    subject, template = f"Tiền thu hộ chưa nộp đúng hạn: {vnd(total)}", "messages/staff/money_held.txt"
    return office_letter(posting, occasion=f"{occasion}:held", subject=subject, template=template, about=about, at=at)


def _to_agencies(offices: list[Office], months: dict, occasion: str, at: datetime) -> list:
    people = people_of([office.pk for office in offices], AGENCY, at=at) if offices else []
    return [
        office_letter(
            posting,
            occasion=f"{occasion}:treasury",
            subject="Phí tháng trước chưa nộp đủ Kho bạc",
            template="messages/staff/treasury_late.txt",
            about={"month": months[posting.office_id], "page_url": f"{settings.PUBLIC_URL}/thu-chi/kho-bac/"},
            at=at,
        )
        for posting in people
    ]


def _of_department() -> Q:
    return Q(role__in=DEPARTMENT)


def _is_worked(at: datetime) -> bool:
    try:
        return calendar_for(None).is_working_day(at.astimezone(HANOI).date())
    except CalendarMissing:
        return False

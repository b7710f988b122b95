"""Entering and cancelling absences. What becomes of the work is the business of who hands it out (applications/cover.py)."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from portal.accounts.actors import Actor
from portal.accounts.models import Absence, Posting, Role, User
from portal.audit.trail import record

LONGEST_DAYS = 366
# Whoever stands in must be able to do the work: roles that can do each other's.
DESK = frozenset({Role.RECEPTION_OFFICER, Role.CIVIL_STATUS_OFFICER})
SAME_WORK = (DESK, frozenset({Role.OFFICE_LEADER}))
WORKERS = DESK | {Role.OFFICE_LEADER}


class AbsenceRefused(ValueError):
    """`str()` is a Vietnamese sentence for the person; `field` is where it belongs."""

    def __init__(self, sentence: str, *, field: str) -> None:
        super().__init__(sentence)
        self.field = field


def people_of(office_id: int, day: date) -> QuerySet[User]:
    """Who works at an office on a day, by name: for whom absences are entered, and who may stand in."""
    postings = Posting.objects.in_force_on(day).filter(office_id=office_id, role__in=WORKERS)
    return User.objects.filter(pk__in=postings.values("user"), is_active=True).order_by("full_name", "pk")


def enter(
    user_id: int, *, office_id: int, first_on: date, last_on: date, substitute_id: int | None, by: Actor, at: datetime
) -> Absence:
    """Enter an absence of whole local days, both ends inclusive. Raises AbsenceRefused.

    The rows of both people are locked, so that two entries at once cannot overlap or name each other.
    """
    _check_days(first_on, last_on, today=timezone.localdate(at))
    if substitute_id == user_id:
        raise AbsenceRefused("Chọn người khác làm người thay", field="substitute")
    with transaction.atomic():
        list(User.objects.select_for_update(no_key=True).filter(pk__in=[user_id, substitute_id]).order_by("pk"))
        there = Absence.objects.touching(first_on, last_on).filter(office_id=office_id)
        if own := there.filter(user_id=user_id).first():
            raise AbsenceRefused(f"Đã có lịch nghỉ {span(own)}. Hủy lịch đó hoặc chọn ngày khác", field="first_on")
        if substitute_id is not None:
            _check_substitute(user_id, substitute_id, office_id, first_on, last_on, there)
        absence = Absence.objects.create(
            user_id=user_id,
            office_id=office_id,
            first_on=first_on,
            last_on=last_on,
            substitute_id=substitute_id,
            entered_by_id=by.user_id,
            entered_at=at,
        )
        days = {"first_on": first_on.isoformat(), "last_on": last_on.isoformat()}
        record("absence.entered", subject=f"user:{user_id}", by=by, at=at, substitute=substitute_id, **days)
    return absence


def cancel(absence_id: int, *, by: Actor, at: datetime) -> bool:
    """The person is there after all; what was passed on stays where it is. False where it was cancelled already."""
    with transaction.atomic():
        absence = Absence.objects.select_for_update(no_key=True).get(pk=absence_id)
        if absence.cancelled_at is not None:
            return False
        absence.cancelled_at = at
        absence.save(update_fields=["cancelled_at"])
        record("absence.cancelled", subject=f"user:{absence.user_id}", by=by, at=at, absence=absence.pk)
    return True


def span(absence: Absence) -> str:
    """ "ngày 20/03/2026", "từ 20/03/2026 đến 24/03/2026" """
    if absence.first_on == absence.last_on:
        return f"ngày {absence.first_on:%d/%m/%Y}"
    return f"từ {absence.first_on:%d/%m/%Y} đến {absence.last_on:%d/%m/%Y}"


def _check_days(first_on: date, last_on: date, *, today: date) -> None:
    if first_on < today:
        raise AbsenceRefused(f"Từ ngày không được trước hôm nay, {today:%d/%m/%Y}", field="first_on")
    if last_on < first_on:
        raise AbsenceRefused("Đến ngày phải bằng hoặc sau Từ ngày", field="last_on")
    if (last_on - first_on).days >= LONGEST_DAYS:
        raise AbsenceRefused("Nhập lịch nghỉ dài nhất một năm", field="last_on")


def _check_substitute(
    user_id: int, substitute_id: int, office_id: int, first_on: date, last_on: date, absences: QuerySet[Absence]
) -> None:
    """One who does the same work at this office on every day of the span, and is there himself."""
    postings = Posting.objects.filter(office_id=office_id).in_force_on(first_on)
    roles = set(postings.filter(user_id=user_id).values_list("role", flat=True))
    fitting = set().union(*(work for work in SAME_WORK if work & roles))
    stays = postings.in_force_on(last_on).filter(user_id=substitute_id, role__in=fitting, user__is_active=True)
    if not stays.exists():
        raise AbsenceRefused("Người này không làm cùng công việc tại cơ quan trong những ngày đó", field="substitute")
    if away := absences.filter(user_id=substitute_id).first():
        raise AbsenceRefused(f"Người này cũng nghỉ {span(away)}. Chọn người khác", field="substitute")

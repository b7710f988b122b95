"""The yearly round: each unit says of every posting whether the person is still there; what nobody confirmed ends.

The clock opens the round, writes to the units, warns, and ends what is left after the last day. Each step may run twice or
late: a round that could not be warned of in time is prolonged, and nobody confirms himself.
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from portal.accounts.actors import SYSTEM, Actor
from portal.accounts.models import Posting, Role
from portal.days import local_day
from portal.registrations.errors import RegistrationRefused
from portal.registrations.history import Verb, note_posting
from portal.registrations.last_admin import hold_admins, is_last_admin
from portal.registrations.letters import write_to
from portal.registrations.models import PostingConfirmation, ReconfirmationRound

ANSWERERS = (Role.OFFICE_LEADER, Role.IT_OFFICER, Role.DEPARTMENT_ADMIN)


def open_round_of(day: date) -> ReconfirmationRound | None:
    """The round that units answer on a day."""
    return ReconfirmationRound.objects.filter(opens_on__lte=day, closed_at__isnull=True).first()


def asked_in(round_: ReconfirmationRound, day: date) -> QuerySet[Posting]:
    """The postings the round asks about: begun before it opened, and going on beyond its last day. `is_confirmed` beside."""
    going_on = Q(valid_to__isnull=True) | Q(valid_to__gt=max(day, round_.due_on))
    confirmed = PostingConfirmation.objects.filter(round=round_, posting=OuterRef("pk"))
    real = Posting.objects.filter(office__is_training=False)
    return real.filter(going_on, valid_from__lt=round_.opens_on).annotate(is_confirmed=Exists(confirmed))


def confirm(round_id: int, posting_ids: Iterable[int], *, by: Actor, at: datetime) -> int:
    """These people still do this work. Returns how many were new. Raises RegistrationRefused."""
    with transaction.atomic():
        round_ = ReconfirmationRound.objects.select_for_update(no_key=True).get(pk=round_id)
        if round_.closed_at is not None:
            raise RegistrationRefused(f"Đợt xác nhận năm {round_.year} đã đóng")
        asked = asked_in(round_, local_day(at)).filter(pk__in=list(posting_ids), is_confirmed=False)
        new = 0
        for posting in asked.order_by("pk"):
            if posting.user_id == by.user_id:
                raise RegistrationRefused("Không tự xác nhận phân công của chính mình. Người khác trong đơn vị xác nhận")
            PostingConfirmation.objects.create(round=round_, posting=posting, user_id=posting.user_id, by_id=by.user_id, at=at)
            note_posting(Verb.POSTING_CONFIRMED, posting, by=by, at=at, reason=f"Đợt năm {round_.year}")
            new += 1
    return new


def open_round(*, at: datetime) -> ReconfirmationRound | None:
    """From STAFF_ROUND_OPENS on, once a year; each unit's leaders and IT officers are written to."""
    today = local_day(at)
    month, day = (int(part) for part in settings.STAFF_ROUND_OPENS.split("-"))
    opens_on = date(today.year, month, day)
    due_on = opens_on + timedelta(days=settings.STAFF_ROUND_DAYS)
    if not opens_on <= today < due_on or ReconfirmationRound.objects.filter(closed_at__isnull=True).exists():
        return None
    with transaction.atomic():
        round_, is_new = ReconfirmationRound.objects.get_or_create(
            year=today.year, defaults={"opens_on": opens_on, "due_on": due_on}
        )
        if is_new:
            _write_to_units(round_, "opened", at)
    return round_ if is_new else None


def warn(*, at: datetime) -> int:
    """STAFF_ROUND_WARN_DAYS before the last day, to units that have not said all. Late: the last day moves. Letters written."""
    today = local_day(at)
    notice = timedelta(days=settings.STAFF_ROUND_WARN_DAYS)
    with transaction.atomic():
        due = ReconfirmationRound.objects.select_for_update(no_key=True).filter(closed_at__isnull=True, warned_on__isnull=True)
        round_ = due.filter(due_on__lte=today + notice).first()
        if round_ is None:
            return 0
        round_.due_on, round_.warned_on = max(round_.due_on, today + notice), today
        round_.save()
        return _write_to_units(round_, "warned", at)


def close_round(*, at: datetime) -> int:
    """After the last day: end today what nobody confirmed; not of a demonstration. Returns how many ended."""
    today = local_day(at)
    with transaction.atomic():
        rounds = ReconfirmationRound.objects.select_for_update(no_key=True)
        round_ = rounds.filter(closed_at__isnull=True, warned_on__isnull=False, due_on__lt=today).first()
        if round_ is None:
            return 0
        hold_admins()
        ended = 0
        left = asked_in(round_, today).filter(is_confirmed=False, user__is_demo=False).select_related("user").order_by("pk")
        for posting in left.select_for_update(of=("self",), no_key=True):
            if posting.role == Role.DEPARTMENT_ADMIN and is_last_admin(posting.user, today):
                continue  # somebody must be left who can give accounts
            posting.valid_to = max(today, posting.valid_from)
            posting.save(update_fields=["valid_to"])
            note_posting(
                Verb.POSTING_ENDED, posting, by=SYSTEM, at=at, reason=f"Không được xác nhận trong đợt năm {round_.year}"
            )
            ended += 1
        round_.closed_at = at
        round_.save(update_fields=["closed_at"])
    return ended


def _write_to_units(round_: ReconfirmationRound, what: str, at: datetime) -> int:
    """One letter to each person who answers for a unit where something is open, counts only."""
    today = local_day(at)
    open_at: dict[int, int] = {}
    for office_id in asked_in(round_, today).filter(is_confirmed=False).values_list("office_id", flat=True):
        open_at[office_id] = open_at.get(office_id, 0) + 1
    answerers = Posting.objects.in_force_on(today).filter(office_id__in=open_at, role__in=ANSWERERS, user__is_active=True)
    written = 0
    for posting in answerers.select_related("user", "office").order_by("pk"):
        about = {"office": posting.office, "count": open_at[posting.office_id], "round": round_}
        subject = f"Xác nhận người đang làm việc: còn {open_at[posting.office_id]} phân công"
        key = f"round:{round_.pk}:{what}:{posting.office_id}:{posting.user_id}"
        written += write_to(posting.user, "messages/staff/reconfirm", subject, key=key, about=about, at=at)
    return written

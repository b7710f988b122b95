"""Locking and unlocking accounts, by hand and by the clock: who has not logged in for long is warned, then locked.

A locked account cannot log in and its open sessions end with the next page; its postings stay as they are.
"""

from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Max, QuerySet
from django.utils import timezone

from portal.accounts.actors import SYSTEM, Actor
from portal.accounts.models import Posting, User
from portal.days import local_day
from portal.registrations.errors import RegistrationRefused
from portal.registrations.history import Verb, note_account
from portal.registrations.last_admin import hold_admins, is_last_admin
from portal.registrations.letters import write_to
from portal.registrations.models import AccessChange


def lock(user_id: int, *, reason: str, by: Actor, at: datetime) -> bool:
    """False where it was locked already. Raises RegistrationRefused."""
    if user_id == by.user_id:
        raise RegistrationRefused("Không tự khóa tài khoản của chính mình. Đề nghị người quản trị khác")
    with transaction.atomic():
        hold_admins()
        user = User.objects.select_for_update(no_key=True).get(pk=user_id)
        if not user.is_active:
            return False
        if is_last_admin(user, timezone.localdate(at)):
            raise RegistrationRefused("Đây là quản trị Sở Tư pháp cuối cùng. Phân công người khác trước")
        user.is_active = False
        user.save(update_fields=["is_active"])
        note_account(Verb.LOCKED, user.pk, by=by, at=at, reason=reason)
    return True


def unlock(user_id: int, *, reason: str, by: Actor, at: datetime) -> bool:
    """The days without log-in count anew from here. False where it was open already. Raises RegistrationRefused."""
    if user_id == by.user_id:
        raise RegistrationRefused("Không tự mở khóa tài khoản của chính mình")
    with transaction.atomic():
        user = User.objects.select_for_update(no_key=True).get(pk=user_id)
        if user.is_active:
            return False
        user.is_active = True
        user.save(update_fields=["is_active"])
        note_account(Verb.UNLOCKED, user.pk, by=by, at=at, reason=reason)
    return True


def warn_unused(*, at: datetime) -> int:
    """A letter to each whose account will be locked within the days of warning; one for each time it falls asleep."""
    today = local_day(at)
    warned_after = timedelta(days=settings.STAFF_UNUSED_DAYS - settings.STAFF_UNUSED_WARN_DAYS)
    written = 0
    for user, used_on in unused_since(today - warned_after, today):
        locks_on = max(used_on + timedelta(days=settings.STAFF_UNUSED_DAYS), today + timedelta(days=1))
        about = {"used_on": used_on, "locks_on": locks_on, "days": settings.STAFF_UNUSED_DAYS}
        key = f"unused:{user.pk}:{used_on:%Y%m%d}"
        with transaction.atomic():
            if write_to(
                user, "messages/staff/account_unused", "Tài khoản sắp bị khóa vì lâu không dùng", key=key, about=about, at=at
            ):
                note_account(Verb.WARNED, user.pk, by=SYSTEM, at=at, reason=f"Không đăng nhập từ ngày {used_on:%d/%m/%Y}")
                written += 1
    return written


def lock_unused(*, at: datetime) -> int:
    """Lock what nobody has used for STAFF_UNUSED_DAYS, and who was warned of it on an earlier day. May run twice."""
    today = local_day(at)
    locked = 0
    for user, used_on in unused_since(today - timedelta(days=settings.STAFF_UNUSED_DAYS), today):
        if _was_warned(user, used_on, today) and not is_last_admin(user, today):
            locked += lock(user.pk, reason=f"Không đăng nhập từ ngày {used_on:%d/%m/%Y}", by=SYSTEM, at=at)
    return locked


def unused_since(day: date, today: date) -> list[tuple[User, date]]:
    """Open accounts with a posting today whose last use was on or before a day, with that last use.

    Use is a log-in; where there was none, the beginning: of the account, of its latest posting, or its unlocking. Invented
    people are never shut out of their demonstration.
    """
    officials = User.objects.filter(is_active=True, is_demo=False, pk__in=Posting.objects.in_force_on(today).values("user"))
    rows = officials.annotate(posted_on=Max("postings__valid_from")).filter(date_joined__date__lte=day, posted_on__lte=day)
    rows = rows.exclude(last_login__date__gt=day).order_by("pk")
    unlocked = dict(_unlockings(rows))
    found = []
    for user in rows:
        uses = [local_day(user.date_joined), user.posted_on]
        uses += [local_day(moment) for moment in (user.last_login, unlocked.get(user.pk)) if moment]
        if max(uses) <= day:
            found.append((user, max(uses)))
    return found


def _unlockings(users: QuerySet[User]):
    unlocked = AccessChange.objects.filter(verb=Verb.UNLOCKED, user__in=users.values("pk")).order_by()
    return unlocked.values("user").annotate(latest=Max("at")).values_list("user", "latest")


def _was_warned(user: User, used_on: date, today: date) -> bool:
    warnings = AccessChange.objects.filter(user=user, verb=Verb.WARNED, at__date__gte=used_on, at__date__lt=today)
    return warnings.exists()

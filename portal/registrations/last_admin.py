"""Somebody must be left at the Department who can give accounts: the last administrator is neither locked nor ended.

Who locks or ends holds all administrators' postings first, so that two who end each other come one after the other.
"""

from datetime import date

from django.db.models import Q

from portal.accounts.models import Posting, Role, User
from portal.registrations.errors import RegistrationRefused


def hold_admins() -> None:
    """Inside a transaction, before any other row of a person is locked."""
    admins = Posting.objects.filter(role=Role.DEPARTMENT_ADMIN).order_by("pk")
    list(admins.select_for_update(no_key=True).values_list("pk", flat=True))


def is_last_admin(user: User, today: date) -> bool:
    """Whether the Department would be left, today or tomorrow, without an open account that can give accounts."""
    admins = Posting.objects.in_force_on(today).filter(role=Role.DEPARTMENT_ADMIN, user__is_active=True)
    going_on = admins.exclude(valid_to=today).exclude(user=user)
    return admins.filter(user=user).exists() and not going_on.exists()


def check_not_last_admin(posting: Posting, last_on: date) -> None:
    """Raises RegistrationRefused."""
    if posting.role != Role.DEPARTMENT_ADMIN:
        return
    others = Posting.objects.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=last_on), role=Role.DEPARTMENT_ADMIN)
    if not others.filter(user__is_active=True).exclude(user_id=posting.user_id).exists():
        raise RegistrationRefused("Đây là quản trị Sở Tư pháp cuối cùng. Phân công người khác trước")

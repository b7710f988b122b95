"""The first administrators of a new installation: nobody is there yet to confirm them, so the Django admin may make two."""

from datetime import date

from portal.accounts.models import Posting, Role


def has_started(today: date) -> bool:
    """Whether two open accounts administer the Department today: from then on every leader and administrator is confirmed."""
    admins = Posting.objects.in_force_on(today).filter(role=Role.DEPARTMENT_ADMIN, user__is_active=True)
    return admins.values("user").distinct().count() >= 2

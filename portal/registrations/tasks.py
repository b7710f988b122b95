"""Thin Celery tasks for accounts."""

from celery import shared_task
from django.utils import timezone

from portal.registrations import links, locking, reconfirming


@shared_task
def keep_accounts() -> dict[str, int]:
    """Each morning: open, warn of and close the yearly round; warn and lock accounts nobody uses; forget old links."""
    at = timezone.now()
    reconfirming.open_round(at=at)
    return {
        "round_letters": reconfirming.warn(at=at),
        "ended": reconfirming.close_round(at=at),
        "warned": locking.warn_unused(at=at),
        "locked": locking.lock_unused(at=at),
        "forgotten": links.forget_old_links(at=at),
    }

"""Letters to people about their own account or their unit's, one for each key."""

from datetime import datetime

from django.conf import settings
from django.template.loader import render_to_string

from portal.accounts.models import User
from portal.background import nudge
from portal.messaging.models import Channel, OutgoingMessage

CHANGED = "Tài khoản đã đổi địa chỉ thư điện tử"


def write_to(user: User, template: str, subject: str, *, key: str, about: dict, at: datetime, recipient: str = "") -> int:
    """Queue one letter, to his address or to `recipient`; 0 where that key was written before."""
    if OutgoingMessage.objects.filter(idempotency_key=key).exists():
        return 0
    context = {"person": user.full_name, "public_url": settings.PUBLIC_URL.rstrip("/")} | about
    OutgoingMessage.objects.create(
        idempotency_key=key,
        channel=Channel.EMAIL,
        recipient=recipient or user.email,
        subject=subject[:200],
        text=render_to_string(f"{template}.txt", context),
        subject_ref=f"user:{user.pk}",
        next_try_at=at,
    )
    nudge("portal.messaging.tasks.deliver_pending")
    return 1


def tell_old_address(user: User, old: str, *, at: datetime) -> None:
    """Who reads the old address learns that the account has another one now: he may not have asked for it."""
    key, about = f"email:{user.pk}:{at:%Y%m%d%H%M%S}", {"at": at}
    write_to(user, "messages/staff/email_changed", CHANGED, key=key, about=about, at=at, recipient=old)

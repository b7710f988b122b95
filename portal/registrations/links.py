"""One-time links to a first password: made, sent, opened once. Whoever opens one sets a password, then a second factor.

No password is ever sent or shown. Of the secret only a hash is kept, and the message that carried it is emptied when the
link is used, replaced or too old.
"""

import hashlib
import secrets
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse

from portal.accounts.actors import Actor
from portal.accounts.enrolment import confirm_email
from portal.accounts.models import User
from portal.messaging.models import Channel, MessageStatus, OutgoingMessage
from portal.messaging.queue import queue
from portal.registrations.errors import RegistrationRefused
from portal.registrations.history import Verb, note_account
from portal.registrations.models import OneTimeLink

EMPTIED = "(Liên kết không còn mở được.)"
_CARRIES = {
    OneTimeLink.Channel.EMAIL: (Channel.EMAIL,),
    OneTimeLink.Channel.SMS: (Channel.SMS,),
    OneTimeLink.Channel.BOTH: (Channel.EMAIL, Channel.SMS),
}


def send_link(
    user_id: int, *, by: Actor, at: datetime, channel: str = OneTimeLink.Channel.EMAIL, reason: str = ""
) -> OneTimeLink:
    """Make a link and queue it to its owner; the one before it ends. Raises RegistrationRefused."""
    with transaction.atomic():
        user = User.objects.select_for_update(no_key=True).get(pk=user_id)
        if not user.is_active:
            raise RegistrationRefused("Tài khoản đang khóa. Mở khóa trước khi gửi liên kết")
        if channel != OneTimeLink.Channel.EMAIL and not user.phone:
            raise RegistrationRefused("Tài khoản chưa có số điện thoại. Gửi qua thư điện tử", field="channel")
        _end_open(user.pk, at)
        secret = secrets.token_urlsafe(32)
        link = OneTimeLink.objects.create(
            user=user,
            secret_hash=_hashed(secret),
            channel=channel,
            sent_by_id=by.user_id,
            sent_at=at,
            expires_at=at + timedelta(hours=settings.STAFF_LINK_HOURS),
        )
        queue(_message(link, secret, way, at) for way in _CARRIES[OneTimeLink.Channel(channel)])
        note_account(Verb.LINK_SENT, user.pk, by=by, at=at, reason=reason or link.get_channel_display())
    return link


def find_open(secret: str, at: datetime) -> OneTimeLink | None:
    """The link of a secret while it may still be used by an account that is not locked."""
    link = OneTimeLink.objects.filter(secret_hash=_hashed(secret)).select_related("user").first()
    return link if link and link.is_open(at) and link.user.is_active else None


def use_link(secret: str, password: str, *, by: Actor, at: datetime) -> User | None:
    """Set the password and use the link up; the e-mail address it was sent to counts as confirmed. None: too late."""
    with transaction.atomic():
        held = OneTimeLink.objects.select_for_update(of=("self",)).filter(secret_hash=_hashed(secret))
        link = held.select_related("user").first()
        if link is None or not link.is_open(at) or not link.user.is_active:
            return None
        link.used_at = at
        link.save(update_fields=["used_at"])
        user = link.user
        user.set_password(password)
        user.save(update_fields=["password"])
        confirm_email(user)
        _empty([link.pk])
        own = Actor(by.role, user.pk, by.office_id, by.address)
        note_account(Verb.ACTIVATED, user.pk, by=own, at=at)
    return user


def forget_old_links(*, at: datetime) -> int:
    """Empty the messages of links that have run out. Returns how many messages; may run twice."""
    old = OneTimeLink.objects.filter(expires_at__lte=at, used_at__isnull=True)
    return _empty(list(old.values_list("pk", flat=True)))


def _end_open(user_id: int, at: datetime) -> None:
    ended = OneTimeLink.objects.filter(user_id=user_id, used_at__isnull=True, ended_at__isnull=True)
    ids = list(ended.values_list("pk", flat=True))
    ended.update(ended_at=at)
    _empty(ids)


def _empty(link_ids: list[int]) -> int:
    """What has not gone out yet does not go out any more."""
    refs = [_ref(pk) for pk in link_ids]
    messages = OutgoingMessage.objects.filter(subject_ref__in=refs).exclude(text=EMPTIED)
    messages.filter(status=MessageStatus.PENDING).update(status=MessageStatus.FAILED, error="Liên kết đã kết thúc")
    return messages.update(text=EMPTIED, html="")


def _hashed(secret: str) -> str:
    return hashlib.sha256(f"one-time-link:{secret}".encode()).hexdigest()


def _ref(link_id: int) -> str:
    return f"link:{link_id}"


def _message(link: OneTimeLink, secret: str, way: str, at: datetime) -> OutgoingMessage:
    is_mail = way == Channel.EMAIL
    context = {
        "person": link.user.full_name,
        "address": settings.PUBLIC_URL.rstrip("/") + reverse("registrations_public:activate", args=[secret]),
        "until": link.expires_at,
        "postings": link.user.postings.filter(valid_to__isnull=True).select_related("office__parent"),
    }
    template = "messages/staff/one_time_link.txt" if is_mail else "messages/staff/one_time_link.sms.txt"
    return OutgoingMessage(
        idempotency_key=f"link:{link.pk}:{way}",
        channel=way,
        recipient=link.user.email if is_mail else link.user.phone,
        subject="Mở tài khoản Hộ tịch trực tuyến Hà Nội" if is_mail else "",
        text=render_to_string(template, context).strip(),
        subject_ref=_ref(link.pk),
        next_try_at=at,
    )

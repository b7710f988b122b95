"""A lost telephone: one person proposes, another confirms; then the old second factor and the password go together.

The password goes too, so that who has guessed one cannot set up a second factor of his own: the owner gets a one-time link.
"""

from datetime import datetime

from django.db import transaction

from portal.accounts.actors import Actor
from portal.accounts.models import User
from portal.registrations.errors import RegistrationRefused
from portal.registrations.history import Verb, note_account
from portal.registrations.links import send_link
from portal.registrations.models import FactorReset


def propose(user_id: int, *, reason: str, by: Actor, at: datetime) -> FactorReset:
    """Raises RegistrationRefused."""
    if user_id == by.user_id:
        raise RegistrationRefused("Không tự đề nghị cho chính mình. Người quản trị khác đề nghị thay")
    with transaction.atomic():
        user = User.objects.select_for_update(no_key=True).get(pk=user_id)
        if not user.authenticator_set.exists():
            raise RegistrationRefused("Tài khoản này chưa bật xác thực hai lớp, không có gì để cấp lại")
        if FactorReset.objects.waiting().filter(user=user).exists():
            raise RegistrationRefused("Đã có đề nghị đang chờ người thứ hai xác nhận")
        reset = FactorReset.objects.create(user=user, reason=reason[:200], proposed_by_id=by.user_id, proposed_at=at)
        note_account(Verb.RESET_PROPOSED, user.pk, by=by, at=at, reason=reason)
    return reset


def confirm(reset_id: int, *, by: Actor, at: datetime) -> FactorReset:
    """The second person has made sure who asks. Raises RegistrationRefused."""
    with transaction.atomic():
        reset = _waiting(reset_id)
        if by.user_id == reset.proposed_by_id:
            raise RegistrationRefused("Người đề nghị không tự xác nhận. Cần người quản trị thứ hai")
        if by.user_id == reset.user_id:
            raise RegistrationRefused("Không tự xác nhận cho chính mình")
        reset.confirmed_by_id, reset.confirmed_at = by.user_id, at
        reset.save()
        user = reset.user
        user.authenticator_set.all().delete()
        user.set_unusable_password()  # ends his open sessions too
        user.save(update_fields=["password"])
        people = {"proposed_by_id": reset.proposed_by_id, "seconded_by_id": by.user_id}
        note_account(Verb.FACTOR_RESET, user.pk, by=by, at=at, reason=reset.reason, **people)
        if user.is_active:
            send_link(user.pk, by=by, at=at, reason="Cấp lại xác thực hai lớp")
    return reset


def refuse(reset_id: int, *, reason: str, by: Actor, at: datetime) -> FactorReset:
    """Raises RegistrationRefused."""
    with transaction.atomic():
        reset = _waiting(reset_id)
        reset.refused_by_id, reset.refused_at, reset.refused_reason = by.user_id, at, reason[:200]
        reset.save()
        note_account(Verb.RESET_REFUSED, reset.user_id, by=by, at=at, reason=reason)
    return reset


def _waiting(reset_id: int) -> FactorReset:
    reset = FactorReset.objects.select_for_update(no_key=True).get(pk=reset_id)
    if not reset.is_waiting:
        raise RegistrationRefused("Đề nghị này đã được giải quyết")
    return reset

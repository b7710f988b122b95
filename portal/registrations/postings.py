"""Giving a posting, confirming that of a leader or an administrator, ending one. Each verb one transaction.

Nobody gives himself a posting, confirms what he proposed, or ends his own; the last administrator of the Department stays.
"""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from portal.accounts.actors import Actor
from portal.accounts.models import Posting, User
from portal.registrations.errors import RegistrationRefused
from portal.registrations.history import Verb, note_posting
from portal.registrations.last_admin import check_not_last_admin, hold_admins
from portal.registrations.links import send_link
from portal.registrations.models import PostingProposal
from portal.registrations.roles import may_give, needs_second_person


@dataclass(frozen=True, slots=True)
class NewPosting:
    """What somebody is to do where; days local and inclusive, no last day: until further notice."""

    user_id: int
    office_id: int
    role: str
    valid_from: date
    valid_to: date | None = None
    title: str = ""


def give(new: NewPosting, *, by: Actor, at: datetime, reason: str = "") -> Posting | PostingProposal:
    """A posting; or a proposal of one, where a second person must confirm. Raises RegistrationRefused.

    Who has no password yet is sent a one-time link as soon as he has a posting.
    """
    if new.user_id == by.user_id:
        raise RegistrationRefused("Không tự phân công cho chính mình. Đề nghị người quản trị khác")
    if not may_give(new.role, by_role=by.role):
        raise RegistrationRefused("Vai trò này do quản trị Sở Tư pháp phân công", field="role")
    fields = {
        "user_id": new.user_id,
        "office_id": new.office_id,
        "role": new.role,
        "valid_from": new.valid_from,
        "valid_to": new.valid_to,
        "title": new.title,
    }
    with transaction.atomic():
        User.objects.select_for_update(no_key=True).get(pk=new.user_id)
        _check_not_there(new)
        if needs_second_person(new.role):
            _check_not_proposed(new)
            proposal = PostingProposal.objects.create(**fields, proposed_by_id=by.user_id, proposed_at=at)
            note_posting(Verb.POSTING_PROPOSED, proposal, by=by, at=at, reason=reason)
            return proposal
        posting = Posting.objects.create(**fields)
        note_posting(Verb.POSTING_OPENED, posting, by=by, at=at, reason=reason)
        _welcome(new.user_id, by, at)
    return posting


def confirm(proposal_id: int, *, by: Actor, at: datetime) -> Posting:
    """The second person agrees: from today on, or from the day proposed, it counts. Raises RegistrationRefused."""
    with transaction.atomic():
        proposal = _waiting(proposal_id)
        if by.user_id == proposal.proposed_by_id:
            raise RegistrationRefused("Người đề nghị không tự xác nhận. Cần người quản trị thứ hai")
        if by.user_id == proposal.user_id:
            raise RegistrationRefused("Không tự xác nhận phân công của chính mình")
        if not may_give(proposal.role, by_role=by.role):
            raise RegistrationRefused("Vai trò này do quản trị Sở Tư pháp xác nhận")
        first_on = max(proposal.valid_from, timezone.localdate(at))
        if proposal.valid_to is not None and proposal.valid_to < first_on:
            raise RegistrationRefused(f"Phân công này đã hết hạn ngày {proposal.valid_to:%d/%m/%Y}. Từ chối và lập đề nghị mới")
        _check_not_there(_as_new(proposal, first_on))
        posting = Posting.objects.create(
            user_id=proposal.user_id,
            office_id=proposal.office_id,
            role=proposal.role,
            valid_from=first_on,
            valid_to=proposal.valid_to,
            title=proposal.title,
        )
        proposal.posting, proposal.confirmed_by_id, proposal.confirmed_at = posting, by.user_id, at
        proposal.save()
        people = {"proposed_by_id": proposal.proposed_by_id, "seconded_by_id": by.user_id}
        note_posting(Verb.POSTING_OPENED, posting, by=by, at=at, **people)
        _welcome(proposal.user_id, by, at)
    return posting


def refuse(proposal_id: int, *, reason: str, by: Actor, at: datetime) -> PostingProposal:
    """The second person does not agree, or who proposed takes it back. Raises RegistrationRefused."""
    with transaction.atomic():
        proposal = _waiting(proposal_id)
        proposal.refused_by_id, proposal.refused_at, proposal.refused_reason = by.user_id, at, reason[:200]
        proposal.save()
        note_posting(Verb.PROPOSAL_REFUSED, proposal, by=by, at=at, reason=reason)
    return proposal


def end(posting_id: int, *, last_on: date, reason: str, by: Actor, at: datetime) -> Posting:
    """The posting counts up to and including `last_on`, today or later. Raises RegistrationRefused."""
    today = timezone.localdate(at)
    with transaction.atomic():
        hold_admins()
        posting = Posting.objects.select_for_update(no_key=True).get(pk=posting_id)
        if posting.user_id == by.user_id:
            raise RegistrationRefused("Không tự kết thúc phân công của chính mình. Đề nghị người quản trị khác")
        if last_on < max(today, posting.valid_from):
            raise RegistrationRefused("Ngày cuối không được trước hôm nay và trước ngày bắt đầu", field="last_on")
        if posting.valid_to is not None and posting.valid_to < today:
            raise RegistrationRefused(f"Phân công này đã kết thúc ngày {posting.valid_to:%d/%m/%Y}")
        if posting.valid_to is not None and last_on > posting.valid_to:
            raise RegistrationRefused(
                f"Phân công kết thúc ngày {posting.valid_to:%d/%m/%Y}. Muốn kéo dài, lập phân công mới", field="last_on"
            )
        check_not_last_admin(posting, last_on)
        if posting.valid_to != last_on:
            posting.valid_to = last_on
            posting.save(update_fields=["valid_to"])
            note_posting(Verb.POSTING_ENDED, posting, by=by, at=at, reason=reason)
    return posting


def _check_not_there(new: NewPosting) -> None:
    same = {"user_id": new.user_id, "office_id": new.office_id, "role": new.role}
    overlapping = Posting.objects.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=new.valid_from), **same)
    if new.valid_to is not None:
        overlapping = overlapping.filter(valid_from__lte=new.valid_to)
    if overlapping.exists():
        raise RegistrationRefused("Người này đã có phân công như vậy trong những ngày đó", field="role")


def _check_not_proposed(new: NewPosting) -> None:
    same = {"user_id": new.user_id, "office_id": new.office_id, "role": new.role}
    if PostingProposal.objects.waiting().filter(**same).exists():
        raise RegistrationRefused("Đề nghị như vậy đang chờ xác nhận", field="role")


def _as_new(proposal: PostingProposal, first_on: date) -> NewPosting:
    return NewPosting(proposal.user_id, proposal.office_id, proposal.role, first_on, proposal.valid_to, proposal.title)


def _waiting(proposal_id: int) -> PostingProposal:
    proposal = PostingProposal.objects.select_for_update(no_key=True).get(pk=proposal_id)
    if not proposal.is_waiting:
        raise RegistrationRefused("Đề nghị này đã được giải quyết")
    return proposal


def _welcome(user_id: int, by: Actor, at: datetime) -> None:
    user = User.objects.get(pk=user_id)
    if user.is_active and not user.has_usable_password() and not user.one_time_links.exists():
        send_link(user_id, by=by, at=at)

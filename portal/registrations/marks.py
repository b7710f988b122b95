"""How a posting and its account stand, in icon and words, for lists of people."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from allauth.mfa.models import Authenticator

from portal.accounts.models import Posting
from portal.marks import Chip

SOON = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Marked:
    """A posting of a list. `is_over`: ended before the day."""

    posting: Posting
    chips: tuple[Chip, ...]
    is_over: bool


def with_marks(postings: Iterable[Posting], today: date) -> list[Marked]:
    """One query beside that of the postings, with their users."""
    rows = list(postings)
    have = Authenticator.objects.filter(type=Authenticator.Type.TOTP, user__in={row.user_id for row in rows})
    with_factor = set(have.values_list("user_id", flat=True))
    return [Marked(row, tuple(_chips(row, row.user_id in with_factor, today)), _is_over(row, today)) for row in rows]


def _is_over(posting: Posting, today: date) -> bool:
    return posting.valid_to is not None and posting.valid_to < today


def _chips(posting: Posting, has_factor: bool, today: date):
    user = posting.user
    if _is_over(posting, today):
        yield Chip("", "clock", "Đã kết thúc")
        return
    if not user.is_active:
        yield Chip("over", "lock", "Đang khóa")
    elif not user.has_usable_password():
        yield Chip("today", "envelope", "Chưa đặt mật khẩu")
    elif not has_factor:
        yield Chip("today", "shield-lock", "Chưa xác thực hai lớp")
    elif posting.valid_from <= today:
        yield Chip("done", "check-lg", "Đang dùng")
    if posting.valid_from > today:
        yield Chip("info", "clock", f"Từ {posting.valid_from:%d/%m/%Y}")
    elif posting.valid_to is not None and posting.valid_to <= today + SOON:
        yield Chip("hold", "clock", f"Đến hết {posting.valid_to:%d/%m/%Y}")

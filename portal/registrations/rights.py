"""Who had which right on which day: from the postings and from the history of each account."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import QuerySet

from portal.accounts.models import Posting
from portal.days import HANOI
from portal.registrations.models import AccessChange

Verb = AccessChange.Verb
TITLES = (
    "Đơn vị", "Mã đơn vị", "Họ tên", "Thư điện tử", "Vai trò", "Từ ngày", "Đến ngày", "Tài khoản cuối ngày đó",
    "Ai phân công", "Ai xác nhận", "Lúc", "Lý do",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Right:
    """One posting that held on the day. `is_locked`: at the end of it; `opened`: the change that gave it, if it is known."""

    posting: Posting
    is_locked: bool
    opened: AccessChange | None


def rights_on(day: date, postings: QuerySet[Posting]) -> list[Right]:
    """Those among `postings` in force on a local day, by unit and name. Three queries."""
    held = postings.in_force_on(day).select_related("user", "office__parent")
    rows = list(held.order_by("office__search_name", "office_id", "user__full_name", "user_id", "role"))
    locked = _locked_at_end_of(day, {row.user_id for row in rows})
    opened = _opened(row.pk for row in rows)
    return [Right(row, row.user_id in locked, opened.get(row.pk)) for row in rows]


def table_of(rights: Iterable[Right]) -> Iterator[tuple[str, ...]]:
    """The cells under TITLES; moments local."""
    for right in rights:
        posting, change = right.posting, right.opened
        yield (
            posting.office.full_name,
            posting.office.code,
            posting.user.full_name,
            posting.user.email,
            posting.get_role_display(),
            f"{posting.valid_from:%d/%m/%Y}",
            f"{posting.valid_to:%d/%m/%Y}" if posting.valid_to else "",
            "đang khóa" if right.is_locked else "đang mở",
            str(change.by or "") if change else "",
            str(change.seconded_by or "") if change else "",
            f"{change.at.astimezone(HANOI):%d/%m/%Y %H:%M}" if change else "",
            change.reason if change else "",
        )


def _locked_at_end_of(day: date, user_ids: set[int]) -> set[int]:
    end = datetime.combine(day + timedelta(days=1), time(), HANOI)
    turns = AccessChange.objects.filter(user_id__in=user_ids, verb__in=(Verb.LOCKED, Verb.UNLOCKED), at__lt=end)
    latest = dict(turns.order_by("at", "id").values_list("user_id", "verb"))
    return {user_id for user_id, verb in latest.items() if verb == Verb.LOCKED}


def _opened(posting_ids: Iterable[int]) -> dict[int, AccessChange]:
    found = AccessChange.objects.filter(posting_id__in=list(posting_ids), verb=Verb.POSTING_OPENED)
    return {change.posting_id: change for change in found.select_related("by", "seconded_by")}

"""Rows behind the numbers of what is done together: parts of linked cases, appointments, and the cases filed. No person."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet

from applications.models import Application
from applications.reports import together
from applications.reports.scope import Scope
from applications.visits.models import Purpose

A_PAGE = 50
FILED = "filed"
NOBODY_YET = "chua-chuyen"  # instead of the number of an authority
PARTS = {
    "done_in_time": "Xong đúng hạn",
    "done_late": "Xong quá hạn",
    "open_in_time": "Đang làm, trong hạn",
    "open_late": "Đang làm, quá hạn",
    "supplement": "Chờ người dân bổ sung",
    "unconfirmed": "Chờ cơ quan xác nhận",
    "unsent": "Chờ chuyển đi",
}
VISITS = {
    "booked": "Lượt hẹn",
    "kept": "Đã đến",
    "missed": "Không đến",
    "unmarked": "Không ghi nhận",
    "ahead": "Chưa tới lượt",
    "given_back": "Đã hủy, chọn lại",
}
TITLES = {
    FILED: "Hồ sơ liên thông nộp trong kỳ",
    **{name: f"Phần việc {heading.lower()}" for name, heading in PARTS.items()},
    **{name: f"Lượt hẹn {heading.lower()}" for name, heading in VISITS.items()},
    "booked": "Lượt hẹn",
}


@dataclass(frozen=True, slots=True)
class Row:
    """`at` is aware; `words`: what it is and how it stood then; `limit`: the day promised, or the half-day."""

    code: str
    where: str
    words: str
    at: datetime
    limit: str


@dataclass(frozen=True, slots=True)
class Page:
    number: int  # all rows behind the number
    rows: list[Row]
    page: Any  # of the paginator


def page_of(name: str, scope: Scope, *, authority: str = "", page: str | None = None) -> Page:
    """`authority`: its id, NOBODY_YET, or "" for all. Raises KeyError for a number that is not told here."""
    rows, told = _filed(scope) if name == FILED else _parts(name, scope, authority) if name in PARTS else _visits(name, scope)
    asked = Paginator(rows, A_PAGE).get_page(page)
    return Page(asked.paginator.count, [told(row) for row in asked.object_list], asked)


Told = tuple[QuerySet, Callable[[Any], Row]]


def _filed(scope: Scope) -> Told:
    rows = together.filed(scope).select_related("office__parent").order_by("submitted_at", "pk")

    def told(one: Application) -> Row:
        limit = f"{one.due_on:%d/%m/%Y}" if one.due_on else "–"
        return Row(one.code, one.office.full_name, one.get_kind_display(), one.submitted_at, limit)

    return rows, told


def _parts(name: str, scope: Scope, authority: str) -> Told:
    rows = together.last_moves(scope).filter(together.parts_counted(scope)[name])
    if authority:
        rows = rows.filter(authority_id=None if authority == NOBODY_YET else int(authority))
    rows = rows.select_related("authority", "child__case__application").order_by("known_at", "pk")

    def told(move) -> Row:
        child, where = move.child, move.authority.name if move.authority else together.NOBODY
        limit = f"{child.due_on:%d/%m/%Y}" if child.due_on else "–"
        return Row(
            child.case.application.code, where, f"{child.plan.name}: {move.get_to_state_display()}", move.known_at, limit
        )

    return rows, told


def _visits(name: str, scope: Scope) -> Told:
    rows = together.appointments(scope).filter(together.visits_counted(scope)[name])
    rows = rows.select_related("application", "slot__office__parent").order_by("slot__on", "slot__half", "pk")

    def told(visit) -> Row:
        return Row(
            visit.application.code,
            visit.slot.office.full_name,
            Purpose(visit.purpose).label,
            visit.booked_at,
            str(visit.slot),
        )

    return rows, told

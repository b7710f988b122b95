"""The officials' queue: filters to a queryset, counts, keyset pages and rows ready to print.

Rows on the clock are ordered by what runs out first, on an index of their own; a page costs the same however deep.
"""

import base64
import json
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.dateparse import parse_datetime

from applications.models import Application, Slip, SlipKind
from applications.queue_rows import FIELDS, Row, row_of
from applications.radar import stuck_in
from applications.states import OPEN, State
from civil_registry.models import CopyState, EventKind
from portal.days import HANOI
from portal.offices.calendar import WorkingCalendar
from portal.text import clean, fold

PAGE = 50
QUERY_LIMIT = 120
VIEWS = {  # the cards above the table
    "qua-han": "Quá hạn",
    "hom-nay": "Hạn hôm nay",
    "sap-toi": "Hạn các ngày sau",
    "cho-bo-sung": "Chờ bổ sung",
    "cho-ky": "Chờ ký",
    "cho-ban-giao": "Chờ bàn giao",
    "u-dong": "Ứ đọng",
    "xong-hom-nay": "Xong hôm nay",
    "tat-ca": "Mọi hồ sơ",
}
_AWAITING = Q(extract__state=CopyState.AWAITING_SIGNATURE) | Q(has_refusal=True)


@dataclass(frozen=True, slots=True)
class Filters:
    """What the official asked for; every value is checked and short."""

    query: str = ""
    kind: str = ""
    view: str = ""
    person: str = ""  # "toi", "chua" or a user id

    @classmethod
    def of(cls, data, *, query: str = "") -> "Filters":
        """`query` is no part of an address: it may be a name or a personal id."""
        view, kind, person = data.get("xem", ""), data.get("loai", ""), data.get("nguoi", "")
        return cls(
            query=clean(query)[:QUERY_LIMIT],
            kind=kind if kind in EventKind.values else "",
            view=view if view in VIEWS else "",
            person=person if person in {"toi", "chua"} or (person.isascii() and person.isdigit() and len(person) < 12) else "",
        )

    @property
    def is_narrowed(self) -> bool:
        return bool(self.query or self.kind or self.view or self.person)


@dataclass(frozen=True, slots=True)
class Page:
    rows: list[Row]
    next_cursor: str
    is_first: bool


def queue(
    rows: QuerySet[Application], filters: Filters, *, calendar: WorkingCalendar, user_id: int, now: datetime
) -> QuerySet[Application]:
    """The office's dossiers that fit, ordered by what runs out first. Two words of a name are enough, without tone marks."""
    rows = _with_refusals(rows)
    if filters.query:
        rows = rows.filter(_matching(filters.query))
    if filters.kind:
        rows = rows.filter(kind=filters.kind)
    if filters.person:
        who = {"toi": {"assigned_to_id": user_id}, "chua": {"assigned_to": None}}
        rows = rows.filter(**who.get(filters.person, {"assigned_to_id": filters.person}))
    if filters.view == "u-dong":
        return stuck_in(rows, calendar, now=now).order_by("due_at", "id")
    return _in_view(rows, filters, now)


def page(rows: QuerySet[Application], cursor: str, *, now: datetime) -> Page:
    """Fifty rows after the cursor. A cursor that cannot be read is the first page."""
    after, order = _read(cursor), rows.query.order_by[0]
    if after:
        due_at, last_id = after  # the range is for the index; the rest drops what it shares with the page before
        rows = rows.filter(**{f"{order}__gte": due_at}).exclude(**{order: due_at, "id__lte": last_id})
    found = list(rows.values(*FIELDS)[: PAGE + 1])
    more, found = len(found) > PAGE, found[:PAGE]
    last = found[-1] if more else None
    return Page([row_of(values, now) for values in found], _write(last) if last else "", after is None)


def neighbours(running: QuerySet[Application], application: Application) -> tuple[str, str]:
    """Codes of the dossier before and after this one in the queue; empty at the ends."""
    if application.due_at is None:
        return "", ""
    here, same = application.due_at, Q(runs_out_at=application.due_at)
    before = running.filter(runs_out_at__lte=here).exclude(same & Q(id__gte=application.pk))
    after = running.filter(runs_out_at__gte=here).exclude(same & Q(id__lte=application.pk))
    previous = before.order_by("-runs_out_at", "-id").only("ref", "dossier_code").first()
    following = after.order_by("runs_out_at", "id").only("ref", "dossier_code").first()
    return previous.code if previous else "", following.code if following else ""


def _with_refusals(rows: QuerySet[Application]) -> QuerySet[Application]:
    return rows.annotate(has_refusal=Exists(_to_sign(SlipKind.REFUSAL)))


def _to_sign(kind: str) -> QuerySet[Slip]:
    """Letters of a dossier on which the leader has not decided yet."""
    return Slip.objects.filter(application=OuterRef("pk"), kind=kind, issued_at__isnull=True, declined_at__isnull=True)


def _matching(query: str) -> Q:
    text = fold(query)
    if query.isascii() and query.isdigit() and len(query) == 12:
        return Q(subject_personal_id=query)
    by_name = Q()
    for word in text.split()[:6]:
        by_name &= Q(search_text__contains=word)
    code = query.upper().replace(" ", "")
    return by_name | Q(dossier_code__startswith=code) | Q(dossier_code__endswith=code) | Q(ref=code.replace("-", ""))


def _in_view(rows: QuerySet[Application], filters: Filters, now: datetime) -> QuerySet[Application]:
    start = datetime.combine(now.astimezone(HANOI).date(), datetime.min.time(), HANOI)
    tomorrow = start + timedelta(days=1)
    running = rows.filter(runs_out_at__isnull=False).order_by("runs_out_at", "id")
    others = rows.order_by("due_at", "id")
    match filters.view:
        case "qua-han":
            return running.filter(runs_out_at__lt=now)
        case "hom-nay":
            return running.filter(runs_out_at__gte=now, runs_out_at__lt=tomorrow)
        case "sap-toi":
            return running.filter(runs_out_at__gte=tomorrow)
        case "cho-bo-sung":
            return others.filter(state=State.SUPPLEMENT_REQUESTED)
        case "cho-ky":
            return running.filter(_AWAITING | Exists(_to_sign(SlipKind.APOLOGY)))
        case "cho-ban-giao":
            return others.filter(state=State.ISSUED)
        case "xong-hom-nay":
            return others.filter(resolved_at__gte=start).exclude(state__in=OPEN)
        case "tat-ca":
            return others
    return others if filters.query else running


def _write(values: dict) -> str:
    return base64.urlsafe_b64encode(json.dumps([values["due_at"].isoformat(), values["id"]]).encode()).decode()


def _read(cursor: str) -> tuple[datetime, int] | None:
    try:
        due_at, last_id = json.loads(base64.urlsafe_b64decode(cursor.encode()))
        moment = parse_datetime(due_at)
    except (ValueError, TypeError):
        return None
    return (moment, last_id) if moment and isinstance(last_id, int) else None

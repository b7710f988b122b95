"""Lists of difficulties: what is asked for in the query string, and the rows with their age and number of units."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django import forms
from django.core.paginator import Paginator
from django.db.models import Case, Count, F, QuerySet, When

from portal.difficulties.ages import with_ages
from portal.difficulties.models import UNANSWERED, DifficultyReport, Kind, State
from portal.text import fold

A_PAGE = 30
QUERY_LENGTH = 120
STATES = {
    "cho": ("Chờ trả lời", UNANSWERED),
    "traloi": ("Đã trả lời", (State.ANSWERED,)),
    "xong": ("Đã xong", (State.CLOSED,)),
    "gop": ("Đã gộp", (State.MERGED,)),
}


class FilterForm(forms.Form):
    """GET; what is not known is left out, never an error."""

    q = forms.CharField(label="Tìm", required=False)
    tt = forms.ChoiceField(
        label="Trạng thái", required=False, choices=[("", "Tất cả")] + [(k, v[0]) for k, v in STATES.items()]
    )
    loai = forms.ChoiceField(label="Loại", required=False, choices=[("", "Mọi loại"), *Kind.choices])


@dataclass(frozen=True, slots=True)
class Listing:
    rows: list[DifficultyReport]
    total: int
    form: FilterForm
    previous_url: str
    next_url: str
    query: str  # of the same list without a page: for links and files

    @property
    def words(self) -> str:
        return f"{self.total} việc"


def asked(
    rows: QuerySet[DifficultyReport], told: dict, *, default_state: str = ""
) -> tuple[QuerySet[DifficultyReport], FilterForm]:
    """Narrowed by what was asked, the longest waiting first, then the latest."""
    form = FilterForm({"tt": default_state} | told)
    form.is_valid()
    wanted = form.cleaned_data
    if state := wanted.get("tt"):
        rows = rows.filter(state__in=STATES[state][1])
    if kind := wanted.get("loai"):
        rows = rows.filter(kind=kind)
    for word in fold(wanted.get("q", "")[:QUERY_LENGTH].replace("\x00", "")).split():
        rows = rows.filter(search_text__contains=word)
    waiting_first = Case(When(state__in=UNANSWERED, then=F("answer_by_on")))
    rows = rows.select_related("office__parent", "written_by", "merged_into").annotate(units=Count("echoes") + 1)
    return rows.order_by(waiting_first.asc(nulls_last=True), "-written_at", "-pk"), form


def listing(
    rows: QuerySet[DifficultyReport], told: dict, *, today: date, path: str, default_state: str = "", **kept
) -> Listing:
    """One page of it."""
    found, form = asked(rows, told, default_state=default_state)
    page = Paginator(found, A_PAGE).get_page(told.get("trang"))
    values = kept | {name: told[name] for name in ("q", "tt", "loai") if name in told}
    query = urlencode(values)

    def url(number: int) -> str:
        return f"{path}?{urlencode(values | {'trang': number})}"

    before = url(page.previous_page_number()) if page.has_previous() else ""
    after = url(page.next_page_number()) if page.has_next() else ""
    return Listing(with_ages(page.object_list, today), page.paginator.count, form, before, after, query)

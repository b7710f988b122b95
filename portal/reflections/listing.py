"""The list of reflections: what is asked for in the query string, and a page of rows with their age."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django import forms
from django.core.paginator import Paginator
from django.db.models import Case, F, QuerySet, When

from portal.difficulties.ages import with_ages
from portal.reflections.models import Reflection, State, Topic

A_PAGE = 30
LATE, WAITING = "quahan", "cho"
STATES = {WAITING: "Chờ trả lời", LATE: "Quá hạn trả lời", "traloi": "Đã trả lời", "khong": "Không xử lý", "tatca": "Tất cả"}
OF_STATE = {WAITING: State.RECEIVED, LATE: State.RECEIVED, "traloi": State.ANSWERED, "khong": State.SET_ASIDE}


class FilterForm(forms.Form):
    """GET; what is not known is left out, never an error."""

    tt = forms.ChoiceField(label="Trạng thái", required=False, choices=list(STATES.items()))
    viec = forms.ChoiceField(label="Về việc", required=False, choices=[("", "Mọi việc"), *Topic.choices])


@dataclass(frozen=True, slots=True)
class Listing:
    rows: list[Reflection]
    form: FilterForm
    total: int
    previous_url: str
    next_url: str

    @property
    def words(self) -> str:
        return f"{self.total} phản ánh"


def listing(rows: QuerySet[Reflection], told: dict, *, today: date, path: str) -> Listing:
    """The one that was promised the earliest first, then the latest sent."""
    form = FilterForm({"tt": WAITING} | told)
    form.is_valid()
    wanted = form.cleaned_data.get("tt") or WAITING
    if state := OF_STATE.get(wanted):
        rows = rows.filter(state=state)
    if wanted == LATE:
        rows = rows.filter(answer_by_on__lt=today)
    if topic := form.cleaned_data.get("viec"):
        rows = rows.filter(topic=topic)
    waiting_first = Case(When(state=State.RECEIVED, then=F("answer_by_on")))
    page = Paginator(rows.order_by(waiting_first.asc(nulls_last=True), "-sent_at", "-pk"), A_PAGE).get_page(told.get("trang"))
    values = {name: told[name] for name in ("tt", "viec") if name in told}
    before = _url(path, values, page.previous_page_number()) if page.has_previous() else ""
    after = _url(path, values, page.next_page_number()) if page.has_next() else ""
    return Listing(with_ages(page.object_list, today), form, page.paginator.count, before, after)


def _url(path: str, values: dict, number: int) -> str:
    return f"{path}?{urlencode(values | {'trang': number})}"

"""S12, fees and postage by day: what stands, what is to come, and the Department's changes, each shown before it is saved.

Source: domain reference §1.4, §7.1.
"""

from datetime import date

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from applications import actions
from applications.actions.terms import check_end, one_to_end_for
from applications.forms.terms import FORMS, EndTermForm, TakeBackForm, TermForm
from applications.models import DatedTerm, FeeCollection, TermsChange
from applications.terms_faults import TermsFault, TermsOverlap
from applications.terms_use import DAY, filed_under, last_day_of, touched_by
from applications.terms_words import in_words
from portal.accounts.guards import serves
from portal.accounts.models import Role

READERS = [Role.DEPARTMENT_VIEWER, Role.DEPARTMENT_ADMIN]
KEEPERS = [Role.DEPARTMENT_ADMIN]
TITLES = {
    "phi": ("Phí một bản sao", "Thêm mức phí"),
    "mien": ("Miễn phí", "Thêm diện miễn phí"),
    "cach-thu": ("Cách thu phí", "Thêm cách thu"),
    "cuoc": ("Cước bưu chính", "Thêm mức cước"),
}
PRICES = ("phi", "cuoc")  # without one nobody can be told what it costs
CHANGES_SHOWN = 20


@serves("GET", to=READERS)
def terms(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    kinds = [(kind, *TITLES[kind], _rows(FORMS[kind].MODEL, today)) for kind in TITLES]
    context = {
        "kinds": kinds,
        "gaps": [gap for kind, *_words, rows in kinds if kind in PRICES for gap in _gaps(rows, today)],
        "changes": TermsChange.objects.select_related("by")[:CHANGES_SHOWN],
        "may_keep": Role.DEPARTMENT_ADMIN in request.roles,
        "today": today,
    }
    return render(request, "reports/terms.html", context)


@serves("GET", "POST", to=KEEPERS)
def add_term(request: HttpRequest, kind: str) -> HttpResponse:
    """Typed, then shown with whom it reaches, then saved: what is saved is what was shown."""
    form = _form_class(kind)(_sent(request))
    context = {"form": form, "title": TITLES[kind][1]}
    if form.is_valid() and _fits(form):
        new, now = form.new_term(), timezone.now()
        if request.POST.get("seen") == form.mark():
            added = actions.add_term(new, ends_before=form.cleaned_data["ends_before"], by=request.actor, at=now)
            messages.success(request, f"Đã thêm {in_words(added)}.")
            return redirect("reports:terms")
        context |= {"said": in_words(new), "before": _ended_for(new), "touched": touched_by(new), "since": new.valid_from}
        context["seen"] = form.mark()
    return render(request, "reports/term_form.html", context)


@serves("GET", "POST", to=KEEPERS)
def end_term(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    model = _form_class(kind).MODEL
    if model is FeeCollection:
        raise Http404  # stands until the next one
    term, form = get_object_or_404(model, pk=pk), EndTermForm(_sent(request))
    context = {"form": form, "title": "Kết thúc mức này", "term": term, "said_before": in_words(term), "is_end": True}
    if form.is_valid():
        last_day = form.cleaned_data["last_day"]
        if attempt(form, lambda: check_end(term, last_day, today=timezone.localdate())):
            if request.POST.get("seen") == form.mark():
                ended = actions.end_term(model, pk, last_day=last_day, by=request.actor, at=timezone.now())
                messages.success(request, f"Đã kết thúc: {in_words(ended)}.")
                return redirect("reports:terms")
            term.valid_to = last_day
            context |= {"said": in_words(term), "touched": touched_by(term), "since": last_day + DAY, "seen": form.mark()}
    return render(request, "reports/term_form.html", context)


@serves("GET", "POST", to=KEEPERS)
def take_back_term(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    term = get_object_or_404(_form_class(kind).MODEL, pk=pk)
    form = TakeBackForm(_sent(request))
    if form.is_valid():
        reason, said = form.cleaned_data["reason"], in_words(term)
        take_back = {"reason": reason, "by": request.actor, "at": timezone.now()}
        if attempt(form, lambda: actions.take_back_term(type(term), pk, **take_back)):
            messages.success(request, f"Đã rút {said}.")
            return redirect("reports:terms")
    context = {"form": form, "title": "Rút mức này", "term": term, "said_before": in_words(term)}
    return render(request, "reports/term_form.html", context | {"touched": touched_by(term), "is_taken_back": True})


def attempt(form: forms.Form, act) -> bool:
    """Whether it could be done; what is in the way is told on the form."""
    try:
        act()
    except TermsFault as fault:
        form.add_error(fault.field if fault.field in form.fields else None, str(fault))
        return False
    return True


def _fits(form: TermForm) -> bool:
    """Whether the new term may stand among the others; an open one that could make room is offered to end."""
    new, ends_before = form.new_term(), form.cleaned_data["ends_before"]
    try:
        if before := one_to_end_for(new, ends_before=ends_before, today=timezone.localdate()):
            form.offer_to_end(before)
    except TermsFault as fault:
        if isinstance(fault, TermsOverlap) and fault.may_end:
            form.offer_to_end(fault.other)
        form.add_error(fault.field if fault.field in form.fields else None, str(fault))
        return False
    return True


def _ended_for(new: DatedTerm) -> str:
    """The term that ends the day before, as it will say then."""
    if before := one_to_end_for(new, ends_before=True, today=timezone.localdate()):
        before.valid_to = new.valid_from - DAY
        return in_words(before)
    return ""


def _sent(request: HttpRequest):
    return request.POST if request.method == "POST" else None


def _form_class(kind: str) -> type[TermForm]:
    if kind not in FORMS:
        raise Http404
    return FORMS[kind]


def _rows(model: type[DatedTerm], today: date) -> list[DatedTerm]:
    """By what they are about, newest first; each with its last day and what may be done with it."""
    rows = list(model.objects.order_by(*model.SUBJECT, "-valid_from"))
    for row in rows:
        row.last_day = last_day_of(row)
        row.is_over = row.last_day is not None and row.last_day < today
        row.is_to_come = row.valid_from > today
        row.may_end = not row.is_over and model is not FeeCollection
        row.may_take_back = not row.is_over and not filed_under(row).exists()
    return rows


def _gaps(rows: list[DatedTerm], today: date) -> list[str]:
    """What will not be known from a day on: nobody can be told a price then."""
    said = []
    for row in rows:
        following = [other for other in rows if other.subject == row.subject and other.valid_from > row.valid_from]
        is_followed = any(other.valid_from == row.last_day + DAY for other in following) if row.last_day else True
        if not is_followed and row.last_day >= today:
            said.append(f"{in_words(row)}: sau {row.last_day:%d/%m/%Y} chưa có mức nào.")
    return said

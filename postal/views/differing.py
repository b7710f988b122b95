"""Differences of hand-overs, seen by office and post alike until one of them says what became of each."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from portal.accounts.guards import serves
from portal.accounts.models import Role
from postal.access import DESK_AND_LEADER, POST, differences_for_official, differences_for_post, get_hand_over_for_post
from postal.actions.differing import resolve_difference, tell_extra
from postal.errors import PostalError
from postal.forms_differing import ExtraForm, ResolutionForm
from postal.models import HandOver

SHOWN = 100


@serves("GET", to=DESK_AND_LEADER)
def of_office(request: HttpRequest) -> HttpResponse:
    return _list(request, differences_for_official, "postal:office_difference", "bangiao")


@serves("GET", "POST", to=DESK_AND_LEADER)
def of_office_one(request: HttpRequest, difference_id: int) -> HttpResponse:
    return _one(request, differences_for_official, difference_id, "postal:office_differences", "bangiao")


@serves("GET", to=POST)
def of_post(request: HttpRequest) -> HttpResponse:
    return _list(request, differences_for_post, "postal:post_difference", "buudien")


@serves("GET", "POST", to=POST)
def of_post_one(request: HttpRequest, difference_id: int) -> HttpResponse:
    return _one(request, differences_for_post, difference_id, "postal:post_differences", "buudien")


@serves("GET", "POST", to=(Role.POSTAL_WORKER,))
def extra(request: HttpRequest, number: str) -> HttpResponse:
    """An envelope in the bag that the record does not name."""
    batch = get_hand_over_for_post(request, number)
    if batch.state != HandOver.State.CLOSED:
        messages.info(request, "Đợt này đã xác nhận. Báo cơ quan lập biên bản điều chỉnh.")
        return redirect("postal:confirm", number)
    form = ExtraForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            tell_extra(batch.pk, form.cleaned_data["number"], why=form.cleaned_data["why"], by=request.actor, at=timezone.now())
        except PostalError as fault:
            form.add_error("number", str(fault))
        else:
            messages.success(request, "Đã ghi phong bì thừa. Trả phong bì cho cơ quan; cơ quan đã thấy việc này.")
            return redirect("postal:confirm", number)
    return render(request, "postal/extra.html", {"batch": batch, "form": form})


def _list(request: HttpRequest, rows: Callable, address: str, tab: str) -> HttpResponse:
    found = rows(request)
    context = {
        "open_ones": found.filter(resolved_at__isnull=True)[:SHOWN],
        "resolved": found.filter(resolved_at__isnull=False).order_by("-resolved_at")[:20],
        "address": address,
        "tab": tab,
    }
    return render(request, "postal/differences.html", context)


def _one(request: HttpRequest, rows: Callable, difference_id: int, back: str, tab: str) -> HttpResponse:
    difference = get_object_or_404(rows(request), pk=difference_id)
    form = ResolutionForm(request.POST or None, kind=difference.kind)
    if request.method == "POST" and form.is_valid():
        try:
            resolve_difference(difference.pk, **form.cleaned_data, by=request.actor, at=timezone.now())
        except PostalError as fault:
            form.add_error(None, str(fault))
        else:
            messages.success(request, "Đã ghi cách giải quyết chênh lệch.")
            return redirect(back)
    return render(request, "postal/difference.html", {"one": difference, "form": form, "back": back, "tab": tab})

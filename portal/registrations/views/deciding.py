"""The second person: confirms or refuses a posting of a leader or administrator, or the reset of a lost second factor."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from portal.accounts.guards import serves
from portal.registrations import factor_resets, postings
from portal.registrations.access import MANAGERS, is_wholly_ours, proposals_of, resets_of
from portal.registrations.errors import RegistrationRefused
from portal.registrations.forms import ReasonForm


@serves("GET", "POST", to=MANAGERS)
def proposal(request: HttpRequest, proposal_id: int) -> HttpResponse:
    asked = get_object_or_404(proposals_of(request), pk=proposal_id)
    return _decided(request, asked, postings, "Đã xác nhận. Phân công có hiệu lực.")


@serves("GET", "POST", to=MANAGERS)
def reset(request: HttpRequest, reset_id: int) -> HttpResponse:
    asked = get_object_or_404(resets_of(request), pk=reset_id)
    if not is_wholly_ours(request, asked.user):
        raise Http404
    return _decided(request, asked, factor_resets, "Đã gỡ xác thực hai lớp và gửi liên kết đặt lại mật khẩu.")


def _decided(request: HttpRequest, asked, verbs, said: str) -> HttpResponse:
    """`verbs` confirms and refuses what is asked. A refusal needs a reason; a confirmation none."""
    form = ReasonForm(request.POST if "refuse" in request.POST else None)
    fault = ""
    try:
        if request.method == "POST" and "confirm" in request.POST:
            verbs.confirm(asked.pk, by=request.actor, at=timezone.now())
            return _back(request, said)
        if form.is_valid():
            verbs.refuse(asked.pk, reason=form.cleaned_data["reason"], by=request.actor, at=timezone.now())
            return _back(request, "Đã ghi không chấp nhận, kèm lý do.")
    except RegistrationRefused as refused:
        fault = str(refused)
    context = {"asked": asked, "form": form, "fault": fault, "is_proposal": verbs is postings}
    context["may_confirm"] = request.user.pk not in (asked.proposed_by_id, asked.user_id)
    return render(request, "registrations/decide.html", context)


def _back(request: HttpRequest, said: str) -> HttpResponse:
    messages.success(request, said)
    return redirect("registrations:index")

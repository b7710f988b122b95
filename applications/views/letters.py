"""L4: the leader's page of a letter. A refusal is signed or declined; an apology may be changed, signed or sent back."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from applications import actions
from applications.apologies import legal_ground
from applications.errors import ApplicationError
from applications.forms.apology import LeaderApologyForm, Offer
from applications.forms.desk import VersionForm
from applications.models import SIGNED_BY_THE_HEAD, Slip, SlipKind
from applications.tray import BY_THE_CLOCK, letters_waiting
from applications.views.desk.dossier import conflict_of_interest
from applications.views.desk.steps import told
from applications.views.leader import next_paper, seen_version
from portal.accounts.guards import serves
from portal.accounts.models import Role
from portal.audit.trail import record
from portal.documents.sending import being_printed, private_file
from portal.forms import CleanCharField


class DeclineForm(VersionForm):
    reason = CleanCharField(
        label="Lý do không ký",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Nhập lý do không ký"},
    )


@serves("GET", "POST", to=Role.OFFICE_LEADER)
def letter(request: HttpRequest, slip_id: int) -> HttpResponse:
    letters = Slip.objects.filter(kind__in=SIGNED_BY_THE_HEAD, office=request.office, application__office=request.office)
    slip = get_object_or_404(letters.select_related("application__office", "drafted_by"), pk=slip_id)
    return _apology(request, slip) if slip.kind == SlipKind.APOLOGY else _refusal(request, slip)


@serves("GET", to=Role.OFFICE_LEADER)
def letter_draft(request: HttpRequest, slip_id: int) -> HttpResponse:
    """The paper that waits, as drafted; what the leader changes is in the one that he signs."""
    waiting = letters_waiting(request.office).select_related("application", "draft")
    slip, back = get_object_or_404(waiting, pk=slip_id), reverse("desk:letter", args=[slip_id])
    record("application.viewed", subject=f"application:{slip.application.ref}", by=request.actor)
    if page := being_printed(request, slip.draft, task="applications.tasks.render_draft", pk=slip.pk, back=back):
        return page
    return private_file(slip.draft, f"du-thao-{slip.application.code}.pdf")


def _refusal(request: HttpRequest, slip: Slip) -> HttpResponse:
    application = slip.application
    form = DeclineForm(request.POST if "decline" in request.POST else None, initial={"version": application.version})
    if request.method == "POST":
        answer = _decide_refusal(request, slip, form)
        if answer is not None:
            return answer
    return _page(request, slip, "desk/leader/letter.html", form=form)


def _apology(request: HttpRequest, slip: Slip) -> HttpResponse:
    application, now = slip.application, timezone.now()
    offer, version = Offer.of(application, now), {"version": application.version}
    initial = version | {"why": slip.content["reason"]} | offer.initial(slip.content, accountable_id=None)
    back = DeclineForm(request.POST if "decline" in request.POST else None, initial=version, prefix="back")
    form = LeaderApologyForm(request.POST if "sign" in request.POST else None, offer=offer, slip=slip, initial=initial)
    if request.method == "POST":
        answer = _decide_apology(request, slip, form, back)
        if answer is not None:
            return answer
    return _page(
        request,
        slip,
        "desk/leader/apology.html",
        form=back if back.is_bound else form,
        terms_form=form,
        back=back,
        legal_ground=legal_ground(timezone.localdate(now)),
        is_late=now > application.due_at,
        drafted_by=slip.drafted_by.full_name if slip.drafted_by else BY_THE_CLOCK,
    )


def _page(request: HttpRequest, slip: Slip, template: str, **context) -> HttpResponse:
    record("application.viewed", subject=f"application:{slip.application.ref}", by=request.actor)
    context |= {
        "slip": slip,
        "dossier": slip.application,
        "is_open": letters_waiting(request.office).filter(pk=slip.pk).exists(),
        "is_own_draft": slip.drafted_by_id == request.user.pk,
        "conflict": conflict_of_interest(request, slip.application),
    }
    return render(request, template, context)


def _decide_refusal(request: HttpRequest, slip: Slip, form: DeclineForm) -> HttpResponse | None:
    at = timezone.now()
    try:
        if "sign" in request.POST:
            actions.sign_refusal(slip.pk, by=request.actor, at=at, seen_version=seen_version(request))
            messages.success(request, f"Đã ký từ chối hồ sơ {slip.application.code}. Người nộp được báo ngay.")
        elif form.is_valid():
            words = form.cleaned_data
            actions.decline_refusal(slip.pk, reason=words["reason"], by=request.actor, at=at, seen_version=words["version"])
            messages.success(request, f"Không ký từ chối. Hồ sơ {slip.application.code} tiếp tục được giải quyết.")
        else:
            return None
    except ApplicationError as fault:
        messages.error(request, told(fault))
        return redirect("desk:letter", slip_id=slip.pk)
    return next_paper(request)


def _decide_apology(request: HttpRequest, slip: Slip, form: LeaderApologyForm, back: DeclineForm) -> HttpResponse | None:
    """Sign with these terms, or send back; None where something has to be put right."""
    at, code = timezone.now(), slip.application.code
    try:
        if form.is_bound and form.is_valid():
            seen = form.cleaned_data["version"]
            actions.sign_apology(slip.pk, form.terms(), by=request.actor, at=at, seen_version=seen)
            messages.success(request, f"Đã ký phiếu xin lỗi của hồ sơ {code}. Người nộp được báo ngay.")
        elif back.is_bound and back.is_valid():
            words = back.cleaned_data
            actions.decline_apology(slip.pk, reason=words["reason"], by=request.actor, at=at, seen_version=words["version"])
            messages.success(request, f"Đã trả lại phiếu xin lỗi của hồ sơ {code}.")
        else:
            return None
    except ApplicationError as fault:
        messages.error(request, told(fault))
        return redirect("desk:letter", slip_id=slip.pk)
    return next_paper(request)

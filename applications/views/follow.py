"""Following one's own applications: the list (C13), the timeline (C12), letters, refusal (C16), withdrawal (C17)."""

from datetime import datetime

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from applications import actions
from applications.access import applications_for_citizen, drafts_for_citizen, get_application_for_citizen
from applications.chips import TimeLeft, time_left
from applications.errors import ChangedMeanwhile
from applications.forms.addresses import in_one_line
from applications.forms.moment import address_of_promise
from applications.forms.withdraw import WithdrawForm
from applications.looks import looks_at
from applications.models import OF_THE_OFFICE, Application, FiledPaperKind, SlipKind
from applications.models.application import DeliveryMethod
from applications.papers import KeptFile, slot_label
from applications.paying_ahead import ahead_of
from applications.procedures import procedure_for
from applications.states import CITIZEN_LABELS, FINAL, ON_THE_CLOCK, OPEN, State
from applications.summary import wish_in_words
from applications.timeline import collected_in, given, in_groups, timeline_of, tracking_number
from applications.visits.offers import visit_card
from civil_registry.models import CopyState
from portal.accounts.guards import CITIZEN, serves
from portal.audit.trail import record
from portal.documents.sending import being_printed, private_file
from portal.templatetags.portal import vnd
from portal.text import slug_of

LISTED = 100
MAY_DISPUTE = {State.HANDED_TO_POST, State.RETURNED_TO_OFFICE, State.DELIVERED, State.READY_FOR_COLLECTION, State.COLLECTED}


@serves("GET", to=CITIZEN)
def mine(request: HttpRequest) -> HttpResponse:
    """C13: drafts, what is under way, what is done; of the account, or of this device."""
    filed = applications_for_citizen(request).exclude(state=State.DRAFT).select_related("office")
    rows = [_as_listed(application) for application in filed.order_by("-submitted_at", "-id")[:LISTED]]
    context = {
        "drafts": [_as_listed(draft) for draft in drafts_for_citizen(request)[:LISTED]],
        "running": [row for row in rows if not row["is_done"]],
        "done": [row for row in rows if row["is_done"]],
    }
    return render(request, "applications/follow/mine.html", context)


@serves("GET", to=CITIZEN)
def timeline(request: HttpRequest, ref: str) -> HttpResponse:
    """C12: where it stands, what to do, and everything that belongs to it."""
    application = get_application_for_citizen(request, ref)
    history = list(application.history.select_related("office"))
    asked = next((change for change in reversed(history) if change.verb == "ask_for_supplement"), None)
    delivery = application.answers.get("delivery", {})
    now, procedure = timezone.now(), procedure_for(application.procedure_code)
    collected_vnd, filed_for_vnd = collected_in(history), application.fee_vnd + application.postage_vnd
    context = {
        "application": application,
        "kind": procedure.kind(application.kind),
        "given": procedure.gives(application.kind).words,
        "writes": procedure.writing is not None,
        "is_collected": application.delivery_method == DeliveryMethod.DESK,
        "compared": procedure.compared(application.answers) if procedure.writing else (),
        "present": procedure.present,
        "events": timeline_of(application, history),
        "asked": asked,
        "last_day": actions.last_day_to_answer(asked) if asked else None,
        "has_failed_delivery": bool(history) and history[-1].verb == "fail_delivery",
        "tracking_number": in_groups(tracking_number(history)),
        "is_late": application.state in OPEN and application.due_at < now and application.state != State.SUPPLEMENT_REQUESTED,
        "apology": next((change for change in reversed(history) if change.verb == "apologise"), None),
        "has_missed_again": bool(application.reappointed_at) and application.reappointed_at < now,
        "due_url": address_of_promise(application, history),
        "time_left": _time_left(application, now),
        "is_due_today": application.due_on == timezone.localdate(now),
        "letters": _letters(application),
        "receipts": application.filed_papers.filter(kind=FiledPaperKind.RECEIPT),
        "has_copy": _has_copy(application),
        "visit": visit_card(application),
        "files": [(slot_label(application, a.slot), KeptFile(a)) for a in _present(application)],
        "delivery": delivery,
        "address": in_one_line(delivery),
        "wish": wish_in_words(delivery),
        "can_withdraw": application.state in OPEN,
        "ahead": ahead_of(application, timezone.localdate(now)),
        "collected_vnd": collected_vnd,
        "is_less": collected_vnd is None and application.due_total_vnd < filed_for_vnd,  # given up, or paid before
        "can_dispute": application.state in MAY_DISPUTE,
        "gateway_is_on": bool(settings.PAYMENT_GATEWAY_URL),
        "looks": looks_at(application),
    }
    return render(request, "applications/follow/timeline.html", context)


@serves("GET", to=CITIZEN)
def refusal(request: HttpRequest, ref: str) -> HttpResponse:
    """C16: the reason, what to do next, how to complain."""
    application = get_application_for_citizen(request, ref)
    if application.state != State.REFUSED:
        return redirect("applications:timeline", ref=ref)
    change = application.history.filter(verb="refuse").last()
    letter = application.slips.filter(kind=SlipKind.REFUSAL, issued_at__isnull=False).last()
    context = {"application": application, "change": change, "letter": letter, "next_way": change.detail.get("next_way", "")}
    return render(request, "applications/follow/refusal.html", context)


@serves("GET", "POST", to=CITIZEN)
def withdraw(request: HttpRequest, ref: str) -> HttpResponse:
    """C17: what it means, then the withdrawal. A second click finds it done."""
    application = get_application_for_citizen(request, ref)
    if application.state not in OPEN:
        return _cannot_withdraw(request, application)
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.withdraw(application.pk, reason=form.cleaned_data["reason"], by=request.actor, at=timezone.now())
            messages.success(request, _words_of_withdrawal(application))
        except ChangedMeanwhile as meanwhile:
            if meanwhile.last is None or meanwhile.last.verb != "withdraw":
                messages.error(request, str(meanwhile))
        return redirect("applications:timeline", ref=ref)
    context = {"application": application, "form": form}
    return render(request, "applications/follow/withdraw.html", context, status=400 if form.errors else 200)


@serves("GET", to=CITIZEN)
def slip(request: HttpRequest, ref: str, slip_id: int) -> HttpResponse:
    """A letter of the office, as it was kept."""
    application = get_application_for_citizen(request, ref)
    letters = application.slips.exclude(kind__in=OF_THE_OFFICE)
    letter = get_object_or_404(letters.select_related("document"), pk=slip_id, issued_at__isnull=False)
    back = reverse("applications:timeline", args=[ref])
    if page := being_printed(request, letter.document, task="applications.tasks.render_slip", pk=letter.pk, back=back):
        return page
    record("slip.view", subject=f"application:{application.ref}", by=request.actor, slip=letter.pk)
    return private_file(letter.document, f"{letter.kind}-{application.ref}.pdf")


@serves("GET", to=CITIZEN)
def copy(request: HttpRequest, ref: str) -> HttpResponse:
    """The electronic file of the signed copy or original; the paper with seal is the one that comes by post."""
    application = get_application_for_citizen(request, ref)
    if not _has_copy(application):
        raise Http404
    record("extract.view", subject=f"application:{application.ref}", by=request.actor, purpose="citizen")
    given = procedure_for(application.procedure_code).gives(application.kind)
    return private_file(application.extract.document, f"{slug_of(given.result.vi)}-{application.ref}.pdf")


def _cannot_withdraw(request: HttpRequest, application: Application) -> HttpResponse:
    if application.state == State.WITHDRAWN:
        messages.info(request, _("Hồ sơ này đã được rút."))
    elif application.state in FINAL:
        messages.info(request, _("Hồ sơ này đã kết thúc nên không rút được nữa."))
    else:
        messages.info(
            request, _("Kết quả đã ký nên không rút hồ sơ được nữa. Nếu không muốn nhận, gọi cho cơ quan giải quyết.")
        )
    return redirect("applications:timeline", ref=application.ref)


def _words_of_withdrawal(application: Application) -> str:
    words = _("Hồ sơ đã được rút. Không phải trả khoản nào.")
    if application.fee_paid_vnd:
        words += " " + _("Cơ quan hoàn lại %(money)s phí đã nộp.") % {"money": vnd(application.fee_paid_vnd)}
    return words


def _has_copy(application: Application) -> bool:
    extract = application.extract
    return extract is not None and extract.state == CopyState.SIGNED and extract.document_id is not None


def _time_left(application: Application, now: datetime) -> TimeLeft | None:
    if application.state not in ON_THE_CLOCK or application.due_at is None:
        return None
    return time_left(due_at=application.due_at, due_on=application.due_on, now=now)


def _letters(application: Application) -> list[dict]:
    """Letters that are valid; one without a document is being drawn up."""
    issued = application.slips.filter(issued_at__isnull=False).exclude(kind__in=OF_THE_OFFICE)
    return [{"id": s.pk, "label": _(s.get_kind_display()), "at": s.issued_at, "is_ready": bool(s.document_id)} for s in issued]


def _present(application: Application):
    return application.attachments.filter(removed_at__isnull=True).select_related("document", "thumbnail")


def _as_listed(application: Application) -> dict:
    return {
        "application": application,
        "label": procedure_for(application.procedure_code).kind(application.kind).label,
        "state": CITIZEN_LABELS[application.state] % given(application),
        "is_done": application.state in FINAL,
        "needs_answer": application.state == State.SUPPLEMENT_REQUESTED,
        "subject": application.subject_name,
    }

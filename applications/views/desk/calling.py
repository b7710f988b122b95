"""The call list: whom neither e-mail, SMS nor letter has reached, what is to be said, and what came of each try.

The number is seen only by who opens a call; that is recorded.
"""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from applications.access import applications_for_official
from applications.forms.calling import CallForm
from applications.views.desk.files import STAFF
from portal.accounts.guards import serves
from portal.audit.trail import record
from portal.masking import masked_phone
from portal.messaging.access import calls_here, get_call, letters_here
from portal.messaging.ladder import AlreadyNoted, note_call
from portal.messaging.models import Call

LISTED = 100


@serves("GET", to=STAFF)
def calls(request: HttpRequest) -> HttpResponse:
    """Those that may be tried now first, then those to be tried again later."""
    now = timezone.now()
    waiting = list(calls_here(request).filter(closed_at__isnull=True)[:LISTED])
    context = {
        "now_due": [(call, masked_phone(call.ladder.phone)) for call in waiting if call.call_from <= now],
        "later": [(call, masked_phone(call.ladder.phone)) for call in waiting if call.call_from > now],
        "done": calls_here(request).filter(closed_at__isnull=False).order_by("-closed_at")[:10],
        "letters": letters_here(request).filter(posted_at__isnull=True, failed_at__isnull=True).count(),
    }
    return render(request, "desk/calls.html", context)


@serves("GET", "POST", to=STAFF)
def call(request: HttpRequest, call_id: int) -> HttpResponse:
    """One call: the number, whom to ask for, what to say; and its outcome."""
    one, form = get_call(request, call_id), CallForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            note_call(one.pk, told["outcome"], note=told["note"], by=request.actor, at=timezone.now())
            messages.success(request, f"Đã ghi kết quả cuộc gọi về hồ sơ {one.ladder.code}.")
        except AlreadyNoted as fault:
            messages.error(request, str(fault))
        return redirect("reaching:calls")
    record("call.opened", subject=one.ladder.subject_ref, by=request.actor, call=one.pk)
    context = {
        "call": one,
        "form": form,
        "dossier": _dossier(request, one),
        "paragraphs": [part.strip() for part in one.ladder.text.split("\n\n") if part.strip()],
        "tries": one.tries.select_related("by"),
    }
    return render(request, "desk/call.html", context, status=400 if form.errors else 200)


def _dossier(request: HttpRequest, one: Call):
    """As it stands now; None where another office has it."""
    kind, _colon, ref = one.ladder.subject_ref.partition(":")
    return applications_for_official(request).filter(ref=ref).first() if kind == "application" else None

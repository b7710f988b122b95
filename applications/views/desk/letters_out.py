"""Letters to people whom neither e-mail nor SMS has reached: printed by the worker, put into an envelope and posted here."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from applications.views.desk.files import STAFF
from applications.views.desk.queue import DESK
from portal.accounts.guards import serves
from portal.audit.trail import record
from portal.documents.sending import being_printed, private_file
from portal.messaging.access import get_letter, letters_here
from portal.messaging.ladder import AlreadyNoted, fail_letter, post_letters

LISTED = 100


@serves("GET", to=STAFF)
def letters(request: HttpRequest) -> HttpResponse:
    here = letters_here(request).filter(failed_at__isnull=True)
    context = {
        "waiting": here.filter(posted_at__isnull=True)[:LISTED],
        "posted": here.filter(posted_at__isnull=False).order_by("-posted_at")[:20],
    }
    return render(request, "desk/letters_out.html", context)


@serves("GET", to=STAFF)
def letter(request: HttpRequest, letter_id: int) -> HttpResponse:
    one = get_letter(request, letter_id)
    task, back = "portal.messaging.tasks.print_letter", reverse("reaching:letters")
    if page := being_printed(request, one.document, task=task, pk=one.pk, back=back):
        return page
    record("letter.view", subject=one.ladder.subject_ref, by=request.actor, letter=one.pk)
    return private_file(one.document, f"thu-bao-{one.ladder.code}.pdf")


@serves("POST", to=DESK)
def posted(request: HttpRequest) -> HttpResponseRedirect:
    """Those that were ticked, of this office."""
    ticked = [int(value) for value in request.POST.getlist("letter") if value.isascii() and value.isdigit()]
    own = list(letters_here(request).filter(pk__in=ticked[:LISTED]).values_list("pk", flat=True))
    if number := post_letters(own, by=request.actor, at=timezone.now()):
        messages.success(request, f"Đã ghi gửi {number} thư.")
    else:
        messages.error(request, "Chưa ghi thư nào. Đánh dấu các thư đã in và đã bỏ vào bưu điện, rồi bấm lại.")
    return redirect("reaching:letters")


@serves("POST", to=DESK)
def failed(request: HttpRequest, letter_id: int) -> HttpResponseRedirect:
    """It came back, or the address is none: the person is on the call list from now on."""
    one = get_letter(request, letter_id)
    try:
        fail_letter(one.pk, by=request.actor, at=timezone.now())
        messages.success(request, f"Thư về hồ sơ {one.ladder.code} không đến được; đã đưa vào danh sách phải gọi điện.")
    except AlreadyNoted as fault:
        messages.error(request, str(fault))
    return redirect("reaching:letters")

"""The result given at the desk: invite, then hand over after a look at an identity paper."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from applications import actions
from applications.access import get_application_for_official, look_at_application
from applications.actions.collecting import may_compare
from applications.errors import ApplicationError
from applications.forms.collecting import CollectForm, CompareForm
from applications.models.application import DeliveryMethod
from applications.states import State
from applications.views.desk.queue import DESK
from applications.views.desk.steps import told
from portal.accounts.guards import serves


@serves("GET", "POST", to=DESK)
def give(request: HttpRequest, code: str) -> HttpResponse:
    """Who comes, what paper he shows; closes the dossier."""
    application = look_at_application(request, code)
    form = CollectForm(request.POST or None, application=application, initial={"version": application.version})
    if request.method == "POST" and form.is_valid():
        try:
            actions.collect(application.pk, **form.facts(application), by=request.actor, at=timezone.now())
        except ApplicationError as fault:
            form.add_error(None, told(fault))
        else:
            messages.success(request, "Đã ghi trả kết quả tại cơ quan.")
            return redirect("desk:dossier", code=application.code)
    is_possible = application.state == State.READY_FOR_COLLECTION or request.method == "POST"
    return render(request, "desk/give.html", {"dossier": application, "form": form, "is_possible": is_possible})


@serves("GET", "POST", to=DESK)
def compare(request: HttpRequest, code: str) -> HttpResponse:
    """Who has his paper sent comes before it is made: originals seen, register signed."""
    application = look_at_application(request, code)
    form = CompareForm(request.POST or None, application=application, initial={"version": application.version})
    if request.method == "POST" and form.is_valid():
        try:
            actions.compare_originals(application.pk, **form.facts(application), by=request.actor, at=timezone.now())
        except ApplicationError as fault:
            form.add_error(None, told(fault))
        else:
            messages.success(request, "Đã ghi việc đối chiếu bản chính và ký sổ.")
            return redirect("desk:dossier", code=application.code)
    is_possible = may_compare(application) or request.method == "POST"
    return render(request, "desk/compare.html", {"dossier": application, "form": form, "is_possible": is_possible})


@serves("POST", to=DESK)
def invite(request: HttpRequest, code: str) -> HttpResponse:
    """The copy is signed and its requester comes himself: he is told that it waits."""
    application = get_application_for_official(request, code)
    if application.delivery_method != DeliveryMethod.DESK:
        messages.error(request, "Hồ sơ này gửi qua bưu điện. Bưu gửi chuyển hoàn được quyết định ở trang Bưu gửi cần xử lý.")
        return redirect("desk:dossier", code=application.code)
    try:
        actions.invite_to_collect(application.pk, by=request.actor, at=timezone.now())
    except ApplicationError as fault:
        messages.error(request, told(fault))
    else:
        messages.success(request, "Đã mời người yêu cầu đến nhận.")
    return redirect("desk:dossier", code=application.code)

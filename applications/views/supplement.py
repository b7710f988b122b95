"""C14: the official's words, and for each thing that is missing its own answer and its own files."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from applications import actions
from applications.access import get_application_for_citizen
from applications.errors import ApplicationError, ChangedMeanwhile
from applications.filing import present_files
from applications.forms.supplement import SupplementForm
from applications.models import Application
from applications.outlook import outlook
from applications.papers import SlotOnPage, slots_on_page
from applications.procedures.base import PaperSlot
from applications.states import State
from applications.views.receiving import FILES, FRAGMENT, keep_files
from portal.accounts.guards import CITIZEN, serves
from portal.offices.calendar import CalendarMissing
from portal.templatetags.portal import day

FILES_OF_ONE = 4


@serves("GET", "POST", to=CITIZEN)
def supplement(request: HttpRequest, ref: str) -> HttpResponse:
    """POST sends everything; without JavaScript the same form also uploads (`upload`) and removes (`remove`) single files."""
    application = get_application_for_citizen(request, ref)
    if application.state != State.SUPPLEMENT_REQUESTED:
        return _nothing_asked(request, application)
    if request.method == "GET":
        return _page(request, application, _form(application))
    if "upload" in request.POST or "remove" in request.POST:
        return _change_files(request, application)
    _keep_all(request, application)
    form = _form(application, request.POST)
    if not form.is_valid():
        return _page(request, application, form, status=400)
    return _file(request, application, form)


@serves("POST", to=CITIZEN)
def add_file(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    """The files of one thing asked for, sent by upload.js, which shows the answer in the slot's place."""
    application = get_application_for_citizen(request, ref)
    slots = _slots(application)
    if application.state != State.SUPPLEMENT_REQUESTED or not 1 <= number <= len(slots):
        raise Http404
    error = _keep(application, number, request.FILES.getlist(FILES))
    if FRAGMENT not in request.headers:
        if error:
            messages.error(request, error)
        return redirect("applications:supplement", ref=ref)
    shown = _slots(application)[number - 1]
    shown.error = error
    context = {"paper": shown, "ref": ref, "number": number, "is_supplement": True}
    return render(request, "applications/papers/_slot.html", context, status=400 if error else 200)


def _file(request: HttpRequest, application: Application, form: SupplementForm) -> HttpResponse:
    if form.cleaned_data["round"] != application.supplement_count:
        messages.error(request, _("Cơ quan đã gửi yêu cầu bổ sung mới trong lúc trang này đang mở. Xem lại yêu cầu bên dưới."))
        return redirect("applications:supplement", ref=application.ref)
    try:
        filed = actions.resubmit(application.pk, answers=form.answers(), by=request.actor, at=timezone.now())
    except CalendarMissing:
        messages.error(request, _("Chưa có lịch làm việc để tính hạn giải quyết. Phần bổ sung còn đủ; thử nộp lại sau."))
        return redirect("applications:supplement", ref=application.ref)
    except ChangedMeanwhile as meanwhile:
        if meanwhile.last is None or meanwhile.last.verb != "resubmit":  # else: a second click
            messages.error(request, str(meanwhile))
        return redirect("applications:timeline", ref=application.ref)
    messages.success(request, _("Đã nộp bổ sung. Hạn giải quyết mới: %(day)s.") % {"day": day(filed.due_on)})
    return redirect("applications:timeline", ref=application.ref)


def _change_files(request: HttpRequest, application: Application) -> HttpResponse:
    """The page once more, with what was typed: the texts are not filed yet."""
    errors, number = {}, request.POST.get("upload", "")
    if number.isascii() and number.isdigit() and int(number) <= len(_slots(application)):
        errors = {int(number): _keep(application, int(number), request.FILES.getlist(f"{FILES}_{number}"))}
    wanted = request.POST.get("remove", "")
    if wanted.isascii() and wanted.isdigit():
        try:
            actions.remove_attachment(application.pk, int(wanted), at=timezone.now())
        except ApplicationError as fault:
            messages.error(request, str(fault))
    form = _form(application)
    form.initial |= {name: request.POST.get(name, "") for name in form.fields if name != "round"}
    return _page(request, application, form, errors=errors, status=400 if any(errors.values()) else 200)


def _keep_all(request: HttpRequest, application: Application) -> None:
    """Files that were chosen but not uploaded by themselves come with the form."""
    for number in range(1, len(_slots(application)) + 1):
        files = request.FILES.getlist(f"{FILES}_{number}")
        error = _keep(application, number, files) if files else ""
        if error:
            messages.error(request, error)


def _keep(application: Application, number: int, files: list) -> str:
    slot = actions.supplement_slot(application, number)
    return keep_files(application, files, slot=slot, max_files=FILES_OF_ONE, at=timezone.now())


def _form(application: Application, data=None) -> SupplementForm:
    return SupplementForm(data, slots=_slots(application), initial={"round": application.supplement_count})


def _slots(application: Application) -> list[SlotOnPage]:
    """One slot for each thing on the open request."""
    asked = application.history.filter(verb="ask_for_supplement").last()
    items = asked.detail.get("items", []) if asked else []
    slots = tuple(
        PaperSlot(actions.supplement_slot(application, number), item, False, "", FILES_OF_ONE)
        for number, item in enumerate(items, start=1)
    )
    return slots_on_page(slots, present_files(application))


def _page(
    request: HttpRequest, application: Application, form: SupplementForm, *, errors=None, status: int = 200
) -> HttpResponse:
    rows = []
    for number, slot in enumerate(form.slots, start=1):
        slot.error = (errors or {}).get(number, "")
        rows.append({"number": number, "paper": slot, "field": form[form.name(number)]})
    asked = application.history.filter(verb="ask_for_supplement").last()
    context = {
        "application": application,
        "ref": application.ref,
        "form": form,
        "rows": rows,
        "asked": asked,
        "last_day": actions.last_day_to_answer(asked),
        "outlook": outlook(timezone.now(), application.office, application.limit_code),
        "is_supplement": True,
    }
    return render(request, "applications/follow/supplement.html", context, status=status)


def _nothing_asked(request: HttpRequest, application: Application) -> HttpResponse:
    messages.info(request, _("Hồ sơ này hiện không có yêu cầu bổ sung."))
    return redirect("applications:timeline", ref=application.ref)

"""The citizen answers what one authority asked for: in words, or with a photo; the other parts go on meanwhile."""

from django.conf import settings
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from applications.errors import ApplicationError
from applications.linked import actions
from applications.linked.access import get_child_for_citizen
from applications.linked.citizen_forms import AnswerForm
from applications.linked.errors import LinkedError
from applications.linked.models import ChildCase
from applications.linked.states import ChildState
from applications.linked.strip import who_does
from portal.accounts.guards import CITIZEN, serves
from portal.offices.calendar import CalendarMissing
from portal.templatetags.portal import day
from portal.uploads import UploadRefused, check, errors
from portal.uploads.checking import clean_name


@serves("GET", "POST", to=CITIZEN)
def supplement(request: HttpRequest, ref: str, key: str) -> HttpResponse:
    """One page: what is asked, an answer and a photo for each. Files are kept even where the words must be put right."""
    child = get_child_for_citizen(request, ref, key)
    if child.state != ChildState.SUPPLEMENT_REQUESTED:
        messages.info(request, _("Phần này hiện không có yêu cầu bổ sung."))
        return redirect("applications:timeline", ref=ref)
    refused = _keep_files(request, child) if request.method == "POST" else {}
    form = _form(child, request.POST if request.method == "POST" else None)
    for number, sentence in refused.items():
        form.add_error(f"words_{number}", sentence)
    if request.method == "POST" and form.is_valid() and _send(request, child, form):
        return redirect("applications:timeline", ref=ref)
    rows = [
        {"number": number, "item": item, "field": form[f"words_{number}"], "files": _files(child, number)}
        for number, item in enumerate(child.asked, start=1)
    ]
    context = {"application": child.case.application, "child": child, "form": form, "rows": rows, "who": who_does(child)}
    return render(request, "linked/supplement.html", context, status=400 if form.errors else 200)


def _send(request: HttpRequest, child: ChildCase, form: AnswerForm) -> bool:
    try:
        version = form.cleaned_data["version"]
        sent = actions.answer(child.pk, words=form.words(), by=request.actor, at=timezone.now(), seen_version=version)
    except CalendarMissing:
        messages.error(request, _("Chưa có lịch làm việc để tính hạn. Phần bổ sung còn đủ; thử gửi lại sau."))
        return False
    except LinkedError:
        messages.error(request, _("Phần việc đã chuyển bước trong lúc trang này đang mở. Xem trạng thái bên dưới."))
        return True
    messages.success(request, _("Đã gửi bổ sung. Hạn giải quyết mới: %(day)s.") % {"day": day(sent.due_on)})
    return True


def _keep_files(request: HttpRequest, child: ChildCase) -> dict[int, str]:
    """Why a file was not kept, by the number of what it answers."""
    refused = {}
    for number in range(1, len(child.asked) + 1):
        for file in request.FILES.getlist(f"file_{number}"):
            try:
                actions.add_paper(child.pk, place=number, file=check(file.name or "", _content(file)), at=timezone.now())
            except (UploadRefused, ApplicationError) as fault:
                refused[number] = str(fault)
            except LinkedError:
                break  # answered meanwhile: the form says so
    return refused


def _content(file: UploadedFile) -> bytes:
    """Raises UploadRefused for a file that was too large to be read in."""
    if file.size > settings.UPLOAD_MAX_BYTES:
        raise errors.too_big(clean_name(file.name or ""), file.size, settings.UPLOAD_MAX_BYTES)
    return file.read()


def _form(child: ChildCase, data) -> AnswerForm:
    has_file = set(child.papers.filter(round=child.supplement_count).values_list("place", flat=True))
    return AnswerForm(data, asked=child.asked, has_file=has_file, initial={"version": child.version})


def _files(child: ChildCase, number: int) -> list:
    return [file for file in child.papers.all() if (file.round, file.place) == (child.supplement_count, number)]

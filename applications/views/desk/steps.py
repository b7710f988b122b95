"""R3, R4, R5: receive a dossier, ask once for everything missing, propose a refusal."""

from collections.abc import Callable

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from applications import actions
from applications.access import look_at_application
from applications.errors import ApplicationError, ChangedMeanwhile
from applications.forms.desk import NEXT_WAYS, ExtendForm, ReceiveForm, RefusalForm, SupplementForm
from applications.models import Application
from applications.papers import labelled
from applications.procedures import procedure_for
from applications.verbs import VERBS
from applications.views.desk.dossier import possible_steps
from applications.views.desk.queue import DESK
from portal.accounts.actors import SYSTEM
from portal.accounts.guards import serves
from portal.accounts.models import Role
from portal.offices.calendar import CalendarMissing
from portal.templatetags.portal import when


@serves("GET", "POST", to=DESK)
def receive(request: HttpRequest, code: str) -> HttpResponse:
    def act(application: Application, form: ReceiveForm) -> str:
        moved = actions.receive(application.pk, **_who_when(request, form))
        return f"Đã tiếp nhận, cấp mã {moved.dossier_code}."

    return _step(request, code, "receive", ReceiveForm, act, template="desk/receive.html")


@serves("GET", "POST", to=[*DESK, Role.OFFICE_LEADER])
def ask_for_supplement(request: HttpRequest, code: str) -> HttpResponse:
    def act(application: Application, form: SupplementForm) -> str:
        reason = form.cleaned_data["reason"]
        actions.ask_for_supplement(application.pk, items=form.items(), reason=reason, **_who_when(request, form))
        return "Đã gửi yêu cầu bổ sung. Thời hạn tạm dừng cho đến khi người nộp bổ sung đủ."

    return _step(request, code, "supplement", SupplementForm, act, template="desk/supplement.html")


@serves("GET", "POST", to=DESK)
def propose_refusal(request: HttpRequest, code: str) -> HttpResponse:
    def act(application: Application, form: RefusalForm) -> str:
        words = {"reason": form.reason(), "next_way": form.guidance()}
        actions.propose_refusal(application.pk, **words, **_who_when(request, form))
        return "Đã trình lãnh đạo đề nghị từ chối. Hồ sơ vẫn tính hạn cho đến khi lãnh đạo ký."

    return _step(request, code, "refuse", RefusalForm, act, template="desk/refuse.html")


@serves("GET", "POST", to=DESK)
def extend(request: HttpRequest, code: str) -> HttpResponse:
    def act(application: Application, form: ExtendForm) -> str:
        moved = actions.extend(application.pk, reason=form.cleaned_data["reason"], **_who_when(request, form))
        return f"Đã gia hạn; hạn mới {when(moved.due_at)}. Người nộp được báo lý do."

    return _step(request, code, "extend", ExtendForm, act, template="desk/extend.html")


def _step(
    request: HttpRequest,
    code: str,
    step: str,
    form_class: type[Form],
    act: Callable[[Application, Form], str],
    *,
    template: str,
) -> HttpResponse:
    """The page of one step: shown, checked, done once; a dossier that moved on meanwhile is told with the input kept."""
    application = look_at_application(request, code)
    form = form_class(request.POST or None, initial={"version": application.version})
    if request.method == "POST" and form.is_valid():
        try:
            messages.success(request, act(application, form))
            return redirect("desk:dossier", code=_code_now(application))
        except (ApplicationError, CalendarMissing) as fault:
            form.add_error(None, told(fault))
    refusal = application.slips.filter(kind="refusal", issued_at=None, declined_at=None).exists()
    context = {
        "dossier": application,
        "form": form,
        "is_possible": possible_steps(request, application, refusal=refusal)[step] or request.method == "POST",
        "needs_leader": step == "supplement" and application.supplement_count > 0,
        "attachments": labelled(application, application.attachments.filter(removed_at=None).select_related("document")),
        "next_ways": NEXT_WAYS,
        "extension": procedure_for(application.procedure_code).extension,
        "now": timezone.localtime(),
    }
    return render(request, template, context)


def told(fault: Exception) -> str:
    """A fault in words; of a dossier that moved on, who did what and when: the second of two officials reads it."""
    if isinstance(fault, CalendarMissing):
        return (
            f"Chưa tính được hạn giải quyết vì lịch làm việc của ngày {fault.day:%d/%m/%Y} chưa được công bố. "
            "Hồ sơ vẫn như trước; báo Sở Tư pháp nhập lịch rồi làm lại bước này."
        )
    last = fault.last if isinstance(fault, ChangedMeanwhile) else None
    if last is None:
        return str(fault)
    nobody = "hệ thống" if last.role == SYSTEM.role else "Người nộp hồ sơ"
    who = last.actor.full_name if last.actor else nobody
    verb = VERBS.get(last.verb, last.verb).lower()
    return f"Trong lúc trang này đang mở, {who} đã {verb} lúc {timezone.localtime(last.at):%H:%M}. Tải lại trang để xem."


def _who_when(request: HttpRequest, form: Form) -> dict:
    return {"by": request.actor, "at": timezone.now(), "seen_version": form.cleaned_data["version"]}


def _code_now(application: Application) -> str:
    application.refresh_from_db(fields=["dossier_code"])
    return application.code

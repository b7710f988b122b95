"""What the pages of a draft share: opening it, the way back and on, and the words of the step indicator."""

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from applications.access import AlreadyFiled, SessionEnded, get_draft_for_citizen
from applications.actions import keep_typed
from applications.models import Application
from applications.procedures import procedure_for
from applications.procedures.base import Procedure
from applications.steps import address_of
from portal.accounts.models import User
from portal.offices.reference import EXTRACT_COPY

RETURN_TO_CHECK = "kiem-tra"  # ?ve=kiem-tra: "Sửa" links come back to the check page
HIDDEN_FIELDS = {"csrfmiddlewaretoken"}


def with_draft(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Give the view the draft named in the address; say what happened where it is no draft of this person any more."""

    @wraps(view)
    def opened(request: HttpRequest, ref: str, **kwargs) -> HttpResponse:
        try:
            draft = get_draft_for_citizen(request, ref)
        except AlreadyFiled as filed:
            return to_confirmation(request, filed.application)
        except SessionEnded as ended:
            return _sign_in_again(request, ended.application, kwargs.get("step"))
        return view(request, draft, **kwargs)

    return opened


def to_confirmation(request: HttpRequest, filed: Application) -> HttpResponse:
    """Where a filed application leads: to the person's page, or to the official's who filed it for him."""
    return redirect("assisted:filed") if request.sitting else redirect("applications:filed", ref=filed.ref)


def whose_details(request: HttpRequest) -> User | AnonymousUser:
    """The account from which a step may be filled in: never the official's who files for somebody else."""
    return AnonymousUser() if request.sitting else request.user


def typed_values(request: HttpRequest) -> dict[str, list[str]]:
    """A posted form as it was typed, to be kept with the draft."""
    return {name: values for name, values in request.POST.lists() if name not in HIDDEN_FIELDS}


def step_context(draft: Application, step: str) -> dict:
    """What the step templates need beside their form."""
    procedure = procedure_for(draft.procedure_code)
    here, before = procedure.step(step), procedure.previous_step(step, draft.answers)
    return {
        "draft": draft,
        "procedure": procedure,
        "kind": procedure.kind(draft.kind),
        "step": here.part,
        "step_title": here.title,
        "next_title": procedure.next_part_title(here.part),
        "back_url": address_of(draft, before) if before else start_of(procedure),
        "draft_days": settings.DRAFT_DAYS,
        "save_form_id": "buoc" if step != "office" else "",  # "Lưu và thoát" in the header sends this form
    }


def after(request: HttpRequest, draft: Application, step: str) -> HttpResponse:
    """Where a finished step leads: the check page where one came from there, out where one asked to, else the next step."""
    if "leave" in request.POST:
        return left(request)
    if request.GET.get("ve") == RETURN_TO_CHECK:
        return redirect("applications:check", ref=draft.ref)
    return redirect(address_of(draft, procedure_for(draft.procedure_code).next_step(step, draft.answers)))


def start_of(procedure: Procedure) -> str:
    """Where a filing of this procedure begins."""
    return (
        reverse("applications:start") if procedure.code == EXTRACT_COPY else reverse("public:procedure", args=[procedure.slug])
    )


def left(request: HttpRequest) -> HttpResponse:
    if request.sitting:
        return redirect("assisted:home")
    messages.success(request, _("Hồ sơ nháp đã được lưu. Mở lại trang này trên cùng thiết bị để làm tiếp."))
    return redirect("applications:start")


def _sign_in_again(request: HttpRequest, draft: Application, step: str | None) -> HttpResponse:
    if request.method == "POST" and step:
        keep_typed(draft.pk, step, typed_values(request), at=timezone.now())
        draft.refresh_from_db()
    saved = timezone.localtime(draft.saved_at)
    messages.info(
        request,
        _("Đã đăng xuất vì không dùng 30 phút. Hồ sơ nháp đã được lưu lúc %(time)s.") % {"time": f"{saved:%H:%M}"},
    )
    return redirect_to_login(request.get_full_path())

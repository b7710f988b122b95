"""Filing an application: the start, the steps with questions, leaving and coming back."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from applications import actions
from applications.access import drafts_for_citizen
from applications.assisted.beginning import begin_for_person
from applications.device import device_for, remember
from applications.doubts import doubts_of
from applications.fees import fee_per_copy, waivers_on
from applications.forms.base import StepForm, as_posted, typed_values
from applications.forms.start import StartForm
from applications.models import Application
from applications.outlook import outlook
from applications.procedures import procedure_for, procedure_with_slug
from applications.procedures.base import Procedure
from applications.steps import address_of, form_class_of
from applications.summary import place_in_words
from applications.views.drafts import RETURN_TO_CHECK, after, step_context, whose_details, with_draft
from portal.accounts.guards import CITIZEN, PUBLIC, serves
from portal.accounts.limits import tried_if_counted
from portal.language import page_language
from portal.offices.finder import unit_standing
from portal.offices.reference import EXTRACT_COPY

MAIN_KINDS = 3  # shown at once; the others behind "Việc hộ tịch khác"
DRAFTS = "60/h/key,600/h/ip"  # begun in one browser; behind one address may stand a mobile carrier's customers
AUTOSAVE = "X-Autosave"  # sent by autosave.js: save, and say when


@serves("GET", "POST", to=PUBLIC)
def start(request: HttpRequest) -> HttpResponse:
    """C1: what it is, what to have at hand, what it costs and when it comes; begins a draft."""
    procedure = procedure_for(EXTRACT_COPY)
    asked = next((kind.code for kind in procedure.kinds if request.GET.get("loai") in {kind.slug, kind.code}), None)
    form = StartForm(request.POST if request.method == "POST" else None, procedure=procedure, initial={"kind": asked})
    if request.method == "POST" and form.is_valid():
        return _begin(request, procedure, form.cleaned_data["kind"])
    today = timezone.localdate()
    context = {
        "form": form,
        "procedure": procedure,
        "drafts": [_as_listed(draft) for draft in drafts_for_citizen(request).select_related("registered_at__parent")[:10]],
        "fee_vnd": fee_per_copy(procedure.code, today),
        "waivers": waivers_on(procedure.code, today),
        "outlook": outlook(timezone.now()),
        "main_kinds": procedure.kinds[:MAIN_KINDS],
        "other_kinds": procedure.kinds[MAIN_KINDS:],
    }
    return render(request, "applications/filing/start.html", context, status=400 if form.errors else 200)


@serves("GET", to=CITIZEN)
@with_draft
def resume(request: HttpRequest, draft: Application) -> HttpResponse:
    """The first step that is not answered yet."""
    return redirect(_first_open_step(draft))


@serves("GET", "POST", to=CITIZEN)
@with_draft
def answer(request: HttpRequest, draft: Application, step: str) -> HttpResponse:
    """One step of questions. What was typed is kept with the draft even where it is not right."""
    procedure = procedure_for(draft.procedure_code)
    form_class = next(
        (form_class_of(procedure, each) for each in procedure.steps_for(draft.answers) if each.code == step), None
    )
    if form_class is None:
        raise Http404
    if request.method == "POST":
        form = form_class(request.POST, draft=draft, user=whose_details(request))
        draft = _save(draft, step, form, request)
        if AUTOSAVE in request.headers:
            return JsonResponse({"saved": f"{timezone.localtime(draft.saved_at):%H:%M}"})
        if form.is_valid():
            _warn(request, step, form.answers(), draft)
        if form.is_valid() or "leave" in request.POST:
            return after(request, draft, step)
    else:
        form = _form_of(draft, step, form_class, request)
    context = step_context(draft, step) | {"form": form} | form.context(timezone.localdate())
    return render(request, form.template, context, status=400 if request.method == "POST" else 200)


@serves("GET", "POST", to=CITIZEN)
@with_draft
def change_kind(request: HttpRequest, draft: Application) -> HttpResponse:
    """Another paper than the one first chosen; the other answers stay."""
    context = step_context(draft, "office")
    procedure = context["procedure"]
    posted = request.POST if request.method == "POST" else None
    form = StartForm(posted, procedure=procedure, initial={"kind": draft.kind})
    if form.is_valid():
        actions.change_kind(draft.pk, form.cleaned_data["kind"], at=timezone.now())
        return redirect(
            "applications:check" if request.GET.get("ve") == RETURN_TO_CHECK else "applications:office", ref=draft.ref
        )
    context |= {"form": form, "main_kinds": procedure.kinds[:MAIN_KINDS], "other_kinds": procedure.kinds[MAIN_KINDS:]}
    return render(request, "applications/filing/kind.html", context, status=400 if form.errors else 200)


@serves("GET", "POST", to=CITIZEN)
@with_draft
def discard(request: HttpRequest, draft: Application) -> HttpResponse:
    """Remove a draft, with its photos, at the person's own wish."""
    if request.method == "GET":
        return render(request, "applications/filing/discard.html", {"draft": _as_listed(draft)})
    actions.discard_draft(draft.pk, at=timezone.now())
    messages.success(request, _("Đã xóa hồ sơ nháp."))
    return redirect("applications:start")


@serves("POST", to=PUBLIC)
def begin(request: HttpRequest, slug: str) -> HttpResponse:
    """A draft of any other procedure, from its page in the catalogue."""
    procedure = procedure_with_slug(slug)
    if procedure is None or not procedure.is_filed_on(timezone.localdate()):
        raise Http404
    return _begin(request, procedure, procedure.kinds[0].code)


def _begin(request: HttpRequest, procedure: Procedure, kind: str) -> HttpResponse:
    if request.sitting:
        return begin_for_person(request, procedure.code, kind)
    device, token = device_for(request)
    if not tried_if_counted(request, "begin_draft", DRAFTS, key=device):
        messages.error(request, _("Đã bắt đầu quá nhiều hồ sơ trong một giờ. Làm tiếp hồ sơ nháp đang có, hoặc thử lại sau."))
        return redirect("applications:start")
    draft = actions.start_draft(
        procedure_code=procedure.code,
        kind=kind,
        at=timezone.now(),
        applicant_id=request.user.pk if request.user.is_authenticated else None,
        device_hash=device,
        language=page_language(),
    )
    response = redirect(reverse("applications:office", args=[draft.ref]) + _place_asked_for(request))
    if token:
        remember(response, token)
    return response


def _place_asked_for(request: HttpRequest) -> str:
    """Whoever comes by the poster of a unit is shown that unit as the place; confirming or changing it stays his."""
    code = request.GET.get("co_quan", "")[:20]
    unit = unit_standing(code, timezone.localdate()) if code and "\x00" not in code else None
    return f"?noi={unit.pk}" if unit else ""


def _save(draft: Application, step: str, form: StepForm, request: HttpRequest) -> Application:
    """Right answers as checked, faulty ones as typed: either way nothing is lost."""
    if form.is_valid():
        return actions.save_answers(draft.pk, step, form.answers(), at=timezone.now(), **form.columns())
    return actions.keep_typed(draft.pk, step, typed_values(request.POST, type(form)), at=timezone.now())


def _form_of(draft: Application, step: str, form_class: type[StepForm], request: HttpRequest) -> StepForm:
    """The form as the person left it: still faulty, answered, or new."""
    user = whose_details(request)
    if typed := draft.answers.get(actions.TYPED, {}).get(step):
        return form_class(as_posted(typed), draft=draft, user=user)
    answered = draft.answers.get(step)
    if answered is None:
        return form_class(draft=draft, user=user, initial=form_class.first_values(draft, user))
    return form_class(draft=draft, user=user, initial=form_class.initial_from(answered, draft))


def _first_open_step(draft: Application) -> str:
    procedure = procedure_for(draft.procedure_code)
    typed = draft.answers.get(actions.TYPED, {})
    asked = procedure.questions_for(draft.answers)
    first = next((step for step in asked if step not in draft.answers or step in typed), "check")
    return address_of(draft, procedure.step(first))


def _as_listed(draft: Application) -> dict:
    kind = procedure_for(draft.procedure_code).kind(draft.kind)
    return {"ref": draft.ref, "label": kind.label, "saved_at": draft.saved_at, "place": place_in_words(draft)}


def _warn(request: HttpRequest, step: str, answers: dict, draft: Application) -> None:
    for doubt in doubts_of(step, answers, draft, timezone.localdate()):
        messages.warning(request, doubt)

"""R28: training mode for the people of a unit: in and out, exercises with what was really done, results."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from applications.errors import ApplicationError
from applications.fees import FeeUnknown
from applications.training import running, sandboxes
from applications.training.access import get_run_of_trainee, sandbox_of, unit_of
from applications.training.exercises import exercises, exercises_for
from applications.training.models import ExerciseRun
from applications.training.overview import trainees_of, units_trained
from applications.training.results import steps_of
from applications.training.unsent import unsent
from portal.accounts.guards import serves
from portal.accounts.middleware import POSTING_KEY
from portal.accounts.models import Role
from portal.offices.calendar import CalendarMissing
from portal.offices.models import Office

LEFT_KEY = "posting_before_training"  # session: where the person worked before he entered
TRAINEES = [Role.RECEPTION_OFFICER, Role.CIVIL_STATUS_OFFICER, Role.OFFICE_LEADER]
LISTED_RUNS = 20


@serves("GET", to=TRAINEES)
def home(request: HttpRequest) -> HttpResponse:
    own = ExerciseRun.objects.filter(sandbox__unit=unit_of(request), trainee_id=request.user.pk)
    runs = own.select_related("sandbox", "application__extract")[:LISTED_RUNS]
    context = {
        "unit": unit_of(request),
        "is_inside": sandbox_of(request) is not None,
        "exercises": exercises_for(request.roles),
        "runs": [_shown(run) for run in runs],
        "leads": Role.OFFICE_LEADER in request.roles,
    }
    return render(request, "training/home.html", context)


@serves("POST", to=TRAINEES)
def enter(request: HttpRequest) -> HttpResponseRedirect:
    if not request.office.is_training:
        before, unit = request.posting.pk, request.office
        here = [posting for posting in request.postings if posting.office_id == unit.pk]
        posting = sandboxes.enter(unit, here, by=request.actor, at=timezone.now())
        request.session[LEFT_KEY], request.session[POSTING_KEY] = before, posting.pk
    return redirect("training:home")


@serves("POST", to=TRAINEES)
def leave(request: HttpRequest) -> HttpResponseRedirect:
    if request.office.is_training:
        _go_back(request)
        messages.success(request, "Đã rời chế độ tập huấn. Từ đây là hồ sơ thật.")
    return redirect("training:home")


@serves("POST", to=TRAINEES)
def start(request: HttpRequest, code: str) -> HttpResponseRedirect:
    exercise, sandbox = exercises().get(code), sandbox_of(request)
    if exercise is None or not exercise.roles.intersection(request.roles):
        raise Http404
    if sandbox is None:
        messages.error(request, "Bấm Vào chế độ tập huấn trước, rồi chọn bài.")
        return redirect("training:home")
    try:
        run = running.start(exercise, sandbox, by=request.actor, at=timezone.now())
    except (CalendarMissing, FeeUnknown):
        messages.error(request, "Chưa lập được hồ sơ giả: lịch làm việc hoặc mức phí của hôm nay chưa có. Báo Sở Tư pháp.")
        return redirect("training:home")
    return redirect("training:run", run.pk)


@serves("GET", to=TRAINEES)
def run(request: HttpRequest, run_id: int) -> HttpResponse:
    found = get_run_of_trainee(request, run_id)
    is_inside = sandbox_of(request) is not None and not found.is_over
    context = _shown(found) | {
        "is_inside": is_inside,
        "may_be_signed": is_inside and running.may_be_signed(found) and Role.OFFICE_LEADER not in request.roles,
        "may_be_handed_over": is_inside and found.exercise == "ban-giao" and running.may_be_handed_over(found),
        "unsent": unsent(found.application),
    }
    return render(request, "training/run.html", context)


@serves("POST", to=TRAINEES)
def sign_for(request: HttpRequest, run_id: int) -> HttpResponseRedirect:
    return _simulated(request, run_id, lambda found: running.sign_for(found, at=timezone.now()), "Lãnh đạo giả lập đã ký.")


@serves("POST", to=TRAINEES)
def hand_over(request: HttpRequest, run_id: int) -> HttpResponseRedirect:
    def act(found: ExerciseRun) -> None:
        running.hand_over(found, by=request.actor, at=timezone.now())

    return _simulated(request, run_id, act, "Đã bàn giao mô phỏng. Không có phong bì nào đi.")


@serves("GET", to=[Role.OFFICE_LEADER])
def results(request: HttpRequest) -> HttpResponse:
    unit = unit_of(request)
    context = {"unit": unit, "trainees": trainees_of(unit), "is_open": sandboxes.current_sandbox(unit) is not None}
    return render(request, "training/results.html", context)


@serves("POST", to=[Role.OFFICE_LEADER])
def renew(request: HttpRequest) -> HttpResponseRedirect:
    if sandboxes.renew(unit_of(request), by=request.actor, at=timezone.now()):
        if request.office.is_training:
            _go_back(request)
        messages.success(request, "Đã làm mới khu tập huấn. Kết quả đã có vẫn còn; ai vào lại sẽ bắt đầu với sổ và hồ sơ mới.")
    return redirect("training:home")


@serves("GET", to=[Role.DEPARTMENT_VIEWER, Role.DEPARTMENT_ADMIN])
def units(request: HttpRequest) -> HttpResponse:
    return render(request, "training/units.html", {"units": units_trained()})


@serves("GET", to=[Role.DEPARTMENT_VIEWER, Role.DEPARTMENT_ADMIN])
def unit_results(request: HttpRequest, office_id: int) -> HttpResponse:
    unit = get_object_or_404(Office, pk=office_id)
    return render(request, "training/results.html", {"unit": unit, "trainees": trainees_of(unit), "of_department": True})


def _shown(found: ExerciseRun) -> dict:
    steps = steps_of(found)
    return {
        "run": found,
        "exercise": exercises()[found.exercise],
        "steps": steps,
        "done": sum(1 for step in steps if step.at),
    }


def _simulated(request: HttpRequest, run_id: int, act, said: str) -> HttpResponseRedirect:
    """A step that an invented colleague does, at the press of the trainee."""
    found = get_run_of_trainee(request, run_id)
    try:
        if sandbox_of(request) is None:
            raise running.NotNow("Vào chế độ tập huấn rồi làm bước này.")
        act(found)
        messages.success(request, said)
    except ApplicationError as fault:
        messages.error(request, str(fault))
    return redirect("training:run", found.pk)


def _go_back(request: HttpRequest) -> None:
    before = request.session.pop(LEFT_KEY, None)
    request.session.pop(POSTING_KEY, None)
    if before is not None:
        request.session[POSTING_KEY] = before

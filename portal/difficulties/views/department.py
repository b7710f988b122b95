"""S8: the Department's inbox of difficulties: answer, pass on, merge, close, make guidance; figures, files, the limit."""

from collections.abc import Callable

from django.contrib import messages
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from portal.accounts.guards import serves
from portal.accounts.models import Role
from portal.audit.trail import record
from portal.difficulties import actions
from portal.difficulties.access import DEPARTMENT, get_difficulty
from portal.difficulties.ages import limit_on, with_ages
from portal.difficulties.errors import DifficultyFault
from portal.difficulties.files import CSV_TYPE, XLSX_TYPE, table, workbook
from portal.difficulties.forms import GuidanceForm, LimitForm, MergeForm, PassOnForm, PeriodForm, WordsForm
from portal.difficulties.limits import enter_limit
from portal.difficulties.listing import asked, listing
from portal.difficulties.models import UNANSWERED, AnswerLimit, DifficultyReport
from portal.difficulties.summary import DEFINITIONS, summary_of
from portal.difficulties.views.unit import around
from portal.pages.actions import Words
from portal.pages.errors_of_editing import PageFault
from portal.seen import last_seen

ALIKE = 5
MOST_IN_FILE = 20_000


@serves("GET", to=DEPARTMENT)
def inbox(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    found = listing(DifficultyReport.objects.all(), request.GET.dict(), today=today, path=request.path, default_state="cho")
    waiting = DifficultyReport.objects.filter(state__in=UNANSWERED)
    counts = waiting.values_list("kind").annotate(n=Count("pk")).order_by()
    context = {
        "listing": found,
        "waiting": sum(n for _kind, n in counts),
        "late": waiting.filter(answer_by_on__lt=today).count(),
        "limit": limit_on(today),
    }
    return render(request, "difficulties/inbox.html", context)


@serves("GET", "POST", to=DEPARTMENT)
def one(request: HttpRequest, difficulty_id: int) -> HttpResponse:
    """The difficulty and, while it is open to an answer, the field for it."""
    found = get_difficulty(difficulty_id)
    told = {"label": "Trả lời", "missing": "Ghi câu trả lời", "help_text": "Mọi đơn vị đọc được"}
    form = WordsForm(request.POST or None, **told, initial={"words": found.answer})
    if request.method == "POST" and form.is_valid():
        words, seen = form.cleaned_data["words"], last_seen(request)
        if _done(form, lambda: actions.answer(found.pk, words, seen=seen, by=request.actor, at=timezone.now())):
            messages.success(request, f"Đã trả lời {found.code} và báo cho các đơn vị.")
            return redirect("difficulties_inbox:one", difficulty_id=found.pk)
    context = around(request, found) | {"form": form}
    return render(request, "difficulties/answer.html", context, status=400 if form.errors else 200)


@serves("GET", "POST", to=DEPARTMENT)
def pass_on(request: HttpRequest, difficulty_id: int) -> HttpResponse:
    found, form = get_difficulty(difficulty_id), PassOnForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        desk, words = form.cleaned_data["desk"], form.cleaned_data["words"]
        if _done(form, lambda: actions.pass_on(found.pk, desk, words, by=request.actor, at=timezone.now())):
            messages.success(request, f"Đã chuyển {found.code}. Hạn trả lời đơn vị không đổi.")
            return redirect("difficulties_inbox:one", difficulty_id=found.pk)
    return _verb(request, found, form, title="Chuyển xử lý", button="Chuyển", lead="Hạn trả lời đơn vị không đổi.")


@serves("GET", "POST", to=DEPARTMENT)
def merge(request: HttpRequest, difficulty_id: int) -> HttpResponse:
    found, form = get_difficulty(difficulty_id), MergeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        into = form.cleaned_data["into"]
        if _done(form, lambda: actions.merge(found.pk, into, by=request.actor, at=timezone.now())):
            messages.success(request, f"Đã gộp {found.code} vào việc này.")
            return redirect("difficulties_inbox:one", difficulty_id=into)
    others = (
        DifficultyReport.objects.filter(state__in=UNANSWERED, kind=found.kind).exclude(pk=found.pk).select_related("office")
    )
    alike = with_ages(others.annotate(units=Count("echoes") + 1).order_by("-units", "-pk")[:ALIKE], timezone.localdate())
    return _verb(request, found, form, title="Gộp việc trùng", button="Gộp", alike=alike)


@serves("GET", "POST", to=DEPARTMENT)
def close(request: HttpRequest, difficulty_id: int) -> HttpResponse:
    found = get_difficulty(difficulty_id)
    told = {"label": "Đã làm gì", "missing": "Ghi đã làm gì", "help_text": "Ví dụ: đã sửa phần mềm, đã ban hành văn bản số …"}
    form = WordsForm(request.POST or None, **told)
    if request.method == "POST" and form.is_valid():
        done = form.cleaned_data["words"]
        if _done(form, lambda: actions.close(found.pk, done, by=request.actor, at=timezone.now())):
            messages.success(request, f"Đã đóng {found.code} và báo cho các đơn vị.")
            return redirect("difficulties_inbox:one", difficulty_id=found.pk)
    return _verb(request, found, form, title="Đóng việc", button="Đóng", lead="Đơn vị còn có thể mở lại một lần, kèm lý do.")


@serves("GET", "POST", to=DEPARTMENT)
def guidance(request: HttpRequest, difficulty_id: int) -> HttpResponse:
    """The answer as a page for everybody: kept as a draft that an administrator publishes."""
    found = get_difficulty(difficulty_id)
    form = GuidanceForm(request.POST or None, initial={"title_vi": found.subject, "body_vi": found.answer})
    if request.method == "POST" and form.is_valid():
        words: Words = form.words()
        by_now = {"by": request.actor, "at": timezone.now()}
        if _done(form, lambda: actions.make_guidance(found.pk, words=words, **form.place(), **by_now)):
            found.refresh_from_db()
            messages.success(request, "Đã lập trang từ câu trả lời. Quản trị đăng thì người dân và các đơn vị đọc được.")
            return redirect("content_desk:edit", page_id=found.guidance_id)
    lead = "Trang này người dân cũng đọc được: viết lại cho người ngoài cơ quan hiểu, không nêu đơn vị."
    return _verb(request, found, form, title="Lập hướng dẫn từ câu trả lời", button="Lưu bản nháp", lead=lead)


@serves("GET", to=DEPARTMENT)
def summary(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    form = _period(request)
    context = {"form": form, "definitions": DEFINITIONS}
    if form.is_valid():
        context["summary"] = summary_of(form.cleaned_data["tu"], form.cleaned_data["den"], as_of=now)
    return render(request, "difficulties/summary.html", context)


@serves("GET", to=DEPARTMENT)
def download(request: HttpRequest, form: str) -> HttpResponse:
    """The list as it was asked for, without pages; the workbook with the figures of a period beside it."""
    if form not in {"csv", "xlsx"}:
        raise Http404
    now = timezone.now()
    today = timezone.localdate(now)
    found, _form = asked(DifficultyReport.objects.all(), request.GET.dict())
    rows = with_ages(found[:MOST_IN_FILE], today)
    record("difficulty.downloaded", subject="difficulties", by=request.actor, rows=len(rows), form=form)
    name = f"kien-nghi-{today:%Y%m%d}.{form}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    if form == "csv":
        return HttpResponse(table(rows), content_type=CSV_TYPE, headers=headers)
    period = _period(request)
    period = period if period.is_valid() else PeriodForm(_this_month())
    period.is_valid()
    counted = summary_of(period.cleaned_data["tu"], period.cleaned_data["den"], as_of=now)
    return HttpResponse(workbook(rows, counted), content_type=XLSX_TYPE, headers=headers)


@serves("GET", "POST", to=[Role.DEPARTMENT_ADMIN])
def limit(request: HttpRequest) -> HttpResponse:
    """The time to answer, from a day on."""
    today = timezone.localdate()
    form = LimitForm(request.POST or None, today=today, initial={"working_days": limit_on(today), "valid_from": today})
    if request.method == "POST" and form.is_valid():
        enter_limit(**form.cleaned_data, by=request.actor, at=timezone.now())
        messages.success(request, "Đã ghi thời hạn. Việc đã gửi giữ thời hạn cũ.")
        return redirect("difficulties_inbox:limit")
    context = {"form": form, "limits": AnswerLimit.objects.all(), "in_force": limit_on(today)}
    return render(request, "difficulties/limit.html", context, status=400 if form.errors else 200)


def _done(form, act: Callable[[], object]) -> bool:
    """Whether the verb was done; else its fault stands in the form."""
    try:
        act()
    except (DifficultyFault, PageFault) as fault:
        form.add_error(fault.field if fault.field in form.fields else None, str(fault))
        return False
    return True


def _verb(request: HttpRequest, found: DifficultyReport, form, **context) -> HttpResponse:
    context |= {"difficulty": found, "form": form, "back": "difficulties_inbox:one"}
    return render(request, "difficulties/verb.html", context, status=400 if form.errors else 200)


def _period(request: HttpRequest) -> PeriodForm:
    """Of the query string; without one, this month."""
    told = {name: request.GET[name] for name in ("tu", "den") if request.GET.get(name)}
    return PeriodForm(_this_month() | told)


def _this_month() -> dict[str, str]:
    today = timezone.localdate()
    return {"tu": f"{today.replace(day=1):%d/%m/%Y}", "den": f"{today:%d/%m/%Y}"}

"""R25: a unit writes a difficulty, sees its own and what others meet, says that it meets the same, opens again once."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import timezone

from portal.accounts.guards import serves
from portal.audit.trail import record
from portal.difficulties import actions
from portal.difficulties.access import DEPARTMENT, UNIT, get_difficulty, get_file, get_own_difficulty, may_see_files
from portal.difficulties.ages import limit_on, with_ages
from portal.difficulties.errors import DifficultyFault
from portal.difficulties.forms import WordsForm, WriteForm
from portal.difficulties.listing import listing
from portal.difficulties.models import REASON_LENGTH, DifficultyReport
from portal.documents.sending import private_file
from portal.pages.live import live_page

SCOPES = {"cua-minh": "Của đơn vị", "don-vi-khac": "Đơn vị khác"}


@serves("GET", to=UNIT)
def mine(request: HttpRequest) -> HttpResponse:
    scope = request.GET.get("xem", "")
    scope = scope if scope in SCOPES else "cua-minh"
    ours = scope == "cua-minh"
    here = {"office_id": request.office.pk}
    rows = DifficultyReport.objects.filter(**here) if ours else DifficultyReport.objects.exclude(**here)
    asked = {"today": timezone.localdate(), "path": request.path, "default_state": "" if ours else "cho", "xem": scope}
    context = {"listing": listing(rows, request.GET.dict(), **asked), "scope": scope, "scopes": SCOPES}
    context["echoed"] = set(DifficultyReport.objects.filter(echoes__office_id=request.office.pk).values_list("pk", flat=True))
    return render(request, "difficulties/mine.html", context)


@serves("GET", "POST", to=UNIT)
def write(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    form = WriteForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.write(**form.told(), by=request.actor, at=now)
        except DifficultyFault as fault:
            form.add_error(fault.field, str(fault))
        else:
            messages.success(
                request, f"Đã gửi {made.code} đến Sở Tư pháp. Trả lời chậm nhất ngày {made.answer_by_on:%d/%m/%Y}."
            )
            return redirect("difficulties:one", difficulty_id=made.pk)
    context = {"form": form, "limit": limit_on(timezone.localdate(now))}
    return render(request, "difficulties/write.html", context, status=400 if form.errors else 200)


@serves("GET", to=UNIT)
def one(request: HttpRequest, difficulty_id: int) -> HttpResponse:
    found = get_difficulty(difficulty_id)
    is_own = found.office_id == request.office.pk
    context = around(request, found) | {
        "is_own": is_own,
        "is_echoed": found.echoes.filter(office_id=request.office.pk).exists(),
        "may_reopen": is_own and found.may_be_reopened,
    }
    return render(request, "difficulties/one.html", context)


@serves("POST", to=UNIT)
def echo(request: HttpRequest, difficulty_id: int) -> HttpResponseRedirect:
    found = get_difficulty(difficulty_id)
    try:
        actions.echo(found.pk, by=request.actor, at=timezone.now())
    except DifficultyFault as fault:
        messages.warning(request, str(fault))
    else:
        messages.success(request, "Đã ghi: đơn vị cũng gặp việc này. Có câu trả lời thì ông/bà nhận được thư.")
    return redirect("difficulties:one", difficulty_id=found.pk)


@serves("GET", "POST", to=UNIT)
def reopen(request: HttpRequest, difficulty_id: int) -> HttpResponse:
    found = get_own_difficulty(request, difficulty_id)
    told = {"label": "Vì sao chưa giải quyết được", "missing": "Ghi lý do mở lại", "longest": REASON_LENGTH}
    form = WordsForm(request.POST or None, **told)
    if request.method == "POST" and form.is_valid():
        try:
            actions.reopen(found.pk, form.cleaned_data["words"], by=request.actor, at=timezone.now())
        except DifficultyFault as fault:
            form.add_error(None, str(fault))
        else:
            messages.success(request, "Đã mở lại. Thời hạn trả lời tính lại từ hôm nay.")
            return redirect("difficulties:one", difficulty_id=found.pk)
    context = {
        "difficulty": found,
        "form": form,
        "title": "Mở lại",
        "lead": "Mỗi việc mở lại được một lần. Câu trả lời đã có vẫn giữ để đọc.",
        "button": "Mở lại",
        "back": "difficulties:one",
    }
    return render(request, "difficulties/verb.html", context, status=400 if form.errors else 200)


@serves("GET", to=[*UNIT, *DEPARTMENT])
def file(request: HttpRequest, difficulty_id: int, file_id: int) -> HttpResponse:
    """A picture or PDF of the own unit's difficulty; each look is recorded."""
    found = get_file(request, difficulty_id, file_id)
    record("difficulty.file_viewed", subject=f"difficulty:{difficulty_id}", by=request.actor, file=found.pk)
    is_picture = found.document.content_type.startswith("image/")
    name = f"{found.difficulty.code}-{found.pk}{'.jpg' if is_picture else '.pdf'}"
    return private_file(found.document, name, inline=is_picture)


def around(request: HttpRequest, found: DifficultyReport) -> dict:
    """What both sides see of one difficulty."""
    guidance = live_page(found.guidance.kind, found.guidance.slug, at=timezone.now()) if found.guidance else None
    offices = [found.office, *(said.office for said in found.echoes.select_related("office__parent"))]
    sees_files = may_see_files(request, found)
    return {
        "difficulty": with_ages([found], timezone.localdate())[0],
        "events": found.events.select_related("by", "office"),
        "files": found.files.all() if sees_files else [],
        "sees_files": sees_files,
        "units": offices,
        "guidance": guidance,
        "merged": found.merged.select_related("office"),
    }

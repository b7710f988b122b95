"""Courses: when and where, who is on the list, who was there; by ticking, or from a spreadsheet."""

import csv
import io

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from applications.rollout import actions
from applications.rollout.access import KEEPERS, READERS, TELLERS, attendees_for, offices_for
from applications.rollout.actions.training import Listed
from applications.rollout.attendance_lists import TEMPLATE_HEADER, listed_in
from applications.rollout.errors import CourseFileRefused
from applications.rollout.forms import AttendeeForm, AttendeesFileForm, CourseForm
from applications.rollout.models import Course
from portal.accounts.guards import serves
from portal.accounts.models import Role
from portal.audit.trail import record
from portal.csv_files import FileUnreadable
from portal.text import fold

PAGE = 50


@serves("GET", to=READERS)
def courses(request: HttpRequest) -> HttpResponse:
    found = list(Course.objects.select_related("phase"))
    for course in found:
        rows = attendees_for(request, course.pk)
        course.listed, course.present = rows.count(), rows.filter(is_present=True).count()
    return render(request, "rollout/courses.html", {"courses": found, "may_keep": Role.DEPARTMENT_ADMIN in request.roles})


@serves("GET", "POST", to=KEEPERS)
def add_course(request: HttpRequest) -> HttpResponse:
    form = CourseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        course = actions.add_course(**form.cleaned_data, by=request.actor, at=timezone.now())
        messages.success(request, "Đã lập lớp tập huấn. Thêm danh sách học viên ở trang này.")
        return redirect("rollout:course", code=course.code)
    return render(request, "rollout/course_form.html", {"form": form})


@serves("GET", to=READERS)
def course(request: HttpRequest, code: str) -> HttpResponse:
    return _page(request, _course(code))


@serves("POST", to=TELLERS)
def tick(request: HttpRequest, code: str) -> HttpResponseRedirect:
    """Of the people on the page, those ticked were there."""
    found = _course(code)
    shown = _own(request, found, request.POST.getlist("hien"))
    present = set(_own(request, found, request.POST.getlist("co_mat"))) & set(shown)
    changed = actions.tick(found, shown=shown, present=present, by=request.actor, at=timezone.now())
    messages.success(request, f"Đã điểm danh {len(present)} trong {len(shown)} người của trang; {changed} dòng thay đổi.")
    return redirect("rollout:course", code=code)


@serves("POST", to=TELLERS)
def add_attendee(request: HttpRequest, code: str) -> HttpResponse:
    found = _course(code)
    form = AttendeeForm(request.POST, offices=offices_for(request), course=found, prefix="mot")
    if not form.is_valid():
        return _page(request, found, one=form)
    person = Listed(**form.cleaned_data)
    new, _changed = actions.enter_attendees(found, [person], by=request.actor, at=timezone.now())
    messages.success(request, "Đã thêm một người vào danh sách." if new else "Người này đã có trong danh sách.")
    return redirect("rollout:course", code=code)


@serves("POST", to=TELLERS)
def bring_in(request: HttpRequest, code: str) -> HttpResponse:
    """A list from a spreadsheet: all of it, or nothing and every fault by its row."""
    found = _course(code)
    form = AttendeesFileForm(request.POST, request.FILES, prefix="tep")
    if not form.is_valid():
        return _page(request, found, file=form)
    offices = offices_for(request).standing_on(found.first_on).select_related("parent")
    try:
        listed = listed_in(form.cleaned_data["file"].read(), found, offices)
    except FileUnreadable as fault:
        form.add_error("file", str(fault))
        return _page(request, found, file=form)
    except CourseFileRefused as fault:
        form.add_error("file", str(fault))
        return _page(request, found, file=form, problems=fault.problems)
    new, changed = actions.enter_attendees(found, listed, by=request.actor, at=timezone.now())
    messages.success(request, f"Đã nhập {new} người mới, sửa điểm danh {changed} người.")
    return redirect("rollout:course", code=code)


@serves("GET", to=READERS)
def template(request: HttpRequest) -> HttpResponse:
    """An empty list to fill in, as spreadsheets of Viet Nam open it."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";")
    writer.writerow(TEMPLATE_HEADER)
    content = "\ufeff" + out.getvalue()
    response = HttpResponse(content, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="danh-sach-tap-huan.csv"'
    return response


def _course(code: str) -> Course:
    return get_object_or_404(Course.objects.select_related("phase"), code=code)


def _own(request: HttpRequest, course: Course, ids: list[str]) -> list[int]:
    """Those of the ids that are rows of this course and this person's units."""
    wanted = [int(text) for text in ids[: 2 * PAGE] if text.isascii() and text.isdigit() and len(text) < 12]
    return list(attendees_for(request, course.pk).filter(pk__in=wanted).values_list("pk", flat=True))


def _page(
    request: HttpRequest,
    course: Course,
    *,
    one: AttendeeForm | None = None,
    file: AttendeesFileForm | None = None,
    problems: list | None = None,
) -> HttpResponse:
    query = request.GET.get("ten", "").strip()[:60]
    rows = list(attendees_for(request, course.pk))
    present = sum(row.is_present is True for row in rows)
    found = [row for row in rows if all(w in f"{row.office.search_name} {fold(row.full_name)}" for w in fold(query).split())]
    found.sort(key=lambda row: (row.office.search_name, row.pk))
    asked = request.GET.get("trang", "")
    last = max(1, -(-len(found) // PAGE))
    page = min(max(1, int(asked)) if asked.isascii() and asked.isdigit() and len(asked) < 6 else 1, last)
    record("rollout.attendees_viewed", subject=f"course:{course.code}"[:60], by=request.actor, shown=min(PAGE, len(found)))
    context = {
        "course": course,
        "rows": found[(page - 1) * PAGE : page * PAGE],
        "found": len(found),
        "listed": len(rows),
        "present": present,
        "units": len({row.office_id for row in rows}),
        "query": query,
        "page": page,
        "pages": range(1, last + 1),
        "one": one or AttendeeForm(offices=offices_for(request), course=course, prefix="mot"),
        "file": file or AttendeesFileForm(prefix="tep"),
        "form": one or file,
        "problems": problems or [],
        "may_tell": bool(request.roles.intersection(TELLERS)),
    }
    return render(request, "rollout/course.html", context, status=400 if one or file else 200)

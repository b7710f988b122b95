"""S16: units with their people at a glance, one unit with its postings, one person added to it."""

from datetime import date

from django.contrib import messages
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from portal.accounts.guards import serves
from portal.accounts.models import Posting, User
from portal.audit.trail import record
from portal.offices.models import Office
from portal.registrations import lists
from portal.registrations.access import MANAGERS, allowed_ids, get_unit, lists_of, proposals_of, resets_of, units_of
from portal.registrations.columns import TITLES
from portal.registrations.forms import PersonForm
from portal.registrations.marks import with_marks
from portal.registrations.planning import FAULTY, NOTHING
from portal.registrations.reconfirming import open_round_of
from portal.text import fold

PAGE = 30


@serves("GET", to=MANAGERS)
def index(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    asked = request.GET.get("tim", "")[:80]
    units = _counted(units_of(request).standing_on(today), today)
    for word in fold(asked).split():
        units = units.filter(Q(search_name__contains=word) | Q(code__startswith=word))
    page = _page(request)
    rows = list(units.order_by("-people", "level", "search_name", "pk")[page * PAGE : (page + 1) * PAGE + 1])
    context = {
        "rows": rows[:PAGE],
        "next_page": page + 2 if len(rows) > PAGE else None,
        "previous_page": page if page else None,
        "asked": asked,
        "proposals": proposals_of(request).waiting(),
        "resets": resets_of(request).waiting(),
        "lists": lists_of(request).waiting(),
        "round": open_round_of(today),
        "today": today,
    }
    return render(request, "registrations/index.html", context)


@serves("GET", to=MANAGERS)
def unit(request: HttpRequest, office_id: int) -> HttpResponse:
    """Every look at a unit's people is recorded."""
    office, today = get_unit(request, office_id), timezone.localdate()
    record("accounts.unit_viewed", subject=f"office:{office.code}", by=request.actor)
    postings = Posting.objects.filter(office=office).select_related("user").order_by("user__full_name", "user_id", "role")
    rows = with_marks(postings, today)
    context = {
        "unit": office,
        "rows": [row for row in rows if not row.is_over],
        "former": [row for row in rows if row.is_over],
        "proposals": proposals_of(request).waiting().filter(office=office),
        "round": open_round_of(today),
        "today": today,
    }
    return render(request, "registrations/unit.html", context)


@serves("GET", "POST", to=MANAGERS)
def add(request: HttpRequest, office_id: int) -> HttpResponse:
    office, now = get_unit(request, office_id), timezone.now()
    form = PersonForm(request.POST or None, unit=office, by_role=request.posting.role)
    if request.method == "POST" and form.is_valid():
        line = lists.add_one(form.cells(office), allowed=allowed_ids(request), by=request.actor, at=now)
        if line.verdict not in (FAULTY, NOTHING):
            for note in line.notes:
                messages.warning(request, f"{note}.")
            messages.success(request, _said(line))
            return redirect("registrations:unit", office_id=office.pk)
        _say_faults(form, line)
    return render(request, "registrations/add.html", {"form": form, "unit": office})


def _say_faults(form: PersonForm, line) -> None:
    if line.verdict == NOTHING:
        form.add_error("role", f"Không có gì để ghi: {line.said}")
    for problem in line.problems:
        form.add_error(next((name for name in form.fields if TITLES[name] == problem.column), None), problem.reason)


def _said(line) -> str:
    if line.is_proposal:
        return "Đã lập đề nghị. Phân công có hiệu lực khi người quản trị thứ hai xác nhận."
    return "Đã phân công. Người chưa có mật khẩu nhận liên kết dùng một lần qua thư điện tử."


def _counted(units: QuerySet[Office], today: date) -> QuerySet[Office]:
    """With people at work, without a password, without second factor, locked. One query."""
    in_force = Q(postings__valid_from__lte=today) & (Q(postings__valid_to__isnull=True) | Q(postings__valid_to__gte=today))
    return units.annotate(
        people=Count("postings__user", filter=in_force, distinct=True),
        locked=Count("postings__user", filter=in_force & Q(postings__user__is_active=False), distinct=True),
        waiting=Count(
            "posting_proposals",
            filter=Q(posting_proposals__confirmed_at__isnull=True, posting_proposals__refused_at__isnull=True),
            distinct=True,
        ),
        without_factor=Count(
            "postings__user",
            filter=in_force & ~Exists(User.objects.filter(pk=OuterRef("postings__user"), authenticator__type="totp")),
            distinct=True,
        ),
    )


def _page(request: HttpRequest) -> int:
    """Counted from 0; what is no number is the first."""
    told = request.GET.get("trang", "")
    return max(0, int(told) - 1) if told.isascii() and told.isdigit() and len(told) < 4 else 0

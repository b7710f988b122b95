"""The yearly page of a unit: every posting, still here or ends."""

from datetime import date

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from portal.accounts.guards import serves
from portal.accounts.models import Posting
from portal.registrations import postings, reconfirming
from portal.registrations.access import CONFIRMERS, MANAGERS, get_unit
from portal.registrations.errors import RegistrationRefused
from portal.registrations.models import ReconfirmationRound

HERE, ENDS = "here", "ends"


@serves("GET", to=CONFIRMERS)
def own(request: HttpRequest) -> HttpResponse:
    """The page of the unit where the person works now."""
    return redirect("registrations:reconfirm", office_id=request.office.pk)


@serves("GET", "POST", to=CONFIRMERS)
def reconfirm(request: HttpRequest, office_id: int) -> HttpResponse:
    office, now = get_unit(request, office_id), timezone.now()
    today = timezone.localdate(now)
    round_ = reconfirming.open_round_of(today)
    rows = _rows(round_, office.pk, today) if round_ else []
    context = {"unit": office, "round": round_, "rows": rows, "errors": []}
    if request.method == "POST":
        if round_ is None:
            raise Http404
        try:
            messages.success(request, _answered(request, round_, rows, now))
            return redirect("registrations:reconfirm", office_id=office.pk)
        except RegistrationRefused as fault:
            context["errors"] = [("noi-dung", str(fault))]
    context["left"] = sum(not row.is_confirmed for row in rows)
    context["is_manager"] = request.posting.role in MANAGERS
    return render(request, "registrations/reconfirm.html", context)


def _rows(round_: ReconfirmationRound, office_id: int, today: date) -> list[Posting]:
    asked = reconfirming.asked_in(round_, today).filter(office_id=office_id)
    return list(asked.select_related("user").order_by("user__full_name", "user_id", "role"))


def _answered(request: HttpRequest, round_: ReconfirmationRound, rows: list[Posting], now) -> str:
    """All answers of the page or none. Raises RegistrationRefused."""
    answers = {row.pk: request.POST.get(f"p{row.pk}", "") for row in rows if not row.is_confirmed}
    here = [pk for pk, answer in answers.items() if answer == HERE]
    ending = [pk for pk, answer in answers.items() if answer == ENDS]
    if not here and not ending:
        raise RegistrationRefused("Chưa chọn ai. Với mỗi người chọn còn làm việc hoặc kết thúc rồi ghi lại")
    reason = f"Đơn vị báo kết thúc trong đợt xác nhận năm {round_.year}"
    with transaction.atomic():
        reconfirming.confirm(round_.pk, here, by=request.actor, at=now)
        for pk in ending:
            postings.end(pk, last_on=timezone.localdate(now), reason=reason, by=request.actor, at=now)
    return f"Đã ghi: {len(here)} còn làm việc, {len(ending)} kết thúc sau hôm nay."

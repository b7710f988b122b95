"""The Department's page of the exchange with other authorities: who is silent, what waits, try again, pause. No contents."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from portal.accounts.guards import serves
from portal.accounts.models import Role
from portal.exchange import actions
from portal.exchange.forms import PartnerForm
from portal.exchange.models import IncomingMessage, OutgoingMessage, Partner
from portal.exchange.seals import secrets_of
from portal.exchange.standing import SHOWN, incoming_rows, mark_of, outgoing_rows, standings

OPERATORS = [Role.DEPARTMENT_ADMIN]


@serves("GET", to=OPERATORS)
def partners(request: HttpRequest) -> HttpResponse:
    return render(request, "exchange/partners.html", {"standings": standings(timezone.now())})


@serves("GET", to=OPERATORS)
def partner(request: HttpRequest, code: str) -> HttpResponse:
    found = _get(code)
    context = {
        "partner": found,
        "mark": mark_of(found, timezone.now()),
        "keys": len(secrets_of(found.code)),
        "outgoing": outgoing_rows(found),
        "incoming": incoming_rows(found),
        "shown": SHOWN,
    }
    return render(request, "exchange/partner.html", context)


@serves("GET", "POST", to=OPERATORS)
def add(request: HttpRequest) -> HttpResponse:
    return _form(request, None)


@serves("GET", "POST", to=OPERATORS)
def change(request: HttpRequest, code: str) -> HttpResponse:
    return _form(request, _get(code))


@serves("POST", to=OPERATORS)
def pause(request: HttpRequest, code: str) -> HttpResponse:
    found = _get(code)
    actions.pause(found, by=request.actor, at=timezone.now())
    messages.success(request, f"Đã tạm dừng trao đổi với {found.name}. Tin gửi đi được giữ lại.")
    return redirect("exchange_desk:partner", code=found.code)


@serves("POST", to=OPERATORS)
def resume(request: HttpRequest, code: str) -> HttpResponse:
    found = _get(code)
    actions.resume(found, by=request.actor, at=timezone.now())
    messages.success(request, f"Đã tiếp tục trao đổi với {found.name}.")
    return redirect("exchange_desk:partner", code=found.code)


@serves("POST", to=OPERATORS)
def try_now(request: HttpRequest, code: str) -> HttpResponse:
    found = _get(code)
    tried = actions.try_now(found, by=request.actor, at=timezone.now())
    messages.success(request, f"Đang gửi lại {tried} tin cho {found.name}. Tải lại trang sau ít phút để xem kết quả.")
    return redirect("exchange_desk:partner", code=found.code)


@serves("POST", to=OPERATORS)
def send_again(request: HttpRequest, message_id: int) -> HttpResponse:
    found = get_object_or_404(OutgoingMessage.objects.only("pk"), pk=message_id)
    message = actions.send_again(found.pk, by=request.actor, at=timezone.now())
    messages.success(request, f"Đang gửi lại tin {message.key}.")
    return redirect("exchange_desk:partner", code=message.partner.code)


@serves("POST", to=OPERATORS)
def handle_again(request: HttpRequest, message_id: int) -> HttpResponse:
    found = get_object_or_404(IncomingMessage.objects.only("pk"), pk=message_id)
    message = actions.handle_again(found.pk, by=request.actor, at=timezone.now())
    messages.success(request, f"Đang xử lý lại tin {message.key}.")
    return redirect("exchange_desk:partner", code=message.partner.code)


def _get(code: str) -> Partner:
    """Raises Http404, also for what no database can look for."""
    if "\0" in code:
        raise Http404
    return get_object_or_404(Partner, code=code)


def _form(request: HttpRequest, found: Partner | None) -> HttpResponse:
    form = PartnerForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        kept = actions.keep_partner(form.save(commit=False), by=request.actor, at=timezone.now())
        messages.success(request, f"Đã ghi {kept.name}.")
        return redirect("exchange_desk:partner", code=kept.code)
    return render(request, "exchange/partner_form.html", {"form": form, "partner": found}, status=400 if form.errors else 200)

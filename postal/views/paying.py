"""The citizen pays the fee ahead through the gateway, says that what the books say of the money is not so, or
complains of the post."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from applications.access import get_application_for_citizen
from applications.models import Application
from applications.paying_ahead import may_pay_ahead, note_of
from applications.states import State
from portal.accounts.guards import CITIZEN, serves
from portal.templatetags.portal import day
from postal import gateway
from postal.actions.complaining import complain
from postal.actions.disputing import dispute_money
from postal.actions.payments import begin_gateway_payment
from postal.complaints import kinds_open_to
from postal.errors import PostalError
from postal.models import WITH_THE_POST, Complaint, Parcel
from postal.money_forms import DisputeForm

DISPUTABLE = {State.HANDED_TO_POST, State.RETURNED_TO_OFFICE, State.DELIVERED, State.COLLECTED, State.READY_FOR_COLLECTION}


@serves("POST", to=CITIZEN)
def begin(request: HttpRequest, ref: str) -> HttpResponse:
    """A page with the way to the gateway: a form may lead nowhere but to ourselves."""
    application = get_application_for_citizen(request, ref)
    if not gateway.is_on():
        raise Http404
    if not may_pay_ahead(application):
        messages.info(request, _("Hồ sơ này không còn khoản phí nào phải nộp trước."))
        return redirect("applications:timeline", ref=ref)
    now = timezone.now()
    payment = begin_gateway_payment(application, at=now)
    address = gateway.address_to_pay(
        number=payment.number,
        amount_vnd=payment.amount_vnd,
        note=note_of(application),
        return_url=settings.PUBLIC_URL + reverse("paying:returned", args=[ref]),
        client=request.META.get("REMOTE_ADDR", ""),
        at=now,
    )
    context = {"application": application, "payment": payment, "address": address, "minutes": gateway.MINUTES_TO_PAY}
    return render(request, "paying/begin.html", context)


@serves("GET", to=CITIZEN)
def returned(request: HttpRequest, ref: str) -> HttpResponse:
    """Back from the gateway. Only its own message counts: what stands in this address is not believed."""
    application = get_application_for_citizen(request, ref)
    last = application.gateway_payments.first()
    return render(request, "paying/returned.html", {"application": application, "payment": last})


@serves("GET", "POST", to=CITIZEN)
def dispute(request: HttpRequest, ref: str) -> HttpResponse:
    """ "Tôi đã trả 40.000 đ", "Tôi chưa nhận được": to the office's books, to the post, or to both; answered on this page."""
    application = get_application_for_citizen(request, ref)
    if application.state not in DISPUTABLE:
        messages.info(request, _("Bản sao chưa được giao nên chưa có gì để báo."))
        return redirect("applications:timeline", ref=ref)
    parcel = Parcel.objects.filter(application=application).select_related("hand_over").order_by("pk").last()
    kinds = kinds_open_to(parcel, today=timezone.localdate()) if parcel else ()
    form = DisputeForm(request.POST or None, may_say=_may_say(application, parcel, kinds))
    if request.method == "POST" and form.is_valid() and _say(request, application, parcel, form):
        return redirect("paying:dispute", ref=ref)
    context = {
        "application": application,
        "form": form,
        "said": application.open_items.filter(kind__in=["said_paid", "said_not_received"]).order_by("pk"),
        "complaints": parcel.complaints.all() if parcel else (),
        "wait_until": parcel.deliver_by_on if parcel and parcel.state in WITH_THE_POST and "late" not in kinds else None,
    }
    return render(request, "paying/dispute.html", context, status=400 if form.errors else 200)


def _may_say(application: Application, parcel: Parcel | None, kinds: tuple[str, ...]) -> tuple[str, ...]:
    """What was handed out at the desk is no business of the post's: not received is a matter of the office's books."""
    is_desk = application.state == State.COLLECTED
    return ("said_paid", "said_not_received") if is_desk or parcel is None else ("said_paid", *kinds)


def _say(request: HttpRequest, application: Application, parcel: Parcel | None, form: DisputeForm) -> bool:
    told, now = form.cleaned_data, timezone.now()
    if told["what"] in Complaint.Kind.values:
        try:
            made = complain(parcel.pk, told["what"], words=told["words"], by=request.actor, at=now)
        except PostalError:  # the envelope has moved on since the page was shown
            form.add_error("what", _("Điều này không còn khiếu nại được. Tải lại trang để xem việc giao đang ở đâu"))
            return False
        messages.success(request, _("Bưu điện trả lời ông/bà chậm nhất %(day)s.") % {"day": day(made.answer_by_on)})
        return True
    about = {"kind": told["what"], "paid_vnd": told["paid"] or 0, "words": told["words"]}
    dispute_money(application.pk, **about, by=request.actor, at=now)
    messages.success(request, _("Cơ quan đã nhận được tin báo của ông/bà và sẽ kiểm tra với bưu điện."))
    return True

"""The official asks the population database for who sits before him; the page of the requester opens with the answer."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from applications.assisted import prefilling
from applications.assisted.forms import PrefillForm
from applications.assisted.sittings import HELPERS, get_sitting, helper_of
from applications.forms.prefilled import PERSON, PURPOSE, prefill_of
from applications.models import Application
from applications.states import State
from portal.accounts.guards import serves
from portal.accounts.limits import is_within_limit
from portal.population import look_ups
from portal.population.models import Outcome

TRIES = "30/h/user"
SAID = {
    Outcome.WAITING: "Hệ thống dân cư chưa trả lời. Cứ nhập theo giấy tờ và nộp; việc đối chiếu hoàn thành sau.",
    Outcome.FOUND: "Đã điền thông tin từ Cơ sở dữ liệu quốc gia về dân cư. Mời người dân đọc lại.",
    Outcome.AMBIGUOUS: "Có nhiều người cùng thông tin nên không điền gì. Nhập theo giấy tờ.",
    Outcome.NOT_FOUND: "Không có người này trong Cơ sở dữ liệu quốc gia về dân cư. Xem lại số và tên, hoặc nhập theo giấy tờ.",
}


@serves("GET", "POST", to=HELPERS)
def prefill(request: HttpRequest) -> HttpResponse:
    """What is found is filled in and marked; what is not, the person tells."""
    sitting = get_sitting(request)
    draft = get_object_or_404(Application.objects.filter(state=State.DRAFT), pk=sitting.application_id)
    last = prefill_of(draft)
    digits = prefilling.digits_to_match(sitting)
    asked_before = last.look_up.asked if last else draft.answers.get(PERSON, {})
    form = PrefillForm(request.POST or None, last_digits=digits, initial=asked_before)
    if request.method == "POST" and form.is_valid() and _asked(request, draft, form):
        return redirect("applications:requester", ref=draft.ref)
    context = {"form": form, "draft": draft, "purpose": PURPOSE, "is_on": look_ups.is_on()}
    return render(request, "assisted/prefill.html", context, status=400 if form.errors else 200)


def _asked(request: HttpRequest, draft: Application, form: PrefillForm) -> bool:
    """Whether the person was looked up; else the fault stands in the form."""
    if not is_within_limit(request, "prefill", TRIES):
        form.add_error(None, "Đã tra cứu quá nhiều lần trong một giờ. Nhập theo giấy tờ.")
        return False
    by = helper_of(request.sitting, request.actor.address)
    try:
        asked = prefilling.prefill(draft, **form.cleaned_data, by=by, at=timezone.now())
    except look_ups.LookUpFault as fault:
        form.add_error(None, str(fault))
        return False
    messages.info(request, SAID[asked.outcome])
    return True

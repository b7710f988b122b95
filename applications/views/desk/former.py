"""A dossier that a former unit finished and that is needed again: its successor takes it over and goes on with it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils import timezone

from applications import actions
from applications.access import get_application_for_official
from applications.views.desk.files import STAFF
from portal.accounts.former_units import FORMER_KEY, own_office
from portal.accounts.guards import serves


@serves("POST", to=STAFF)
def take_over(request: HttpRequest, code: str) -> HttpResponseRedirect:
    """From inside the former unit; afterwards the person is back at his own office, where the dossier is now."""
    application = get_application_for_official(request, code)
    own = own_office(request)
    if not actions.take_over(application.pk, own, by=request.actor, at=timezone.now()):
        messages.warning(request, "Hồ sơ này chưa chuyển được: nơi kế thừa do Sở Tư pháp chọn.")
        return redirect("desk:dossier", application.code)
    request.session.pop(FORMER_KEY, None)
    messages.success(request, f"Hồ sơ {application.code} nay ở {own.name_in_sentence}. Đã về đơn vị của mình.")
    return redirect("desk:dossier", application.code)

"""A draft that is not filed and that the person wants to keep: a slip with a code, and going on with it on his own device."""

import secrets
from datetime import datetime

from django.contrib.auth.hashers import check_password, make_password
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from applications.actions.filing import REF_ALPHABET
from applications.assisted import actions
from applications.assisted.errors import OneFilingOnly, SittingOver
from applications.assisted.forms import TakeOverForm
from applications.assisted.models import KeptDraft
from applications.assisted.sittings import HELPERS, get_sitting
from applications.device import device_for, remember
from applications.models import Application
from applications.states import State
from portal.accounts.guards import PUBLIC, serves
from portal.accounts.limits import is_within_limit

CODE_LENGTH = 8
TRIES = "10/m/ip,5/15m/key"


@serves("POST", to=HELPERS)
def keep(request: HttpRequest) -> HttpResponse:
    """A page to print, shown once: the reference and the code. The draft then outlives the sitting."""
    sitting = get_sitting(request)
    code = "".join(secrets.choice(REF_ALPHABET) for _unused in range(CODE_LENGTH))
    try:
        actions.keep_for_later(sitting.pk, code_hash=make_password(code), by=request.actor, at=timezone.now())
    except (SittingOver, OneFilingOnly):
        return redirect("assisted:home")
    return render(request, "assisted/slip.html", {"draft": sitting.application, "code": f"{code[:4]} {code[4:]}"})


@serves("GET", "POST", to=PUBLIC)
def take_over(request: HttpRequest) -> HttpResponse:
    """The person opens his draft on his own device, with the code on the slip."""
    form = TakeOverForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        device, token = device_for(request)
        if not is_within_limit(request, "take_over", TRIES, key=form.cleaned_data["ref"]):
            form.add_error(None, _("Đã thử quá nhiều lần. Chờ 15 phút rồi thử lại."))
        elif taken := _taken_over(form.cleaned_data, device, at=timezone.now()):
            response = redirect("applications:resume", ref=taken.ref)
            if token:
                remember(response, token)
            return response
        else:
            form.add_error(None, _("Không có hồ sơ nháp nào khớp hai mã này. Xem lại phiếu; hồ sơ nháp được giữ 30 ngày."))
    return render(request, "assisted/take_over.html", {"form": form}, status=400 if form.errors else 200)


def _taken_over(typed: dict[str, str], device: str, *, at: datetime) -> Application | None:
    """Of a sitting that has ended: until then the official has it."""
    kept = KeptDraft.objects.select_related("application").filter(
        application__ref=typed["ref"], application__state=State.DRAFT, application__sitting__isnull=True
    )
    found = kept.first()
    if found is None or not check_password(typed["code"], found.code_hash):
        return None
    return actions.take_over(found.application, device_hash=device, at=at)

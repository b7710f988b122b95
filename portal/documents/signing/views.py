"""L5: a leader enters his key, sees until when it counts, stops it, and chooses how he signs. Nobody enters it for him."""

from contextlib import suppress

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django_fsm import TransitionNotAllowed

from portal.accounts.guards import serves
from portal.accounts.limits import is_within_limit
from portal.accounts.models import Role
from portal.documents.signing.errors import SigningFault, WrongPassphrase
from portal.documents.signing.forms import HowForm, KeyFileForm
from portal.documents.signing.keys import choose_how, enter_key_file, state_of, stop_key
from portal.documents.signing.models import KeyState, SigningKey

RATES = "10/m/ip,10/5m/key"


@sensitive_post_parameters("passphrase")
@serves("GET", "POST", to=Role.OFFICE_LEADER)
def signing_key(request: HttpRequest) -> HttpResponse:
    form = KeyFileForm()
    if request.method == "POST":
        if not is_within_limit(request, "signing-key", RATES, key=str(request.user.pk)):
            return render(request, "429.html", status=429)
        form = KeyFileForm(request.POST, request.FILES)
        if form.is_valid() and _entered(request, form):
            return redirect("signing:key")
    state = state_of(request.user.pk, request.office.pk, at=timezone.now())
    used = SigningKey.objects.filter(user=request.user, office=request.office, state=KeyState.STOPPED)
    context = {"form": form, "how_form": HowForm(initial={"how": state.how}), "state": state, "used": used.order_by("-pk")[:10]}
    return render(request, "desk/leader/signing_key.html", context)


@serves("POST", to=Role.OFFICE_LEADER)
def choose(request: HttpRequest) -> HttpResponseRedirect:
    form = HowForm(request.POST)
    if form.is_valid():
        how = form.cleaned_data["how"]
        choose_how(how, user=request.user, office=request.office, by=request.actor, at=timezone.now())
        messages.success(request, "Từ nay bản sao được ký số." if how == "digital" else "Từ nay bản sao được ký trên giấy.")
    else:
        messages.error(request, "Chọn ký số hoặc ký trên giấy.")
    return redirect("signing:key")


@serves("POST", to=Role.OFFICE_LEADER)
def stop(request: HttpRequest, key_id: int) -> HttpResponseRedirect:
    """One's own; others' are not there. Asked twice, it was stopped the first time."""
    key = get_object_or_404(SigningKey, pk=key_id, user=request.user, office=request.office)
    with suppress(TransitionNotAllowed):
        stop_key(key.pk, by=request.actor, at=timezone.now())
    messages.success(request, "Đã ngừng dùng khóa này. Các bản sao đã ký bằng khóa vẫn có giá trị.")
    return redirect("signing:key")


def _entered(request: HttpRequest, form: KeyFileForm) -> bool:
    """Entered and tried, and said so; or the reason why not is on the form."""
    content, passphrase = form.cleaned_data["file"].read(), form.cleaned_data["passphrase"]
    whose = {"user": request.user, "office": request.office, "by": request.actor}
    try:
        key = enter_key_file(content, passphrase, at=timezone.now(), **whose)
    except SigningFault as fault:
        form.add_error("passphrase" if isinstance(fault, WrongPassphrase) else "file", str(fault).removesuffix("."))
        return False
    until = f"{timezone.localtime(key.valid_to):%d/%m/%Y}"
    messages.success(request, f"Đã ký thử thành công. Từ nay bản sao được ký số bằng khóa này, đến hết {until}.")
    return True

"""A4: one person: postings, history, and what may be done with the account. A second person decides on lost telephones."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from portal.accounts.guards import serves
from portal.accounts.models import User
from portal.audit.trail import record
from portal.registrations import factor_resets, links, locking
from portal.registrations.access import MANAGERS, get_person, is_wholly_ours, units_of
from portal.registrations.errors import RegistrationRefused
from portal.registrations.forms import LinkForm, ReasonForm
from portal.registrations.marks import with_marks
from portal.registrations.models import FactorReset

HISTORY = 100
FORMS = {"link": LinkForm, "lock": ReasonForm, "unlock": ReasonForm, "reset": ReasonForm}


@serves("GET", to=MANAGERS)
def person(request: HttpRequest, user_id: int) -> HttpResponse:
    """Every look is recorded."""
    user = get_person(request, user_id)
    record("accounts.person_viewed", subject=f"user:{user.pk}", by=request.actor)
    return _page(request, user)


@serves("POST", to=MANAGERS)
def send_link(request: HttpRequest, user_id: int) -> HttpResponse:
    def act(user: User, form: LinkForm) -> str:
        links.send_link(user.pk, channel=form.cleaned_data["channel"], by=request.actor, at=timezone.now())
        return "Đã gửi liên kết dùng một lần. Liên kết gửi trước đó không còn mở được."

    return _done(request, user_id, "link", act)


@serves("POST", to=MANAGERS)
def lock(request: HttpRequest, user_id: int) -> HttpResponse:
    def act(user: User, form: ReasonForm) -> str:
        locking.lock(user.pk, reason=form.cleaned_data["reason"], by=request.actor, at=timezone.now())
        return "Đã khóa tài khoản. Phiên đang mở của người này kết thúc ngay."

    return _done(request, user_id, "lock", act)


@serves("POST", to=MANAGERS)
def unlock(request: HttpRequest, user_id: int) -> HttpResponse:
    def act(user: User, form: ReasonForm) -> str:
        locking.unlock(user.pk, reason=form.cleaned_data["reason"], by=request.actor, at=timezone.now())
        return "Đã mở khóa tài khoản."

    return _done(request, user_id, "unlock", act)


@serves("POST", to=MANAGERS)
def propose_reset(request: HttpRequest, user_id: int) -> HttpResponse:
    def act(user: User, form: ReasonForm) -> str:
        factor_resets.propose(user.pk, reason=form.cleaned_data["reason"], by=request.actor, at=timezone.now())
        return "Đã lập đề nghị. Người quản trị thứ hai xác nhận thì xác thực hai lớp mới được gỡ."

    return _done(request, user_id, "reset", act)


def _done(request: HttpRequest, user_id: int, name: str, act: Callable[[User, ReasonForm], str]) -> HttpResponse:
    """The verb and back to the person; or the same page with what to put right beside its form."""
    user = get_person(request, user_id)
    form = FORMS[name](request.POST, prefix=name)
    if form.is_valid():
        try:
            if not is_wholly_ours(request, user):
                raise RegistrationRefused("Người này còn làm việc ngoài phạm vi ông/bà quản lý. Đề nghị Sở Tư pháp thực hiện")
            messages.success(request, act(user, form))
            return redirect("registrations:person", user_id=user.pk)
        except RegistrationRefused as fault:
            form.add_error(fault.field if fault.field in form.fields else None, str(fault))
    return _page(request, user, bound={name: form})


def _page(request: HttpRequest, user: User, *, bound: dict | None = None) -> HttpResponse:
    today = timezone.localdate()
    postings = user.postings.select_related("user", "office__parent").order_by("-valid_from", "role")
    ours = set(units_of(request).filter(postings__user=user).values_list("pk", flat=True))
    context = {
        "person": user,
        "rows": with_marks(postings, today),
        "ours": ours,
        "is_own": user.pk == request.user.pk,
        "reset": FactorReset.objects.waiting().filter(user=user).first(),
        "has_factor": user.authenticator_set.exists(),
        "link": user.one_time_links.first(),
        "history": user.access_changes.select_related("by", "seconded_by", "office__parent")[:HISTORY],
        "forms": {name: (bound or {}).get(name) or form(prefix=name) for name, form in FORMS.items()},
        "faulty": next(iter((bound or {}).values()), None),
        "now_at": timezone.now(),
        "today": today,
    }
    return render(request, "registrations/person.html", context)

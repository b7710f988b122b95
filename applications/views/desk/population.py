"""Looking up the people of a dossier in the population database, and the list of what is completed later."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from applications.access import get_application_for_official
from applications.forms.population import LookUpForm
from applications.looked_up import people_of, results_of
from applications.models import Application
from applications.states import State
from applications.views.desk.queue import DESK
from portal.accounts.guards import serves
from portal.audit.trail import record
from portal.population import look_ups
from portal.population.models import LookUp, Outcome
from portal.population.purposes import PURPOSES

SHOWN = 100
SAID = {
    Outcome.WAITING: "Hệ thống dân cư chưa trả lời. Cứ giải quyết tiếp: cổng tự hỏi lại, kết quả hiện ở “Đối chiếu dân cư”.",
    Outcome.FOUND: "Đã có kết quả đối chiếu.",
    Outcome.AMBIGUOUS: "Có nhiều người cùng thông tin: không kết luận được.",
    Outcome.NOT_FOUND: "Không có người này trong Cơ sở dữ liệu quốc gia về dân cư.",
}


@serves("GET", "POST", to=DESK)
def dossier(request: HttpRequest, code: str) -> HttpResponse:
    """The people of a dossier, a purpose, and the answers beside what was declared."""
    application = get_application_for_official(request, code)
    people = people_of(application)
    form = LookUpForm(request.POST or None, people=people)
    if request.method == "POST" and form.is_valid() and _asked(request, application, form):
        return redirect("desk:population", code=application.code)
    record("application.viewed", subject=f"application:{application.ref}", by=request.actor)
    context = {
        "dossier": application,
        "form": form,
        "people": people,
        "results": results_of(application),
        "is_on": look_ups.is_on(),
    }
    return render(request, "desk/population.html", context, status=400 if form.errors else 200)


@serves("GET", to=DESK)
def to_complete(request: HttpRequest) -> HttpResponse:
    """What waits for the database, and what came later and nobody has read yet."""
    found = list(_of_office(request).filter(seen_at=None).order_by("asked_at", "pk")[:SHOWN])
    refs = {one.subject_ref.partition(":")[2] for one in found}
    named = {one.ref: one for one in Application.objects.filter(ref__in=refs)}
    rows = [_row(one, named.get(one.subject_ref.partition(":")[2]), request.office.pk) for one in found]
    return render(request, "desk/population_list.html", {"rows": rows, "shown": SHOWN})


@serves("POST", to=DESK)
def again(request: HttpRequest, look_up_id: int) -> HttpResponse:
    found = _get(request, look_up_id)
    asked = look_ups.try_again(found.pk, by=request.actor, at=timezone.now())
    messages.info(request, SAID.get(asked.outcome, asked.get_outcome_display()))
    return redirect("desk:to_complete")


@serves("POST", to=DESK)
def seen(request: HttpRequest, look_up_id: int) -> HttpResponse:
    look_ups.mark_seen(_get(request, look_up_id).pk, by=request.actor, at=timezone.now())
    messages.success(request, "Đã ghi là đã xem.")
    return redirect("desk:to_complete")


def _row(look_up: LookUp, about: Application | None, office_id: int) -> dict:
    """`dossier` is what this office may open; `is_draft`: it is still being filled in at the desk."""
    is_draft = about is not None and about.state == State.DRAFT
    may_open = about is not None and not is_draft and about.office_id == office_id
    purpose = PURPOSES[look_up.purpose].label
    return {"look_up": look_up, "dossier": about if may_open else None, "is_draft": is_draft, "purpose": purpose}


def _asked(request: HttpRequest, application: Application, form: LookUpForm) -> bool:
    """Whether somebody was looked up; else the fault stands in the form."""
    person = form.people[form.cleaned_data["person"]]
    facts = person.facts
    about = {"purpose": form.cleaned_data["purpose"], "application_ref": application.ref, "person": person.code}
    who_when = {"by": request.actor, "at": timezone.now()}
    try:
        asked = look_ups.look_up(person.personal_id, facts["full_name"], facts["birth_date"], **about, **who_when)
    except look_ups.LookUpFault as fault:
        form.add_error(None, str(fault))
        return False
    messages.info(request, SAID[asked.outcome])
    return True


def _of_office(request: HttpRequest):
    return LookUp.objects.filter(office_id=request.office.pk if request.office else None).select_related("asked_by")


def _get(request: HttpRequest, look_up_id: int) -> LookUp:
    """Raises Http404, also for another office's."""
    found = _of_office(request).filter(pk=look_up_id).first()
    if found is None:
        raise Http404
    return found

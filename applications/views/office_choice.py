"""C2: the place where the event was registered, by the name on the old paper, and the office that holds its book today.

GET ?cap=&quan=&q= looks for a place, ?noi= shows what became of one, ?khac=1 takes a place in words; POST confirms.
"""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from applications import actions
from applications.forms.place import OtherPlaceForm, PlaceForm
from applications.models import Application
from applications.offering import is_offered, offering_codes
from applications.outlook import outlook
from applications.views.drafts import after, left, step_context, with_draft
from portal.accounts.guards import CITIZEN, serves
from portal.offices.finder import find_places
from portal.offices.models import Level, Office, ServiceActivation
from portal.offices.succession import Trace, trace

UNSURE = "khong-ro"
LISTED = 60


@serves("GET", "POST", to=CITIZEN)
@with_draft
def office(request: HttpRequest, draft: Application) -> HttpResponse:
    today = timezone.localdate()
    if request.method == "POST":
        return _confirm(request, draft, today)
    if "noi" in request.GET:
        return _result(request, draft, request.GET["noi"], today)
    if "khac" in request.GET:
        return _other_place(request, draft, today)
    if "cap" in request.GET:
        return _search(request, draft, today)
    if "doi" not in request.GET and draft.registered_at_id:
        return _result(request, draft, str(draft.registered_at_id), today)
    return _choose(request, draft, PlaceForm(day=today), today)


def _search(request: HttpRequest, draft: Application, today: date) -> HttpResponse:
    form = PlaceForm(request.GET, day=today)
    if not form.is_valid():
        return _choose(request, draft, form, today, status=400)
    if form.cleaned_data["cap"] == Level.DISTRICT:
        return redirect(f"{request.path}?{_with_return(request)}noi={form.cleaned_data['quan']}")
    places = find_places(form.cleaned_data["q"], level=Level.COMMUNE, district=form.district, day=today, limit=LISTED)
    return _choose(request, draft, form, today, places=places, looked=True)


def _choose(request: HttpRequest, draft: Application, form: PlaceForm, today: date, **more) -> HttpResponse:
    status = more.pop("status", 200)
    context = step_context(draft, "office") | {"form": form, "today": today} | more
    return render(request, "applications/filing/office.html", context, status=status)


def _result(request: HttpRequest, draft: Application, place_id: str, today: date, error: str = "") -> HttpResponse:
    place = _place(place_id)
    if place is None:
        return redirect("applications:office", ref=draft.ref)
    found = trace(place, today)
    context = step_context(draft, "office") | {
        "place": place,
        "trace": found,
        "candidates": found.candidates,
        "competent": found.competent,
        "waiting_for": _not_live(found, draft, today),
        "outlook": outlook(timezone.now(), found.competent, draft.procedure_code),
        "chosen": draft.office_id if draft.registered_at_id == place.pk else None,
        "unsure": UNSURE,
        "error": error,
    }
    return render(request, "applications/filing/office_result.html", context, status=400 if error else 200)


def _other_place(request: HttpRequest, draft: Application, today: date) -> HttpResponse:
    asked = "q" in request.GET
    initial = {"ten": draft.registered_place if draft.registered_at_id is None else ""}
    form = OtherPlaceForm(request.GET if asked else None, initial=initial)
    places = None
    if asked and form.is_valid():
        found = find_places(form.cleaned_data["q"], level=Level.COMMUNE, day=today, limit=LISTED)
        places = [place for place in found if not place.is_former]
    context = step_context(draft, "office") | {"form": form, "places": places}
    return render(request, "applications/filing/office_other.html", context, status=400 if form.errors else 200)


def _confirm(request: HttpRequest, draft: Application, today: date) -> HttpResponse:
    """Save place and office. The office must be one to which the place leads today, and be open for the service."""
    if "leave" in request.POST:
        return left(request)
    if words := request.POST.get("ten"):
        return _confirm_in_words(request, draft, words, today)
    place = _place(request.POST.get("noi", ""))
    if place is None:
        return redirect("applications:office", ref=draft.ref)
    with translation.override("vi"):  # it is kept for the desk
        found = trace(place, today)
        chains = {candidate.office.pk: [step.sentence for step in candidate.steps] for candidate in found.candidates}
    competent, is_sure = _chosen(found, request.POST.get("nay", ""))
    if competent is None:
        return _result(request, draft, str(place.pk), today, error=_("Chọn nơi hiện nay, hoặc chọn Không rõ"))
    if not is_offered(competent, draft.procedure_code, today):
        return _result(request, draft, str(place.pk), today)
    answers = {"is_sure": is_sure, "chain": chains[competent.pk]}
    _save(draft, place.full_name, competent, answers, registered_at=place)
    return after(request, draft, "office")


def _confirm_in_words(request: HttpRequest, draft: Application, words: str, today: date) -> HttpResponse:
    form = OtherPlaceForm({"ten": words, "q": "-"})
    competent = _place(request.POST.get("nay", ""))
    live = competent is not None and competent.stands_on(today) and is_offered(competent, draft.procedure_code, today)
    if not form.is_valid() or not live:
        return redirect(f"{request.path}?khac=1")
    _save(draft, form.cleaned_data["ten"], competent, {"is_sure": True, "chain": [], "in_words": True}, registered_at=None)
    return after(request, draft, "office")


def _save(draft: Application, place: str, competent: Office, answers: dict, *, registered_at: Office | None) -> None:
    stored = answers | {
        "registered_place": place,
        "registered_at": registered_at.pk if registered_at else None,
        "office": competent.pk,
        "office_name": competent.authority_name,
    }
    actions.save_answers(
        draft.pk,
        "office",
        stored,
        at=timezone.now(),
        registered_at=registered_at,
        registered_place=place,
        office=competent,
    )


def _chosen(found: Trace, answer: str) -> tuple[Office | None, bool]:
    """The office meant, and whether the person was sure: one road needs no answer, "Không rõ" takes the suggested one."""
    if found.competent is not None:
        return found.competent, True
    if answer == UNSURE and found.candidates:
        return (found.suggested or found.candidates[0]).office, False
    return next((c.office for c in found.candidates if str(c.office.pk) == answer), None), True


def _not_live(found: Trace, draft: Application, today: date) -> dict | None:
    """Where no office of the place takes filings on line yet: from when it will, if that is known."""
    offices = [candidate.office for candidate in found.candidates]
    if any(is_offered(unit, draft.procedure_code, today) for unit in offices):
        return None
    later = ServiceActivation.objects.filter(
        office__in=offices, procedure_code__in=offering_codes(draft.procedure_code), valid_from__gt=today
    ).order_by("valid_from")
    return {"first": later.first(), "office": found.competent or (offices[0] if offices else None)}


def _place(value: str) -> Office | None:
    if not value.isascii() or not value.isdigit() or len(value) > 9:
        return None
    return Office.objects.select_related("parent").exclude(level__in=[Level.POST, Level.PARTNER]).filter(pk=int(value)).first()


def _with_return(request: HttpRequest) -> str:
    return "ve=kiem-tra&" if request.GET.get("ve") == "kiem-tra" else ""

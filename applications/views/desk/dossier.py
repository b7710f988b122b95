"""R2: one dossier: declaration beside the register, photos, history, and only the steps that are possible now."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from applications import search
from applications.access import get_application_for_official, running_for_official
from applications.actions.collecting import may_compare
from applications.actions.correcting import open_correction
from applications.actions.extending import may_extend
from applications.chips import deadline_chip
from applications.conflicts import conflicts
from applications.declared import declared, entries_to_note, looked_for
from applications.models import Application, Slip, SlipKind, StateChange
from applications.models.application import DeliveryMethod
from applications.papers import labelled
from applications.queue_rows import stage, writes
from applications.states import ON_THE_CLOCK, RESOLVED, State
from applications.summary import sections_of
from applications.told import told_of
from applications.untold import moves_not_told
from applications.verbs import VERBS
from applications.views.desk.files import STAFF
from applications.views.desk.queue import DESK
from civil_registry.compare import compare
from civil_registry.copy_rows import copies_of_dossier
from civil_registry.form_store import form_of
from civil_registry.models import CopyState
from portal.accounts.guards import serves
from portal.accounts.models import Role
from portal.audit.trail import record


@serves("GET", to=STAFF)
def dossier(request: HttpRequest, code: str) -> HttpResponse:
    application = get_application_for_official(request, code)
    if application.dossier_code and code != application.dossier_code:
        return redirect("desk:dossier", code=application.dossier_code)
    record("application.viewed", subject=f"application:{application.ref}", by=request.actor)
    return render(request, "desk/dossier.html", dossier_context(request, application))


def dossier_context(request: HttpRequest, application: Application) -> dict:
    """Everything the page of a dossier shows; used by the pages of its steps as well."""
    present = application.attachments.filter(removed_at=None)
    slips = list(application.slips.select_related("document", "signed_by"))
    refusal = next((slip for slip in slips if _is_proposal(slip)), None)
    changes = list(application.history.select_related("actor", "office").order_by("-id"))
    previous, following = search.neighbours(running_for_official(request), application)
    paper = application.extract.state if application.extract else None
    drawn_from = application.extract.entry if application.extract and not application.extract.is_original else None
    is_entered = writes(application.procedure_code)
    lines = compare(declared(application), drawn_from, place=application.registered_at) if drawn_from else []
    return {
        "dossier": application,
        "chip": deadline_chip(
            state=application.state,
            due_at=application.due_at,
            due_on=application.due_on,
            resolved_at=application.resolved_at,
            now=timezone.now(),
            reappointed_at=application.reappointed_at,
        ),
        "stage": stage(
            application.state,
            paper,
            has_refusal=bool(refusal),
            again=application.supplement_count,
            writes=is_entered,
            at_desk=application.delivery_method == DeliveryMethod.DESK,
        ),
        "lines": lines,
        "look_for": looked_for(application),
        "to_note": entries_to_note(application) if application.state in RESOLVED else [],
        "writes": is_entered,
        "differences": [line for line in lines if line.is_different],
        "sections": sections_of(application),
        "attachments": labelled(application, present.select_related("document", "thumbnail")),
        "history": [_in_words(change) for change in changes],
        "came_from": next((change for change in changes if change.verb == "transfer"), None),
        "slips": slips,
        "refusal": refusal,
        "previous": previous,
        "following": following,
        "can": possible_steps(request, application, refusal=bool(refusal))
        | {"apologise": _is_to_apologise(request, application, slips)},
        "is_form_uncertain": application.extract is not None and form_of(application.extract).needs_review,
        "conflict": conflict_of_interest(request, application),
        "copies": copies_of_dossier(application.dossier_code, application.office_id) if application.extract else [],
        "wrong": open_correction(application.pk) if application.extract else None,
        "is_of_desk": bool(request.roles.intersection(DESK)),
        "not_told": moves_not_told(application),
        "told": told_of(application),
    }


def possible_steps(request: HttpRequest, application: Application, *, refusal: bool) -> dict[str, bool]:
    """The steps that this person may take now; the others are absent from the page."""
    at_desk = bool(request.roles.intersection(DESK))
    paper = application.extract.state if application.extract else None
    is_valid, is_original = paper == CopyState.SIGNED, bool(application.extract and application.extract.is_original)
    may_give = at_desk and is_valid
    on_clock = application.state in ON_THE_CLOCK and at_desk and not refusal
    received = application.state == State.RECEIVED and at_desk and not refusal
    return {
        "receive": application.state == State.SUBMITTED and at_desk,
        "supplement": on_clock and paper != CopyState.AWAITING_SIGNATURE,
        "refuse": on_clock and paper != CopyState.AWAITING_SIGNATURE,
        "compare": received and may_compare(application),
        "extend": received and paper != CopyState.AWAITING_SIGNATURE and may_extend(application),
        "transfer": on_clock and paper != CopyState.AWAITING_SIGNATURE,
        "draft": received and paper != CopyState.AWAITING_SIGNATURE,
        "print": application.state in RESOLVED and is_valid,
        "invite": may_give and application.state == State.ISSUED and application.delivery_method == DeliveryMethod.DESK,
        "give": may_give and application.state == State.READY_FOR_COLLECTION,
        "correct": application.state in RESOLVED and at_desk and not is_original,
        "cancel_copy": application.state in RESOLVED and is_valid and not is_original and Role.OFFICE_LEADER in request.roles,
    }


def _is_to_apologise(request: HttpRequest, application: Application, slips: list[Slip]) -> bool:
    """Due today or overdue, and nobody has drafted a letter yet: what the clock drafted is waiting for words."""
    if application.state not in ON_THE_CLOCK or application.due_on > timezone.localdate():
        return False
    taken = any(s.kind == SlipKind.APOLOGY and s.declined_at is None and (s.issued_at or s.drafted_by_id) for s in slips)
    return not taken and bool(request.roles.intersection(DESK))


def conflict_of_interest(request: HttpRequest, application: Application) -> str:
    """60/2014/QH13 Art. 12(1)(h), by analogy: why this may be the official's own matter, in words."""
    found = conflicts(application, request.user.pk)
    advice = "Nếu là việc của mình hoặc người thân, chuyển đồng nghiệp giải quyết."
    return " ".join([*(conflict.words for conflict in found), advice]) if found else ""


def _is_proposal(slip) -> bool:
    return slip.kind == SlipKind.REFUSAL and slip.issued_at is None and slip.declined_at is None


def _in_words(change: StateChange) -> dict:
    return {
        "words": VERBS.get(change.verb, change.verb),
        "at": change.at,
        "who": change.actor.full_name if change.actor else ("Người nộp hồ sơ" if change.role == "citizen" else "Tự động"),
        "reason": change.reason,
    }

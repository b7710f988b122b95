"""C7: a slot for each required paper. Each file is sent by itself, so that a lost line costs one photo."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from applications import actions
from applications.access import applications_for_citizen
from applications.errors import ApplicationError
from applications.filing import present_files
from applications.models import Application, Attachment
from applications.papers import SlotOnPage, missing_sentence, slot_label, slots_on_page
from applications.procedures import procedure_for
from applications.procedures.base import PaperSlot
from applications.views.drafts import after, step_context, with_draft
from applications.views.receiving import FILES, FRAGMENT, keep_files
from portal.accounts.guards import CITIZEN, serves
from portal.documents.sending import private_file


@serves("GET", "POST", to=CITIZEN)
@with_draft
def papers(request: HttpRequest, draft: Application) -> HttpResponse:
    """POST is "Tiếp tục" (or "Lưu và thoát"): the required papers must be there."""
    slots = _slots(draft)
    if request.method == "GET":
        return _page(request, draft, slots)
    missing = [] if "leave" in request.POST else [slot for slot in slots if slot.is_missing]
    for slot in missing:
        slot.error = missing_sentence(slot.slot)
    return _page(request, draft, slots, status=400) if missing else after(request, draft, "papers")


@serves("POST", to=CITIZEN)
@with_draft
def add_paper(request: HttpRequest, draft: Application, slot: str) -> HttpResponse:
    """Take the files of one slot. upload.js asks for the slot alone, as a fragment."""
    wanted = _slot(draft, slot)
    error = keep_files(draft, request.FILES.getlist(FILES), slot=slot, max_files=wanted.max_files, at=timezone.now())
    slots = _slots(draft)
    shown = next(paper for paper in slots if paper.slot.code == slot)
    shown.error = error
    if FRAGMENT in request.headers:
        context = {"paper": shown, "draft": draft, "ref": draft.ref, "query": _query(request)}
        return render(request, "applications/papers/_slot.html", context, status=400 if error else 200)
    return _page(request, draft, slots, status=400) if error else _back(request, draft, slot)


@serves("POST", to=CITIZEN)
@with_draft
def remove_paper(request: HttpRequest, draft: Application, attachment_id: int) -> HttpResponse:
    attachment = draft.attachments.filter(pk=attachment_id).first()
    try:
        actions.remove_attachment(draft.pk, attachment_id, at=timezone.now())
    except ApplicationError as fault:
        messages.error(request, str(fault))
    return _back(request, draft, attachment.slot if attachment else "")


@serves("GET", to=CITIZEN)
def attachment(request: HttpRequest, ref: str, attachment_id: int) -> HttpResponse:
    """A file of one's own application: a photo is shown, a PDF downloaded."""
    found = _attachment(request, ref, attachment_id)
    is_picture = found.document.content_type.startswith("image/")
    name = f"{slot_label(found.application, found.slot)}{'.jpg' if is_picture else '.pdf'}"
    return private_file(found.document, name, inline=is_picture)


@serves("GET", to=CITIZEN)
def thumbnail(request: HttpRequest, ref: str, attachment_id: int) -> HttpResponse:
    found = _attachment(request, ref, attachment_id)
    if found.thumbnail is None:
        raise Http404
    return private_file(found.thumbnail, "anh-nho.jpg", inline=True)


def _attachment(request: HttpRequest, ref: str, attachment_id: int) -> Attachment:
    own = Attachment.objects.filter(application__in=applications_for_citizen(request).filter(ref=ref), removed_at__isnull=True)
    found = own.select_related("application", "document", "thumbnail").filter(pk=attachment_id).first()
    if found is None:
        raise Http404
    return found


def _slot(draft: Application, code: str) -> PaperSlot:
    for slot in procedure_for(draft.procedure_code).papers(draft.answers):
        if slot.code == code:
            return slot
    raise Http404


def _slots(draft: Application) -> list[SlotOnPage]:
    return slots_on_page(procedure_for(draft.procedure_code).papers(draft.answers), present_files(draft))


def _page(request: HttpRequest, draft: Application, slots: list[SlotOnPage], *, status: int = 200) -> HttpResponse:
    errors = [(slot.input_id, slot.error) for slot in slots if slot.error]
    context = {"slots": slots, "errors": errors, "has_errors": bool(errors), "ref": draft.ref, "query": _query(request)}
    return render(request, "applications/papers/papers.html", step_context(draft, "papers") | context, status=status)


def _back(request: HttpRequest, draft: Application, slot: str) -> HttpResponse:
    """To the slot on the page; not in the fragment of another person's address."""
    return redirect(reverse("applications:papers", args=[draft.ref]) + _query(request) + (f"#{slot}" if slot else ""))


def _query(request: HttpRequest) -> str:
    """Keeps "come back to the check page" alive over the requests of the slots."""
    return "?ve=kiem-tra" if request.GET.get("ve") == "kiem-tra" else ""

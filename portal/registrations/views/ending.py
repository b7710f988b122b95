"""The end of a posting: from which day, what becomes of the open work, and where the person goes on, if he does."""

from datetime import timedelta

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from portal.accounts.guards import serves
from portal.accounts.models import Posting
from portal.registrations import postings
from portal.registrations.access import MANAGERS, allowed_ids, get_posting
from portal.registrations.errors import RegistrationRefused
from portal.registrations.forms import EndForm
from portal.registrations.models import PostingProposal
from portal.registrations.open_work import open_work_of
from portal.registrations.roles import check_fits
from portal.registrations.units import Units


@serves("GET", "POST", to=MANAGERS)
def end(request: HttpRequest, posting_id: int) -> HttpResponse:
    posting, now = get_posting(request, posting_id), timezone.now()
    form = EndForm(request.POST or None, initial={"last_on": timezone.localdate(now).isoformat()})
    if request.method == "POST" and form.is_valid():
        try:
            moved = _ended(request, posting, form, now)
        except RegistrationRefused as fault:
            form.add_error(fault.field if fault.field in form.fields else None, str(fault))
        else:
            messages.success(request, _said(posting, form, moved))
            return redirect("registrations:unit", office_id=posting.office_id)
    work = open_work_of(posting.user_id, posting.office_id)
    return render(request, "registrations/end.html", {"form": form, "ending": posting, "work": work})


def _ended(request: HttpRequest, posting: Posting, form: EndForm, now) -> Posting | PostingProposal | None:
    """Both or neither. Raises RegistrationRefused."""
    last_on, reason = form.last_day(), form.cleaned_data["reason"]
    with transaction.atomic():
        postings.end(posting.pk, last_on=last_on, reason=reason, by=request.actor, at=now)
        if not form.cleaned_data["move_to"]:
            return None
        try:
            unit = Units(timezone.localdate(now), allowed_ids(request)).find(form.cleaned_data["move_to"])
            check_fits(posting.role, unit)
        except RegistrationRefused as fault:
            raise RegistrationRefused(str(fault), field="move_to") from fault
        new = postings.NewPosting(
            posting.user_id, unit.pk, posting.role, last_on + timedelta(days=1), posting.valid_to, posting.title
        )
        return postings.give(new, by=request.actor, at=now, reason=reason)


def _said(posting: Posting, form: EndForm, moved) -> str:
    said = f"{posting.user} làm việc ở đây đến hết ngày {form.last_day():%d/%m/%Y}."
    if isinstance(moved, PostingProposal):
        return f"{said} Phân công ở {moved.office.full_name} chờ người thứ hai xác nhận."
    return f"{said} Từ ngày hôm sau ở {moved.office.full_name}." if moved else said

"""The Department's forms: which are certain, a sample sheet beside the fields, compared with the print, or corrected."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from civil_registry.form_keeping import ChangedMeanwhile, correct_form, review_form
from civil_registry.form_store import form_of_row
from civil_registry.forms_review import CorrectionForm, ReviewForm
from civil_registry.models import ExtractTemplate
from civil_registry.sample_copies import sample_copy, sample_day, values_of
from civil_registry.sheet import preview as sheet_preview
from portal.accounts.guards import serves
from portal.accounts.models import Role
from portal.documents.screen import POLICY
from portal.documents.sending import being_printed, guarded, private_file

KEEPERS = [Role.DEPARTMENT_ADMIN]
MEANWHILE = "Người khác vừa đối chiếu hoặc sửa mẫu này. Xem lại trước khi làm tiếp."


@serves("GET", to=KEEPERS)
def forms_of_law(request: HttpRequest) -> HttpResponse:
    rows = list(ExtractTemplate.objects.select_related("reviewed_by", "entered_by"))
    last = {row.code: row.version for row in rows}
    current = [row for row in rows if row.version == last[row.code]]
    context = {"rows": current, "uncertain": sum(row.is_uncertain for row in current), "today": timezone.localdate()}
    return render(request, "registry/forms.html", context)


@serves("GET", "POST", to=KEEPERS)
def form_of_law(request: HttpRequest, form_id: int) -> HttpResponse:
    """The sheet beside the fields and the source; below, the words of who compared it."""
    row = _row(form_id)
    now = timezone.now()
    today = timezone.localdate(now)
    form = ReviewForm(request.POST if request.method == "POST" else None, today=today, initial={"compared_on": today})
    if request.method == "POST" and form.is_valid():
        try:
            review_form(row.pk, **form.cleaned_data, by=request.actor, at=now)
            messages.success(request, f"Đã ghi: mẫu “{row.title}” đã đối chiếu. Cán bộ không còn thấy lời nhắc.")
        except ChangedMeanwhile:
            messages.error(request, MEANWHILE)
        return redirect("registry_desk:form", form_id=row.pk)
    versions = list(ExtractTemplate.objects.filter(code=row.code).select_related("entered_by").order_by("-version"))
    is_last = versions[0].pk == row.pk
    may_correct = is_last and (row.valid_to is None or row.valid_to >= today)
    context = {"row": row, "law": form_of_row(row), "form": form, "versions": versions, "may_correct": may_correct}
    return render(request, "registry/form.html", context)


@serves("GET", "POST", to=KEEPERS)
def correct(request: HttpRequest, form_id: int) -> HttpResponse:
    """The lines as text; saved as the next version, which is uncertain until it is compared."""
    row, now = _row(form_id), timezone.now()
    today = timezone.localdate(now)
    form = CorrectionForm(
        request.POST if request.method == "POST" else None, instance=row, today=today, initial={"valid_from": today}
    )
    if request.method == "POST" and form.is_valid():
        try:
            made = correct_form(row.pk, form.cleaned_data, by=request.actor, at=now)
            messages.success(
                request, f"Đã lưu phiên bản {made.version}, dùng từ {made.valid_from:%d/%m/%Y}. Xem bản mẫu rồi đối chiếu."
            )
            return redirect("registry_desk:form", form_id=made.pk)
        except ChangedMeanwhile:
            form.add_error(None, MEANWHILE)
    return render(request, "registry/form_correct.html", {"row": row, "form": form})


@serves("GET", to=KEEPERS)
def preview(request: HttpRequest, form_id: int) -> HttpResponse:
    """The form with invented people, as a page inside the page."""
    law = form_of_row(_row(form_id))
    copy = sample_copy(law, values_of(law), day=sample_day(law))
    response = guarded(HttpResponse(sheet_preview(copy, form=law)))
    response["X-Frame-Options"] = "SAMEORIGIN"
    response["Content-Security-Policy"] = POLICY
    return response


@serves("GET", to=KEEPERS)
def sample(request: HttpRequest, form_id: int) -> HttpResponse:
    row = _row(form_id)
    back = reverse("registry_desk:form", args=[row.pk])
    if page := being_printed(request, row.sample, task="civil_registry.tasks.render_form_sample", pk=row.pk, back=back):
        return page
    return private_file(row.sample, f"mau-{row.code}-{row.version}.pdf")


def _row(form_id: int) -> ExtractTemplate:
    return get_object_or_404(ExtractTemplate.objects.select_related("reviewed_by", "entered_by", "sample"), pk=form_id)

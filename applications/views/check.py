"""C9: all answers once more, the money and the promise as of now, and the filing itself."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from applications import actions, filing
from applications.access import applications_for_citizen
from applications.assisted import actions as assisted
from applications.assisted.errors import NotConfirmed, SittingOver
from applications.assisted.readings import on_check_page
from applications.assisted.sittings import helper_of
from applications.doubts import all_doubts
from applications.errors import ChangedMeanwhile, OfficeClosed, OfficeGone, ProcedureEnded, PromiseChanged, TooManyFilings
from applications.fees import FeeUnknown
from applications.forms.check import CheckForm
from applications.models import Application
from applications.models.application import DeliveryMethod
from applications.offering import was_withdrawn
from applications.outlook import outlook
from applications.procedures import procedure_for
from applications.steps import address_of
from applications.summary import Section, sections_of
from applications.views.drafts import left, step_context, to_confirmation, with_draft
from portal.accounts.guards import CITIZEN, serves
from portal.accounts.limits import CACHE_AWAY, tried_if_counted
from portal.documents.sending import looks_again
from portal.offices import naming
from portal.offices.calendar import CalendarMissing
from portal.templatetags.portal import day

# What keeps a complete draft from being filed now: it is said on the page, and the draft stays.
NOT_AS_IT_STANDS = (
    CalendarMissing,
    FeeUnknown,
    NotConfirmed,
    OfficeClosed,
    OfficeGone,
    ProcedureEnded,
    PromiseChanged,
    SittingOver,
    TooManyFilings,
)
FILINGS = "20/d/key"  # with one telephone; nobody is held to what others behind his address file


@serves("GET", "POST", to=CITIZEN)
@with_draft
def check(request: HttpRequest, draft: Application) -> HttpResponse:
    now = timezone.now()
    if request.method == "GET":
        return _page(request, draft, now)
    if "leave" in request.POST:
        return left(request)
    form = CheckForm(request.POST, draft=draft)
    have, stamp = filing.slots_and_stamp(draft)
    if not form.is_valid() or filing.missing_from(draft, have, today=timezone.localdate(now)):
        return _page(request, draft, now, form=form, status=400)
    try:
        return _file(request, draft, form, now, stamp=stamp)
    except NOT_AS_IT_STANDS as fault:
        return _page(request, draft, now, form=form, fault=_in_words(fault, draft), status=409)
    except ChangedMeanwhile as meanwhile:
        messages.info(request, str(meanwhile))
        return redirect("applications:start")


def _file(request: HttpRequest, draft: Application, form: CheckForm, now: datetime, *, stamp: str | None) -> HttpResponse:
    """Raises PromiseChanged where the page showed another promise than holds now: the new one is shown first."""
    today = timezone.localdate(now)
    if not draft.office.stands_on(today):
        raise OfficeGone
    if not procedure_for(draft.procedure_code).is_filed_on(today):
        raise ProcedureEnded
    if was_withdrawn(draft.office, draft.procedure_code, today, stamp=stamp):
        raise OfficeClosed
    columns = filing.columns_of(draft, filing.price_of(draft, today, stamp=stamp))
    sitting = request.sitting or None
    if draft.applicant_id is None and request.user.is_authenticated and not sitting:
        columns["applicant_id"] = request.user.pk  # begun without an account, filed with one: it is found there later
    submit = partial(assisted.file, sitting.pk) if sitting else actions.submit
    with _one_of_few(request, "" if sitting else columns.get("requester_phone", "")):
        filed = submit(
            draft.pk,
            idempotency_key=form.cleaned_data["key"],
            seen_due_on=form.cleaned_data["due_on"],
            as_read=draft,
            stamp=stamp,
            by=helper_of(sitting, request.actor.address) if sitting else request.actor,
            at=now,
            **columns,
        )
    return to_confirmation(request, filed)


@contextmanager
def _one_of_few(request: HttpRequest, phone: str) -> Iterator[None]:
    """Counts what is filed with a telephone number. Raises TooManyFilings."""
    this_one = tried_if_counted(request, "filing", FILINGS, key=phone) if phone else None
    if phone and this_one is None:
        raise TooManyFilings
    try:
        yield
    except Exception:
        if this_one is not None:
            with suppress(*CACHE_AWAY):
                this_one.rollback()
        raise


def _page(
    request: HttpRequest,
    draft: Application,
    now: datetime,
    *,
    form: CheckForm | None = None,
    fault: str = "",
    status: int = 200,
) -> HttpResponse:
    today = timezone.localdate(now)
    limit = procedure_for(draft.procedure_code).limit_code(draft.checked_answers)
    ahead = outlook(now, draft.office, limit) if draft.office else None
    files = filing.present_files(draft)
    helping = on_check_page(request.sitting, draft) if request.sitting else None
    context = step_context(draft, "check") | {
        "helping": helping,
        "form": _renewed(form, draft, ahead),
        "fault": fault,
        "sections": _with_addresses(draft),
        "missing": _missing_links(draft, filing.missing_from(draft, {attachment.slot for attachment in files}, today=today)),
        "papers": _papers(draft, files),
        "price": _price(draft, now),
        "is_collected": draft.answers.get("delivery", {}).get("method") == DeliveryMethod.DESK,
        "outlook": ahead,
        "calendar_missing": draft.office is not None and ahead is None,
        "doubts": all_doubts(draft, today),
        "duplicate": filing.filed_lately(draft, applications_for_citizen(request), today),
    }
    response = render(request, "applications/filing/check.html", context, status=status)
    if helping and helping["is_asked"] and request.method == "GET":
        looks_again(request, response)  # until the person has answered
    return response


def _renewed(form: CheckForm | None, draft: Application, ahead) -> CheckForm:
    """The form with the promise and the answers of this showing; a faulty one keeps its errors and the tick."""
    due_on = ahead.due_on if ahead else None
    fresh = CheckForm(draft=draft, due_on=due_on)
    if form is not None:
        fresh.data, fresh.is_bound = form.data.copy(), True
        for name, value in fresh.initial.items():
            fresh.data[name] = value.isoformat() if hasattr(value, "isoformat") else (value or "")
        fresh._errors = form.errors
    return fresh


def _with_addresses(draft: Application) -> list[tuple[Section, str]]:
    procedure = procedure_for(draft.procedure_code)
    return [(section, address_of(draft, procedure.step(section.step))) for section in sections_of(draft)]


def _papers(draft: Application, files: list) -> list[dict]:
    """Slots that have files, with them."""
    slots = procedure_for(draft.procedure_code).papers(draft.answers)
    by_slot = [{"label": slot.label, "files": [a for a in files if a.slot == slot.code]} for slot in slots]
    return [row for row in by_slot if row["files"]]


def _missing_links(draft: Application, missing: filing.Missing) -> list[dict]:
    procedure = procedure_for(draft.procedure_code)
    steps = [{"url": address_of(draft, step), "text": step.todo} for step in map(procedure.step, missing.steps)]
    papers = reverse("applications:papers", args=[draft.ref])
    return steps + [{"url": papers, "text": slot.label} for slot in missing.papers]


def _price(draft: Application, now: datetime):
    try:
        return filing.price_of(draft, timezone.localdate(now))
    except FeeUnknown:
        return None


def _in_words(fault: Exception, draft: Application) -> str:
    if isinstance(fault, CalendarMissing):
        return _(
            "Chưa tính được ngày trả kết quả vì lịch làm việc của ngày %(day)s chưa được công bố. "
            "Hồ sơ nháp vẫn còn đủ; nộp lại sau hoặc gọi %(office)s."
        ) % {"day": f"{fault.day:%d/%m/%Y}", "office": naming.authority_name(draft.office)}
    if isinstance(fault, FeeUnknown):
        return _("Chưa có mức phí cho ngày hôm nay nên chưa nộp được. Hồ sơ nháp vẫn còn đủ; nộp lại sau.")
    if isinstance(fault, PromiseChanged):
        return _(
            "Thời hạn đã đổi trong lúc xem trang này: nộp bây giờ thì giải quyết trong %(day)s. "
            "Nếu đồng ý, bấm Nộp hồ sơ lần nữa."
        ) % {"day": day(fault.promise.due_on)}
    return str(fault)

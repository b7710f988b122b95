"""What the citizen does: begin a draft, save answers, file, answer a supplement, withdraw.

Source: 60/2014/QH13 Art. 9, 64; NĐ 61/2018 Art. 19(4) (a complete supplement starts the limit anew).
"""

import secrets
from collections.abc import Callable, Sequence
from copy import copy
from datetime import date, datetime, timedelta
from functools import partial

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from applications.actions.moves import Move, locked, move, not_before_history, saved_over, write_history
from applications.actions.signing import discard_open_paper
from applications.actions.stopping import issue_stop_notice
from applications.errors import ChangedMeanwhile, PromiseChanged
from applications.models import Application, Attachment, FiledPaper, FiledPaperKind
from applications.models.application import Channel
from applications.policies import promise_of
from applications.procedures import procedure_for
from applications.states import State
from portal.accounts.actors import Actor
from portal.background import nudge
from portal.offices.calendar import CalendarMissing
from portal.population.look_ups import forget

_OF_A_PAPER = ("slot", "document_id", "thumbnail_id", "original_name", "width", "height", "pages", "warning", "uploaded_at")
Beside = Sequence[dict]  # the answers of each dossier filed together with the first
# No 0/O, 1/I/L: a reference is read over the telephone.
REF_ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
REF_LENGTH = 10


def start_draft(
    *,
    procedure_code: str,
    kind: str,
    at: datetime,
    applicant_id: int | None = None,
    device_hash: str = "",
    helped_by_id: int | None = None,
    language="vi",
) -> Application:
    """A new draft with a random reference that says nothing about anybody; `helped_by_id`: begun for who sits at the desk."""
    while True:
        try:
            with transaction.atomic():
                return Application.objects.create(
                    ref="".join(secrets.choice(REF_ALPHABET) for _ in range(REF_LENGTH)),
                    procedure_code=procedure_code,
                    kind=kind,
                    applicant_id=applicant_id,
                    device_hash=device_hash,
                    helped_by_id=helped_by_id,
                    channel=Channel.DESK if helped_by_id else Channel.ONLINE,
                    language=language,
                    created_at=at,
                    saved_at=at,
                )
        except IntegrityError:
            continue  # the reference was taken: one chance in 6e14


def submit(
    application_id: int,
    *,
    idempotency_key: str,
    seen_due_on: date | None = None,
    as_read: Application | None = None,
    stamp: str | None = None,
    detail: dict | None = None,
    by: Actor,
    at: datetime,
    **filed,
) -> Application:
    """File a draft: freeze the declaration, fix the promise and the money. Filing twice gives the same application.

    `filed` are the columns drawn from the checked answers (procedures' `file()`); `at` is aware; `seen_due_on` is the day
    the person was shown; `detail` joins what history keeps. Neither `as_read`, the draft that `filed` was drawn from, nor the
    calendar's `stamp` is read again.
    Raises CalendarMissing, PromiseChanged where another day holds now, and ChangedMeanwhile where the draft was filed under
    another key.
    """
    filed |= {"idempotency_key": idempotency_key, "saved_at": at, "last_event_at": at}
    declare = partial(_declare, filed=filed, seen_due_on=seen_due_on, stamp=stamp, at=at)
    with transaction.atomic():
        application, beside = _filed_as_read(as_read, declare)
        if application is None:
            application = locked(application_id)
            if application.state != State.DRAFT:
                if application.idempotency_key == idempotency_key:
                    return application  # a double click, a retry, or Back
                raise ChangedMeanwhile(application.history.last())
            beside = declare(application)
            application.save()
        moving = Move(application, detail=(detail or {}) | {"due_at": application.due_at.isoformat()})
        write_history(moving, "submit", before=State.DRAFT, by=by, at=at, is_told_later=True)
        _give_papers(application, [FiledPaperKind.RECEIPT, FiledPaperKind.DECLARATION], at=at)
        nudge("applications.tasks.follow_filing", application.pk)
        for answers in beside:
            _file_beside(application, answers, by=by, at=at)
    return application


def _filed_as_read(as_read: Application | None, declare: Callable) -> tuple[Application | None, Beside]:
    """What was read, filed in one statement; None where that cannot be: another was quicker, or another promise holds now."""
    if as_read is None or as_read.state != State.DRAFT:
        return None, ()
    application = copy(as_read)
    try:
        beside = declare(application)
    except (CalendarMissing, PromiseChanged):
        return None, ()  # said under the lock, to who has not filed meanwhile
    return (application, beside) if saved_over(application, as_read) else (None, ())


def _declare(draft: Application, *, filed: dict, seen_due_on: date | None, stamp: str | None, at: datetime) -> Beside:
    """The draft becomes what is filed, with its promise; not saved. Returns the answers of what is filed beside it."""
    for name, value in filed.items():
        setattr(draft, name, value)
    procedure = procedure_for(draft.procedure_code)
    beside = procedure.further_filings(draft.answers)
    draft.answers = procedure.own_answers(draft.answers)
    promise = promise_of(procedure.limit_code(draft.answers), at, draft.office, stamp=stamp)
    if seen_due_on is not None and promise.due_on != seen_due_on:
        raise PromiseChanged(promise)
    draft.submit(promise)
    draft.version += 1
    return beside


def _file_beside(first: Application, answers: dict, *, by: Actor, at: datetime) -> Application:
    """A dossier of its own for the next child of one filing: the same promise and papers, what tells of the child its own."""
    beside = start_draft(
        procedure_code=first.procedure_code,
        kind=first.kind,
        at=at,
        applicant_id=first.applicant_id,
        device_hash=first.device_hash,
        language=first.language,
    )
    same = ("office", "registered_at", "registered_place", "fee_vnd", "fee_note", "postage_vnd", "collection_mode")
    same += ("channel", "helped_by_id", "confirmed_at")
    for name in same:
        setattr(beside, name, getattr(first, name))
    for name, value in procedure_for(first.procedure_code).file(answers).items():
        setattr(beside, name, value)
    beside.answers, beside.filed_with = answers, first
    beside.submit(promise_of(first.limit_code, at, first.office))
    beside.saved_at, beside.last_event_at, beside.version = at, at, 1
    beside.save()
    Attachment.objects.bulk_create(
        Attachment(**{name: getattr(paper, name) for name in _OF_A_PAPER}, application=beside)
        for paper in first.attachments.filter(removed_at__isnull=True)
    )
    detail = {"due_at": beside.due_at.isoformat(), "filed_with": first.ref}
    write_history(Move(beside, detail=detail), "submit", before=State.DRAFT, by=by, at=at)
    _give_papers(beside, [FiledPaperKind.RECEIPT, FiledPaperKind.DECLARATION], at=at)
    nudge("applications.tasks.render_filed_papers", beside.pk)
    return beside


def resubmit(application_id: int, *, answers: dict, note: str = "", by: Actor, at: datetime) -> Application:
    """Hand in what was asked for; the clock starts from zero. Raises ChangedMeanwhile, CalendarMissing."""
    with move(application_id, "resubmit", by=by, at=at) as moving:
        application = moving.application
        complete_at = not_before_history(application, at)
        application.resubmit(promise_of(application.limit_code, complete_at, application.office))
        application.answers = application.answers | {"supplement": answers}
        moving.reason = note
        moving.detail = {"due_at": application.due_at.isoformat()}
        _give_papers(application, [FiledPaperKind.RECEIPT], at=at)
        nudge("applications.tasks.render_filed_papers", application.pk)
    return application


def withdraw(application_id: int, *, reason: str, by: Actor, at: datetime) -> Application:
    """Allowed until the paper is signed. Raises ChangedMeanwhile after that."""
    with move(application_id, "withdraw", by=by, at=at) as moving:
        discard_open_paper(moving.application)
        moving.application.withdraw(reason=reason.strip() or "Người nộp rút hồ sơ.", at=at)
        moving.reason = moving.application.closing_reason
        issue_stop_notice(moving.application, cause="withdrawn", at=at)
    return moving.application


def remove_old_drafts(*, at: datetime, days: int) -> int:
    """Delete drafts nobody has touched for `days`; their files go with them. Returns how many."""
    old = Application.objects.filter(state=State.DRAFT, saved_at__lt=at - timedelta(days=days))
    return sum(_remove_if_still(old, pk, at=at) for pk in list(old.values_list("pk", flat=True)))


def _remove_if_still(old: QuerySet[Application], pk: int, *, at: datetime) -> bool:
    """False where somebody has gone on with it, or filed it, in this very moment."""
    with transaction.atomic():
        draft = old.select_for_update().filter(pk=pk).first()
        if draft is not None:
            remove_draft(draft, at=at)
    return draft is not None


def remove_draft(draft: Application, *, at: datetime) -> None:
    """Delete one draft with its photos and what was looked up for it; files go after the rows have gone."""
    documents = []
    for attachment in draft.attachments.select_related("document", "thumbnail"):
        documents += [kept for kept in (attachment.document, attachment.thumbnail) if kept is not None]
    for reading in draft.readings.select_related("document", "scan"):
        documents += [kept for kept in (reading.document, reading.scan) if kept is not None]
    with transaction.atomic():
        draft.attachments.all().delete()
        draft.readings.all().delete()
        draft.delete()
        forget(f"application:{draft.ref}", at=at)
        for document in documents:
            document.delete()
            transaction.on_commit(partial(document.file.delete, save=False))


def _give_papers(application: Application, kinds: list[str], *, at: datetime) -> None:
    """What the citizen keeps of this filing, in one statement; printed after commit."""
    FiledPaper.objects.bulk_create([FiledPaper.of(application, kind, at=at) for kind in kinds])

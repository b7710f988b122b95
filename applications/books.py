"""The books of an office as papers: their rows from the dossiers and copies, printed in parts so that memory stays flat.

A book says what there was when it was asked for. Cancelled copies keep their line. Source: domain reference §1.5, §2.5.
"""

from collections.abc import Callable, Iterator
from datetime import datetime, time, timedelta
from itertools import islice

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from applications.models import Application, BookKind, PrintedBook, StateChange
from applications.procedures import procedure_for
from applications.states import CLOSED_WITHOUT_RESULT, State
from applications.summary import identity_in_words, residence_in_words
from civil_registry.models import CopyState, ExtractCopy
from portal.days import HANOI
from portal.documents.heading import heading
from portal.documents.long_papers import render_long
from portal.documents.models import StoredDocument
from portal.documents.words import date_on_paper, number_in_words

TEMPLATES = {BookKind.FOLLOW_UP: "documents/book_follow_up.html", BookKind.COPIES: "documents/book_copies.html"}
ROWS_A_PART = 250  # some fifteen sheets: about 60 MB while they are set
Rows = Iterator[dict]
# What a dossier comes to an office's desk by; one not received yet when its unit ended is received by the successor.
CAME = Q(verb="receive") | Q(verb="pass_to_successor") & ~Q(to_state=State.SUBMITTED)


def render_book(book_id: int) -> StoredDocument:
    """Print a book once; safe to run twice or at once. Printing happens outside the transaction that keeps it."""
    book = PrintedBook.objects.select_related("office__parent", "document").get(pk=book_id)
    if book.document_id:
        return book.document
    paper = book_pdf(book, ROWS[BookKind(book.kind)](book))
    with transaction.atomic():
        book = PrintedBook.objects.select_for_update(of=("self",)).select_related("document").get(pk=book_id)
        if book.document_id is None:
            book.document = StoredDocument.keep(paper, kind=f"book_{book.kind}")
            book.save(update_fields=["document"])
    return book.document


def unprinted_ids(limit: int = 20) -> list[int]:
    """Books asked for but not printed, oldest first: what the sweep finds."""
    waiting = PrintedBook.objects.filter(document__isnull=True)
    return list(waiting.order_by("id").values_list("pk", flat=True)[:limit])


def book_pdf(book: PrintedBook, rows: Rows) -> bytes:
    """Cover, then the rows with their numbers and those of the sheets running on, then the sum. A4 landscape."""
    title = f"{BookKind(book.kind).label} {book.period}"
    return render_long(TEMPLATES[BookKind(book.kind)], _parts(book, rows), title=title)


def copies_of(book: PrintedBook) -> Rows:
    """Every copy that was signed in the period, in the order of signing."""
    start, end = _moments(book)
    signed = ExtractCopy.objects.filter(is_original=False, office_id=book.office_id, signed_at__gte=start, signed_at__lt=end)
    found = signed.select_related("replaced_by").order_by("signed_at", "serial_suffix", "serial")
    for some in _in_lots(found):
        codes = {copy.dossier_code for copy in some}
        asked = {one.dossier_code: one for one in Application.objects.filter(dossier_code__in=codes)}
        for copy in some:
            yield copy_row(copy, asked.get(copy.dossier_code))


def copy_row(copy: ExtractCopy, application: Application | None) -> dict:
    """The columns of the law. Source: domain reference §2.5."""
    requester = application.answers.get("requester", {}) if application else {}
    return {
        "day": f"{timezone.localdate(copy.signed_at):%d/%m/%Y}",
        "requester": application.requester_name if application else "",
        "identity": identity_in_words(requester) if requester.get("id_kind") or requester.get("personal_id") else "",
        "paper": copy.snapshot["title"].capitalize(),
        "serial": copy.serial_text,
        "signer": copy.signer_name,
        "signer_title": ", ".join(copy.signer_title_lines.splitlines()),
        "count": copy.quantity,
        "note": _cancelled_words(copy) if copy.state == CopyState.CANCELLED else "",
        "is_cancelled": copy.state == CopyState.CANCELLED,
    }


def dossiers_of(book: PrintedBook) -> Rows:
    """Every dossier that came to the office in the period, in the order of reception: received there, or taken over from a
    unit that ended. What was received again after a supplement keeps its line, and so does what was passed on since."""
    start, end = _moments(book)
    came = StateChange.objects.filter(CAME, dossier_office=book.office_id)
    before = came.filter(application=OuterRef("application"), pk__lt=OuterRef("pk"))
    first = came.filter(~Exists(before), known_at__gte=start, at__gte=start, at__lt=end)
    for some in _in_lots(first.select_related("application__office").order_by("at", "id")):
        for change in some:
            yield dossier_row(change)


def dossier_row(change: StateChange) -> dict:
    """The columns of form 06, of the dossier that `change` brought. Source: domain reference §1.5."""
    application = change.application
    requester = application.answers.get("requester", {})
    is_here = application.office_id == change.dossier_office_id
    due_on = application.due_on if is_here else timezone.localdate(change.due_at)  # as it was promised here
    return {
        "code": change.detail.get("code") or application.code,
        "procedure": str(procedure_for(application.procedure_code).name),
        "requester": application.requester_name,
        "residence": residence_in_words(requester) if requester else "",
        "phone": application.requester_phone,
        "office": application.office.authority_name,
        "received": f"{timezone.localtime(change.at):%d/%m/%Y %H:%M}",
        "due": f"{due_on:%d/%m/%Y}",
        "returned": f"{timezone.localdate(application.delivered_at):%d/%m/%Y}" if application.delivered_at else "",
        "method": application.get_delivery_method_display(),
        "note": "; ".join(filter(None, _notes(application, is_here=is_here))),
    }


def _notes(application: Application, *, is_here: bool) -> list[str]:
    is_closed = application.state in CLOSED_WITHOUT_RESULT
    reason = f"{State(application.state).label}: {application.closing_reason}".rstrip(": ") if is_closed else ""
    late = "Quá hạn" if is_here and application.overdue_at else ""
    return ["" if is_here else "Đã chuyển cơ quan khác", reason, late]


ROWS: dict[str, Callable[[PrintedBook], Rows]] = {BookKind.COPIES: copies_of, BookKind.FOLLOW_UP: dossiers_of}


def _parts(book: PrintedBook, rows: Rows) -> Iterator[dict]:
    """The contexts of the parts: the cover, the rows in lots, the sum on the last."""
    shared = _shared(book)
    yield shared | {"is_cover": True}
    count = copies = cancelled = 0
    waiting: dict | None = None
    while lot := list(islice(rows, ROWS_A_PART)):
        if waiting:
            yield waiting
        waiting = shared | {"rows": lot, "rows_before": count}
        count += len(lot)
        copies += sum(row.get("count", 0) for row in lot)
        cancelled += sum(row.get("is_cancelled", False) for row in lot)
    totals = {"count": count, "count_words": number_in_words(count), "copies": copies, "cancelled": cancelled}
    yield (waiting or shared | {"rows": [], "rows_before": 0}) | {"totals": totals}


def _shared(book: PrintedBook) -> dict:
    day = timezone.localdate(book.asked_at)
    is_over = book.last_on < day
    return {
        "book": book,
        "head": heading(book.office, day),
        "opened": date_on_paper(book.first_on),
        "closed": date_on_paper(book.last_on) if is_over else "……………………",
        "printed": f"{timezone.localtime(book.asked_at):%H:%M} {date_on_paper(day)}",
        "is_demo": not settings.IS_PRODUCTION,
    }


def _moments(book: PrintedBook) -> tuple[datetime, datetime]:
    """From the first moment of the period to its end, or to when the book was asked for."""
    start = datetime.combine(book.first_on, time.min, tzinfo=HANOI)
    end = datetime.combine(book.last_on + timedelta(days=1), time.min, tzinfo=HANOI)
    return start, min(end, book.asked_at)


def _in_lots(found: QuerySet) -> Iterator[list]:
    rows = iter(found.iterator(chunk_size=ROWS_A_PART))
    while lot := list(islice(rows, ROWS_A_PART)):
        yield lot


def _cancelled_words(copy: ExtractCopy) -> str:
    instead = f", thay bằng số {copy.replaced_by.serial_text}" if copy.replaced_by else ""
    return f"đã hủy ngày {timezone.localdate(copy.cancelled_at):%d/%m/%Y}: {copy.cancel_reason}{instead}"

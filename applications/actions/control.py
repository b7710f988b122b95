"""The control sheet of a dossier and the books of an office: papers an official asks for and the worker prints.

Source: TT 01/2018/TT-VPCP forms 05 and 06 (NĐ 118/2025: 06 and 07); domain reference §1.5, §2.5.
"""

from datetime import date, datetime

from django.db import transaction

from applications.actions.desk import issue_slip
from applications.control_sheet import sheet_rows
from applications.models import Application, PrintedBook, Slip, SlipKind
from portal.accounts.actors import Actor
from portal.audit.trail import record
from portal.background import nudge


def issue_control_sheet(application_id: int, *, by: Actor, at: datetime) -> Slip:
    """The sheet as the history stands: frozen, printed once. Asked again before anything happened, it is the same sheet."""
    with transaction.atomic():
        application = Application.objects.select_for_update().get(pk=application_id)
        content = {"code": application.code, "rows": sheet_rows(application)}
        last = application.slips.filter(kind=SlipKind.CONTROL).last()
        if last is not None and last.content == content:
            return last
        slip = issue_slip(application, SlipKind.CONTROL, by=by, at=at, content=content)
        record("application.control_sheet", subject=f"application:{application.ref}", by=by, at=at)
    return slip


def ask_for_book(
    kind: str, *, office_id: int, first_on: date, last_on: date, by: Actor, at: datetime, number: str = ""
) -> PrintedBook:
    """A print of a book of an office, from a local day to another, as of this moment."""
    with transaction.atomic():
        book = PrintedBook.objects.create(
            kind=kind,
            office_id=office_id,
            first_on=first_on,
            last_on=last_on,
            number=number,
            asked_by_id=by.user_id,
            asked_at=at,
        )
        record("book.asked", subject=f"book:{book.pk}", by=by, at=at, kind=kind, first_on=first_on.isoformat())
        nudge("applications.tasks.render_book", book.pk)
    return book

"""The life of a registration list: uploaded and kept, looked at, applied whole or discarded. Applied twice changes nothing."""

from collections import Counter
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from portal.accounts.actors import Actor
from portal.accounts.models import User
from portal.audit.trail import record
from portal.documents.models import StoredDocument
from portal.registrations import postings
from portal.registrations.errors import RegistrationRefused
from portal.registrations.history import Verb, note_account
from portal.registrations.models import RegistrationList
from portal.registrations.planning import ACCOUNT, ENDS, NOTHING, Line, Plan, plan_list, plan_rows

KIND = "registration_list"
CHANGED = "Có thay đổi từ lúc xem trước. Xem lại danh sách rồi áp dụng"


def upload(content: bytes, *, name: str, allowed: set[int] | None, by: Actor, at: datetime) -> RegistrationList:
    """Keep the file; nothing is changed yet. Raises FileUnreadable, or RegistrationRefused where it has no row."""
    plan = plan_list(content, allowed=allowed, by=by, today=timezone.localdate(at))
    if not plan.lines:
        raise RegistrationRefused("Tệp chưa có dòng nào dưới tên cột. Điền danh sách rồi chọn lại", field="file")
    with transaction.atomic():
        document = StoredDocument.keep(content, kind=KIND, content_type="application/octet-stream")
        made = RegistrationList.objects.create(
            office_id=by.office_id, document=document, file_name=name[:200], uploaded_by_id=by.user_id, uploaded_at=at
        )
        record("accounts.list_uploaded", subject=f"registrations:{made.pk}", by=by, at=at, sha256=document.sha256)
    return made


def preview(of: RegistrationList, *, allowed: set[int] | None, by: Actor, today: date) -> Plan:
    """What applying it would change now. Raises portal.csv_files.FileUnreadable."""
    return plan_list(of.document.read(), allowed=allowed, by=by, today=today)


def apply(list_id: int, *, digest: str, allowed: set[int] | None, by: Actor, at: datetime) -> RegistrationList:
    """Everything or nothing, as looked at (`digest`). Applied already: nothing more happens. Raises RegistrationRefused."""
    try:
        with transaction.atomic():
            held = RegistrationList.objects.select_for_update(of=("self",), no_key=True).select_related("document")
            applied = held.get(pk=list_id)
            if applied.applied_at is not None:
                return applied
            if applied.discarded_at is not None:
                raise RegistrationRefused("Danh sách này đã bỏ. Tải tệp lên lại")
            plan = preview(applied, allowed=allowed, by=by, today=timezone.localdate(at))
            if plan.digest != digest:
                raise RegistrationRefused(CHANGED)
            if not plan.is_possible:
                raise RegistrationRefused("Danh sách còn dòng cần sửa, hoặc không còn gì để áp dụng. Chưa thay đổi gì")
            applied.result = _result(plan, _write(plan, f"Danh sách số {applied.pk}", by, at))
            applied.applied_by_id, applied.applied_at = by.user_id, at
            applied.save()
            about = {"sha256": applied.document.sha256, **plan.counts}
            record("accounts.list_applied", subject=f"registrations:{applied.pk}", by=by, at=at, **about)
    except IntegrityError as fault:  # somebody else entered the same person at this moment
        raise RegistrationRefused(CHANGED) from fault
    return applied


def add_one(cells: dict[str, str], *, allowed: set[int] | None, by: Actor, at: datetime) -> Line:
    """One person by a form, checked and written as a row of a list. Nothing is written where the line is faulty."""
    plan = plan_rows([(1, cells)], allowed=allowed, by=by, today=timezone.localdate(at))
    if plan.is_possible:
        with transaction.atomic():
            _write(plan, "Nhập trên trang", by, at)
    return plan.lines[0]


def discard(list_id: int, *, by: Actor, at: datetime) -> RegistrationList:
    """Raises RegistrationRefused."""
    with transaction.atomic():
        dropped = RegistrationList.objects.select_for_update(no_key=True).get(pk=list_id)
        if not dropped.is_waiting:
            raise RegistrationRefused("Danh sách này đã áp dụng hoặc đã bỏ")
        dropped.discarded_at = at
        dropped.save(update_fields=["discarded_at"])
        record("accounts.list_discarded", subject=f"registrations:{dropped.pk}", by=by, at=at)
    return dropped


def _write(plan: Plan, reason: str, by: Actor, at: datetime) -> list[list]:
    """[line, verdict, account, posting or proposal] of each row that changed something. Inside the caller's transaction."""
    opened = _open_accounts(plan, reason, by, at)
    rows = []
    for line in plan.lines:
        if line.verdict == NOTHING:
            continue
        user_id = line.user_id or opened[line.wanted.email]
        if line.verdict == ENDS:
            made = postings.end(line.posting_id, last_on=line.wanted.valid_to, reason=reason, by=by, at=at)
        else:
            made = postings.give(_new(line, user_id, timezone.localdate(at)), by=by, at=at, reason=reason)
        rows.append([line.number, line.verdict, user_id, made.pk])
    return rows


def _open_accounts(plan: Plan, reason: str, by: Actor, at: datetime) -> dict[str, int]:
    """Without a password: its owner sets one with the one-time link."""
    opened = {}
    for line in plan.of(ACCOUNT):
        wanted = line.wanted
        user = User.objects.create_user(wanted.email, full_name=wanted.full_name, phone=wanted.phone, date_joined=at)
        note_account(Verb.ACCOUNT_OPENED, user.pk, by=by, at=at, reason=reason)
        opened[wanted.email] = user.pk
    return opened


def _new(line: Line, user_id: int, today: date) -> postings.NewPosting:
    wanted = line.wanted
    first_on = max(wanted.valid_from or today, today)
    return postings.NewPosting(user_id, wanted.office.pk, wanted.role, first_on, wanted.valid_to, wanted.title)


def _result(plan: Plan, rows: list[list]) -> dict:
    return {"counts": dict(Counter(line.verdict for line in plan.lines)), "proposals": plan.proposals, "rows": rows}

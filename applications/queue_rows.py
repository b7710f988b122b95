"""One line of the officials' queue, every cell in words: formatted once here, because templates format dates slowly."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cache

from django.urls import reverse

from applications.chips import deadline_chip
from applications.models.application import DeliveryMethod
from applications.procedures import procedure_for
from applications.procedures.base import Procedure
from applications.states import ON_THE_CLOCK, State
from civil_registry.models import CopyState, EventKind
from portal.days import HANOI, WEEKDAYS
from portal.marks import Chip

SHORT_KINDS = {EventKind.BIRTH: "Khai sinh", EventKind.MARRIAGE: "Kết hôn", EventKind.DEATH: "Khai tử"}
REGISTERED = {EventKind.CHANGE: "Thay đổi, cải chính", EventKind.MARITAL_STATUS: "Tình trạng hôn nhân"}  # too long for a cell
PLACEHOLDER = "MA-HO-SO"
FIELDS = (
    "id", "ref", "dossier_code", "kind", "state", "subject_name", "requester_name", "relationship", "copies", "submitted_at",
    "due_at", "due_on", "promised_on", "delivery_method",
    "resolved_at", "procedure_code", "assigned_to__full_name", "extract__state",
    "supplement_count", "has_refusal", "reappointed_at",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table, every cell in words."""

    code: str
    url: str
    chip: Chip
    group: str
    subject: str
    requester: str  # empty where it is the subject himself
    kind: str
    copies: int
    submitted: str
    stage: str
    person: str
    is_over: bool


def row_of(values: dict, now: datetime) -> Row:
    today = now.astimezone(HANOI).date()
    chip = deadline_chip(
        state=values["state"],
        due_at=values["due_at"],
        due_on=values["due_on"] if values["state"] in ON_THE_CLOCK else values["promised_on"],
        resolved_at=values["resolved_at"],
        now=now,
        reappointed_at=values["reappointed_at"],
    )
    is_self = values["requester_name"] == values["subject_name"]
    procedure = procedure_for(values["procedure_code"])
    relation = "" if is_self else _relation(values["procedure_code"], values["relationship"])
    code = values["dossier_code"] or values["ref"]
    return Row(
        code=code,
        url=_address_of_any().replace(PLACEHOLDER, code),
        chip=chip,
        group=_group(values, now, today),
        subject=values["subject_name"],
        requester="" if is_self else f"Người nộp: {values['requester_name']}{relation}",
        kind=_kind(procedure, values["kind"]),
        copies=values["copies"],
        submitted=_moment(values["submitted_at"], today),
        stage=stage(
            values["state"],
            values["extract__state"],
            has_refusal=values["has_refusal"],
            again=values["supplement_count"],
            writes=procedure.writing is not None,
            at_desk=values["delivery_method"] == DeliveryMethod.DESK,
        ),
        person=values["assigned_to__full_name"] or "Chưa phân công",
        is_over=chip.css == "over",
    )


@cache
def _address_of_any() -> str:
    """Reversed once: fifty reversals cost as much as the query."""
    return reverse("desk:dossier", args=[PLACEHOLDER])


def writes(procedure_code: str) -> bool:
    """Whether it makes an entry, not a copy of one."""
    return procedure_for(procedure_code).writing is not None


def stage(
    state: str,
    paper: str | None,
    *,
    has_refusal: bool = False,
    again: int = 0,
    writes: bool = False,
    at_desk: bool = False,
) -> str:
    """Where a dossier stands, as staff say it; `writes`: it is entered, not looked up in the book."""
    if state == State.SUBMITTED:
        return "Đã bổ sung, chờ xem lại" if again else "Chờ tiếp nhận"
    if has_refusal:
        return "Chờ ký từ chối"
    if state == State.RECEIVED:
        begun = "Đang ghi nội dung đăng ký" if writes else "Đang đối chiếu sổ"
        return {CopyState.DRAFTED: "Đã dự thảo", CopyState.AWAITING_SIGNATURE: "Chờ ký"}.get(paper, begun)
    if state == State.ISSUED and at_desk:
        return "Đã ký, chờ mời nhận"
    return State(state).label


def _group(values: dict, now: datetime, today: date) -> str:
    if values["state"] == State.SUPPLEMENT_REQUESTED:
        return "Chờ bổ sung – đang tạm dừng tính hạn"
    if values["state"] not in ON_THE_CLOCK:
        return "Đã xong"
    if values["due_at"] < now:
        return "Quá hạn"
    due_on = values["due_on"]
    if due_on == today:
        return f"Hạn hôm nay, {_day(today)}"
    return f"Hạn {_day(due_on)}"


def _kind(procedure: Procedure, kind: str) -> str:
    """Copies by the event; what registers one says so, for a birth and a copy of a birth stand in one queue."""
    if procedure.writing:
        return REGISTERED.get(kind) or str(procedure.kind(kind).label)
    return SHORT_KINDS.get(kind, "Việc khác")


def _day(day: date) -> str:
    return f"{WEEKDAYS['vi'][day.weekday()]} {day:%d/%m}"


def _moment(moment: datetime, today: date) -> str:
    local = moment.astimezone(HANOI)
    return f"{local:%H:%M}" if local.date() == today else f"{local:%H:%M · %d/%m}"


def _relation(procedure_code: str, relationship: str) -> str:
    try:
        return f" ({str(procedure_for(procedure_code).relation(relationship).label).lower()})"
    except KeyError:
        return ""

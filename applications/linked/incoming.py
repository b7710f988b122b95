"""What a partner's system says, whenever it arrives: kept first, then applied in the order in which it makes sense.

The same key twice is one message. One that comes too early waits until the step before it has arrived; one that comes too
late, or contradicts what is settled, changes nothing and says why. Nothing that was said is thrown away.
"""

from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction

from applications.linked.actions import partner
from applications.linked.actions.moves import locked_case
from applications.linked.errors import KeyTaken, NotNow, NotYourChild, UnknownChild, WrongMessage
from applications.linked.models import Authority, AuthorityKind, ChildCase, PartnerMessage
from applications.linked.models.child import REASON_LENGTH, RESULT_LENGTH
from applications.linked.states import FINAL, ChildState
from portal.accounts.actors import Actor
from portal.accounts.models import Role
from portal.offices.calendar import CalendarMissing
from portal.text import clean

Fate = PartnerMessage.Fate
ROLE_OF = {
    AuthorityKind.POLICE: Role.POLICE_OFFICER,
    AuthorityKind.SOCIAL_INSURANCE: Role.INSURANCE_OFFICER,
    AuthorityKind.SOCIAL_AFFAIRS: Role.SOCIAL_OFFICER,
}
VERBS = ("confirm", "dispute", "ask_for_supplement", "resolve", "refuse")
ABOUT_A_HAND_OVER = ("confirm", "dispute")
MOST_ITEMS, RESULT_NUMBER_LENGTH, KEY_LENGTH = 10, 60, 80


@dataclass(frozen=True, slots=True)
class Said:
    """One message of a partner, as read. `happened_at`: aware; `told`: what the verb needs (`checked`)."""

    key: str
    child: str  # number: "7QK4M92XAB-1"
    verb: str
    happened_at: datetime
    told: dict = field(default_factory=dict)


def receive(said: Said, *, of: Authority, at: datetime) -> PartnerMessage:
    """Keep what an authority said at `at` (aware) and apply it if its turn has come. Repeated, it is the same row.

    Raises UnknownChild, NotYourChild, WrongMessage, KeyTaken; then nothing is kept.
    """
    told = checked(said)
    child = ChildCase.objects.filter(number=said.child).first()
    if child is None:
        raise UnknownChild(said.child)
    if child.authority_id != of.pk and not child.history.filter(authority=of).exists():
        raise NotYourChild
    about = {"child": child, "authority": of, "verb": said.verb, "told": told, "happened_at": min(said.happened_at, at)}
    with transaction.atomic():
        locked_case(child.case_id)  # one message of a case at a time
        row, is_new = PartnerMessage.objects.get_or_create(key=said.key, defaults=about | {"arrived_at": at})
    if not is_new and (row.child_id, row.verb, row.told) != (child.pk, said.verb, told):
        raise KeyTaken
    settle_waiting(child.pk, at=at)
    row.refresh_from_db()
    return row


def settle_waiting(child_id: int, *, at: datetime) -> None:
    """Apply what waits for this part and can be now, in the order in which it happened; again after each that was."""
    while _settle_one(child_id, at):
        continue


def settle_all(*, at: datetime) -> int:
    """The sweep: parts for which messages wait. Returns how many were looked at."""
    ids = list(PartnerMessage.objects.filter(fate=Fate.WAITS).order_by().values_list("child_id", flat=True).distinct())
    for child_id in ids:
        settle_waiting(child_id, at=at)
    return len(ids)


def checked(said: Said) -> dict:
    """What the verb needs of a message, as plain JSON. Raises WrongMessage."""
    if said.verb not in VERBS or not 0 < len(said.key) <= KEY_LENGTH or said.happened_at.tzinfo is None:
        raise WrongMessage("Tin phải có khóa (tối đa 80 ký tự), việc đã biết và thời điểm kèm múi giờ")
    match said.verb:
        case "confirm":
            return {"attempt": _attempt(said)}
        case "dispute":
            return {"attempt": _attempt(said), "reason": _text(said, "reason")}
        case "refuse":
            return {"reason": _text(said, "reason")}
        case "ask_for_supplement":
            items = said.told.get("items")
            if not isinstance(items, list) or not 1 <= len(items) <= MOST_ITEMS:
                raise WrongMessage("Yêu cầu bổ sung phải có từ 1 đến 10 mục")
            return {"items": [_words(item, RESULT_LENGTH) for item in items], "reason": _text(said, "reason")}
    where = said.told.get("where", "")
    return {
        "number": _text(said, "number", RESULT_NUMBER_LENGTH),
        "on": _day(said),
        "where": _words(where, RESULT_LENGTH) if where else "",
    }


def _settle_one(child_id: int, at: datetime) -> bool:
    """Whether anything was settled: then another message may have come to its turn."""
    with transaction.atomic():
        locked_case(ChildCase.objects.values_list("case_id", flat=True).get(pk=child_id))
        child = ChildCase.objects.get(pk=child_id)
        waiting = PartnerMessage.objects.filter(child=child, fate=Fate.WAITS).select_related("authority__office")
        for row in waiting.order_by("happened_at", "pk"):
            fate, why = _tried(row, child, at)
            if fate != Fate.WAITS:
                row.fate, row.why = fate, why
                row.save()
                return True
    return False


def _tried(row: PartnerMessage, child: ChildCase, at: datetime) -> tuple[str, str]:
    if row.authority_id != child.authority_id:
        return Fate.IGNORED, "Cơ quan khác đã tiếp quản phần việc này."
    if child.state in FINAL:
        return Fate.IGNORED, "Phần việc đã kết thúc."
    if row.verb in ABOUT_A_HAND_OVER:
        if child.state in {ChildState.ACCEPTED, ChildState.SUPPLEMENT_REQUESTED}:
            return Fate.IGNORED, "Đã xác nhận nhận trước đó."
        if row.told["attempt"] <= child.disputed_attempt or (row.verb == "dispute" and row.told["attempt"] < child.attempts):
            return Fate.IGNORED, "Lần bàn giao này đã được trả lời hoặc đã chuyển lại."
    try:
        with transaction.atomic():
            _apply(row, child, at)
    except (NotNow, CalendarMissing):
        return Fate.WAITS, ""
    return Fate.APPLIED, ""


def _apply(row: PartnerMessage, child: ChildCase, at: datetime) -> None:
    authority = row.authority
    by = Actor(ROLE_OF[AuthorityKind(authority.kind)], None, authority.office_id)
    not_before = child.accepted_at or child.sent_at or row.happened_at
    told = {name: value for name, value in row.told.items() if name != "attempt"}
    if "on" in told:
        told["on"] = date.fromisoformat(told["on"])
    moments = {"at": max(row.happened_at, not_before), "known_at": max(at, not_before)}
    getattr(partner, row.verb)(child.pk, **told, by=by, **moments)


def _attempt(said: Said) -> int:
    attempt = said.told.get("attempt")
    if not isinstance(attempt, int) or isinstance(attempt, bool) or not 1 <= attempt < 32_000:
        raise WrongMessage("Tin phải nói về lần bàn giao nào (attempt, từ 1)")
    return attempt


def _text(said: Said, name: str, most: int = REASON_LENGTH) -> str:
    return _words(said.told.get(name), most)


def _words(value: object, most: int) -> str:
    text = clean(value) if isinstance(value, str) else ""
    if not 0 < len(text) <= most:
        raise WrongMessage(f"Tin thiếu nội dung, hoặc nội dung dài quá {most} ký tự")
    return text


def _day(said: Said) -> str:
    try:
        return date.fromisoformat(said.told.get("on", "")).isoformat()
    except (TypeError, ValueError) as fault:
        raise WrongMessage("Ngày của kết quả phải ghi dạng 2026-03-31") from fault

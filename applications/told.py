"""What became of each message about a dossier, for staff: e-mail, SMS, letter, telephone; newest first, recipients masked."""

from dataclasses import dataclass
from datetime import datetime

from applications.models import Application, StateChange
from applications.verbs import VERBS
from portal.marks import Chip
from portal.masking import masked_mail, masked_phone
from portal.messaging.models import Call, CallOutcome, Channel, Letter, MessageStatus, OutgoingMessage

_CHIPS = {
    MessageStatus.PENDING: Chip("next", "clock", "Chờ gửi"),
    MessageStatus.SENT: Chip("done", "check-circle", "Đã gửi"),
    MessageStatus.FAILED: Chip("over", "x-octagon", "Không gửi được"),
    MessageStatus.OFF: Chip("hold", "pause-circle", "Kênh đang tắt"),
}
_VISITS = {
    "booked": "Xác nhận lịch hẹn",
    "reminder": "Nhắc lịch hẹn",
    "moved": "Lịch hẹn phải chọn lại",
}


@dataclass(frozen=True, slots=True)
class Told:
    """`about`: of which move; `to` masked; `link` of a letter or call that waits for the desk: (route, pk)."""

    at: datetime
    about: str
    way: str
    to: str
    chip: Chip
    link: tuple[str, int] | None = None


def told_of(application: Application) -> list[Told]:
    """Four queries."""
    about = f"application:{application.ref}"
    messages = list(OutgoingMessage.objects.filter(subject_ref=about).order_by("-id"))
    letters = Letter.objects.filter(ladder__subject_ref=about).select_related("ladder")
    calls = Call.objects.filter(ladder__subject_ref=about).select_related("ladder")
    verbs = dict(StateChange.objects.filter(application=application).values_list("pk", "verb"))
    rows = [_message(message, verbs) for message in messages]
    rows += [_letter(letter, verbs) for letter in letters]
    rows += [_call(call, verbs) for call in calls]
    return sorted(rows, key=lambda row: row.at, reverse=True)


def _message(message: OutgoingMessage, verbs: dict[int, str]) -> Told:
    to = masked_mail(message.recipient) if message.channel == Channel.EMAIL else masked_phone(message.recipient)
    chip = _CHIPS[MessageStatus(message.status)]
    occasion = message.idempotency_key.rpartition(":")[0]
    return Told(message.sent_at or message.created_at, _about(occasion, verbs), message.get_channel_display(), to, chip)


def _letter(letter: Letter, verbs: dict[int, str]) -> Told:
    if letter.failed_at:
        at, chip = letter.failed_at, Chip("over", "x-octagon", "Thư không đến")
    elif letter.posted_at:
        at, chip = letter.posted_at, Chip("done", "check-circle", "Đã gửi thư")
    else:
        at, chip = letter.asked_at, Chip("today", "printer", "Chờ in và gửi")
    return Told(at, _about(letter.ladder.occasion, verbs), "Thư giấy", "", chip, ("reaching:letters", letter.pk))


def _call(call: Call, verbs: dict[int, str]) -> Told:
    if call.closed_at:
        is_good = call.outcome != CallOutcome.WRONG_NUMBER
        chip = Chip("done" if is_good else "over", "check-circle" if is_good else "x-octagon", call.get_outcome_display())
    else:
        chip = Chip("today", "telephone", f"Chờ gọi, đã gọi {call.attempts} lần" if call.attempts else "Chờ gọi")
    to, about = masked_phone(call.ladder.phone), _about(call.ladder.occasion, verbs)
    return Told(call.closed_at or call.asked_at, about, "Điện thoại", to, chip, ("reaching:call", call.pk))


def _about(occasion: str, verbs: dict[int, str]) -> str:
    """ "change:12" -> the move in words; "visit:7:moved" -> what was told of the appointment."""
    kind, _colon, rest = occasion.partition(":")
    if kind == "change" and rest.isdigit():
        verb = verbs.get(int(rest), "")
        return VERBS.get(verb, verb)
    return _VISITS.get(rest.rpartition(":")[2], "Tin nhắn khác")

"""The ladder of what must reach its person: e-mail and SMS, then a letter, then the call list of the desk.

Who climbs holds the ladder's lock, so one loss leads to one next rung whichever workers come; a letter and a call are there at
most once (the database refuses a second). What the desk does with them is noted here too.
"""

from datetime import datetime, timedelta

from django.db import transaction

from portal.accounts.actors import Actor
from portal.audit.trail import record
from portal.background import nudge
from portal.messaging.models import Call, CallAttempt, CallOutcome, Ladder, Letter, MessageStatus, OutgoingMessage
from portal.text import clean

TRY_AGAIN_AFTER = timedelta(hours=2)
UNDER_WAY = (MessageStatus.PENDING, MessageStatus.SENT)


class AlreadyNoted(Exception):
    """Somebody else was quicker. `str()` is a sentence for the person."""

    def __init__(self) -> None:
        super().__init__("Việc này vừa được người khác ghi. Xem lại danh sách bên dưới.")


def held(message: OutgoingMessage) -> Ladder | None:
    """The message's ladder under its lock; None where it has none."""
    return Ladder.objects.select_for_update().get(pk=message.ladder_id) if message.ladder_id else None


def begin(ladder: Ladder, *, at: datetime) -> None:
    """Of who can be sent no message at all: the letter goes at once. Not saved yet; the same occasion is begun once."""
    Ladder.objects.bulk_create([ladder], ignore_conflicts=True)
    climb(Ladder.objects.select_for_update().get(occasion=ladder.occasion), at=at)


def climb(ladder: Ladder, *, at: datetime) -> Letter | Call | None:
    """The next rung of a ladder held by its lock, once every message of it is lost; None where there is nothing to do."""
    if ladder.messages.filter(status__in=UNDER_WAY).exists() or hasattr(ladder, "letter") or hasattr(ladder, "call"):
        return None
    if not ladder.address:
        return _call(ladder, at)
    letter = Letter.objects.create(ladder=ladder, asked_at=at)
    nudge("portal.messaging.tasks.print_letter", letter.pk)
    return letter


def post_letters(letters: list[int], *, by: Actor, at: datetime) -> int:
    """Put into the post box: those of these that are printed and still lie there. Returns how many."""
    with transaction.atomic():
        waiting = Letter.objects.select_for_update(of=("self",)).select_related("ladder").filter(pk__in=letters)
        waiting = waiting.filter(document__isnull=False, posted_at__isnull=True, failed_at__isnull=True).order_by("pk")
        for letter in (posted := list(waiting)):
            letter.posted_at, letter.posted_by_id = at, by.user_id
            letter.save()
            record("letter.posted", subject=letter.ladder.subject_ref, by=by, at=at, letter=letter.pk)
    return len(posted)


def fail_letter(letter_id: int, *, by: Actor, at: datetime) -> Call:
    """It came back, or cannot be sent to such an address: somebody telephones. Raises AlreadyNoted."""
    with transaction.atomic():
        ladder = Ladder.objects.select_for_update().get(letter__pk=letter_id)
        letter = Letter.objects.select_for_update().get(pk=letter_id)
        if letter.failed_at:
            raise AlreadyNoted
        letter.failed_at, letter.failed_by_id = at, by.user_id
        letter.save()
        record("letter.failed", subject=ladder.subject_ref, by=by, at=at, letter=letter.pk, was_posted=bool(letter.posted_at))
        return _call(ladder, at)


def note_call(call_id: int, outcome: str, *, note: str = "", by: Actor, at: datetime) -> Call:
    """What came of a try. Not reached: it is on the list again after TRY_AGAIN_AFTER. Raises AlreadyNoted."""
    with transaction.atomic():
        call = Call.objects.select_for_update(of=("self",)).select_related("ladder").get(pk=call_id)
        if call.closed_at:
            raise AlreadyNoted
        tried = CallOutcome(outcome) != CallOutcome.NOT_NEEDED
        call.attempts += tried
        if outcome == CallOutcome.NOT_REACHED:
            call.call_from = at + TRY_AGAIN_AFTER
        else:
            call.outcome, call.closed_at = outcome, at
        call.save()
        CallAttempt.objects.create(call=call, outcome=outcome, note=clean(note)[:300], by_id=by.user_id, at=at)
        record("call.noted", subject=call.ladder.subject_ref, by=by, at=at, call=call.pk, outcome=outcome)
    return call


def _call(ladder: Ladder, at: datetime) -> Call:
    return Call.objects.create(ladder=ladder, asked_at=at, call_from=at)

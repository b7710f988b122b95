"""The verbs of a sitting. Filing itself is actions.submit; here it is held to what the person has read and confirmed."""

from datetime import datetime

from django.db import IntegrityError, transaction

from applications import actions
from applications.assisted.errors import NoLongerAsked, NotConfirmed, OneFilingOnly, SittingOpen, SittingOver
from applications.assisted.models import Ended, KeptDraft, Reading, Screen, Sitting, Way
from applications.models import Application
from applications.models.application import Channel
from portal.accounts.actors import SYSTEM, Actor
from portal.audit.trail import record
from portal.background import nudge
from portal.documents.models import StoredDocument
from portal.uploads import Checked


def begin(*, shown: str, last_digits: str, by: Actor, at: datetime) -> Sitting:
    """An official sits down with a person whose paper he has seen. Raises SittingOpen: one at a time."""
    try:
        with transaction.atomic():
            about = {"office_id": by.office_id, "official_id": by.user_id, "role": by.role}
            sitting = Sitting.objects.create(**about, shown=shown, last_digits=last_digits, started_at=at, last_seen_at=at)
            _record("begin", sitting, by=by, at=at, shown=shown)
    except IntegrityError as fault:
        raise SittingOpen from fault
    return sitting


def begin_draft(sitting_id: int, *, procedure_code: str, kind: str, at: datetime, language: str = "vi") -> Application:
    """The draft of this sitting; the one there is, where it has one. Raises SittingOver, OneFilingOnly."""
    with transaction.atomic():
        sitting = locked(sitting_id)
        if sitting.filed_at:
            raise OneFilingOnly
        if sitting.application_id:
            return sitting.application
        sitting.application = actions.start_draft(
            procedure_code=procedure_code, kind=kind, at=at, helped_by_id=sitting.official_id, language=language
        )
        sitting.save()
    return sitting.application


def ask_to_read(sitting_id: int, *, way: str, content: dict, saved_at: datetime, at: datetime) -> Reading:
    """Give the person the answers to read. `content` as readings.content_of; an earlier question is no longer asked."""
    with transaction.atomic():
        sitting = locked(sitting_id)
        about = {"application_id": sitting.application_id, "asked_by_id": sitting.official_id}
        reading = Reading.objects.create(**about, way=way, content=content, saved_at=saved_at, asked_at=at)
        if way == Way.PAPER:
            nudge("applications.assisted.tasks.render_reading", reading.pk)
    return reading


def answer(sitting_id: int, reading_id: int, *, is_right: bool, complaint: str = "", scan: Checked | None = None,
           by: Actor, at: datetime) -> Reading:  # fmt: skip
    """What the person said of what he read; said once. `by`: the official who sat there.

    Raises SittingOver, and NoLongerAsked where the answers have changed or gone.
    """
    with transaction.atomic():
        sitting = locked(sitting_id)
        asked = Reading.objects.select_for_update(of=("self",)).select_related("application")
        reading = asked.filter(pk=reading_id, application_id=sitting.application_id).first()
        if reading is None or reading.saved_at != reading.application.saved_at:
            raise NoLongerAsked
        if reading.is_right is not None:
            return reading
        reading.is_right, reading.answered_at, reading.answered_by = is_right, at, reading.content["name"]
        reading.complaint = complaint.strip()
        if scan is not None:
            reading.scan = StoredDocument.keep(scan.content, kind="reading_scan", content_type=scan.content_type)
        reading.save()
        sitting.last_seen_at = at
        sitting.save()
        record("sitting.answer", subject=f"sitting:{sitting.pk}", by=by, at=at, way=reading.way, is_right=is_right)
    return reading


def file(sitting_id: int, application_id: int, *, as_read: Application, by: Actor, at: datetime, **filing) -> Application:
    """File for the person what he has confirmed, word for word; `filing` as of actions.submit.

    Raises SittingOver, NotConfirmed, and what actions.submit raises.
    """
    with transaction.atomic():
        sitting = locked(sitting_id)
        reading = confirmed_reading(as_read)
        if reading is None or sitting.application_id != application_id:
            raise NotConfirmed
        filed = actions.submit(
            application_id,
            as_read=as_read,
            confirmed_at=reading.answered_at,
            detail={"helped": True, "confirmed": reading.way},
            by=by,
            at=at,
            **filing,
        )
        sitting.filed_at = sitting.filed_at or at
        sitting.save()
    return filed


def keep_for_later(sitting_id: int, *, code_hash: str, by: Actor, at: datetime) -> None:
    """The person takes his draft home: the code opens it on a device of his own. Raises SittingOver, OneFilingOnly."""
    with transaction.atomic():
        sitting = locked(sitting_id)
        if sitting.filed_at or sitting.application_id is None:
            raise OneFilingOnly
        about = {"code_hash": code_hash, "made_at": at}
        KeptDraft.objects.update_or_create(application_id=sitting.application_id, defaults=about)
        _record("keep", sitting, by=by, at=at)


def take_over(draft: Application, *, device_hash: str, at: datetime) -> Application | None:
    """The person goes on with his kept draft by himself: it is filed on line, like any other.

    The code is used up; None where it was used meanwhile.
    """
    with transaction.atomic():
        kept = KeptDraft.objects.select_for_update().filter(application_id=draft.pk).first()
        if kept is None:
            return None
        taken = Application.objects.select_for_update().get(pk=draft.pk)
        taken.helped_by, taken.channel, taken.device_hash, taken.saved_at = None, Channel.ONLINE, device_hash, at
        taken.save()
        kept.delete()
    return taken


def end(sitting_id: int, *, how: str = Ended.KEY, silent_since: datetime | None = None, by: Actor, at: datetime) -> bool:
    """End a sitting: its screen forgets it, an unfiled draft goes with its photos unless the person keeps it.

    Returns whether something ended; a sitting that has ended stays as it was, and with `silent_since` one in which something
    was done since.
    """
    with transaction.atomic():
        try:
            sitting = locked(sitting_id)
        except SittingOver:
            return False
        if silent_since is not None and sitting.last_seen_at >= silent_since:
            return False
        draft = sitting.application if sitting.filed_at is None else None
        Screen.objects.filter(sitting=sitting).delete()
        sitting.ended_at, sitting.ended_how = at, how
        if draft is not None:
            sitting.application = None
        sitting.save()
        if draft is not None and not KeptDraft.objects.filter(application=draft).exists():
            actions.discard_draft(draft.pk, at=at)
        _record("end", sitting, by=by, at=at, how=str(how), filed=sitting.filed_at is not None)
    return True


def end_silent(*, at: datetime, before: datetime) -> int:
    """End every sitting in which nothing was done since `before`. Returns how many."""
    silent = Sitting.objects.filter(ended_at__isnull=True, last_seen_at__lt=before)
    silence = {"how": Ended.SILENCE, "silent_since": before, "by": SYSTEM, "at": at}
    return sum(end(pk, **silence) for pk in list(silent.values_list("pk", flat=True)))


def touch(sitting_id: int, *, at: datetime) -> None:
    """Something was done for the person."""
    Sitting.objects.filter(pk=sitting_id, ended_at__isnull=True, last_seen_at__lt=at).update(last_seen_at=at)


def confirmed_reading(draft: Application) -> Reading | None:
    """What the person confirmed of the answers as they stand now."""
    right = Reading.objects.filter(application=draft, saved_at=draft.saved_at, is_right=True)
    return right.last()


def keep_reading_sheet(reading_id: int, content: bytes) -> None:
    """The printed sheet of a reading, once; the draft may have gone meanwhile."""
    with transaction.atomic():
        reading = Reading.objects.select_for_update().filter(pk=reading_id, document__isnull=True).first()
        if reading is not None:
            reading.document = StoredDocument.keep(content, kind="reading")
            reading.save()


def locked(sitting_id: int) -> Sitting:
    """The open sitting under its lock. Raises SittingOver."""
    sitting = Sitting.objects.select_for_update().filter(pk=sitting_id, ended_at__isnull=True).first()
    if sitting is None:
        raise SittingOver
    return sitting


def _record(verb: str, sitting: Sitting, *, by: Actor, at: datetime, **detail) -> None:
    record(f"sitting.{verb}", subject=f"sitting:{sitting.pk}", by=by, at=at, **detail)

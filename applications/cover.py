"""No dossier waits for a person: what somebody absent has in hand passes to who stands in, or back to everybody.

Like the watch: takes the moment, works on sets of rows, may run twice or late. No state is moved. The version stays too:
who is typing about the dossier must not be told that it changed.
"""

from collections import defaultdict
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from applications.errors import NotHere
from applications.letters import Letter, queue_letters
from applications.models import Application, StateChange
from applications.states import OPEN
from portal.accounts.absences import DESK, span
from portal.accounts.actors import SYSTEM
from portal.accounts.models import Absence, Posting, User
from portal.accounts.roster import Roster
from portal.audit.models import Entry

LOOKS_BACK = timedelta(days=60)  # at postings that ended: longer than any outage


def pass_on(*, at: datetime, office_id: int | None = None) -> int:
    """Hand on the open dossiers of everybody who is absent today, or no longer works there. Returns how many; may run twice."""
    if office_id is not None:
        return _pass_on_in(office_id, at)
    absent = Absence.objects.on(timezone.localdate(at)).order_by().values_list("user_id", flat=True)
    waiting = _of_absent_people(at).filter(assigned_to__in=list(absent.union(_lately_gone(at))))
    offices = waiting.order_by("office_id").values_list("office_id", flat=True).distinct()
    return sum(_pass_on_in(found, at) for found in list(offices))


def who_takes(user_id: int, *, office_id: int, at: datetime) -> int | None:
    """To whom a dossier may be given in the place of this person: himself, who stands in, or nobody yet."""
    day = timezone.localdate(at)
    return Roster.of(day, office_ids=[office_id]).who_works_for(user_id, office_id=office_id)


def check_is_here(user_id: int, *, office_id: int, at: datetime) -> None:
    """New work goes to people who are there. Raises NotHere."""
    day = timezone.localdate(at)
    absence = Absence.objects.on(day).filter(user_id=user_id, office_id=office_id).select_related("user").first()
    if absence is not None:
        raise NotHere(absence.user.full_name, span(absence))


def _of_absent_people(at: datetime) -> QuerySet[Application]:
    day = timezone.localdate(at)
    here = {"user": OuterRef("assigned_to"), "office": OuterRef("office")}
    away = Absence.objects.on(day).filter(**here)
    works = Posting.objects.in_force_on(day).filter(**here, user__is_active=True)
    return Application.objects.real().filter(Exists(away) | ~Exists(works), state__in=OPEN, assigned_to__isnull=False)


def _lately_gone(at: datetime) -> QuerySet:
    """Those whose posting ended or whose account is locked: few, so that not every open dossier is gone through."""
    day = timezone.localdate(at)
    ended = Q(valid_to__lt=day, valid_to__gte=day - LOOKS_BACK)
    return Posting.objects.filter(ended | Q(user__is_active=False)).values_list("user_id", flat=True)


def _pass_on_in(office_id: int, at: datetime) -> int:
    """One office, one transaction: so each person there gets one letter."""
    day = timezone.localdate(at)
    with transaction.atomic():
        rows = _of_absent_people(at).filter(office_id=office_id)
        dossiers = list(rows.select_for_update(of=("self",)).select_related("office", "assigned_to").order_by("id"))
        if not dossiers:
            return 0
        roster, desk = Roster.of(day, office_ids=[office_id]), _at_the_desk(office_id, at)
        passed: dict[int | None, list[Application]] = defaultdict(list)
        history, evidence = [], []
        for dossier in dossiers:
            absent = dossier.assigned_to
            taker = desk.get(roster.who_works_for(absent.pk, office_id=office_id))
            dossier.assigned_to = taker
            detail = {"from": absent.pk, "to": dossier.assigned_to_id}
            passed[dossier.assigned_to_id].append(dossier)
            is_gone = not roster.is_away(absent.pk, office_id=office_id)
            history.append(_passed(dossier, detail, at, reason=_in_words(absent, taker, is_gone=is_gone)))
            evidence.append(_evidence(dossier, detail, at))
        for taker, theirs in passed.items():
            Application.objects.filter(pk__in=[dossier.pk for dossier in theirs]).update(assigned_to=taker)
        StateChange.objects.bulk_create(history)
        Entry.objects.bulk_create(evidence)
        given = [dossier for dossier in dossiers if dossier.assigned_to_id is not None]
        queue_letters(Letter.COVER, given, to=DESK, at=at, occasion=f"{at:%y%m%d%H%M%S}:{dossiers[0].pk}")
    return len(dossiers)


def _at_the_desk(office_id: int, at: datetime) -> dict[int, User]:
    postings = Posting.objects.in_force_on(timezone.localdate(at)).filter(role__in=DESK, office_id=office_id)
    return User.objects.filter(is_active=True, pk__in=postings.values("user")).in_bulk()


def _in_words(absent: User, taker: User | None, *, is_gone: bool) -> str:
    """For the history that staff read."""
    if is_gone:
        return f"{absent} không còn làm việc tại cơ quan: hồ sơ về danh sách chung."
    return f"{absent} nghỉ, {taker} thay." if taker else f"{absent} nghỉ, không có người thay: hồ sơ về danh sách chung."


def _passed(dossier: Application, detail: dict, at: datetime, *, reason: str) -> StateChange:
    """Nothing to tell the citizen: his dossier stands where it stood."""
    return StateChange.of(
        dossier,
        "cover",
        at=at,
        role=SYSTEM.role,
        office=dossier.office,
        reason=reason,
        detail=detail,
        told_at=at,
    )


def _evidence(dossier: Application, detail: dict, at: datetime) -> Entry:
    return Entry(
        at=at,
        action="application.cover",
        subject=f"application:{dossier.ref}",
        role=SYSTEM.role,
        office=dossier.office,
        detail=detail,
    )

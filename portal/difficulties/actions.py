"""What is done about a difficulty. One verb is one transaction: lock, check, move, save, history, evidence, letters.

A unit writes, says that it meets the same, opens again; the Department answers, passes on, merges, closes, makes guidance.
"""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django_fsm import TransitionNotAllowed

from portal.accounts.actors import Actor
from portal.audit.trail import record
from portal.difficulties.ages import answer_by
from portal.difficulties.errors import AlreadyReopened, CannotMerge, NotPossibleNow, SaidMeanwhile, TooManyFiles
from portal.difficulties.letters import tell_units
from portal.difficulties.models import DifficultyEvent, DifficultyFile, DifficultyReport, Echo, State
from portal.documents.models import StoredDocument
from portal.offices.models import Office
from portal.pages.actions import Words, begin_page
from portal.pages.models import Page, PageKind, PageVersion
from portal.text import fold
from portal.uploads import Checked

MOST_FILES = 5


def write(
    *, kind: str, subject: str, text: str, procedure_code: str = "", dossier_code: str = "", files: Iterable[Checked] = (),
    by: Actor, at: datetime,
) -> DifficultyReport:  # fmt: skip
    """A difficulty of the unit where the person works. Raises TooManyFiles."""
    files = list(files)
    if len(files) > MOST_FILES:
        raise TooManyFiles(MOST_FILES)
    with transaction.atomic():
        made = DifficultyReport(
            office_id=by.office_id,
            kind=kind,
            subject=subject,
            text=text,
            procedure_code=procedure_code,
            dossier_code=dossier_code,
            written_by_id=by.user_id,
            written_at=at,
            waiting_since=at,
            answer_by_on=answer_by(at),
        )
        made.search_text = _search_text(made)
        made.save()
        for file in files:
            kept = StoredDocument.keep(file.content, kind="difficulty", content_type=file.content_type)
            DifficultyFile.objects.create(difficulty=made, document=kept, name=file.name, added_at=at)
        _happened(made, "write", "", by=by, at=at)
    return made


def echo(difficulty_id: int, *, by: Actor, at: datetime) -> None:
    """ "Tôi cũng gặp": counts the unit once; its own difficulty it has said already. Raises NotPossibleNow."""
    with transaction.atomic():
        one = _locked(difficulty_id)
        if not one.is_unanswered:
            raise NotPossibleNow(one.get_state_display())
        if one.office_id == by.office_id:
            return
        _made, is_new = Echo.objects.get_or_create(
            difficulty=one, office_id=by.office_id, defaults={"by_id": by.user_id, "at": at}
        )
        if is_new:
            _happened(one, "echo", one.state, by=by, at=at)


def answer(difficulty_id: int, words: str, *, seen: int | None = None, by: Actor, at: datetime) -> DifficultyReport:
    """The Department's answer, for every unit to read and told to those who met it. A second one takes the first's place.

    `seen`: the last event on the page where it was written. Raises NotPossibleNow, SaidMeanwhile.
    """
    with transaction.atomic():
        one = _locked(difficulty_id)
        if seen is not None and one.state == State.ANSWERED and one.events.latest("pk").pk != seen:
            raise SaidMeanwhile
        before = one.state
        _move(one, one.give_answer, words, by_id=by.user_id, at=at)
        one.search_text = _search_text(one)
        one.save()
        event = _happened(one, "answer", before, words=words, by=by, at=at)
        tell_units(one, event, at=at)
    return one


def pass_on(difficulty_id: int, desk: str, words: str, *, by: Actor, at: datetime) -> DifficultyReport:
    """To those who keep the process or the software; the time to answer goes on. Raises NotPossibleNow."""
    with transaction.atomic():
        one = _locked(difficulty_id)
        before = one.state
        _move(one, one.pass_on, desk)
        one.save()
        said = f"{one.get_passed_to_display()}. {words}".strip() if words else one.get_passed_to_display()
        _happened(one, "pass_on", before, words=said, by=by, at=at)
    return one


def close(difficulty_id: int, done: str, *, by: Actor, at: datetime) -> DifficultyReport:
    """Ended, with what was done. Where no answer was given before, this is what the units are told. Raises NotPossibleNow."""
    with transaction.atomic():
        one = _locked(difficulty_id)
        before = one.state
        _move(one, one.close, done, at=at)
        one.save()
        event = _happened(one, "close", before, words=done, by=by, at=at)
        tell_units(one, event, at=at)
    return one


def reopen(difficulty_id: int, reason: str, *, by: Actor, at: datetime) -> DifficultyReport:
    """The unit is not helped by the answer: once, with a reason. Raises AlreadyReopened, NotPossibleNow."""
    with transaction.atomic():
        one = _locked(difficulty_id)
        if one.reopened_at:
            raise AlreadyReopened
        before = one.state
        _move(one, one.reopen, at=at, answer_by_on=answer_by(at))
        one.save()
        _happened(one, "reopen", before, words=reason, by=by, at=at)
    return one


def merge(difficulty_id: int, into_id: int, *, by: Actor, at: datetime) -> DifficultyReport:
    """A duplicate goes into another, which from then on counts its units. Raises CannotMerge, NotPossibleNow."""
    if difficulty_id == into_id:
        raise CannotMerge
    with transaction.atomic():
        both = {
            one.pk: one
            for one in DifficultyReport.objects.select_for_update().filter(pk__in=[difficulty_id, into_id]).order_by("pk")
        }
        if into_id not in both or both[into_id].state == State.MERGED:
            raise CannotMerge
        one, into = both[difficulty_id], both[into_id]
        before = one.state
        _move(one, one.merge, into)
        one.save()
        met = [(one.office_id, one.written_by_id), *one.echoes.values_list("office_id", "by_id")]
        echoes = [
            Echo(difficulty=into, office_id=office, by_id=person, at=at) for office, person in met if office != into.office_id
        ]
        Echo.objects.bulk_create(echoes, ignore_conflicts=True)
        one.merged.update(merged_into=into)
        _happened(one, "merge", before, words=f"Gộp vào {into.code}", by=by, at=at)
        _happened(into, "take_in", into.state, words=f"Gộp {one.code} vào đây", by=by, at=at)
        if into.answer:
            tell_units(one, one.events.last(), at=at, answered_as=into)
    return into


def make_guidance(
    difficulty_id: int, kind: str, slug: str, words: Words, *, topic: str = "", by: Actor, at: datetime
) -> PageVersion:
    """A page for everybody out of an answer; an administrator publishes it. Raises SlugTaken, NotPossibleNow."""
    with transaction.atomic():
        one = _locked(difficulty_id)
        if not one.answer or one.guidance_id:
            raise NotPossibleNow(one.get_state_display())
        made = begin_page(kind, slug, words, topic=topic, by=by, at=at)
        one.guidance = Page.objects.get(pk=made.page_id)
        one.save()
        _happened(one, "make_guidance", one.state, words=f"{PageKind(kind).label}: {words.title_vi}", by=by, at=at)
    return made


def _locked(difficulty_id: int) -> DifficultyReport:
    return DifficultyReport.objects.select_for_update().get(pk=difficulty_id)


def _move(one: DifficultyReport, transition, *args, **kwargs) -> None:
    """Raises NotPossibleNow."""
    try:
        transition(*args, **kwargs)
    except TransitionNotAllowed as fault:
        raise NotPossibleNow(one.get_state_display()) from fault


def _happened(one: DifficultyReport, verb: str, before: str, *, words: str = "", by: Actor, at: datetime) -> DifficultyEvent:
    record(f"difficulty.{verb}", subject=f"difficulty:{one.pk}", by=by, at=at)
    return DifficultyEvent.objects.create(
        difficulty=one,
        verb=verb,
        from_state=before,
        to_state=one.state,
        by_id=by.user_id,
        role=by.role,
        office_id=by.office_id,
        words=words,
        at=at,
    )


def _search_text(one: DifficultyReport) -> str:
    office = Office.objects.get(pk=one.office_id)
    return fold(" ".join([one.subject, one.text, one.answer, office.name]))

"""What the Department does to fees, waivers, postage and the way fees are collected: add, end, take back.

Each verb is one transaction with its sentence and its evidence. A term under which somebody has filed is never edited or taken
back, only ended; dossiers filed keep what they were told. Processes read the terms again by the stamp that the database gives.
"""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from applications.models import DatedTerm, FeeCollection, TermsChange
from applications.terms_faults import DaysOutOfOrder, EndsTooEarly, FiledBefore, InUse, NotLonger, TermsOverlap
from applications.terms_use import DAY, filed_under, last_filing_during, last_use_of
from applications.terms_words import in_words
from portal.accounts.actors import Actor
from portal.audit.trail import record
from portal.documents.models import next_number

_KEEPING = "terms_keeping"


def add_term(new: DatedTerm, *, ends_before: bool, by: Actor, at: datetime) -> DatedTerm:
    """Enter a term. With `ends_before` the open one in its way ends the day before.

    Raises DaysOutOfOrder, TermsOverlap, FiledBefore, EndsTooEarly.
    """
    with transaction.atomic():
        next_number(_KEEPING)  # one at a time
        before = one_to_end_for(new, ends_before=ends_before, today=timezone.localdate(at))
        if before:
            before.valid_to = new.valid_from - DAY
            before.save()
        new.save()
        if before:
            before.ended_by = new
            before.save()
        _told("added", f"Thêm {in_words(new)}", new, by=by, at=at)
    return new


def end_term(model: type[DatedTerm], pk: int, *, last_day: date, by: Actor, at: datetime) -> DatedTerm:
    """Say on which day it ends. Raises NotLonger (it ends before that, or begins after), EndsTooEarly."""
    with transaction.atomic():
        next_number(_KEEPING)
        term = model.objects.select_for_update().get(pk=pk)
        check_end(term, last_day, today=timezone.localdate(at))
        term.valid_to, term.ended_by = last_day, None
        term.save()
        _told("ended", f"Kết thúc {in_words(term)}", term, by=by, at=at)
    return term


def take_back_term(model: type[DatedTerm], pk: int, *, reason: str, by: Actor, at: datetime) -> None:
    """One under which nobody has filed is taken out again; the one that ended for it goes on. Raises InUse."""
    with transaction.atomic():
        next_number(_KEEPING)
        term = model.objects.select_for_update().get(pk=pk)
        if filed_under(term).exists():
            raise InUse
        _told("taken_back", f"Rút {in_words(term)}. Lý do: {reason}", term, by=by, at=at)
        before = None if isinstance(term, FeeCollection) else model.objects.filter(ended_by=term).first()
        until = getattr(term, "valid_to", None)
        term.delete()
        if before:
            before.valid_to, before.ended_by = until, None
            before.save()


def one_to_end_for(new: DatedTerm, *, ends_before: bool, today: date) -> DatedTerm | None:
    """Looks whether a new term may stand where it would, and says which open one ends the day before. Raises as add_term."""
    valid_to = getattr(new, "valid_to", None)
    if valid_to and valid_to < new.valid_from:
        raise DaysOutOfOrder
    before = _one_in_the_way(new, ends_before=ends_before)
    if before:
        check_end(before, new.valid_from - DAY, today=today, is_for_another=True)
    elif new.valid_from < today and (last := last_filing_during(new)):
        raise FiledBefore(last)
    return before


def check_end(term: DatedTerm, last_day: date, *, today: date, is_for_another: bool = False) -> None:
    """Raises NotLonger, EndsTooEarly; FiledBefore where it would end to make room for another."""
    if last_day < term.valid_from or (term.valid_to and last_day > term.valid_to):
        raise NotLonger(term.valid_from, term.valid_to)
    last_use = last_use_of(term)
    earliest = max(last_use, today - DAY) if last_use else term.valid_from
    if last_day < earliest:
        raise FiledBefore(earliest) if is_for_another else EndsTooEarly(earliest)


def _one_in_the_way(new: DatedTerm, *, ends_before: bool) -> DatedTerm | None:
    """The open one that may end for the new one, if that was wished. Raises TermsOverlap where any is in the way."""
    same = type(new).objects.filter(**new.subject)
    if isinstance(new, FeeCollection):
        if there := same.filter(valid_from=new.valid_from).first():
            raise TermsOverlap(there, may_end=False)
        return None
    until = Q(valid_from__lte=new.valid_to) if new.valid_to else Q()
    in_the_way = list(same.filter(until, Q(valid_to__isnull=True) | Q(valid_to__gte=new.valid_from)).order_by("valid_from"))
    if not in_the_way:
        return None
    first = in_the_way[0]
    may_end = len(in_the_way) == 1 and first.valid_to is None and first.valid_from < new.valid_from
    if not (may_end and ends_before):
        raise TermsOverlap(first, may_end=may_end)
    return first


def _told(verb: str, what: str, term: DatedTerm, *, by: Actor, at: datetime) -> None:
    TermsChange.objects.create(at=at, by_id=by.user_id, what=what[:400])
    record(f"terms.{verb}", subject=f"{term._meta.model_name}:{term.pk}", by=by, at=at, what=what[:400])

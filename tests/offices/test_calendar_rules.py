"""Contradictions, for any day and any entries: the pure rule against a plain reading of it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.offices.calendar_rules import NewDay, check
from portal.offices.errors import CalendarFault, ContradictoryException
from portal.offices.models import CalendarException, Office

Kind, Status = CalendarException.Kind, CalendarException.Status
OFFICES = {1: Office(pk=1, name="Phường Hai Bà Trưng", level="commune"), 2: Office(pk=2, name="Xã Sóc Sơn", level="commune")}
days = st.dates(date(2026, 3, 16), date(2026, 3, 29))
scopes = st.sampled_from([None, 1])
new_days = st.builds(
    NewDay,
    on=days,
    kind=st.sampled_from(Kind.values),
    name_vi=st.just("Nghỉ"),
    legal_document=st.just("TB 1"),
    office_id=scopes,
)


def entry(new: NewDay, status: str) -> CalendarException:
    return CalendarException(on=new.on, kind=new.kind, name_vi="Nghỉ", office=OFFICES.get(new.office_id), status=status)


def accepted(new: NewDay, live: list[CalendarException]) -> bool:
    try:
        check(new, live)
    except CalendarFault:
        return False
    return True


@given(st.lists(st.tuples(new_days, st.sampled_from([Status.IN_FORCE, Status.PROPOSED])), max_size=12))
def test_entered_one_after_another_no_two_speak_of_the_same_day_and_scope(offered):
    live: list[CalendarException] = []
    for new, status in offered:
        if accepted(new, live):
            live.append(entry(new, status))
    storms = {(one.on, one.office_id) for one in live if one.kind == Kind.EMERGENCY_CLOSURE}
    spoken = [
        (one.on, one.office_id)
        for one in live
        if one.status == Status.IN_FORCE or (one.on, one.office_id) not in storms  # a storm does not wait for a proposal
    ]
    assert len(spoken) == len(set(spoken))


def test_a_storm_does_not_wait_for_what_was_proposed():
    monday = date(2026, 3, 23)
    proposed = CalendarException(on=monday, kind=Kind.SWAP_OFF, status=Status.PROPOSED, name_vi="Nghỉ hoán đổi")
    check(NewDay(on=monday, kind=Kind.EMERGENCY_CLOSURE, name_vi="Bão"), [proposed])


@given(st.lists(new_days, max_size=12))
def test_every_entry_changes_its_day_for_somebody(offered):
    """Whatever is let in makes a working day a day off, or the other way round, for its office or the city."""
    live: list[CalendarException] = []
    for new in offered:
        before = works(new.on, new.office_id, live)
        if accepted(new, live):
            assert before != new.is_working
            live.append(entry(new, Status.IN_FORCE))


@given(new_days, st.sampled_from([Status.IN_FORCE, Status.PROPOSED]))
def test_the_same_entry_twice_is_a_contradiction_that_names_the_first(new, status):
    first = entry(new, status)
    with pytest.raises(ContradictoryException) as refused:
        check(new, [first])
    assert refused.value.entry is first


def works(day: date, office_id: int | None, live: list[CalendarException]) -> bool:
    """As a person reads a calendar: the office's own word, else the city's, else the weekday."""
    of_the_day = {one.office_id: one for one in live if one.on == day}
    said = of_the_day.get(office_id) or of_the_day.get(None)
    return said.is_working if said else day.weekday() < 5

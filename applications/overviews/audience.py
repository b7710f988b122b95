"""Whose units an official's overview is about: the Department's all, a district's its own, a leader's his office."""

from collections.abc import Iterable

from portal.accounts.models import Posting, Role
from portal.offices.models import Level, Office

DEPARTMENT = (Role.DEPARTMENT_VIEWER, Role.DEPARTMENT_ADMIN)
ROLES = (*DEPARTMENT, Role.DISTRICT_SUPERVISOR, Role.OFFICE_LEADER)


def units_seen_by(postings: Iterable[Posting], units: Iterable[Office]) -> list[Office] | None:
    """Of these units those that a person with these postings in force watches over; None for one who watches over none."""
    postings = [posting for posting in postings if posting.role in ROLES]
    if not postings:
        return None
    if any(posting.role in DEPARTMENT and posting.office.level == Level.DEPARTMENT for posting in postings):
        return list(units)
    own = {posting.office_id for posting in postings}
    districts = {posting.office_id for posting in postings if posting.role == Role.DISTRICT_SUPERVISOR}
    return [unit for unit in units if unit.pk in own or unit.parent_id in districts]

"""Courses, their lists of people, and who was there."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from applications.rollout.models import Attendee, Course, Phase
from portal.accounts.actors import Actor
from portal.audit.trail import record
from portal.documents.models import next_number
from portal.offices.models import Office


@dataclass(frozen=True, slots=True)
class Listed:
    """A person on a list; `is_present` None: not ticked yet."""

    office: Office
    full_name: str
    title: str = ""
    is_present: bool | None = None


def add_course(
    phase: Phase, *, title: str, first_on: date, last_on: date, place: str, organiser: str = "", by: Actor, at: datetime
) -> Course:
    with transaction.atomic():
        code = f"tap-huan-{first_on:%Y-%m-%d}-{next_number(f'rollout-course:{first_on}')}"
        about = {"title": title, "first_on": first_on, "last_on": last_on, "place": place, "organiser": organiser}
        course = Course.objects.create(code=code, phase=phase, made_by_id=by.user_id, made_at=at, **about)
        record("rollout.course_added", subject=f"course:{code}", by=by, at=at)
    return course


def enter_attendees(course: Course, listed: Iterable[Listed], *, by: Actor, at: datetime) -> tuple[int, int]:
    """(new, changed). A person of the same unit, name and title is the same: entered twice, he is ticked as said last."""
    with transaction.atomic():
        Course.objects.select_for_update().get(pk=course.pk)
        there = {(row.office_id, row.full_name, row.title): row for row in course.attendees.all()}
        new: dict[tuple, Attendee] = {}
        changed: dict[int, Attendee] = {}
        for one in listed:
            key = (one.office.pk, one.full_name, one.title)
            row = there.get(key)
            if row is None:
                about = {"full_name": one.full_name, "title": one.title, "is_present": one.is_present}
                new[key] = Attendee(course=course, office=one.office, told_by_id=by.user_id, told_at=at, **about)
            elif one.is_present is not None and row.is_present != one.is_present:
                row.is_present, row.told_by_id, row.told_at = one.is_present, by.user_id, at
                changed[row.pk] = row
        Attendee.objects.bulk_create(new.values(), batch_size=500)
        Attendee.objects.bulk_update(changed.values(), ["is_present", "told_by", "told_at"], batch_size=200)
        counts = {"new": len(new), "changed": len(changed)}
        record("rollout.attendees_entered", subject=f"course:{course.code}"[:60], by=by, at=at, **counts)
    return len(new), len(changed)


def tick(course: Course, *, shown: Collection[int], present: Collection[int], by: Actor, at: datetime) -> int:
    """Of the people shown, those chosen were there and the others were not. Returns how many changed."""
    with transaction.atomic():
        rows = list(course.attendees.select_for_update().filter(pk__in=shown))
        changed = [row for row in rows if row.is_present is not (row.pk in present)]
        for row in changed:
            row.is_present, row.told_by_id, row.told_at = row.pk in present, by.user_id, at
        Attendee.objects.bulk_update(changed, ["is_present", "told_by", "told_at"], batch_size=200)
        if changed:
            record("rollout.attendance_ticked", subject=f"course:{course.code}"[:60], by=by, at=at, changed=len(changed))
    return len(changed)

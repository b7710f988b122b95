"""What the Department does to targets: set one from a day on, take back one that has not begun.

Those in force are never edited: what was said of past periods stays true.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction

from applications.errors import ApplicationError
from applications.overviews.letters import count
from applications.overviews.models import PunctualTarget
from applications.overviews.targets import DAYS, Target, target_on
from applications.procedures import procedures
from portal.accounts.actors import Actor
from portal.audit.trail import record
from portal.days import local_day
from portal.documents.models import next_number
from portal.offices.models import Level, Office

_KEEPING = "targets_keeping"


class TargetFault(ApplicationError):
    """Base. `field` names the input at fault."""

    field = "valid_from"


class TooEarly(TargetFault):
    def __init__(self, today: date) -> None:
        super().__init__(f"Ngày bắt đầu phải sau hôm nay, {today:%d/%m/%Y}: kỳ đã qua giữ nguyên mục tiêu khi đó")


class TargetsOverlap(TargetFault):
    def __init__(self, other: PunctualTarget) -> None:
        super().__init__(f"Trùng với mục tiêu đã có: {in_words(other)}. Rút mục tiêu đó trước, hoặc chọn ngày khác")


class NothingNew(TargetFault):
    field = "percent"

    def __init__(self, before: PunctualTarget) -> None:
        super().__init__(f"Không khác mục tiêu khi đó: {in_words(before)}")


class HasBegun(TargetFault):
    def __init__(self) -> None:
        super().__init__("Mục tiêu này đã có hiệu lực nên không rút được. Đặt mục tiêu mới từ một ngày sau")


@dataclass(frozen=True, slots=True)
class Touched:
    """Units that the last days' figures would put below a new target, and below that of today."""

    by_new: list[Office]
    by_old: list[Office]


def set_target(new: PunctualTarget, *, by: Actor, at: datetime) -> PunctualTarget:
    """From `new.valid_from` on, until the next of the same procedure and level. Raises TooEarly, TargetsOverlap, NothingNew."""
    with transaction.atomic():
        next_number(_KEEPING)  # one at a time
        check_target(new, today=local_day(at))
        new.save()
        record("target.set", subject=f"target:{new.pk}", by=by, at=at, what=in_words(new))
    return new


def take_back_target(pk: int, *, by: Actor, at: datetime) -> str:
    """One that has not begun; the one before goes on. Returns what it said. Raises HasBegun, PunctualTarget.DoesNotExist."""
    with transaction.atomic():
        next_number(_KEEPING)
        target = PunctualTarget.objects.select_for_update().get(pk=pk)
        if target.valid_from <= local_day(at):
            raise HasBegun
        said = in_words(target)
        record("target.taken_back", subject=f"target:{pk}", by=by, at=at, what=said)
        target.delete()
    return said


def check_target(new: PunctualTarget, *, today: date) -> None:
    """Whether it may stand among the others. Raises as set_target."""
    if new.valid_from <= today:
        raise TooEarly(today)
    same = PunctualTarget.objects.filter(procedure_code=new.procedure_code, level=new.level)
    if there := same.filter(valid_from=new.valid_from).first():
        raise TargetsOverlap(there)
    before = same.filter(valid_from__lt=new.valid_from).order_by("-valid_from").first()
    if before and (before.percent, before.minimum) == (new.percent, new.minimum):
        raise NothingNew(before)


def touched_by(new: PunctualTarget, *, at: datetime) -> Touched:
    """What the last thirty days would say of the units it is for, by the new target and by today's."""
    today = local_day(at)
    counted = count(today - timedelta(days=DAYS), today - timedelta(days=1), at).by_office
    levels = [new.level] if new.level else [Level.COMMUNE, Level.DISTRICT]
    units = Office.objects.standing_on(today).filter(pk__in=counted, level__in=levels).select_related("parent")
    old = {level: target_on(today, level=level) for level in levels}
    wanted = Target(new.percent, new.minimum)
    return Touched(
        [unit for unit in units if wanted.is_missed(counted[unit.pk])],
        [unit for unit in units if old[unit.level].is_missed(counted[unit.pk])],
    )


def in_words(target: PunctualTarget) -> str:
    """ "97% từ 30 hồ sơ, mọi thủ tục, cấp xã, từ 01/01/2026" """
    known = procedures().get(target.procedure_code)
    procedure = known.name if known else target.procedure_code
    level = Level(target.level).label.lower() if target.level else "mọi cấp"
    about = f"{procedure or 'mọi thủ tục'}, {level}"
    return f"{target.percent}% từ {target.minimum} hồ sơ, {about}, từ {target.valid_from:%d/%m/%Y}"


def in_force(rows: list[PunctualTarget], today: date) -> set[int]:
    """Of each procedure and level the one that stands today."""
    last = {}
    for row in sorted(rows, key=lambda row: row.valid_from):
        if row.valid_from <= today:
            last[row.procedure_code, row.level] = row.pk
    return set(last.values())

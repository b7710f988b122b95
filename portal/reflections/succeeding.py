"""Reflections that wait for a unit that has ended are answered by its successor, by the day that was promised.

Source: domain reference §4.3.
"""

from datetime import datetime

from portal.accounts.actors import SYSTEM
from portal.days import local_day
from portal.offices.succession import heirs_of
from portal.reflections.actions import pass_on
from portal.reflections.models import Reflection, State
from portal.sweeping import sweep

WHY = "Đơn vị được hỏi đã kết thúc hoạt động; đơn vị kế thừa trả lời."


def pass_on_ended(*, at: datetime) -> None:
    """To the one successor, or the one with the greater part; where a person must choose, to the Department. May run twice."""
    left = dict(
        Reflection.objects.filter(state=State.RECEIVED, office__valid_to__lt=local_day(at)).values_list("pk", "office_id")
    )
    heirs = heirs_of(set(left.values()), local_day(at)) if left else {}
    sweep(left, lambda pk: pass_on(pk, heirs.get(left[pk]), WHY, by=SYSTEM, at=at), fault="reflection_not_passed_on")

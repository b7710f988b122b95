"""By when a reflection is answered: so many working days as stand in the table on the day it is sent."""

from datetime import date, datetime

from portal.days import local_day
from portal.difficulties.ages import last_day
from portal.reflections.models import ReplyLimit

USUAL_DAYS = 10  # where no limit was entered


def limit_on(day: date) -> int:
    """Working days in which what is sent on that day is answered."""
    limit = ReplyLimit.objects.filter(valid_from__lte=day).order_by("-valid_from").first()
    return limit.working_days if limit else USUAL_DAYS


def answer_by(at: datetime) -> date:
    """The last local day to answer what is sent at a moment (aware)."""
    return last_day(at, limit_on(local_day(at)))

"""Nudges about whole offices: the forecast at 14:00 and 16:00 to the office, each morning what is overdue to its supervisors.

Each is done once (Round), in opening hours only and only in its own hour: what an outage has missed is not made up for.
A tick with nothing to do asks the database one question, or none.
"""

from datetime import datetime

from django.conf import settings
from django.db import transaction

from applications.deadlines import HANOI
from applications.forecast import Forecast, forecasts
from applications.models import Round
from applications.office_letters import office_letter, people_of, queue_office_letters
from portal.accounts.models import Posting, Role
from portal.messaging.models import OutgoingMessage

FORECAST_HOURS = (14, 16)
OFFICE = (Role.RECEPTION_OFFICER, Role.CIVIL_STATUS_OFFICER, Role.OFFICE_LEADER)


def tell_forecasts(*, at: datetime) -> int:
    """In the hours from 14:00 and 16:00, once: write to each office that will miss. Returns letters written."""
    local = at.astimezone(HANOI)
    if local.hour not in FORECAST_HOURS:
        return 0
    occasion = f"forecast:{local:%y%m%d%H}"
    with transaction.atomic():
        if not Round.begin(occasion, at=at):
            return 0
        bad = {office_id: forecast for office_id, forecast in forecasts(now=at).items() if forecast.is_bad}
        people = people_of(bad, OFFICE, at=at) if bad else []
        return queue_office_letters([_foretold(posting, bad[posting.office_id], occasion, at) for posting in people])


def _foretold(posting: Posting, forecast: Forecast, occasion: str, at: datetime) -> OutgoingMessage:
    about = {"forecast": forecast, "seen_at": at, "queue_url": f"{settings.PUBLIC_URL}/mot-cua/?xem=hom-nay"}
    return office_letter(
        posting,
        occasion=occasion,
        subject=f"Dự báo: {forecast.late} hồ sơ sẽ quá hạn hôm nay – {posting.office.name}",
        template="messages/staff/forecast.txt",
        about=about,
        at=at,
    )

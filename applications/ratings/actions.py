"""Rating a dossier, and changing one's mind for some days: the row before is kept, closed on the moment the new one begins."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from applications.errors import ApplicationError
from applications.models import Application
from applications.ratings.models import Rating
from applications.states import State
from portal.accounts.actors import Actor
from portal.audit.trail import record

RATEABLE = frozenset({State.DELIVERED, State.COLLECTED, State.REFUSED})


class NotDoneYet(ApplicationError):
    """The dossier has not been delivered, collected or refused."""

    def __str__(self) -> str:
        return _("Hồ sơ chưa xong nên chưa đánh giá được.")


class TooLateToChange(ApplicationError):
    """It was rated, and the days for changing are over."""

    def __str__(self) -> str:
        return _("Đã hết thời gian sửa đánh giá. Đánh giá cũ được giữ nguyên.")


def rate(application_id: int, *, grade: int, points: dict[str, int], words: str, by: Actor, at: datetime) -> Rating:
    """Keep a rating, or the change of one. The same once more changes nothing. Raises NotDoneYet, TooLateToChange."""
    with transaction.atomic():
        application = Application.objects.select_for_update().get(pk=application_id)
        before = rating_of(application)
        said = {"grade": grade, "points": points, "words": words}
        if before is None and application.state not in RATEABLE:
            raise NotDoneYet
        if before is not None:
            if before.grade == grade and before.points == points and before.words == words:
                return before
            if not may_change(before, at=at):
                raise TooLateToChange
            before.replaced_at = at
            before.save(update_fields=["replaced_at"])
        given = Rating.objects.create(application=application, at=at, **_about(application, before, at), **said)
        # No grade: who keeps the evidence need not learn what was said.
        record("rating.changed" if before else "rating.given", subject=f"application:{application.ref}", by=by, at=at)
        return given


def rating_of(application: Application) -> Rating | None:
    """The one that stands."""
    return Rating.objects.filter(application=application, replaced_at__isnull=True).first()


def changeable_until(rating: Rating) -> datetime:
    return rating.first_at + timedelta(days=settings.RATING_CHANGE_DAYS)


def may_change(rating: Rating, *, at: datetime) -> bool:
    return at < changeable_until(rating)


def _about(application: Application, before: Rating | None, at: datetime) -> dict:
    """Of a change as of the first: a rating stays in the period and with the office it was given for."""
    of = before or application
    return {
        "office_id": of.office_id,
        "kind": of.kind,
        "procedure_code": of.procedure_code,
        "channel": of.channel,
        "first_at": before.first_at if before else at,
    }

"""The demo's overviews by e-mail, asked for by the Department and a leader, and the months published so far."""

from datetime import datetime, timedelta

from applications.overviews.models import Every, Subscription
from applications.overviews.publishing import publish_months
from portal.accounts.models import User
from postal.demo import ratings


def load(users: dict[str, User], *, now: datetime) -> None:
    """Safe to run twice. `now` is aware."""
    for login, every in (("mai", Every.WEEK), ("mai", Every.MONTH), ("tuan", Every.WEEK)):
        Subscription.objects.get_or_create(user=users[login], every=every, defaults={"since": now - timedelta(days=40)})
    ratings.load(now=now)
    publish_months(at=now)

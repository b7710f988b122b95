"""Asking for the overviews and asking for them no longer."""

from datetime import datetime

from django.db import transaction

from applications.overviews.models import Every, Subscription
from portal.accounts.actors import Actor
from portal.accounts.models import User
from portal.audit.trail import record


def subscribed(user: User) -> set[str]:
    return set(Subscription.objects.filter(user=user).values_list("every", flat=True))


def choose(wanted: set[str], *, user: User, by: Actor, at: datetime) -> None:
    """From now on the person gets these overviews and no other; what he gets already goes on."""
    with transaction.atomic():
        before = subscribed(User.objects.select_for_update().get(pk=user.pk))
        Subscription.objects.filter(user=user, every__in=before - wanted).delete()
        for every in Every.values:
            if every in wanted - before:
                Subscription.objects.get_or_create(user=user, every=every, defaults={"since": at})
        if before != wanted:
            record("overviews.chosen", subject=f"user:{user.pk}", by=by, at=at, every=sorted(wanted))

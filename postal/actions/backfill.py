"""A parcel older than the ledger: its due and what its delivery brought are booked as of the days they happened."""

from django.db import transaction

from portal.accounts.actors import Actor
from portal.accounts.models import Role
from postal.actions.collecting import collect, open_accounts
from postal.models import Parcel


def open_older_parcel(parcel_id: int) -> None:
    """Each parcel in its own transaction; run twice, nothing is booked twice."""
    with transaction.atomic():
        parcel = Parcel.objects.select_for_update(of=("self",)).get(pk=parcel_id)
        created = parcel.events.filter(kind="created").first()
        by = Actor(role="system", user_id=created.actor_id if created else None)
        open_accounts(parcel.application_id, by=by, at=parcel.created_at)
        for event in parcel.events.filter(kind="delivered", actor__isnull=False, collected_vnd__isnull=False):
            worker = Actor(Role.POSTAL_WORKER, event.actor_id)
            told = {"amount_vnd": event.collected_vnd, "told": event.note, "source": event.source}
            collect(parcel.pk, **told, by=worker, at=event.at, key=f"event:{event.pk}")

"""What every verb of the post desk writes beside its move: the parcel's own history, and the evidence."""

from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils import timezone

from applications.models import Application
from portal.accounts.actors import Actor
from portal.audit.trail import record
from portal.learned import learned_after
from postal.models import Parcel, ParcelEvent


def write_event(parcel: Parcel, kind: str, *, key: str, by: Actor, at: datetime, source: str = "desk", **told) -> ParcelEvent:
    """One line of a parcel's history; `key` counts once. Evidence carries numbers and verbs, no names."""
    event = ParcelEvent.objects.create(
        parcel=parcel,
        kind=kind,
        at=at,
        arrived_at=learned_after(at),
        actor_id=by.user_id,
        source=source,
        idempotency_key=f"{parcel.number}:{key}"[:80],
        **told,
    )
    record(f"parcel.{kind}", subject=f"parcel:{parcel.number}", by=by, at=at, source=source)
    return event


def is_repeated(parcel: Parcel, key: str) -> bool:
    """Asked under the parcel's lock: this very report has been written before."""
    return ParcelEvent.objects.filter(idempotency_key=_own_key(parcel, key)).exists()


def locked_parcels() -> QuerySet[Parcel]:
    """Parcels alone are locked; their dossiers and papers are read along."""
    related = ("application__extract", "office", "hand_over")
    return Parcel.objects.select_for_update(of=("self",)).select_related(*related)


def locked_envelope(parcel_id: int) -> list[Parcel]:
    """All that travels in one envelope under lock, the one that names it first; asked for by any of them."""
    parcel = Parcel.objects.only("joined_to_id").get(pk=parcel_id)
    first = parcel.joined_to_id or parcel.pk
    return _first_of_all(locked_parcels().filter(Q(pk=first) | Q(joined_to=first)))


def locked_by_label(number: str) -> list[Parcel]:
    """As locked_envelope(), by the number on its label; only the dossier itself where it lies in another's envelope."""
    return _first_of_all(locked_parcels().filter(Q(number=number) | Q(joined_to__number=number)))


def _first_of_all(found: QuerySet[Parcel]) -> list[Parcel]:
    envelope = sorted(found.order_by("pk"), key=lambda one: (one.joined_to_id is not None, one.pk))
    if envelope:
        envelope[0].whole = envelope  # not asked for again
    return envelope


def code_of(application: Application) -> str:
    return application.dossier_code or application.ref


def local_clock(at: datetime) -> str:
    return f"{timezone.localtime(at):%H:%M}"


def _own_key(parcel: Parcel, key: str) -> str:
    return f"{parcel.number}:{key}"[:80]

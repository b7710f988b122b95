"""The numbers beside the tabs of the staff shell: what waits for the desk, for the leader's signature, for the post."""

from django.db.models import Count, Exists, OuterRef, Q
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from applications.models import SIGNED_BY_THE_HEAD, Application, Slip, SlipKind
from applications.models.application import DeliveryMethod
from applications.states import ON_THE_CLOCK, State
from civil_registry.models import CopyState
from portal.accounts.models import Role
from portal.offices.models import Office

COUNTED_FOR = {Role.RECEPTION_OFFICER, Role.CIVIL_STATUS_OFFICER, Role.OFFICE_LEADER}


def tab_counts(request: HttpRequest) -> dict:
    """For every template; asked of the database only where the staff shell shows tabs."""
    return {"tab_counts": SimpleLazyObject(lambda: _counts_for(request))}


def counts_of(office: Office) -> dict[str, int]:
    """By key of the tab. One query over the index of office and state, as fresh as the page: nothing is cached."""
    open_letters = Slip.objects.filter(application=OuterRef("pk"), issued_at__isnull=True, declined_at__isnull=True)
    has = {kind: Exists(open_letters.filter(kind=kind)) for kind in SIGNED_BY_THE_HEAD}
    on_clock = Q(state__in=ON_THE_CLOCK)
    rows = Application.objects.filter(office=office, state__in=[*ON_THE_CLOCK, State.ISSUED])
    return rows.annotate(has_refusal=has[SlipKind.REFUSAL], has_apology=has[SlipKind.APOLOGY]).aggregate(
        hoso=Count("pk", filter=on_clock),
        ky=Count("pk", filter=on_clock & (Q(extract__state=CopyState.AWAITING_SIGNATURE) | Q(has_refusal=True)))
        + Count("pk", filter=on_clock & Q(has_apology=True)),  # an apology may wait beside the extract of its dossier
        bangiao=Count("pk", filter=Q(state=State.ISSUED, delivery_method=DeliveryMethod.POST)),
    )


def _counts_for(request: HttpRequest) -> dict[str, int]:
    roles, office = getattr(request, "roles", frozenset()), getattr(request, "office", None)
    return counts_of(office) if office and roles.intersection(COUNTED_FOR) else {}

"""What the post desk tells the roll-out of units: their agreements with the post. See applications/rollout/plugs.py."""

from collections.abc import Collection
from datetime import date

from django.db.models import Q
from django.urls import reverse

from portal.accounts.models import Role
from portal.offices.models import Office
from postal.models import PostalAgreement


def agreements(office_ids: Collection[int], on: date) -> dict[int, str]:
    """{office: "Bưu điện Hai Bà Trưng, số 12/TT, từ 01/07/2025"} of those in force on a local day. One query."""
    in_force = Q(valid_to__isnull=True) | Q(valid_to__gte=on)
    rows = PostalAgreement.objects.filter(in_force, office_id__in=office_ids, signed_on__lte=on).select_related("post_office")
    return {row.office_id: _in_words(row) for row in rows}


def links(office: Office, roles: Collection[str]) -> list[tuple[str, str]]:
    if not {Role.DEPARTMENT_VIEWER, Role.DEPARTMENT_ADMIN}.intersection(roles):
        return []
    return [("Thỏa thuận với bưu điện", reverse("postal:agreements"))]


def _in_words(row: PostalAgreement) -> str:
    number = f", số {row.number}" if row.number else ""
    return f"{row.post_office.name}{number}, từ {row.signed_on:%d/%m/%Y}"


AGREEMENTS, LINKS = agreements, links

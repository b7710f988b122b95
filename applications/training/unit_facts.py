"""What training offers to the page of one unit in the roll-out. See applications/rollout/plugs.py."""

from collections.abc import Collection

from django.urls import reverse

from applications.training.overview import passed_people
from portal.accounts.models import Role
from portal.offices.models import Office


def links(office: Office, roles: Collection[str]) -> list[tuple[str, str]]:
    """Beside the attendance of courses: how many of its people have passed an exercise."""
    if not {Role.DEPARTMENT_VIEWER, Role.DEPARTMENT_ADMIN}.intersection(roles):
        return []
    words = f"Kết quả tập huấn trên máy: {len(passed_people(office))} người đạt"
    return [(words, reverse("training:unit_results", args=[office.pk]))]


LINKS = links

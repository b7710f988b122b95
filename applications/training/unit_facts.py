"""What training offers to the page of one unit in the roll-out. See applications/rollout/plugs.py."""

from collections.abc import Collection
from datetime import date

from django.db.models import Count, Max
from django.urls import reverse

from applications.training.models import ExerciseRun
from applications.training.overview import passed_people
from portal.accounts.models import Role
from portal.days import local_day
from portal.offices.models import Office


def links(office: Office, roles: Collection[str]) -> list[tuple[str, str]]:
    """Beside the attendance of courses: how many of its people have passed an exercise."""
    if not {Role.DEPARTMENT_VIEWER, Role.DEPARTMENT_ADMIN}.intersection(roles):
        return []
    words = f"Kết quả tập huấn trên máy: {len(passed_people(office))} người đạt"
    return [(words, reverse("training:unit_results", args=[office.pk]))]


def passed(office_ids: Collection[int], procedure_code: str) -> dict[int, tuple[int, date]]:
    """{unit: (people who passed an exercise, local day of the last)}. One query."""
    runs = ExerciseRun.objects.filter(
        sandbox__unit__in=office_ids, passed_at__isnull=False, application__procedure_code=procedure_code
    )
    counts = {"people": Count("trainee", distinct=True), "last_at": Max("passed_at")}
    rows = runs.order_by().values_list("sandbox__unit").annotate(**counts)
    return {office_id: (people, local_day(last_at)) for office_id, people, last_at in rows}


LINKS, PASSED = links, passed

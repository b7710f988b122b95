"""Which reflections a person sees: a leader those that his office answers, the Department all."""

from django.db.models import QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from portal.accounts.models import Role
from portal.reflections.models import Reflection

DEPARTMENT = [Role.DEPARTMENT_VIEWER, Role.DEPARTMENT_ADMIN]
WHO_ANSWERS = [Role.OFFICE_LEADER, *DEPARTMENT]


def is_department(request: HttpRequest) -> bool:
    return bool(request.roles.intersection(DEPARTMENT))


def reflections_for(request: HttpRequest) -> QuerySet[Reflection]:
    rows = Reflection.objects.select_related("office__parent", "about_office__parent", "answered_by")
    return rows if is_department(request) else rows.filter(office_id=request.office.pk)


def get_reflection(request: HttpRequest, reflection_id: int) -> Reflection:
    """Else 404."""
    return get_object_or_404(reflections_for(request), pk=reflection_id)

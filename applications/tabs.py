"""The numbers beside the tabs of the staff shell: what waits for the desk, for the leader's signature, for the post."""

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from applications.numbers import numbers_here
from portal.accounts.models import Role

COUNTED_FOR = {Role.RECEPTION_OFFICER, Role.CIVIL_STATUS_OFFICER, Role.OFFICE_LEADER}


def tab_counts(request: HttpRequest) -> dict:
    """For every template; asked of the database only where the staff shell shows tabs."""
    return {"tab_counts": SimpleLazyObject(lambda: _counts_for(request))}


def _counts_for(request: HttpRequest) -> dict[str, int]:
    roles, office = getattr(request, "roles", frozenset()), getattr(request, "office", None)
    if not office or not roles.intersection(COUNTED_FOR):
        return {}
    numbers = numbers_here(request)
    return {"hoso": numbers["running"], "ky": numbers["signing"], "bangiao": numbers["to_post"]}

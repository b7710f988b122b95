"""The only way a request gets a part of a linked case: of one's own authority, office or filing; everything else is 404."""

from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from applications.access import get_application_for_citizen
from applications.linked.incoming import ROLE_OF
from applications.linked.models import ChildCase, LinkedCase
from applications.linked.states import NOT_STATED
from portal.accounts.models import Role

PARTNERS = (Role.POLICE_OFFICER, Role.INSURANCE_OFFICER, Role.SOCIAL_OFFICER)
DESK = (Role.RECEPTION_OFFICER, Role.CIVIL_STATUS_OFFICER)
DESK_AND_LEADER = (*DESK, Role.OFFICE_LEADER)
_RELATED = ("case__application__office", "authority__office")


def children_for_partner(request: HttpRequest) -> QuerySet[ChildCase]:
    """Parts stated to the authority the person works for, in a role that does its work; none before that."""
    kinds = [kind for kind, role in ROLE_OF.items() if role in request.roles]
    own = Q(authority__office=request.office, kind__in=kinds)
    return ChildCase.objects.filter(own).exclude(state__in=NOT_STATED).select_related(*_RELATED)


def get_child_for_partner(request: HttpRequest, number: str) -> ChildCase:
    return get_object_or_404(children_for_partner(request), number=number)


def cases_for_desk(request: HttpRequest) -> QuerySet[LinkedCase]:
    return LinkedCase.objects.filter(application__office=request.office).select_related("application__office")


def get_case_for_desk(request: HttpRequest, code: str) -> LinkedCase:
    named = Q(application__dossier_code=code) | Q(application__ref=code)
    return get_object_or_404(cases_for_desk(request), named)


def children_for_desk(request: HttpRequest) -> QuerySet[ChildCase]:
    return ChildCase.objects.filter(case__application__office=request.office).select_related(*_RELATED)


def get_child_for_desk(request: HttpRequest, number: str) -> ChildCase:
    return get_object_or_404(children_for_desk(request), number=number)


def get_child_for_citizen(request: HttpRequest, ref: str, key: str) -> ChildCase:
    """Of the person's own filing. Raises Http404."""
    application = get_application_for_citizen(request, ref)
    child = ChildCase.objects.filter(case__application=application, key=key).select_related(*_RELATED).first()
    if child is None:
        raise Http404
    return child

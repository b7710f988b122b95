"""Which units, people, lists and proposals a request may touch. What is not there for somebody answers 404.

The Department's administrators: everything. IT officers: their own unit; of a district also its communes (structure of 2018).
Leaders: the people of their own unit, for the yearly re-confirmation only.
"""

from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone

from portal.accounts.models import Posting, Role, User
from portal.offices.models import Level, Office
from portal.registrations.models import FactorReset, PostingProposal, RegistrationList

MANAGERS = (Role.DEPARTMENT_ADMIN, Role.IT_OFFICER)
CONFIRMERS = (*MANAGERS, Role.OFFICE_LEADER)  # of who is still there


def units_of(request: HttpRequest) -> QuerySet[Office]:
    """Former units too: their people and history stay to be asked about."""
    everything = Office.objects.select_related("parent")
    if request.posting.role == Role.DEPARTMENT_ADMIN:
        return everything
    own = Q(pk=request.office.pk)
    if request.posting.role == Role.IT_OFFICER and request.office.level == Level.DISTRICT:
        own |= Q(parent_id=request.office.pk)
    return everything.filter(own)


def get_unit(request: HttpRequest, office_id: int) -> Office:
    return get_object_or_404(units_of(request), pk=office_id)


def get_person(request: HttpRequest, user_id: int) -> User:
    """Who works, worked, or is proposed to work at one of these units."""
    people = User.objects.filter(_works_at(units_of(request))).distinct()
    return get_object_or_404(people, pk=user_id)


def is_wholly_ours(request: HttpRequest, user: User) -> bool:
    """Whether the account as a whole may be locked or reset here: it has no live posting elsewhere, and no higher power."""
    if request.posting.role == Role.DEPARTMENT_ADMIN:
        return True
    not_over = user.postings.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=timezone.localdate()))
    not_over = not_over.filter(office__is_training=False)  # who trains holds postings in a sandbox until tonight
    if user.is_superuser or not_over.filter(role=Role.DEPARTMENT_ADMIN).exists():
        return False
    return not not_over.exclude(office__in=units_of(request).values("pk")).exists()


def get_posting(request: HttpRequest, posting_id: int) -> Posting:
    posting = get_object_or_404(
        Posting.objects.select_related("user", "office__parent"), pk=posting_id, office__in=units_of(request).values("pk")
    )
    _check_role(request, posting.role)
    return posting


def proposals_of(request: HttpRequest) -> QuerySet[PostingProposal]:
    found = PostingProposal.objects.filter(office__in=units_of(request).values("pk"))
    if request.posting.role != Role.DEPARTMENT_ADMIN:
        found = found.exclude(role=Role.DEPARTMENT_ADMIN)
    return found.select_related("user", "office__parent", "proposed_by")


def resets_of(request: HttpRequest) -> QuerySet[FactorReset]:
    at_ours = Posting.objects.filter(office__in=units_of(request).values("pk"))
    return FactorReset.objects.filter(user__in=at_ours.values("user")).select_related("user", "proposed_by")


def lists_of(request: HttpRequest) -> QuerySet[RegistrationList]:
    """An administrator sees every list, others those of their own unit."""
    found = RegistrationList.objects.select_related("office__parent", "uploaded_by", "applied_by", "document")
    if request.posting.role == Role.DEPARTMENT_ADMIN:
        return found
    return found.filter(office_id=request.office.pk)


def _works_at(units: QuerySet[Office]) -> Q:
    ids = units.values("pk")
    return Q(postings__office__in=ids) | Q(posting_proposals__office__in=ids)


def _check_role(request: HttpRequest, role: str) -> None:
    if role == Role.DEPARTMENT_ADMIN and request.posting.role != Role.DEPARTMENT_ADMIN:
        raise Http404


def allowed_ids(request: HttpRequest) -> set[int] | None:
    """The units the request may give postings at; None for all."""
    if request.posting.role == Role.DEPARTMENT_ADMIN:
        return None
    return set(units_of(request).values_list("pk", flat=True))

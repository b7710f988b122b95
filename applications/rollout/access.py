"""Who sees which units in the roll-out: the Department all, a district's supervisors and IT officers its own, a unit itself.

Everything else is 404. Rows about people on attendance lists follow the unit they belong to.
"""

from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone

from applications.rollout.models import Attendee, PaperBatch, Phase, PhaseUnit, UnitPaper
from portal.accounts.models import Role
from portal.offices.models import Level, Office, OfficeSuccession

DEPARTMENT = (Role.DEPARTMENT_VIEWER, Role.DEPARTMENT_ADMIN)
KEEPERS = (Role.DEPARTMENT_ADMIN,)
SUPERVISORS = (Role.DISTRICT_SUPERVISOR, Role.IT_OFFICER)
OF_UNITS = (Role.OFFICE_LEADER, Role.CIVIL_STATUS_OFFICER)
READERS = (*DEPARTMENT, *SUPERVISORS, *OF_UNITS)
TELLERS = (*KEEPERS, *SUPERVISORS, *OF_UNITS)  # who says what a unit has ready: the viewer of the Department only looks


def offices_for(request: HttpRequest) -> QuerySet[Office]:
    """Registration offices that the person may see. A district has its communes, and those that took over from it."""
    offices = Office.objects.filter(level__in=[Level.COMMUNE, Level.DISTRICT])
    here = request.office
    if here.level == Level.DEPARTMENT:
        return offices
    if here.level == Level.DISTRICT and request.roles.intersection(SUPERVISORS):
        heirs = OfficeSuccession.objects.filter(predecessor=here).values("successor_id")
        return offices.filter(Q(pk=here.pk) | Q(parent=here) | Q(pk__in=heirs))
    return offices.filter(pk=here.pk)


def sees_all(request: HttpRequest) -> bool:
    return request.office.level == Level.DEPARTMENT


def get_office_for(request: HttpRequest, slug: str) -> Office:
    """By slug: the unit standing today, else the one that ended last."""
    today = timezone.localdate()
    found = sorted(
        offices_for(request).filter(slug=slug).select_related("parent"),
        key=lambda office: (not office.stands_on(today), -(office.valid_to or today).toordinal()),
    )
    if not found:
        raise Http404
    return found[0]


def units_for(request: HttpRequest) -> QuerySet[PhaseUnit]:
    units = PhaseUnit.objects.select_related("phase", "office__parent")
    return units if sees_all(request) else units.filter(office__in=offices_for(request))


def phases_for(request: HttpRequest) -> QuerySet[Phase]:
    """Phases in which at least one unit is the person's; the Department sees empty ones too."""
    if sees_all(request):
        return Phase.objects.all()
    return Phase.objects.filter(pk__in=units_for(request).values("phase_id"))


def get_phase_for(request: HttpRequest, code: str) -> Phase:
    return get_object_or_404(phases_for(request), code=code)


def get_unit_for(request: HttpRequest, code: str, unit_id: int) -> PhaseUnit:
    return get_object_or_404(units_for(request), pk=unit_id, phase__code=code)


def attendees_for(request: HttpRequest, course_id: int) -> QuerySet[Attendee]:
    rows = Attendee.objects.filter(course_id=course_id).select_related("office__parent")
    return rows if sees_all(request) else rows.filter(office__in=offices_for(request))


def get_paper_for(request: HttpRequest, paper_id: int) -> UnitPaper:
    papers = UnitPaper.objects.filter(office__in=offices_for(request)).select_related("office", "document")
    return get_object_or_404(papers, pk=paper_id)


def get_batch_for(request: HttpRequest, code: str, batch_id: int) -> PaperBatch:
    return get_object_or_404(PaperBatch.objects.select_related("phase", "document"), pk=batch_id, phase__code=code)

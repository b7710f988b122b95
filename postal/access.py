"""The only way a request gets a parcel or a batch: one's own office, or one's own post office; everything else is 404."""

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from portal.accounts.models import Role
from postal.models import TO_DECIDE, Complaint, HandOver, HandOverDifference, LabelSheet, Parcel
from postal.models.parcel import ParcelQuerySet

DESK = (Role.RECEPTION_OFFICER, Role.CIVIL_STATUS_OFFICER)
DESK_AND_LEADER = (*DESK, Role.OFFICE_LEADER)
POST = (Role.POSTAL_WORKER, Role.POSTAL_SUPERVISOR)


def hand_overs_for_official(request: HttpRequest) -> QuerySet[HandOver]:
    return HandOver.objects.filter(office=request.office)


def get_hand_over_for_official(request: HttpRequest, number: str) -> HandOver:
    batches = hand_overs_for_official(request).select_related("office", "post_office", "courier", "closed_by", "confirmed_by")
    return get_object_or_404(batches, number=number)


def parcels_for_official(request: HttpRequest) -> ParcelQuerySet:
    return Parcel.objects.envelopes().filter(office=request.office)


def parcels_to_decide(request: HttpRequest) -> ParcelQuerySet:
    """What came back or got lost; a younger envelope of the dossier, with the paper in its place, has settled it."""
    return without_follower(parcels_for_official(request)).filter(state__in=TO_DECIDE)


def without_follower(parcels: ParcelQuerySet) -> ParcelQuerySet:
    younger = Parcel.objects.filter(application=OuterRef("application"), pk__gt=OuterRef("pk"))
    return parcels.filter(~Exists(younger))


def get_parcel_for_official(request: HttpRequest, number: str) -> Parcel:
    """The envelope of this number, or the one that this number's dossier travels in."""
    parcels = parcels_for_official(request).select_related("application__extract", "hand_over")
    return get_object_or_404(parcels.with_joined(), _named(number))


def get_share_for_official(request: HttpRequest, number: str) -> Parcel:
    """One dossier's share of an envelope: what concerns its own citizen."""
    shares = Parcel.objects.filter(office=request.office).select_related("application__extract", "hand_over", "joined_to")
    return get_object_or_404(shares, number=number)


def get_label_sheet_for_official(request: HttpRequest, sheet_id: int) -> LabelSheet:
    return get_object_or_404(LabelSheet.objects.filter(office=request.office).select_related("document"), pk=sheet_id)


def complaints_for_official(request: HttpRequest) -> QuerySet[Complaint]:
    related = ("parcel__application", "parcel__hand_over__post_office")
    return Complaint.objects.filter(parcel__office=request.office).select_related(*related)


def complaints_for_post(request: HttpRequest) -> QuerySet[Complaint]:
    """About envelopes this post office holds or held."""
    related = ("parcel__application", "parcel__hand_over", "parcel__office", "answered_by")
    return Complaint.objects.filter(parcel__hand_over__post_office=request.office).select_related(*related)


def get_complaint_for_post(request: HttpRequest, complaint_id: int) -> Complaint:
    return get_object_or_404(complaints_for_post(request), pk=complaint_id)


def hand_overs_for_post(request: HttpRequest) -> QuerySet[HandOver]:
    """Batches of this post office that their office has closed: a batch still being scanned is nobody else's business."""
    return HandOver.objects.filter(post_office=request.office).exclude(state=HandOver.State.OPEN)


def get_hand_over_for_post(request: HttpRequest, number: str) -> HandOver:
    return get_object_or_404(hand_overs_for_post(request).select_related("office", "closed_by", "confirmed_by"), number=number)


def parcels_for_post(request: HttpRequest) -> ParcelQuerySet:
    """Parcels this post office has confirmed to hold or to have held."""
    held = {"hand_over__post_office": request.office, "hand_over__state": HandOver.State.CONFIRMED}
    return Parcel.objects.envelopes().filter(**held)


def get_parcel_for_post(request: HttpRequest, number: str) -> Parcel:
    parcels = parcels_for_post(request).select_related("office", "application", "hand_over")
    return get_object_or_404(parcels.with_joined(), _named(number))


def _named(number: str) -> Q:
    return Q(number=number) | Q(pk__in=Parcel.objects.filter(number=number).values("joined_to"))


def differences_for_official(request: HttpRequest) -> QuerySet[HandOverDifference]:
    return _differences().filter(hand_over__office=request.office)


def differences_for_post(request: HttpRequest) -> QuerySet[HandOverDifference]:
    return _differences().filter(hand_over__post_office=request.office)


def _differences() -> QuerySet[HandOverDifference]:
    return HandOverDifference.objects.select_related(
        "hand_over__office", "hand_over__post_office", "parcel__application", "told_by", "resolved_by"
    )

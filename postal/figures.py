"""What the post desk's pages show: sums of a batch, rows of lists. Read only; a fixed number of queries each."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, F, Max, Min, Q, QuerySet, Sum
from django.utils import timezone

from portal.days import WEEKDAYS
from portal.offices.calendar import calendar_for
from portal.offices.models import Office
from postal.addresses import area
from postal.invitations import NEEDED, counted, next_invitation
from postal.models import WITH_THE_POST, HandOver, Parcel, ParcelEvent, ParcelState, Receipt
from postal.models.parcel import ParcelQuerySet
from postal.tracking import grouped

ROWS = 50  # batches on one page
WAITING_SHOWN = 100
SCANNED_SHOWN = 100  # a page of a batch costs the same whether it holds a hundred envelopes or five thousand


@dataclass(frozen=True, slots=True)
class Row:
    """One envelope in a list."""

    position: int
    number: str
    code: str
    name: str
    area: str
    tracking: str
    dossiers: int
    copies: int
    collect_vnd: int
    scanned_at: datetime | None
    signed_at: datetime | None
    is_newest: bool = False


@dataclass(frozen=True, slots=True)
class Sums:
    count: int = 0
    dossiers: int = 0
    copies: int = 0
    fee_vnd: int = 0
    postage_vnd: int = 0
    least_each_vnd: int = 0  # of the fee of one copy, by envelope
    most_each_vnd: int = 0

    @property
    def collect_vnd(self) -> int:
        return self.fee_vnd + self.postage_vnd

    @property
    def fee_each(self) -> int | None:
        """The fee of one copy where every envelope collects the same, for "Phí (16 × 8.000)": a mean says nothing true."""
        is_one = self.least_each_vnd == self.most_each_vnd and self.most_each_vnd * self.copies == self.fee_vnd
        return self.most_each_vnd if is_one and self.fee_vnd else None


def newest_rows(parcels: ParcelQuerySet, count: int, *, at_most: int = SCANNED_SHOWN) -> list[Row]:
    """The newest scans of `count` first, as rows. Two queries."""
    found = parcels.envelopes().with_joined().select_related("application__extract")
    found = found.order_by("-scanned_at", "-pk")[:at_most]
    return [_row(parcel, count - index, is_newest=index == 0) for index, parcel in enumerate(found)]


def row_of(parcel: Parcel, position: int) -> Row:
    """The row of what was scanned just now."""
    return _row(parcel, position, is_newest=True)


def waiting(office: Office) -> list[Row]:
    """Envelopes of the office that lie in no batch, oldest first. Two queries."""
    parcels = waiting_parcels(office).with_joined().select_related("application__extract")[:WAITING_SHOWN]
    return [_row(parcel, index) for index, parcel in enumerate(parcels, start=1)]


def waiting_parcels(office: Office) -> ParcelQuerySet:
    waiting = Parcel.objects.envelopes().filter(office=office, state=ParcelState.CREATED, hand_over__isnull=True)
    return waiting.order_by("number")


def sums_of(parcels: ParcelQuerySet) -> Sums:
    """One query, whatever the number of envelopes."""
    added = {"copies": "application__copies", "fee_vnd": "fee_vnd", "postage_vnd": "postage_vnd"}
    sums = {name: Sum(column, default=0) for name, column in added.items()}
    each = F("fee_vnd") / F("application__copies")
    # Before the sums: these take the names of columns.
    extremes = {"least_each_vnd": Min(each, default=0), "most_each_vnd": Max(each, default=0)}
    envelopes = Count("pk", filter=Q(joined_to__isnull=True))
    return Sums(**parcels.aggregate(count=envelopes, dossiers=Count("pk"), **extremes, **sums))


def batches_with_sums(batches: QuerySet[HandOver]) -> list[HandOver]:
    """The newest batches with `count_of`, `money_of`, who opened and who fetched. One query."""
    counted = batches.annotate(
        count_of=Count("parcels", filter=Q(parcels__joined_to__isnull=True)),
        money_of=Sum(F("parcels__fee_vnd") + F("parcels__postage_vnd"), default=0),
    )
    return list(counted.select_related("office", "post_office", "opened_by", "confirmed_by").order_by("-id")[:ROWS])


def name_of(batch: HandOver) -> str:
    """ "đợt chiều, thứ Sáu 20/03"."""
    local = timezone.localtime(batch.opened_at)
    part = "sáng" if local.hour < 12 else "chiều"
    return f"đợt {part}, {WEEKDAYS['vi'][local.weekday()]} {local:%d/%m}"


def under_way(parcels: ParcelQuerySet) -> list[Parcel]:
    """Envelopes with the post that wait for an outcome, oldest batch first, failed ones before. Two queries."""
    open_ones = parcels.filter(state__in=[ParcelState.HANDED_OVER, ParcelState.FAILED])
    found = open_ones.envelopes().with_joined().select_related("hand_over").annotate(told_count=Count("events"))
    found = list(found.order_by("state", "hand_over__confirmed_at", "pk")[:200])
    for parcel in found:
        parcel.area = area(parcel.address)
        # The same for every page that shows the envelope as it stands now: a report sent from two of them counts once.
        parcel.key = f"{parcel.number}-{parcel.told_count}"
    return found


def with_invitations(parcels: list[Parcel]) -> list[Parcel]:
    """With `invited_on`, the days that count as invitations, and `next_on`, from when another counts. One query."""
    tries: dict[int, list[date]] = {}
    for event in ParcelEvent.objects.filter(parcel__in=parcels, kind="failed").select_related("parcel__hand_over"):
        since = event.parcel.hand_over and event.parcel.hand_over.confirmed_at
        if since and event.at >= since:
            tries.setdefault(event.parcel_id, []).append(timezone.localdate(event.at))
    calendar = calendar_for(None) if tries else None
    for parcel in parcels:
        parcel.invited_on = counted(tries.get(parcel.pk, []), calendar)
        may_follow = parcel.state == ParcelState.FAILED and 0 < len(parcel.invited_on) < NEEDED
        parcel.next_on = next_invitation(parcel.invited_on[-1], calendar) if may_follow else None
    return parcels


def late_ones(parcels: ParcelQuerySet, today: date) -> ParcelQuerySet:
    """Envelopes with the post beyond its limit."""
    return parcels.envelopes().filter(state__in=WITH_THE_POST, deliver_by_on__lt=today)


def late(parcels: ParcelQuerySet, today: date) -> list[Parcel]:
    """The same as rows of a list, the longest first. Two queries."""
    beyond = late_ones(parcels, today).with_joined().select_related("application", "hand_over__post_office")
    return list(beyond.order_by("deliver_by_on", "pk")[:WAITING_SHOWN])


def with_last_event(parcels: ParcelQuerySet) -> list[Parcel]:
    """With `last_at`, when something last happened to each; the longest waiting first. Two queries."""
    told = parcels.with_joined().annotate(last_at=Max("events__at")).select_related("application")
    return list(told.order_by("last_at", "pk")[:WAITING_SHOWN])


def done_on(parcels: ParcelQuerySet, day: date) -> dict[str, int]:
    """Delivered on a local day, and the money collected then. One query."""
    start = timezone.make_aware(datetime.combine(day, datetime.min.time()))
    today = Q(events__kind="delivered", events__at__gte=start)
    return parcels.aggregate(
        count=Count("pk", filter=today, distinct=True), money=Sum("events__collected_vnd", filter=today, default=0)
    )


def delivered_on(parcels: ParcelQuerySet, day: date) -> list[Parcel]:
    """Delivered on a local day, the newest first, with `receipts`, the numbers given for the fees. Three queries."""
    start = timezone.make_aware(datetime.combine(day, datetime.min.time()))
    done = parcels.filter(delivered_at__gte=start, delivered_at__lt=start + timedelta(days=1)).with_joined()
    done = list(done.select_related("application").order_by("-delivered_at", "-pk")[:WAITING_SHOWN])
    given = receipts_of([one.application_id for parcel in done for one in parcel.whole])
    for parcel in done:
        parcel.receipts = [number for one in parcel.whole for number in given.get(one.application_id, ())]
    return done


def receipts_of(applications: list[int]) -> dict[int, list[str]]:
    """ "HN-26P số 0000011" by dossier. One query, none where nothing is asked."""
    given: dict[int, list[str]] = {}
    for receipt in Receipt.objects.filter(application__in=applications).order_by("pk") if applications else ():
        given.setdefault(receipt.application_id, []).append(f"{receipt.series} số {receipt.number:07d}")
    return given


def _row(parcel: Parcel, position: int, *, is_newest: bool = False) -> Row:
    whole = parcel.whole
    return Row(
        position,
        parcel.number,
        parcel.codes,
        parcel.recipient_name,
        area(parcel.address),
        grouped(parcel.tracking_number),
        len(whole),
        sum(one.application.copies for one in whole),
        parcel.collect_vnd,
        parcel.scanned_at,
        parcel.application.extract.signed_at,
        is_newest,
    )

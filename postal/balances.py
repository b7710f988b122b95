"""Balances and totals for the money pages: by dossier, worker, post office, office and day. Read only."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Case, Count, F, Min, Q, QuerySet, Sum, When

from portal.days import HANOI, local_day
from portal.offices.calendar import CalendarMissing, WorkingCalendar, calendars_of
from portal.offices.models import Office
from portal.templatetags.portal import vnd
from postal.models import Account, LedgerEntry, LedgerProof, OpenItem, PostalAgreement, Remittance, TreasuryDeposit
from postal.positions import POSITIONS, Charge, Kind

USUAL_DAYS = 2  # to remit, where an agreement says nothing
DEPOSIT_DAY = 5
# Whose word each kind of entry is: the post's, or the agency's.
POST_SAYS = (Kind.COLLECTED, Kind.REMITTED)
OFFICE_SAYS = (Kind.CONFIRMED, Kind.PAID_ONLINE, Kind.WAIVED, Kind.REFUNDED, Kind.WRITTEN_OFF)


@dataclass(frozen=True, slots=True)
class Holding:
    """Cash that one worker holds for one office."""

    office: Office
    worker: str
    worker_id: int
    post_office: Office
    dossiers: int
    fee_vnd: int
    postage_vnd: int
    since: datetime
    age_days: int  # whole working days since the oldest was collected
    allowed_days: int

    @property
    def total_vnd(self) -> int:
        return self.fee_vnd + self.postage_vnd

    @property
    def is_late(self) -> bool:
        return self.age_days > self.allowed_days


def position_sums(accounts: QuerySet[Account]) -> dict[str, dict[str, int]]:
    """Sums of every position by charge. One query."""
    rows = accounts.order_by().values("charge").annotate(**{f"sum_{name}": Sum(name, default=0) for name in POSITIONS})
    found = {row["charge"]: {name: row[f"sum_{name}"] for name in POSITIONS} for row in rows}
    return {charge: found.get(charge, dict.fromkeys(POSITIONS, 0)) for charge in Charge.values}


def holdings(accounts: QuerySet[Account], *, today: date) -> list[Holding]:
    """Who holds how much for whom, the oldest first. A few queries, however many there are."""
    to_state = Case(When(charge=Charge.POSTAGE, then=0), default=F("held_vnd"))
    rows = list(
        accounts.filter(held_vnd__gt=0)
        .order_by()
        .values("office_id", "holder_id", "holder__full_name", "post_office_id")
        .annotate(
            dossiers=Count("application_id", distinct=True),
            fee=Sum(to_state),
            postage=Sum(Case(When(charge=Charge.POSTAGE, then=F("held_vnd")), default=0)),
            since=Min("held_since"),
        )
    )
    offices = Office.objects.select_related("parent").in_bulk(
        {pk for row in rows for pk in (row["office_id"], row["post_office_id"])}
    )
    calendars, allowed = calendars_of({row["office_id"] for row in rows}), _allowed_days(rows)
    found = [
        Holding(
            office=offices[row["office_id"]],
            worker=row["holder__full_name"],
            worker_id=row["holder_id"],
            post_office=offices[row["post_office_id"]],
            dossiers=row["dossiers"],
            fee_vnd=row["fee"],
            postage_vnd=row["postage"],
            since=row["since"],
            age_days=working_days_between(local_day(row["since"]), today, calendars[row["office_id"]]),
            allowed_days=allowed[(row["office_id"], row["post_office_id"])],
        )
        for row in rows
    ]
    return sorted(found, key=lambda holding: holding.since)


def working_days_between(first: date, last: date, calendar: WorkingCalendar) -> int:
    """Working days after `first` up to and including `last`; days the calendar does not know count as worked."""
    count = 0
    for number in range(1, min((last - first).days, 366) + 1):
        try:
            count += calendar.is_working_day(first + timedelta(days=number))
        except CalendarMissing:
            count += 1
    return count


def day_totals(office: Office, *, since: date | None, until: date) -> dict:
    """Both sides' totals of the days after `since` up to `until` (local), by kind and charge: plain data to be frozen."""
    entries = LedgerEntry.objects.filter(office=office, booked_on__lte=until)
    if since:
        entries = entries.filter(booked_on__gt=since)
    sums: dict[str, dict[str, int]] = defaultdict(lambda: dict.fromkeys(Charge.values, 0))
    for kind, charge, total in entries.order_by().values_list("kind", "account__charge").annotate(total=Sum("amount_vnd")):
        sums[kind][charge] = total
    return {
        "from": (since + timedelta(days=1)).isoformat() if since else "",
        "until": until.isoformat(),
        "kinds": {str(kind): sums[kind] for kind in Kind.values},
        "positions": position_sums(Account.objects.filter(office=office)),
    }


def side_by_side(totals: dict) -> list[dict]:
    """The rows of the comparison: what the post says beside what the office says, fee and surplus together."""
    kinds = {kind: sums[Charge.FEE] + sums[Charge.SURPLUS] for kind, sums in totals["kinds"].items()}
    rows = [
        ("Bưu điện đã thu của công dân", kinds[Kind.COLLECTED], None),
        ("Bưu điện nộp / cơ quan xác nhận", kinds[Kind.REMITTED], kinds[Kind.CONFIRMED]),
        ("Nộp thẳng cho cơ quan: trực tuyến, chuyển khoản, tại quầy", None, kinds[Kind.PAID_ONLINE]),
        ("Miễn", None, kinds[Kind.WAIVED]),
        ("Hoàn trả", None, kinds[Kind.REFUNDED]),
        ("Xóa khoản thu", None, kinds[Kind.WRITTEN_OFF]),
    ]
    return [{"label": label, "post": post, "office": own} for label, post, own in rows]


def unexplained(office: Office, day: date) -> list[str]:
    """Sentences: what keeps the office's books of a local day from being closed."""
    end = datetime.combine(day, time.max, HANOI)
    reasons = [
        f"{item.get_kind_display()}: {vnd(item.amount_vnd)}, mở từ {local_day(item.opened_at):%d/%m/%Y}"
        for item in OpenItem.objects.filter(office=office, resolved_at__isnull=True, opened_at__lte=end)
    ]
    waiting = Remittance.objects.filter(payee=office, confirmed_at__isnull=True, made_at__lte=end)
    reasons += [f"Bảng kê {one.number}: chưa xác nhận {vnd(one.total_vnd)}" for one in waiting]
    proof = LedgerProof.objects.first()
    if proof and not proof.is_proved:
        reasons.append("Đối chiếu sổ cái đêm qua có chênh lệch; báo bộ phận kỹ thuật")
    return reasons


@dataclass(frozen=True, slots=True)
class MonthOfFees:
    """A month's fees and what of them has reached the Treasury."""

    month: date
    taken_vnd: int
    deposited_vnd: int
    last_day: date  # the 5th of the month after
    is_late: bool

    @property
    def left_vnd(self) -> int:
        return self.taken_vnd - self.deposited_vnd


def months_of_fees(office: Office, *, today: date, count: int = 12) -> list[MonthOfFees]:
    """The last months of an office, this one first. Fees only: confirmed and paid online, less what was given back."""
    months = [_month_before(today.replace(day=1), number) for number in range(count)]
    taken = _taken_by_month(Q(office=office), months[-1])
    deposits = TreasuryDeposit.objects.filter(office=office, month__gte=months[-1]).order_by()
    deposited = dict(deposits.values_list("month").annotate(total=Sum("amount_vnd")))
    return [_month(month, taken.get((office.pk, month), 0), deposited.get(month, 0), today) for month in months]


def late_deposits(*, today: date) -> list[tuple[Office, MonthOfFees]]:
    """Offices whose fees of last month are not in the Treasury after the 5th."""
    month = _month_before(today.replace(day=1), 1)
    if today.day <= DEPOSIT_DAY:
        return []
    taken = {pk: total for (pk, of), total in _taken_by_month(Q(), month).items() if of == month}
    deposits = TreasuryDeposit.objects.filter(month=month).order_by()
    deposited = dict(deposits.values_list("office_id").annotate(total=Sum("amount_vnd")))
    offices = Office.objects.select_related("parent").in_bulk(taken)
    rows = [(offices[pk], _month(month, total, deposited.get(pk, 0), today)) for pk, total in taken.items()]
    return [(office, row) for office, row in rows if row.is_late]


def _taken_by_month(where: Q, since: date) -> dict[tuple[int, date], int]:
    entries = LedgerEntry.objects.filter(
        where,
        account__charge=Charge.FEE,
        kind__in=[Kind.CONFIRMED, Kind.PAID_ONLINE, Kind.REFUNDED],
        booked_on__gte=since,
    )
    signed = Case(When(kind=Kind.REFUNDED, then=-F("amount_vnd")), default=F("amount_vnd"))
    taken: dict[tuple[int, date], int] = defaultdict(int)
    for office_id, day, total in entries.order_by().values_list("office_id", "booked_on").annotate(total=Sum(signed)):
        taken[(office_id, day.replace(day=1))] += total
    return taken


def _month(month: date, taken: int, deposited: int, today: date) -> MonthOfFees:
    last_day = (month + timedelta(days=32)).replace(day=DEPOSIT_DAY)
    return MonthOfFees(month, taken, deposited, last_day, today > last_day and deposited < taken)


def _month_before(first: date, count: int) -> date:
    for _ in range(count):
        first = (first - timedelta(days=1)).replace(day=1)
    return first


def _allowed_days(rows: list[dict]) -> dict[tuple[int, int], int]:
    """By (office, post office): what their youngest agreement allows."""
    pairs = {(row["office_id"], row["post_office_id"]) for row in rows}
    agreements = PostalAgreement.objects.filter(office_id__in={office for office, _ in pairs}).order_by("signed_on", "pk")
    told = {(one.office_id, one.post_office_id): one.remit_within_days for one in agreements}
    return {pair: told.get(pair, USUAL_DAYS) for pair in pairs}


def by_unit(found: list[Holding]) -> list[dict]:
    """Holdings added up by post office and office, without people: for those who supervise."""
    rows: dict[tuple[int, int], dict] = {}
    for one in found:
        row = rows.setdefault(
            (one.post_office.pk, one.office.pk),
            {
                "post_office": one.post_office,
                "office": one.office,
                "total_vnd": 0,
                "dossiers": 0,
                "age_days": 0,
                "is_late": False,
            },
        )
        row["total_vnd"] += one.total_vnd
        row["dossiers"] += one.dossiers
        row["age_days"] = max(row["age_days"], one.age_days)
        row["is_late"] = row["is_late"] or one.is_late
    return sorted(rows.values(), key=lambda row: -row["age_days"])

"""The ledger: one account for each charge of a dossier, append-only entries, and the balance they add up to.

Every entry moves an amount between two positions of its account (postal/positions.py). The database holds the books: no
entry changes or goes, none enters a closed day, no position falls below nothing, and they always add up to what is due.
Source: domain reference §7.2; QĐ 45/2016/QĐ-TTg Art. 6(6), 7(5); TT 17/2017/TT-BTTTT Art. 5(1)(h), (2)(e).
"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from applications.models import Application
from portal.audit.append_only import AppendOnly, EvidenceIsKept
from portal.offices.models import Office
from postal.positions import POSITIONS, Charge, Kind

MOST_VND = 1_000_000_000  # of one entry: what is more is a slip of the pen


class LedgerIsKept(EvidenceIsKept):
    """Somebody tried to change or delete an entry: a wrong one is countered by another."""


class CashBook(models.Model):
    """The books of one office: until which local day they are closed. Its lock puts the office's bookings in a row."""

    office = models.OneToOneField(Office, models.PROTECT, related_name="cash_book")
    closed_until = models.DateField(null=True, blank=True)


def _not_below_nothing() -> list[models.CheckConstraint]:
    return [
        models.CheckConstraint(condition=Q(**{f"{name}__gte": 0}), name=f"account_{name}_not_below_0") for name in POSITIONS
    ]


class Account(models.Model):
    """What is due for one charge of a dossier, and where each đồng of it is now."""

    application = models.ForeignKey(Application, models.PROTECT, related_name="accounts")
    charge = models.CharField(max_length=10, choices=Charge.choices)
    office = models.ForeignKey(Office, models.PROTECT, related_name="accounts")  # whose fee it is
    due_vnd = models.IntegerField(default=0)
    outstanding_vnd = models.IntegerField(default=0)
    held_vnd = models.IntegerField(default=0)  # collected by the post, not remitted
    in_transit_vnd = models.IntegerField(default=0)  # remitted, not confirmed
    confirmed_vnd = models.IntegerField(default=0)  # the agency (or for postage the post office) has it, or it came by bank
    waived_vnd = models.IntegerField(default=0)
    written_off_vnd = models.IntegerField(default=0)
    refunded_vnd = models.IntegerField(default=0)
    # Who holds `held_vnd`, for whom he collects, and since when.
    holder = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    post_office = models.ForeignKey(Office, models.PROTECT, null=True, blank=True, related_name="+")
    held_since = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["application", "charge"], name="account_once"),
            models.CheckConstraint(condition=Q(charge__in=Charge.values), name="account_charge_known"),
            *_not_below_nothing(),
            models.CheckConstraint(
                condition=Q(
                    due_vnd=F("outstanding_vnd")
                    + F("held_vnd")
                    + F("in_transit_vnd")
                    + F("confirmed_vnd")
                    + F("waived_vnd")
                    + F("written_off_vnd")
                    - F("refunded_vnd")
                ),
                name="account_adds_up",
            ),
            models.CheckConstraint(condition=Q(refunded_vnd__lte=F("confirmed_vnd")), name="account_refunds_what_it_has"),
            models.CheckConstraint(
                condition=Q(held_vnd=0) | Q(holder__isnull=False, post_office__isnull=False, held_since__isnull=False),
                name="account_held_by_somebody",
            ),
        ]
        indexes = [
            models.Index(fields=["post_office", "holder"], condition=Q(held_vnd__gt=0), name="account_held"),
            models.Index(fields=["office"], condition=Q(outstanding_vnd__gt=0), name="account_outstanding"),
        ]

    def __str__(self) -> str:
        return f"{self.application_id} {self.charge}"


class LedgerEntry(AppendOnly):
    """One movement of money, or of a claim to it: who, when, from where we know it. The same key counts once."""

    refused = LedgerIsKept

    account = models.ForeignKey(Account, models.PROTECT, related_name="entries")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    amount_vnd = models.IntegerField()  # below nothing only where it counters another
    taken_from = models.CharField(max_length=12, blank=True)  # of a write-off: outstanding, held or in_transit
    at = models.DateTimeField()
    arrived_at = models.DateTimeField(null=True, blank=True)  # where it was told later than it happened
    booked_on = models.DateField()  # local day of the books: that of `at`, or the first open one after it
    recorded_at = models.DateTimeField(auto_now_add=True)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    post_office = models.ForeignKey(Office, models.PROTECT, null=True, blank=True, related_name="+")
    holder = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    source = models.CharField(max_length=10)  # desk, phone, csv, bank, gateway, cashier, rule
    reason = models.CharField(max_length=300, blank=True)
    remittance = models.ForeignKey("Remittance", models.PROTECT, null=True, blank=True, related_name="entries")
    receipt = models.ForeignKey("Receipt", models.PROTECT, null=True, blank=True, related_name="entries")
    counters = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="countered_by")
    key = models.CharField(max_length=100, unique=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="ledger_kind_known"),
            models.CheckConstraint(
                condition=Q(amount_vnd__gt=0, amount_vnd__lte=MOST_VND, counters__isnull=True)
                | Q(amount_vnd__lt=0, amount_vnd__gte=-MOST_VND, counters__isnull=False),
                name="ledger_amount_or_counter",
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=["collected", "remitted"]) | Q(holder__isnull=False, post_office__isnull=False),
                name="ledger_cash_has_holder",
            ),
            models.CheckConstraint(
                condition=Q(kind="written_off", taken_from__in=["outstanding", "held", "in_transit"])
                | ~Q(kind="written_off") & Q(taken_from=""),
                name="ledger_written_off_from",
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=["waived", "written_off", "refunded"]) | ~Q(reason=""), name="ledger_has_reason"
            ),
        ]
        indexes = [models.Index(fields=["office", "booked_on"], name="ledger_office_day")]

    def __str__(self) -> str:
        return f"{self.kind} {self.amount_vnd}"

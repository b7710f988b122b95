"""Fees and postage by effective date (integer đồng). Source: TT 281/2016/TT-BTC Art. 4; NQ 66.22/2026/NQ-CP Art. 3."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from portal.language import page_language
from portal.offices.models import Office

DAYS_IN_ORDER = Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from"))


class DatedTerm(models.Model):
    """From a local day to another, both inclusive, or until it is ended. `SUBJECT`: what no two may say of the same day.

    A row under which somebody has filed is never edited: the database refuses all but an end after the last of them.
    """

    SUBJECT: ClassVar[tuple[str, ...]]

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self._meta.model_name} {self.valid_from.isoformat()}"

    @property
    def subject(self) -> dict[str, str]:
        return {name: getattr(self, name) for name in self.SUBJECT}


class FeePolicy(DatedTerm):
    SUBJECT = ("procedure_code",)

    procedure_code = models.CharField(max_length=20)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    fee_per_copy_vnd = models.PositiveIntegerField()
    legal_document = models.CharField(max_length=160)
    ended_by = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="+")  # which took over from it

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["procedure_code", "valid_from"], name="fee_once"),
            models.CheckConstraint(condition=DAYS_IN_ORDER, name="fee_days_in_order"),
        ]


class FeeWaiver(DatedTerm):
    """Who pays nothing, from when to when. Given only when the condition is proved (e.g. a level-2 e-ID log-in)."""

    SUBJECT = ("procedure_code", "condition")

    class Condition(models.TextChoices):
        DIGITAL_CITIZEN = "digital_citizen", "Công dân số: định danh mức độ 2, đã tích hợp giấy tờ, nộp trực tuyến"
        MERIT = "merit", "Người có công với cách mạng"
        POOR = "poor", "Người thuộc hộ nghèo"
        DISABLED = "disabled", "Người khuyết tật"
        OTHER = "other", "Đối tượng khác theo văn bản"

    procedure_code = models.CharField(max_length=20)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    condition = models.CharField(max_length=40)
    label_vi = models.CharField(max_length=300)
    label_en = models.CharField(max_length=300)
    legal_document = models.CharField(max_length=160)
    ended_by = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="+")  # which took over from it

    class Meta:
        constraints = [models.CheckConstraint(condition=DAYS_IN_ORDER, name="waiver_days_in_order")]

    @property
    def label(self) -> str:
        """In the page's language."""
        return self.label_en if page_language() == "en" else self.label_vi


class PostageTariff(DatedTerm):
    """Price of one parcel. Amounts are set by the post and change: data, not law."""

    SUBJECT = ("zone",)

    class Zone(models.TextChoices):
        CITY = "city", "Trong Hà Nội"
        COUNTRY = "country", "Tỉnh, thành phố khác"

    zone = models.CharField(max_length=10, choices=Zone.choices)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    price_vnd = models.PositiveIntegerField()
    is_illustrative = models.BooleanField(default=True)  # until a signed agreement says the amount
    source = models.CharField(max_length=160, blank=True)
    ended_by = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="+")  # which took over from it

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["zone", "valid_from"], name="tariff_once"),
            models.CheckConstraint(condition=DAYS_IN_ORDER, name="tariff_days_in_order"),
        ]


class CollectionMode(models.TextChoices):
    COD = "cod", "Trả khi nhận kết quả"
    PREPAID = "prepaid", "Nộp phí trước"
    EITHER = "either", "Nộp trước hoặc trả khi nhận"


class FeeCollection(DatedTerm):
    """How the fee is collected, from a local day until the next row of the procedure. The postage is always paid on receipt."""

    SUBJECT = ("procedure_code",)

    procedure_code = models.CharField(max_length=20)
    valid_from = models.DateField()
    mode = models.CharField(max_length=10, choices=CollectionMode.choices)
    legal_document = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["procedure_code", "valid_from"], name="fee_collection_once"),
            models.CheckConstraint(condition=Q(mode__in=CollectionMode.values), name="fee_collection_mode_known"),
        ]


class TermsChange(models.Model):
    """One change of fees, waivers, postage or collection, told in a Vietnamese sentence. Never edited."""

    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    what = models.CharField(max_length=400)

    class Meta:
        ordering = ["-pk"]


class BankAccount(models.Model):
    """Where the fees of an office may be paid to by transfer, from when to when (local days, both inclusive)."""

    office = models.ForeignKey(Office, models.PROTECT, related_name="bank_accounts")
    bank_bin = models.CharField(max_length=6)  # NAPAS number of the bank, "970436"
    bank_name = models.CharField(max_length=120)
    number = models.CharField(max_length=19)
    holder_name = models.CharField(max_length=120)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    is_illustrative = models.BooleanField(default=False)  # of nobody: a demonstration
    # Titles of its bank's statement where they are none of the usual ones: {"note": "Noi dung GD"}.
    statement_columns = models.JSONField(default=dict, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["office", "number", "valid_from"], name="bank_account_once"),
            models.CheckConstraint(
                condition=Q(bank_bin__regex=r"^[0-9]{6}$", number__regex=r"^[0-9A-Z]{4,19}$"), name="bank_account_readable"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.bank_name} {self.number}"

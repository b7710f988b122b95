"""Fees and postage by effective date (integer đồng). Source: TT 281/2016/TT-BTC Art. 4; NQ 66.22/2026/NQ-CP Art. 3."""

from django.db import models

from portal.language import page_language


class FeePolicy(models.Model):
    procedure_code = models.CharField(max_length=20)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    fee_per_copy_vnd = models.PositiveIntegerField()
    legal_document = models.CharField(max_length=160)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["procedure_code", "valid_from"], name="fee_once")]


class FeeWaiver(models.Model):
    """Who pays nothing, from when to when. Given only when the condition is proved (e.g. a level-2 e-ID log-in)."""

    procedure_code = models.CharField(max_length=20)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    condition = models.CharField(max_length=40)
    label_vi = models.CharField(max_length=300)
    label_en = models.CharField(max_length=300)
    legal_document = models.CharField(max_length=160)

    @property
    def label(self) -> str:
        """In the page's language."""
        return self.label_en if page_language() == "en" else self.label_vi


class PostageTariff(models.Model):
    """Price of one parcel. Amounts are set by the post and change: data, not law."""

    class Zone(models.TextChoices):
        CITY = "city", "Trong Hà Nội"
        COUNTRY = "country", "Tỉnh, thành phố khác"

    zone = models.CharField(max_length=10, choices=Zone.choices)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    price_vnd = models.PositiveIntegerField()
    is_illustrative = models.BooleanField(default=True)  # until a signed agreement says the amount
    source = models.CharField(max_length=160, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["zone", "valid_from"], name="tariff_once")]

"""How the copies of an office are numbered: one row from a year on, for the whole city or for one office.

Numbers restart each year, so a way of numbering counts for whole years. Source: domain reference §2.2 (the scope is
uncertain in law: it is data).
"""

from django.db import models
from django.db.models import Q

from portal.offices.models import Office


class NumberedIn(models.TextChoices):
    OFFICE = "office", "Mỗi cơ quan một dãy số"
    CITY = "city", "Toàn thành phố một dãy số"


class NumberedBy(models.TextChoices):
    SUFFIX = "suffix", "Mỗi loại bản sao một dãy số"
    ALL_KINDS = "all_kinds", "Mọi loại bản sao chung một dãy số"


class NumberingRule(models.Model):
    """Without a row: each office numbers each kind by itself. A row of an office wins over the city's."""

    office = models.ForeignKey(
        Office, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="cơ quan (để trống: toàn thành phố)"
    )
    from_year = models.PositiveSmallIntegerField("từ năm")
    numbered_in = models.CharField("phạm vi", max_length=10, choices=NumberedIn.choices, default=NumberedIn.OFFICE)
    numbered_by = models.CharField("theo loại", max_length=10, choices=NumberedBy.choices, default=NumberedBy.SUFFIX)
    basis = models.CharField("căn cứ", max_length=200)  # the decision it follows

    class Meta:
        verbose_name = "cách đánh số bản sao"
        constraints = [
            models.UniqueConstraint(fields=["office", "from_year"], name="numbering_once_per_office_year"),
            models.UniqueConstraint(
                fields=["from_year"], condition=Q(office__isnull=True), name="numbering_of_the_city_once_per_year"
            ),
            models.CheckConstraint(condition=Q(from_year__gte=2016, from_year__lte=2200), name="numbering_year_likely"),
            models.CheckConstraint(condition=Q(numbered_in__in=NumberedIn.values), name="numbered_in_known"),
            models.CheckConstraint(condition=Q(numbered_by__in=NumberedBy.values), name="numbered_by_known"),
            models.CheckConstraint(
                condition=Q(office__isnull=True) | Q(numbered_in="office"), name="an_office_numbers_for_itself"
            ),
        ]

    def __str__(self) -> str:
        where = self.office.name if self.office_id else "toàn thành phố"
        return f"{where} từ năm {self.from_year}"

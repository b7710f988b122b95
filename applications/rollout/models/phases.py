"""Phases of the roll-out, and the units that take part in each.

Source: seed 1 (pilot 2017; 17 units from 1/8/2018), seed 2 (139 communes in 11/2016, 277 in 12/2016); later ones by the
Department.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q

from portal.offices.models import Office


class Precision(models.TextChoices):
    """How exactly the source tells the planned day."""

    DAY = "day", "Ngày"
    MONTH = "month", "Tháng"
    YEAR = "year", "Năm"


class Basis(models.TextChoices):
    """How we know that a unit takes part."""

    NAMED = "named", "Nguồn nêu tên"
    DEDUCED = "deduced", "Suy ra từ nguồn"
    DECIDED = "decided", "Sở Tư pháp quyết định"


class Phase(models.Model):
    """One procedure brought on line at a level, planned for one day (local; `precision` says how much of it is known)."""

    code = models.SlugField(max_length=40, unique=True)  # also what ServiceActivation.phase says
    name = models.CharField("tên đợt", max_length=120)
    procedure_code = models.CharField(max_length=20)
    online_level = models.PositiveSmallIntegerField()
    planned_on = models.DateField()
    precision = models.CharField(max_length=5, choices=Precision.choices, default=Precision.DAY)
    source = models.CharField(max_length=200, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["-planned_on", "code"]
        constraints = [
            models.CheckConstraint(condition=Q(online_level__gte=2, online_level__lte=4), name="phase_level_known"),
            models.CheckConstraint(condition=Q(precision__in=Precision.values), name="phase_precision_known"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def planned_in_words(self) -> str:
        """ "01/08/2018", "tháng 11/2016" or "năm 2017": no more than the source tells."""
        if self.precision == Precision.YEAR:
            return f"năm {self.planned_on:%Y}"
        return f"tháng {self.planned_on:%m/%Y}" if self.precision == Precision.MONTH else f"{self.planned_on:%d/%m/%Y}"


class PhaseUnit(models.Model):
    """A unit in a phase. Its first dossier is looked up once and kept: it never changes."""

    phase = models.ForeignKey(Phase, models.PROTECT, related_name="units")
    office = models.ForeignKey(Office, models.PROTECT, related_name="phase_units")
    basis = models.CharField(max_length=10, choices=Basis.choices, default=Basis.DECIDED)
    first_dossier_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["phase", "office"], name="unit_once_in_a_phase"),
            models.CheckConstraint(condition=Q(basis__in=Basis.values), name="phase_unit_basis_known"),
        ]

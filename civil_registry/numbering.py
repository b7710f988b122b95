"""From which counter the number of a copy is taken: one per office or for the city, per kind or for all kinds.

The counters themselves are gap-free rows (portal.documents.models.next_number). Source: domain reference §2.2.
"""

from django.db.models import F, Q

from civil_registry.models import ExtractCopy, NumberedBy, NumberedIn, NumberingRule
from portal.offices.models import Office


def rule_for(office_id: int, *, year: int) -> NumberingRule:
    """The youngest row from that year or before: the office's own, else the city's, else the default (unsaved)."""
    rules = NumberingRule.objects.filter(Q(office_id=office_id) | Q(office__isnull=True), from_year__lte=year)
    return rules.order_by(F("office").asc(nulls_last=True), "-from_year").first() or NumberingRule(from_year=year)


def counter_of(office: Office, *, year: int, suffix: str) -> str:
    """The scope to take a number from: "copy:256:2026:TLKS-BS"; "copy:city:2026:*" where all count together.

    A sandbox always counts for itself: its numbers touch nobody's.
    """
    rule = rule_for(office.pk, year=year)
    where = "city" if rule.numbered_in == NumberedIn.CITY and not office.is_training else office.pk
    kind = "*" if rule.numbered_by == NumberedBy.ALL_KINDS else suffix
    return f"copy:{where}:{year}:{kind}"


def is_numbered_already(office: Office | None, *, from_year: int) -> bool:
    """Whether a number was given in that year or later: by the office, or by anybody where it is about the city."""
    numbered = ExtractCopy.objects.filter(serial_year__gte=from_year, office__is_training=False)
    return (numbered.filter(office=office) if office else numbered).exists()

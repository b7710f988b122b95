"""Which units belong to one for a report: its communes in a span of days, or the units it took over, however long ago."""

from datetime import date

from django.db.models import Q

from portal.offices.models import Office, OfficeSuccession


def with_communes(office: Office, first: date, last: date) -> frozenset[int]:
    """The unit and those under it that stood on any day of the span (local). One query."""
    began, ended = Q(valid_from__isnull=True) | Q(valid_from__lte=last), Q(valid_to__isnull=True) | Q(valid_to__gte=first)
    return frozenset([office.pk, *Office.objects.filter(began, ended, parent=office).values_list("pk", flat=True)])


def with_predecessors(office: Office, last: date) -> frozenset[int]:
    """The unit and every unit that passed to it up to a day, through all mergers. One query per wave.

    A unit that was divided belongs to whom the greater part went, or where the data cannot tell, to each of its heirs; an
    abolished district belongs to none of its communes.
    """
    passed = OfficeSuccession.objects.filter(effective_on__lte=last).exclude(is_main=False)
    passed = passed.exclude(kind=OfficeSuccession.Kind.DISTRICT_ABOLISHED)
    found, wave = {office.pk}, {office.pk}
    while wave:
        before = passed.filter(successor_id__in=wave).values_list("predecessor_id", flat=True)
        wave = set(before) - found
        found |= wave
    return frozenset(found)

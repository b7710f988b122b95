"""A unit that passed to another in the middle of a period: its figures are found under its own name and under its heir's."""

from datetime import datetime, time, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from applications.reports import rollup
from applications.reports.figures import Scope, Tally, figures
from applications.reports.scope import midnight
from portal.days import HANOI
from portal.offices.lineage import with_predecessors
from portal.offices.models import OfficeSuccession
from tests import calendars, factories
from tests.reports.naive import naive
from tests.reports.random_histories import FIRST, Merger, histories, written

CALENDAR = calendars.seeded()
MERGED_ON = FIRST + timedelta(days=20)


class MergedInThePeriod(TestCase):
    def setUp(self):
        factories.calendar_years()
        self.old = factories.office("Phường Đống Mác", valid_to=MERGED_ON - timedelta(days=1))
        self.new, self.other = factories.office("Phường Hai Bà Trưng"), factories.office("Phường Khác")
        OfficeSuccession.objects.create(
            predecessor=self.old, successor=self.new, effective_on=MERGED_ON, kind="merged_whole", is_main=True, legal_act="NQ"
        )

    @settings(max_examples=20)
    @given(histories(), st.integers(0, 20), st.integers(0, 20), st.integers(-20, 30 * 24 * 60), st.integers(0, 50))
    def test_both_lineages_agree_with_the_naive_count(self, moves, before, after, asked_after, closed):
        offices = [self.old, self.new, self.other]
        written(moves, offices, Merger(self.old, self.new, midnight(MERGED_ON)))
        first, last = MERGED_ON - timedelta(days=before), MERGED_ON + timedelta(days=after)
        as_of = datetime.combine(last, time(23, 30), HANOI) + timedelta(minutes=asked_after)
        lineage = with_predecessors(self.new, last)
        assert lineage == {self.old.pk, self.new.pk}
        rollup.close_days(at=midnight(FIRST + timedelta(days=closed)) + timedelta(hours=1))
        everything = naive(Scope(first, last, as_of))
        for asked in (lineage, {self.old.pk}, {self.new.pk}):
            scope = Scope(first, last, as_of, office_ids=frozenset(asked))
            counted = figures(scope, CALENDAR)
            assert counted.by_office == naive(scope)
            assert counted.by_office == {pk: tally for pk, tally in everything.items() if pk in asked}
            assert counted.total.is_balanced
            if as_of >= midnight(MERGED_ON) and self.old.pk in asked:
                assert counted.by_office.get(self.old.pk, Tally()).pending == 0  # all of it went with the unit

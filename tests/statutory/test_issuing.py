"""Prepared, issued, corrected: numbers without gaps, figures that stay, and a database that holds them."""

from datetime import date

import pytest
from django.db import DatabaseError, transaction

from applications.models import Application
from applications.statutory import actions, reading
from applications.statutory.content import fingerprint
from applications.statutory.errors import (
    AlreadyIssued,
    GoneMeanwhile,
    NeedsExplanation,
    NothingDiffers,
    NotTheNewest,
    StillOpen,
    SumsDisagree,
)
from applications.statutory.models import Report
from applications.statutory.paper import render_report
from portal.audit.models import Entry
from tests import factories
from tests.factories import acting, hanoi
from tests.statutory.conftest import FEBRUARY, with_one_more_left

pytestmark = pytest.mark.django_db
LATER = hanoi(20, 17)


def issue(report: Report, person, **terms) -> Report:
    return actions.issue(report.pk, by=acting(person), at=LATER, **terms)


def change_the_past(report: Report) -> None:
    """A dossier of the period that nobody had recorded."""
    factories.submitted(Application.objects.first().office, at=hanoi(5, 9))
    assert reading.changed_since(report, at=LATER)


def test_what_was_prepared_is_what_is_issued(prepared, huy):
    report = prepared()
    found = issue(report, huy)
    assert found.content == report.content
    assert (found.number_text, found.year, found.version, found.issued_by) == ("01/BC-STP", 2026, 1, huy)
    assert Entry.objects.filter(action="statutory.issued", subject=f"report:{found.pk}").exists()


def test_what_somebody_has_thrown_away_is_not_issued_any_more(prepared, huy):
    report = prepared()
    assert actions.discard(report.pk, by=acting(huy), at=LATER)
    assert not actions.discard(report.pk, by=acting(huy), at=LATER)
    with pytest.raises(GoneMeanwhile):
        issue(report, huy)


def test_numbers_run_without_gaps_through_the_year_though_some_are_refused(prepared, issued, huy):
    first = issued()
    with pytest.raises(AlreadyIssued, match="01/BC-STP"):
        issue(prepared(), huy)
    second = issued("ii-07b")
    next_year = actions.issue(prepared("ban-sao").pk, by=acting(huy), at=hanoi(4, month=1, year=2027))
    assert [report.number for report in (first, second, next_year)] == [1, 2, 1]


def test_issuing_twice_changes_nothing(issued, huy):
    report = issued()
    assert issue(report, huy).issued_at == report.issued_at


def test_a_period_that_is_not_over_is_shown_and_not_issued(prepared, huy):
    report = prepared(last_on=date(2026, 3, 20))
    assert report.asked.is_open
    with pytest.raises(StillOpen):
        issue(report, huy)


@pytest.mark.parametrize(("hour", "minute", "second", "is_open"), [(23, 59, 59, True), (0, 0, 0, False)])
def test_a_period_is_over_at_midnight_in_ha_noi(prepared, hour, minute, second, is_open):
    day = 14 if is_open else 15
    assert prepared(as_of=hanoi(day, hour, minute, second)).asked.is_open is is_open


def test_sums_that_disagree_are_not_issued(prepared, huy):
    report = prepared()
    report.content["rows"][1]["cells"][0] += 1
    report.save()
    with pytest.raises(SumsDisagree):
        issue(report, huy)


def test_what_differs_from_the_report_before_is_issued_with_an_explanation(prepared, huy):
    before = with_one_more_left(prepared(**FEBRUARY))
    issue(before, huy, explanation="Số đầu kỳ lấy theo sổ giấy.")
    report = prepared()
    with pytest.raises(NeedsExplanation):
        issue(report, huy)
    found = issue(report, huy, explanation=" Một hồ sơ chuyển cơ quan khác. ")
    assert found.explanation == "Một hồ sơ chuyển cơ quan khác."


def test_without_a_report_before_its_period_is_counted_anew(prepared):
    rules = [check.rule for check in reading.checks(prepared())]
    assert rules[-1] == "(6) = (11) của kỳ trước, theo số đếm lại của kỳ trước"
    assert all(check.holds for check in reading.checks(prepared()))


def test_the_fingerprint_is_computed_anew_from_what_the_database_keeps(issued):
    report = Report.objects.get(pk=issued().pk)
    assert report.is_as_issued
    assert fingerprint(report.sealed()) == report.sha256
    report.content["rows"][0]["cells"][0] += 1
    assert not report.is_as_issued


def test_what_changes_later_is_shown_and_the_frozen_figures_stay(issued):
    report = issued()
    assert reading.changed_since(report, at=LATER) == []
    change_the_past(report)
    assert Report.objects.get(pk=report.pk).is_as_issued


def test_a_correction_is_a_new_version_that_names_what_differs(issued, huy):
    first = issued()
    change_the_past(first)
    draft = actions.correct(first.pk, by=acting(huy), at=LATER)
    second = issue(draft, huy, explanation="Hồ sơ ghi muộn.")
    assert (second.version, second.number, second.corrects) == (2, 2, first)
    assert second.content["corrects"]["number"] == "01/BC-STP"
    assert second.content["corrects"]["differs"] == reading.changed_since(first, at=LATER)
    assert reading.newest(first) == second


def test_nothing_is_corrected_where_nothing_differs(issued, huy):
    with pytest.raises(NothingDiffers):
        actions.correct(issued().pk, by=acting(huy), at=LATER)


def test_a_report_is_corrected_once_and_then_from_its_correction(issued, huy):
    first = issued()
    change_the_past(first)
    drafts = [actions.correct(first.pk, by=acting(huy), at=LATER) for _ in range(2)]
    issue(drafts[0], huy, explanation="Hồ sơ ghi muộn.")
    for attempt in (
        lambda: issue(drafts[1], huy, explanation="x"),
        lambda: actions.correct(first.pk, by=acting(huy), at=LATER),
    ):
        with pytest.raises(NotTheNewest, match="02/BC-STP"):
            attempt()


@pytest.mark.parametrize(
    "change", [{"content": {}}, {"number": 7}, {"sha256": "0" * 64}, {"explanation": "x"}, {"issued_at": None}]
)
def test_the_database_refuses_to_change_what_was_issued(issued, change):
    report = issued()
    with pytest.raises(DatabaseError, match="corrected by another"), transaction.atomic():
        Report.objects.filter(pk=report.pk).update(**change)


def test_the_database_refuses_to_exchange_the_paper(issued):
    report = issued()
    render_report(report.pk)
    with pytest.raises(DatabaseError), transaction.atomic():
        Report.objects.filter(pk=report.pk).update(document=None)


def test_what_is_only_prepared_can_be_thrown_away(prepared, huy):
    report = prepared()
    actions.discard(report.pk, by=acting(huy), at=LATER)
    assert not Report.objects.exists()

"""The phases of the seeds before the real units: loaded once, told no more exactly than the source, shown by district."""

import pytest
from django.urls import reverse

from applications.rollout.models import Basis, Course, Phase, PhaseUnit
from applications.rollout.reference import load_rollout
from tests.rollout.conftest import AT, text

pytestmark = pytest.mark.django_db
COCKPIT = "/so-tu-phap/trien-khai/"


def units_of(code: str):
    return PhaseUnit.objects.filter(phase__code=code)


def test_the_phases_of_the_seeds_have_their_units(loaded, db):
    assert units_of("L3-phase-1").count() == 139
    assert units_of("L3-phase-2").count() == 277
    assert units_of("L4-2018-08").filter(office__level="district").count() == 17
    assert units_of("L4-pilot-2017").count() == 1 + 14
    assert Course.objects.get().reported_attendees == 450


def test_what_the_seed_does_not_name_is_marked_as_deduced(loaded, db):
    districts = units_of("L4-2018-08").filter(office__level="district")
    assert districts.filter(basis=Basis.DEDUCED).count() == 11
    assert not units_of("L4-2025-07").exclude(basis=Basis.DEDUCED).exists()


def test_loading_again_adds_nothing_and_leaves_a_moved_plan(loaded, db):
    Phase.objects.filter(code="L4-2018-08").update(name="Đợt một")
    before = PhaseUnit.objects.count()
    load_rollout(at=AT)
    assert PhaseUnit.objects.count() == before
    assert Phase.objects.get(code="L4-2018-08").name == "Đợt một"


def test_no_more_is_said_of_a_plan_than_the_source_tells(loaded, db):
    words = dict(Phase.objects.values_list("code", "precision"))
    assert (words["L4-pilot-2017"], words["L3-phase-1"]) == ("year", "month")
    assert Phase.objects.get(code="L3-phase-1").planned_in_words == "tháng 11/2016"


def test_many_units_are_shown_by_district_then_one_by_one(city):
    page = city.get(f"{COCKPIT}L4-2018-08/")
    assert len(page.context["shown"].groups) == 17
    district = page.context["shown"].groups[0].office
    inside = city.get(f"{COCKPIT}L4-2018-08/", {"huyen": district.pk})
    assert {row.office.parent_id or row.office.pk for row in inside.context["shown"].rows} <= {district.pk, district.parent_id}
    assert inside.context["shown"].found == page.context["shown"].groups[0].sums["units"]


def test_a_phase_of_three_hundred_units_takes_few_queries(city, django_assert_max_num_queries):
    city.get(COCKPIT)
    with django_assert_max_num_queries(32):
        city.get(f"{COCKPIT}L4-2018-08/")


def test_filters_find_what_is_missing_and_page_on(city):
    page = city.get(f"{COCKPIT}L4-2025-07/", {"thieu": "notice"})
    shown = page.context["shown"]
    assert (shown.found, len(shown.rows)) == (126, 50)
    assert "trang=2" in shown.next_url
    assert len(city.get(f"{COCKPIT}L4-2025-07/{shown.next_url}").context["shown"].rows) == 50
    named = city.get(f"{COCKPIT}L4-2025-07/", {"ten": "hai ba trung"}).context["shown"]
    assert [row.office.name for row in named.rows] == ["Phường Hai Bà Trưng"]


def test_the_page_of_a_unit_that_has_ended_says_so(city):
    page = text(city.get(reverse("rollout:office", args=["quan-long-bien"])))
    assert "hoạt động đến hết ngày 30/06/2025" in page
    assert "Mở dịch vụ…" not in page

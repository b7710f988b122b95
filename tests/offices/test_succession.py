"""Following a place to the office of a day, and what is live there."""

from datetime import date

import pytest

from portal.offices.models import Level, Office, ServiceActivation
from portal.offices.reference import EXTRACT_COPY, LEVEL_3_JUSTICE
from portal.offices.succession import is_live, live_offices, trace

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 20)


def unit(code: str, **fields) -> Office:
    return Office.objects.get(code=code, **fields)


def test_a_ward_merged_twice_leads_to_todays_office_step_by_step(reference, django_assert_max_num_queries):
    with django_assert_max_num_queries(5):
        traced = trace(unit("00265"), TODAY)
    assert traced.competent.name == "Phường Hai Bà Trưng"
    assert not traced.needs_choice
    assert [(step.title, step.note) for step in traced.steps] == [
        ("Phường Đống Mác, quận Hai Bà Trưng", "Đến hết 31/12/2024"),
        ("Nhập vào phường Đồng Nhân", "Từ 01/01/2025 · NQ 1286/NQ-UBTVQH15"),
        ("Nhập vào phường Hai Bà Trưng", "Từ 01/07/2025 · NQ 1656/NQ-UBTVQH15"),
    ]
    assert traced.steps[1].sentence == "Nhập vào phường Đồng Nhân, từ 01/01/2025, NQ 1286/NQ-UBTVQH15"


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2018, 8, 1), "Phường Đống Mác"),
        (date(2024, 12, 31), "Phường Đống Mác"),
        (date(2025, 1, 1), "Phường Đồng Nhân"),
        (date(2025, 6, 30), "Phường Đồng Nhân"),
        (date(2025, 7, 1), "Phường Hai Bà Trưng"),
    ],
)
def test_the_competent_office_depends_on_the_day(reference, day, name):
    assert trace(unit("00265"), day).competent.name == name


def test_a_divided_ward_asks_for_a_choice_and_suggests_nothing_where_the_data_cannot_tell(reference):
    traced = trace(Office.objects.get(name="Phường Đồng Tâm", parent__code="007"), TODAY)
    assert traced.needs_choice
    assert traced.competent is None
    assert traced.suggested is None
    assert [candidate.office.name for candidate in traced.candidates] == ["Phường Bạch Mai", "Phường Tương Mai"]
    assert traced.why_choose == "Địa bàn phường Đồng Tâm đã chia cho 2 đơn vị."
    assert len(traced.steps) == 1


def test_a_ward_divided_twice_suggests_the_greater_part_all_the_way(reference):
    traced = trace(unit("00253"), TODAY)
    assert traced.suggested.office.name == "Phường Hai Bà Trưng"
    assert [step.title for step in traced.steps[1:]] == [
        "Phần lớn chuyển về phường Phạm Đình Hổ",
        "Phần lớn chuyển về phường Hai Bà Trưng",
    ]
    assert len(traced.candidates) == 3


def test_an_abolished_district_offers_every_commune_that_took_its_land(reference):
    traced = trace(unit("007"), TODAY)
    assert len(traced.candidates) == 9
    assert traced.suggested is None
    assert traced.why_choose.startswith("Từ 01/07/2025 không còn cấp huyện")
    assert traced.candidates[0].steps[-1].legal_act == "NQ 203/2025/QH15; NĐ 120/2025/NĐ-CP"
    assert trace(unit("007"), date(2018, 8, 1)).competent.name == "Quận Hai Bà Trưng"


def test_a_unit_that_did_not_exist_yet_leads_nowhere(reference):
    assert trace(unit("00256", valid_from=date(2025, 7, 1)), date(2018, 8, 1)).candidates == ()


def test_the_department_leads_to_itself(reference):
    department = unit("H26.16")
    assert trace(department, TODAY).competent == department


def test_every_place_leads_to_a_unit_that_stands(reference):
    for office in Office.objects.exclude(level=Level.DEPARTMENT).order_by("pk")[::9]:
        traced = trace(office, TODAY)
        assert traced.candidates
        assert all(candidate.office.stands_on(TODAY) for candidate in traced.candidates)
        assert all(candidate.steps[0].office == office for candidate in traced.candidates)


@pytest.mark.parametrize(
    ("day", "live"),
    [
        (date(2017, 12, 30), 0),
        (date(2018, 7, 31), 15),  # the pilot: quận Long Biên and its 14 wards
        (date(2018, 8, 1), 307),
        (date(2025, 7, 1), 126),
        (date(2026, 11, 22), 126),
    ],
)
def test_as_many_offices_are_live_as_the_roll_out_says(reference, day, live):
    assert len(live_offices(Office.objects.standing_on(day), EXTRACT_COPY, day)) == live


def test_before_the_go_live_day_only_the_pilot_is_open(reference):
    assert is_live(unit("004"), EXTRACT_COPY, date(2018, 7, 31))
    assert not is_live(unit("007"), EXTRACT_COPY, date(2018, 7, 31))
    assert is_live(unit("007"), EXTRACT_COPY, date(2018, 8, 1))


def test_a_district_that_took_no_part_stays_closed(reference):
    assert not is_live(unit("016"), EXTRACT_COPY, date(2018, 8, 1))


def test_the_successor_of_a_live_ward_is_live_without_an_activation_of_its_own(reference):
    ServiceActivation.objects.filter(phase="L4-2025-07").delete()
    assert is_live(unit("00256", valid_from=date(2025, 7, 1)), EXTRACT_COPY, TODAY)
    assert len(live_offices(Office.objects.standing_on(TODAY), EXTRACT_COPY, TODAY)) == 79


def test_an_office_that_no_longer_stands_is_not_live(reference):
    assert not is_live(unit("00265"), EXTRACT_COPY, TODAY)


def test_an_ended_activation_does_not_count(reference):
    ServiceActivation.objects.filter(office__code="007").update(valid_to=date(2018, 12, 31))
    assert not is_live(unit("007"), EXTRACT_COPY, date(2019, 1, 1))


@pytest.mark.parametrize(("day", "live"), [(date(2016, 11, 1), 139), (date(2016, 12, 1), 416)])
def test_the_level_3_phases_are_kept_for_later(reference, day, live):
    assert len(live_offices(Office.objects.standing_on(day), LEVEL_3_JUSTICE, day)) == live


def test_asking_for_all_takes_few_queries(reference, django_assert_max_num_queries):
    offices = list(Office.objects.standing_on(TODAY))
    with django_assert_max_num_queries(8):
        live_offices(offices, EXTRACT_COPY, TODAY)

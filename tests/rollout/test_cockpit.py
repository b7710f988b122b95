"""S9: progress in picture and table, new phases in the browser, and who sees which units; S5."""

from datetime import date

import pytest
from django.urls import reverse

from applications.rollout.models import Phase, PhaseUnit
from civil_registry.holdings import holdings_of
from portal.accounts.models import Role
from portal.offices.models import OfficeSuccession
from tests import factories
from tests.factories import hanoi
from tests.rollout.conftest import text

pytestmark = pytest.mark.django_db
COCKPIT = "/so-tu-phap/trien-khai/"


@pytest.mark.parametrize(
    "query", [{"huyen": "x"}, {"thieu": "<b>"}, {"trang": "99999999999"}, {"tinh_trang": "\x00"}, {"ten": "%"}]
)
def test_filters_that_are_none_are_left_out(query, unit, keeper):
    assert keeper.get(f"{COCKPIT}dot-4/", query).status_code == 200


def test_the_picture_says_in_words_what_it_shows(unit, keeper):
    page = text(keeper.get(f"{COCKPIT}dot-4/"))
    assert 'role="img"' in page
    assert "Đã mở dịch vụ ở 0 trong 1 đơn vị." in page
    assert "0/1 · 0%" in page


def test_plan_and_real_day_stand_side_by_side(unit, keeper):
    factories.opened(unit.office, since=date(2026, 3, 10))
    unit.office.activations.update(phase="dot-4")
    row = keeper.get(f"{COCKPIT}dot-4/").context["shown"].rows[0]
    assert (row.standing, row.opened_on, row.days_late) == ("open", date(2026, 3, 10), -22)


def test_a_later_phase_is_added_in_the_browser(keeper, years, office, other_office):
    typed = {"name": "Đợt tháng 12", "procedure_code": "2.000635", "online_level": "4", "planned_on": "01/12/2026"}
    page = text(keeper.post(f"{COCKPIT}them/", typed | {"offices": [office.pk, other_office.pk]}, follow=True))
    made = Phase.objects.get()
    assert (made.code, made.planned_on, made.units.count()) == ("dot-2026-12-1", date(2026, 12, 1), 2)
    assert "Đã lập đợt “Đợt tháng 12” với 2 đơn vị." in page


def test_a_phase_without_units_or_name_is_not_added(keeper, office):
    answer = keeper.post(f"{COCKPIT}them/", {"name": "", "offices": ["x"], "online_level": "7", "planned_on": "01/12/9999"})
    page = text(answer)
    assert "Nhập tên đợt" in page
    assert "Chọn đơn vị trong danh sách" in page
    assert not Phase.objects.exists()


def test_units_join_later_and_the_plan_moves(keeper, unit, other_office):
    keeper.post(f"{COCKPIT}dot-4/them-don-vi/", {"offices": [other_office.pk]})
    keeper.post(f"{COCKPIT}dot-4/ke-hoach/", {"name": "Đợt tháng 5", "planned_on": "04/05/2026"})
    phase = Phase.objects.get()
    assert (phase.name, phase.planned_on, phase.units.count()) == ("Đợt tháng 5", date(2026, 5, 4), 2)


@pytest.fixture
def supervisor(client_of, now):
    """Of quận Hai Bà Trưng, to which the old ward belonged and which the new one took over from."""

    def at(district, role=Role.DISTRICT_SUPERVISOR):
        return client_of(factories.official("Ngô Hữu Phước", district, role))

    return at


@pytest.mark.parametrize("role", [Role.DISTRICT_SUPERVISOR, Role.IT_OFFICER])
def test_a_district_sees_its_own_units_only(role, supervisor, unit, other_office):
    district = factories.office("Quận Hai Bà Trưng", level="district")
    link = {"effective_on": date(2025, 7, 1), "kind": "district_abolished", "legal_act": "203/2025/QH15"}
    OfficeSuccession.objects.create(predecessor=district, successor=unit.office, **link)
    strange = PhaseUnit.objects.create(phase=unit.phase, office=other_office)
    client = supervisor(district, role)
    page = client.get(f"{COCKPIT}dot-4/")
    assert [row.office for row in page.context["shown"].rows] == [unit.office]
    assert client.get(reverse("rollout:unit", args=["dot-4", unit.pk])).status_code == 200
    assert client.get(reverse("rollout:unit", args=["dot-4", strange.pk])).status_code == 404
    assert client.get(reverse("rollout:office", args=[other_office.slug])).status_code == 404


def test_a_unit_sees_itself_only(client_of, chi, unit, now):
    client = client_of(chi)
    assert client.get(f"{COCKPIT}dot-4/").status_code == 404
    assert "chưa có trong đợt triển khai nào" in text(client.get(COCKPIT))


def test_the_page_of_a_unit_says_figures_people_agreement_and_phase(ready, unit, keeper):
    factories.submitted(ready, at=hanoi(19, 9))
    page = text(keeper.get(reverse("rollout:office", args=[ready.slug])))
    for words in ("Hoàng Tiến Dũng", "Trần Thị Bình", "Bưu điện Hai Bà Trưng, từ 01/01/2026", "Đợt tháng 4", "Đã đủ điều kiện"):
        assert words in page
    assert "@hotich.example" not in page


def test_the_page_of_a_unit_says_which_registers_it_holds(ready, keeper):
    for number, year in (("1", 1988), ("2", 1988), ("3", 1992)):
        factories.birth_entry(ready, number=number, year=year)
    page = keeper.get(reverse("rollout:office", args=[ready.slug]))
    (held,) = page.context["holdings"]
    assert (held.kind.label, held.first_year, held.last_year, held.books, held.entries) == ("Khai sinh", 1988, 1992, 2, 3)
    assert "1988–1992" in text(page)


def test_registers_of_another_unit_are_not_counted(ready, other_office, keeper):
    factories.birth_entry(other_office)
    assert "Chưa có sổ nào của đơn vị trong dữ liệu." in text(keeper.get(reverse("rollout:office", args=[ready.slug])))


def test_registers_are_counted_in_one_query_however_many(office, django_assert_num_queries):
    for year in range(1980, 1990):
        factories.birth_entry(office, year=year)
    with django_assert_num_queries(1):
        assert [held.books for held in holdings_of(office)] == [10]

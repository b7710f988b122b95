"""What a report may be asked for: periods around any day, the moment, units with those under and before them."""

from datetime import date

import pytest

from applications.reports.forms import ReportForm
from applications.reports.periods import PERIODS, period
from portal.offices.models import OfficeSuccession
from tests import factories
from tests.factories import hanoi
from tests.reports.conftest import SEEN_AT

TODAY = date(2026, 3, 20)


def asked(**question):
    form = ReportForm({name: str(value) for name, value in question.items()}, today=TODAY)
    assert form.is_valid(), form.errors
    return form.scope(SEEN_AT)


@pytest.mark.pure
@pytest.mark.parametrize(
    ("name", "day", "first", "last"),
    [
        ("hom-nay", (2025, 2, 10), (2025, 2, 10), (2025, 2, 10)),
        ("tuan-nay", (2025, 2, 12), (2025, 2, 10), (2025, 2, 16)),
        ("thang-nay", (2024, 2, 10), (2024, 2, 1), (2024, 2, 29)),
        ("quy-nay", (2025, 12, 31), (2025, 10, 1), (2025, 12, 31)),
        ("sau-thang", (2025, 6, 30), (2025, 1, 1), (2025, 6, 30)),
        ("sau-thang", (2025, 7, 1), (2025, 7, 1), (2025, 12, 31)),
        ("chin-thang", (2025, 2, 1), (2025, 1, 1), (2025, 9, 30)),
        ("nam-nay", (2025, 2, 1), (2025, 1, 1), (2025, 12, 31)),
        ("thang-15-14", (2025, 2, 14), (2025, 1, 15), (2025, 2, 14)),
        ("quy-15-14", (2025, 3, 15), (2025, 3, 15), (2025, 6, 14)),
        ("sau-thang-15-14", (2025, 6, 14), (2024, 12, 15), (2025, 6, 14)),
        ("chin-thang-15-14", (2025, 9, 14), (2024, 12, 15), (2025, 9, 14)),
        ("nam-15-14", (2025, 12, 14), (2024, 12, 15), (2025, 12, 14)),
        ("nam-15-14", (2025, 12, 15), (2025, 12, 15), (2026, 3, 20)),
    ],
)
def test_a_period_is_the_one_that_holds_the_day_and_never_after_today(name, day, first, last):
    assert period(name, TODAY, day=date(*day)) == (date(*first), date(*last))


@pytest.mark.pure
@pytest.mark.parametrize("name", [name for name, _label in PERIODS if name != "tuy-chon"])
def test_every_period_is_in_order_on_every_day_of_a_year(name):
    for number in range(366):
        today = date.fromordinal(date(2024, 1, 1).toordinal() + number)
        first, last = period(name, today)
        assert first <= last <= today


@pytest.mark.django_db
def test_a_report_may_be_asked_as_of_a_moment_and_never_of_the_future(years):
    assert asked(luc="2026-03-10T16:30:00").as_of == hanoi(10, 16, 30)
    assert asked(luc="10/03/2026").as_of == hanoi(10, 23, 59, 59)
    assert asked(luc="2030-01-01T00:00:00").as_of == SEEN_AT
    assert asked().as_of == SEEN_AT


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("question", "fault"),
    [
        ({"luc": "hôm qua"}, "Viết thời điểm như 20/03/2026 16:30"),
        ({"luc": "01/01/0001"}, "Viết thời điểm như 20/03/2026 16:30"),
        ({"luc": "9999-12-31T23:59:59"}, "Viết thời điểm như 20/03/2026 16:30"),
        ({"ngay": "31/02/2026"}, "Kỳ có ngày phải là ngày có thật"),
        ({"ngay": "21/03/2026"}, "Chọn ngày từ 01/01/2016 đến hôm nay"),
        ({"pham_vi": "x"}, "Chọn phạm vi trong danh sách"),
        ({"kenh": "fax"}, "Chọn cách nộp trong danh sách"),
    ],
)
def test_what_cannot_be_asked_says_why(question, fault):
    form = ReportForm(question, today=TODAY)
    assert not form.is_valid()
    assert fault in str(form.errors)


@pytest.mark.django_db
def test_a_district_has_the_communes_that_stood_in_the_period():
    district = factories.office("Quận Hai Bà Trưng", level="district", valid_to=date(2025, 6, 30))
    standing = factories.office("Phường Bạch Đằng", parent=district)
    gone = factories.office("Phường Bùi Thị Xuân", parent=district, valid_to=date(2020, 2, 28))
    factories.office("Phường Khác")
    then = asked(ky="tuy-chon", tu="01/02/2020", den="31/03/2020", don_vi=district.pk)
    assert then.office_ids == {district.pk, standing.pk, gone.pk}
    later = asked(ky="tuy-chon", tu="01/03/2020", den="31/03/2020", don_vi=district.pk)
    assert later.office_ids == {district.pk, standing.pk}
    alone = asked(don_vi=district.pk, pham_vi="mot-minh")
    assert (alone.office_id, alone.office_ids) == (district.pk, frozenset())


@pytest.mark.django_db
def test_a_merged_office_is_found_under_its_own_name_and_under_that_of_today():
    old = factories.office("Phường Đống Mác", valid_to=date(2024, 12, 31))
    between = factories.office("Phường Đồng Nhân", valid_from=date(2025, 1, 1), valid_to=date(2025, 6, 30))
    today = factories.office("Phường Hai Bà Trưng", valid_from=date(2025, 7, 1))
    for before, after, on in ((old, between, date(2025, 1, 1)), (between, today, date(2025, 7, 1))):
        OfficeSuccession.objects.create(
            predecessor=before, successor=after, effective_on=on, kind="merged_whole", is_main=True, legal_act="NQ"
        )
    assert asked(don_vi=today.pk, pham_vi="tien-than").office_ids == {old.pk, between.pk, today.pk}
    assert asked(don_vi=old.pk, pham_vi="mot-minh").office_id == old.pk

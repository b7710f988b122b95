"""P14: months are published once they are over, stay as they were, and show no small cell."""

import csv
import io
from datetime import date

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from applications.overviews.models import PublishedMonth, PublishedUnit
from applications.overviews.publishing import FEWEST, publish_months, units_to_show
from applications.reports.figures import Tally
from tests import factories
from tests.factories import hanoi

PAGE, FILE = "/so-lieu/", "/so-lieu/dung-han.csv"
APRIL = hanoi(1, 4, 30, month=4)


@pytest.fixture
def march(done, office, other_office):
    done(office, in_time=45, late=5)
    done(other_office, in_time=20)
    for number in range(2):
        done(factories.office(f"Xã Nhỏ {number}"), in_time=3)
    publish_months(at=APRIL)


@pytest.mark.django_db
def test_a_month_is_published_once_it_is_over(done, office):
    done(office, in_time=10)
    assert publish_months(at=hanoi(31, 23, 59)) == 0
    assert [publish_months(at=APRIL), publish_months(at=APRIL)] == [1, 0]
    assert PublishedMonth.objects.get().first_on == date(2026, 3, 1)


@pytest.mark.django_db
def test_what_is_published_stays_though_more_comes_to_light(march, done, office):
    done(office, in_time=100)
    publish_months(at=hanoi(2, 5, month=4))
    assert PublishedMonth.objects.get().resolved == 76


@pytest.mark.django_db
def test_months_missed_are_made_up_for(done, office):
    done(office, in_time=10, on=date(2026, 1, 13))
    assert publish_months(at=APRIL) == 3
    assert PublishedMonth.objects.filter(resolved=0).count() == 2


@pytest.mark.django_db
def test_anybody_reads_the_figures_with_their_meaning(client, march):
    html = client.get(PAGE).content.decode()
    assert "98,6%" not in html
    assert "<b>93,4%</b>" in html  # 71 of 76
    assert "Phường Hai Bà Trưng" in html
    assert "04:30, thứ Tư 01/04/2026" in html
    assert "2 cơ quan có quá ít hồ sơ" in html
    assert "Xã Nhỏ" not in html
    assert "không muộn hơn ngày đã hẹn" in html


@pytest.mark.django_db
def test_it_is_there_in_english(client, march):
    html = client.get("/en/so-lieu/").content.decode()
    assert "93.4%" in html
    assert "Hai Bà Trưng Ward" in html
    assert "Resolved on time" in html
    assert "Đúng hạn" not in html


@pytest.mark.django_db
def test_the_open_data_says_the_same_and_keeps_small_cells_to_itself(client, march):
    answer = client.get(FILE)
    assert answer["Cache-Control"] == "public, max-age=3600"
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert [(row["don_vi"], row["da_giai_quyet"], row["ty_le"]) for row in rows] == [
        ("Toàn thành phố", "76", "0.9342"),
        ("Phường Hai Bà Trưng", "50", "0.9000"),
        ("Phường Bạch Mai", "20", "1.0000"),
    ]
    assert rows[0]["tinh_den"].endswith("+00:00")


@pytest.mark.django_db
@pytest.mark.parametrize(("month", "status"), [("2026-03", 200), ("2026-02", 404), ("x", 404), ("\x00", 404), ("", 200)])
def test_only_published_months_can_be_asked_for(client, march, month, status):
    assert client.get(PAGE, {"thang": month}).status_code == status


@pytest.mark.django_db
def test_before_the_first_month_the_page_says_when(client):
    assert "Chưa có tháng nào được công bố" in client.get(PAGE).content.decode()
    assert client.get(FILE).status_code == 200


@pytest.mark.django_db
def test_nothing_is_counted_in_a_request(client, march, django_assert_max_num_queries):
    with django_assert_max_num_queries(2):
        client.get(PAGE)
    with django_assert_max_num_queries(1):
        client.get(PAGE)
    with django_assert_max_num_queries(2):
        client.get(FILE)


@pytest.mark.django_db
def test_the_database_refuses_a_small_cell(march, office):
    month = PublishedMonth.objects.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        PublishedUnit.objects.create(month=month, office=factories.office("Xã Khác"), resolved=4, punctual=4)


@given(st.lists(st.integers(0, 40), max_size=30))
def test_what_is_hidden_cannot_be_told_from_the_sum(sizes):
    by_office = {number: Tally(on_time=size) for number, size in enumerate(sizes)}
    shown = units_to_show(by_office)
    hidden = [size for number, size in enumerate(sizes) if size and number not in shown]
    assert all(sizes[number] >= FEWEST for number in shown)
    assert not hidden or not shown or (len(hidden) >= 2 and sum(hidden) >= FEWEST)


def test_where_all_are_large_all_are_shown():
    assert units_to_show({1: Tally(on_time=5), 2: Tally(late=9), 3: Tally()}) == {1, 2}

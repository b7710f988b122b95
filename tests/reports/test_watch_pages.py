"""S4 and the radar: which offices keep people waiting, without a dossier or a person in it; and reminding an office."""

from datetime import date
from unittest import mock

import pytest
from django.utils import timezone

from applications.models import Application
from applications.templatetags.reports import working_span
from portal.audit.models import Entry
from portal.messaging.models import OutgoingMessage
from portal.offices.models import Office
from tests import factories
from tests.factories import hanoi

pytestmark = pytest.mark.django_db
OVERDUE, STUCK = "/so-tu-phap/qua-han/", "/so-tu-phap/un-tac/"
AT = hanoi(23, 9, 30)


@pytest.fixture(autouse=True)
def now():
    with mock.patch.object(timezone, "now", return_value=AT):
        yield


@pytest.fixture
def late(years, office, other_office) -> Application:
    """One of two of Hai Bà Trưng ran out on Friday at 17:00; Bạch Mai has none overdue."""
    factories.submitted(office, at=hanoi(23, 8, 30))
    factories.submitted(other_office, at=hanoi(23, 8, 30))
    return factories.submitted(office, at=hanoi(20, 9, 0))


def remind(client, office):
    return client.post(f"{OVERDUE}{office.pk}/nhac/", follow=True).content.decode()


def test_the_page_says_which_office_has_how_many_since_when(late, mai, client_of):
    answer = client_of(mai).get(OVERDUE)
    [row] = answer.context["rows"]
    assert (row.office, row.late, row.running, row.share) == (late.office, 1, 2, 0.5)
    assert "17:00, thứ Sáu 20/03/2026" in answer.content.decode()


@pytest.mark.parametrize("address", [OVERDUE, STUCK])
def test_neither_page_names_a_dossier_or_a_person(address, late, mai, client_of):
    html = client_of(mai).get(address).content.decode()
    assert late.office.name in html
    assert late.ref not in html
    assert "Thùy Dương" not in html


def test_an_office_is_reminded_once_a_day_by_a_letter_to_its_leader(late, office, dung, binh, mai, client_of):
    client = client_of(mai)
    assert "Đã gửi thư nhắc lãnh đạo phường Hai Bà Trưng." in remind(client, office)
    assert "Hôm nay đã nhắc đơn vị này." in remind(client, office)
    message = OutgoingMessage.objects.get()
    assert (message.recipient, message.subject) == (dung.email, "Sở Tư pháp nhắc: 1 hồ sơ quá hạn – Phường Hai Bà Trưng")
    assert late.ref not in message.text


def test_who_reminded_is_evidence(late, office, dung, mai, client_of):
    remind(client_of(mai), office)
    entry = Entry.objects.get(action="office.reminded")
    assert (entry.actor, entry.subject, entry.detail) == (mai, f"office:{office.code}", {"late": 1})


def test_the_page_shows_who_was_reminded_today_instead_of_the_button(late, office, dung, mai, client_of):
    client = client_of(mai)
    assert "Nhắc đơn vị <span" in client.get(OVERDUE).content.decode()
    html = remind(client, office)
    assert "Đã nhắc hôm nay" in html
    assert "Nhắc đơn vị <span" not in html


def test_the_next_day_it_can_be_reminded_again(late, office, dung, mai, client_of):
    remind(client_of(mai), office)
    with mock.patch.object(timezone, "now", return_value=hanoi(24, 9)):
        assert "Đã gửi thư nhắc" in remind(client_of(mai), office)


def test_an_office_without_a_leader_is_said_and_can_be_reminded_later(late, office, mai, client_of):
    client = client_of(mai)
    assert "chưa có lãnh đạo" in remind(client, office)
    factories.official("Hoàng Tiến Dũng", office, "office_leader")
    assert "Đã gửi thư nhắc" in remind(client, office)


def test_an_office_without_overdue_dossiers_is_not_reminded(late, other_office, mai, client_of):
    assert "không còn hồ sơ quá hạn" in remind(client_of(mai), other_office)


def test_reminding_is_a_post(late, office, mai, client_of):
    assert client_of(mai).get(f"{OVERDUE}{office.pk}/nhac/").status_code == 405


@pytest.mark.parametrize("address", [OVERDUE, STUCK])
def test_an_office_does_not_see_the_others(address, late, binh, dung, client_of):
    assert client_of(binh).get(address).status_code == 403
    assert client_of(dung).get(address).status_code == 403


@pytest.mark.parametrize("address", [OVERDUE, STUCK])
def test_a_quiet_city_has_a_page_too(address, years, mai, client_of):
    assert 'class="empty"' in client_of(mai).get(address).content.decode()


def test_the_radar_shows_steps_and_the_oldest_age(late, mai, client_of):
    answer = client_of(mai).get(STUCK)
    [row] = answer.context["rows"]
    assert row.cells == [1, 0, 0, 0, 0]
    assert ">1 ngày</td>" in answer.content.decode()  # since 09:00 on Friday: seven hours, and one and a half of Monday


@pytest.mark.parametrize(
    ("minutes", "words"), [(245.9, "4 giờ 05 phút"), (480, "1 ngày"), (785, "1 ngày 5 giờ"), (480 * 12 + 200, "12 ngày")]
)
def test_working_time_is_said_in_days_of_eight_hours(minutes, words):
    assert working_span(minutes) == words


def test_more_offices_cost_no_more_queries(late, mai, client_of, django_assert_max_num_queries):
    client = client_of(mai)
    client.get(OVERDUE)
    for address in (OVERDUE, STUCK):
        with django_assert_max_num_queries(16) as few:
            client.get(address)
        for number in range(4):
            factories.submitted(factories.office(f"Xã {number}"), at=hanoi(20, 9, 0))
        with django_assert_max_num_queries(len(few.captured_queries)):
            client.get(address)


def test_the_radar_leads_to_choosing_who_goes_on_with_what_an_ended_office_left(late, office, other_office, mai, client_of):
    before = client_of(mai).get(STUCK).content.decode()
    Office.objects.filter(pk=office.pk).update(valid_to=date(2026, 3, 22))
    after = client_of(mai).get(STUCK).content.decode()
    assert "chọn nơi kế thừa" not in before
    assert "chọn nơi kế thừa" in after
    assert "2 hồ sơ chưa xong" in client_of(mai).get("/so-tu-phap/don-vi-ke-thua/").content.decode()

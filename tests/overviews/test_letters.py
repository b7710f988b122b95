"""Overviews by e-mail: only to those who asked, of their own units, once a period, after any outage."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from applications.overviews.letters import send_overviews
from applications.overviews.models import Letter, Subscription
from portal.accounts.models import Role
from portal.messaging.models import OutgoingMessage
from tests import factories
from tests.factories import hanoi

pytestmark = pytest.mark.django_db
MONDAY = hanoi(16, 7, 15)  # the week before: 9 to 15 March
BEFORE = hanoi(2, 9)


def asks(person, every: str = "week", since=BEFORE) -> None:
    Subscription.objects.create(user=person, every=every, since=since)


@pytest.fixture
def week(done, office, other_office):
    done(office, in_time=29, late=1)
    done(other_office, in_time=40)
    done(office, in_time=7, on=date(2026, 2, 10))


def test_who_did_not_ask_gets_nothing(week, mai, dung):
    assert send_overviews(at=MONDAY) == 0
    assert not OutgoingMessage.objects.exists()


def test_the_department_hears_of_every_unit(week, mai):
    asks(mai)
    assert send_overviews(at=MONDAY) == 1
    message = OutgoingMessage.objects.get()
    assert message.recipient == mai.email
    assert message.subject == "Tổng quan tuần 09/03–15/03/2026: 70 hồ sơ đã giải quyết, 98,6% đúng hạn"
    for said in (message.text, message.html):
        assert "Phường Bạch Mai" in said
        assert "07:15 ngày 16/03/2026" in said
        assert "(8) + (9), chia cho (7)." in said
    assert "Phường Hai Bà Trưng: 96,7% đúng hạn, 30 đã giải quyết" in message.text
    assert "(dưới mục tiêu)" in message.text


def test_a_leader_hears_of_his_office_only(week, dung):
    asks(dung)
    send_overviews(at=MONDAY)
    message = OutgoingMessage.objects.get()
    assert "30 hồ sơ đã giải quyết" in message.subject
    assert "Bạch Mai" not in message.text + message.html


def test_a_district_hears_of_its_units(week, years, done):
    district = factories.office("Quận Đống Đa", level="district")
    commune = factories.office("Phường Láng", parent=district)
    done(commune, in_time=12)
    supervisor = factories.official("Lý Thị Sen", district, Role.DISTRICT_SUPERVISOR)
    asks(supervisor)
    send_overviews(at=MONDAY)
    message = OutgoingMessage.objects.get()
    assert "12 hồ sơ đã giải quyết" in message.subject
    assert "Phường Láng" in message.text


def test_it_is_written_once_a_person_and_period_whoever_runs_again(week, mai, huy):
    for person in (mai, huy):
        asks(person)
    assert [send_overviews(at=MONDAY), send_overviews(at=MONDAY), send_overviews(at=hanoi(17, 9))] == [2, 0, 0]
    with pytest.raises(IntegrityError), transaction.atomic():
        Letter.objects.create(user=mai, every="week", first_on=date(2026, 3, 9), at=MONDAY)


def test_an_outage_is_made_up_for_and_the_next_week_has_its_own(week, mai):
    asks(mai)
    assert send_overviews(at=hanoi(18, 15)) == 1
    assert send_overviews(at=hanoi(23, 7)) == 1


@pytest.mark.parametrize("at", [hanoi(16, 6, 59), hanoi(16, 0, 5)])
def test_nobody_is_written_to_before_seven(at, week, mai):
    asks(mai)
    assert send_overviews(at=at) == 0


def test_the_first_letter_is_on_a_period_that_ended_after_asking(week, mai):
    asks(mai, since=hanoi(16, 0, 0))
    assert send_overviews(at=MONDAY) == 0
    assert send_overviews(at=hanoi(23, 8)) == 1


def test_a_month_has_its_letter_on_the_first(week, mai):
    asks(mai, "month")
    assert send_overviews(at=hanoi(1, 8, month=4)) == 1
    assert OutgoingMessage.objects.get().subject.startswith("Tổng quan tháng 03/2026: 70 hồ sơ")


def test_who_has_left_gets_no_letter(week, mai):
    asks(mai)
    mai.postings.update(valid_to=date(2026, 3, 15))
    assert send_overviews(at=MONDAY) == 0


def test_a_letter_holds_no_personal_data(week, office, mai):
    dossier = factories.submitted(office, at=hanoi(12, 9))
    asks(mai)
    send_overviews(at=MONDAY)
    message = OutgoingMessage.objects.get()
    for secret in ("Thùy Dương", "0912345678", "001190012345", dossier.ref):
        assert secret not in message.text + message.html


def test_a_tick_with_nothing_to_do_asks_two_questions(years, mai, django_assert_num_queries):
    with django_assert_num_queries(2):
        send_overviews(at=MONDAY)


def test_an_official_chooses_for_himself(client_of, dung):
    browser, page = client_of(dung), "/thu-tong-quan/"
    assert "đơn vị của ông/bà" in browser.get(page).content.decode()
    assert browser.post(page, {"every": ["week", "month"]}).status_code == 302
    assert set(Subscription.objects.filter(user=dung).values_list("every", flat=True)) == {"week", "month"}
    assert browser.get(page).content.decode().count("checked") == 2
    browser.post(page, {"every": ["month"]})
    assert Subscription.objects.get().every == "month"
    browser.post(page)
    assert not Subscription.objects.exists()


def test_a_choice_that_is_not_offered_is_said_and_changes_nothing(client_of, dung):
    answer = client_of(dung).post("/thu-tong-quan/", {"every": ["hour"]})
    assert "Chọn thư trong danh sách" in answer.content.decode()
    assert not Subscription.objects.exists()


def test_who_watches_over_nothing_has_no_such_page(client_of, binh, an, tu):
    assert [client_of(person).get("/thu-tong-quan/").status_code for person in (binh, an, tu)] == [403, 403, 403]

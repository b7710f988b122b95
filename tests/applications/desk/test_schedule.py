"""R27 through the front door: one's own absence, the leader for everybody, cancelling, and the calendar to read."""

from datetime import date

import pytest
from django.urls import reverse

from applications import actions
from portal.accounts.models import Absence, Role
from portal.offices.models import CalendarException
from tests import factories
from tests.factories import acting, hanoi

pytestmark = pytest.mark.django_db
PAGE = reverse("desk:schedule")


@pytest.fixture(autouse=True)
def friday(years, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: hanoi(20, 9))


@pytest.fixture
def lan(office):
    return factories.official("Ngô Thị Lan", office, Role.CIVIL_STATUS_OFFICER)


def typed(first: str, last: str, **more) -> dict:
    """ "20/3/2026" in the three inputs of each day."""
    fields = {"first_on": first, "last_on": last}
    parts = ("day", "month", "year")
    inputs = {f"{name}_{part}": text for name, day in fields.items() for part, text in zip(parts, day.split("/"), strict=True)}
    return inputs | more


def test_an_officer_enters_his_own_absence(office, binh, lan, client_of):
    page = client_of(binh).post(PAGE, typed("20/3/2026", "24/3/2026", substitute=lan.pk, person=lan.pk), follow=True)
    absence = Absence.objects.get()
    assert (absence.user, absence.substitute, absence.last_on) == (binh, lan, date(2026, 3, 24))
    assert "Đã ghi lịch nghỉ từ 20/03/2026 đến 24/03/2026 của Trần Thị Bình" in page.content.decode()


def test_dossiers_in_hand_are_passed_on_at_once(office, binh, lan, client_of):
    dossier = factories.submitted(office)
    actions.take(dossier.pk, by=acting(binh), at=hanoi(20, 8, 55))
    client_of(binh).post(PAGE, typed("20/3/2026", "20/3/2026", substitute=lan.pk))
    dossier.refresh_from_db()
    assert dossier.assigned_to == lan
    seen = client_of(lan).get(reverse("desk:dossier", args=[dossier.code])).content.decode()
    assert "Trần Thị Bình nghỉ, Ngô Thị Lan thay." in seen


def test_the_leader_enters_it_for_anybody_of_his_office(office, binh, dung, chi, client_of):
    client = client_of(dung)
    client.post(PAGE, typed("23/3/2026", "23/3/2026", person=binh.pk))
    assert Absence.objects.get().user == binh
    page = client.post(PAGE, typed("23/3/2026", "23/3/2026", person=chi.pk))
    assert "Chọn một người trong danh sách" in page.content.decode()


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("19/3/2026", "20/3/2026", "Từ ngày không được trước hôm nay, 20/03/2026"),
        ("24/3/2026", "23/3/2026", "Đến ngày phải bằng hoặc sau Từ ngày"),
        ("31/2/2026", "23/3/2026", "tháng 02/2026 chỉ có 28 ngày"),
        ("//", "//", "Nhập ngày bắt đầu nghỉ"),
    ],
)
def test_wrong_days_are_told_in_words(first, last, words, office, binh, client_of):
    page = client_of(binh).post(PAGE, typed(first, last)).content.decode()
    assert words in page
    assert not Absence.objects.exists()


def test_one_s_own_absence_is_cancelled_and_a_colleague_s_is_not(office, binh, lan, dung, client_of):
    client_of(lan).post(PAGE, typed("23/3/2026", "23/3/2026"))
    address = reverse("desk:cancel_absence", args=[Absence.objects.get().pk])
    refused = client_of(binh).post(address, follow=True)
    assert "Chỉ người nghỉ hoặc lãnh đạo" in refused.content.decode()
    client_of(dung).post(address)
    assert Absence.objects.get().cancelled_at is not None
    assert client_of(lan).post(address).status_code == 404


def test_another_office_sees_and_cancels_nothing(office, binh, chi, client_of):
    client_of(binh).post(PAGE, typed("23/3/2026", "23/3/2026"))
    assert "Trần Thị Bình" not in client_of(chi).get(PAGE).content.decode()
    assert client_of(chi).post(reverse("desk:cancel_absence", args=[Absence.objects.get().pk])).status_code == 404


def test_the_page_says_when_the_office_is_open_and_what_days_are_off(office, binh, client_of):
    CalendarException.objects.create(on=date(2026, 4, 27), kind="public_holiday", name_vi="Giỗ Tổ Hùng Vương")
    page = client_of(binh).get(PAGE).content.decode()
    assert "08:00 – 17:00" in page
    assert "Thứ Hai 27/04/2026" in page
    assert "Giỗ Tổ Hùng Vương" in page


def test_citizens_and_the_post_have_no_such_page(an, tu, client_of):
    assert client_of(an).get(PAGE).status_code == 403
    assert client_of(tu).get(PAGE).status_code == 403


def test_cancelling_needs_a_post(office, binh, client_of):
    client_of(binh).post(PAGE, typed("23/3/2026", "23/3/2026"))
    assert client_of(binh).get(reverse("desk:cancel_absence", args=[Absence.objects.get().pk])).status_code == 405

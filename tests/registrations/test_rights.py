"""Who had which right on which day; and who may ask: the Department all, an IT officer his district or his own unit."""

import csv
import io
from datetime import date

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from portal.accounts.models import Posting, Role
from portal.audit.models import Entry
from portal.registrations import locking, postings
from portal.registrations.rights import rights_on
from tests import factories
from tests.factories import acting, hanoi

pytestmark = pytest.mark.django_db
FRIDAY, SATURDAY = date(2026, 3, 20), date(2026, 3, 21)
DAYS = [date(2026, 3, day) for day in range(1, 29)]


def held(day, office) -> set[tuple[str, str]]:
    return {
        (right.posting.user.full_name, right.posting.role) for right in rights_on(day, Posting.objects.filter(office=office))
    }


def test_a_right_holds_on_its_days_and_not_after(binh, bao, office):
    postings.end(binh.postings.first().pk, last_on=FRIDAY, reason="x", by=acting(bao), at=hanoi())
    assert held(FRIDAY, office) - held(SATURDAY, office) == {("Trần Thị Bình", Role.RECEPTION_OFFICER)}


def test_a_locked_account_is_said_for_the_days_it_was_locked(binh, bao, office):
    locking.lock(binh.pk, reason="x", by=acting(bao), at=hanoi(20))
    locking.unlock(binh.pk, reason="y", by=acting(bao), at=hanoi(22))
    mine = Posting.objects.filter(user=binh)
    assert [rights_on(date(2026, 3, day), mine)[0].is_locked for day in (19, 20, 21, 22)] == [False, True, True, False]


def test_who_gave_it_and_who_seconded_is_told(office, huy, van):
    new = postings.NewPosting(factories.user("Lê Lành").pk, office.pk, Role.OFFICE_LEADER, FRIDAY)
    proposal = postings.give(new, by=acting(huy), at=hanoi(), reason="Danh sách số 1")
    postings.confirm(proposal.pk, by=acting(van), at=hanoi())
    opened = rights_on(FRIDAY, Posting.objects.filter(role=Role.OFFICE_LEADER))[0].opened
    assert (opened.by, opened.seconded_by) == (huy, van)


@given(
    spans=st.lists(st.tuples(st.sampled_from(DAYS), st.none() | st.sampled_from(DAYS)), max_size=6), day=st.sampled_from(DAYS)
)
def test_the_answer_is_that_of_counting_days(spans, day):
    office = factories.office("Phường Đếm Ngày")
    expected = 0
    for first_on, last_on in spans:
        if last_on is None or last_on >= first_on:
            user = factories.user("Người Nào")
            Posting.objects.create(user=user, office=office, role=Role.ACCOUNTANT, valid_from=first_on, valid_to=last_on)
            expected += day in [each for each in DAYS if first_on <= each <= (last_on or DAYS[-1])]
    assert len(rights_on(day, Posting.objects.filter(office=office))) == expected


def test_the_page_and_its_export_agree_and_are_recorded(client_of, huy, binh, office):
    asked = {"ngay": "2026-03-20", "don_vi": office.code}
    page = client_of(huy).get(reverse("registrations:rights"), asked).content.decode()
    file = client_of(huy).get(reverse("registrations:rights"), asked | {"tep": "csv"})
    rows = list(csv.reader(io.StringIO(file.content.decode("utf-8-sig")), delimiter=";"))
    assert "Trần Thị Bình" in page
    assert [row[2] for row in rows[1:]] == ["Trần Thị Bình"] * 2
    assert Entry.objects.filter(action="accounts.rights_exported").exists()


@pytest.mark.parametrize("asked", ["", "hôm qua", "2026-02-30", "0001-01-01", "9999-99-99"])
def test_a_day_that_is_none_is_told(client_of, huy, asked):
    page = client_of(huy).get(reverse("registrations:rights"), {"ngay": asked, "don_vi": ""})
    assert page.status_code == 200
    assert page.context["rights"] is None


def test_an_it_officer_sees_his_own_unit_only(client_of, bao, binh, chi, office, other_office):
    browser = client_of(bao)
    assert browser.get(reverse("registrations:unit", args=[office.pk])).status_code == 200
    assert browser.get(reverse("registrations:unit", args=[other_office.pk])).status_code == 404
    assert browser.get(reverse("registrations:person", args=[chi.pk])).status_code == 404
    assert browser.get(reverse("registrations:end", args=[chi.postings.first().pk])).status_code == 404
    assert "Lê Kim Chi" not in browser.get(reverse("registrations:rights")).content.decode()


def test_an_it_officer_of_a_district_manages_its_communes(client_of, other_office, chi):
    district = factories.office("Quận Hai Bà Trưng", level="district")
    commune = factories.office("Phường Đống Mác", parent=district)
    browser = client_of(factories.official("Đào Văn Khang", district, Role.IT_OFFICER))
    assert browser.get(reverse("registrations:unit", args=[commune.pk])).status_code == 200
    assert browser.get(reverse("registrations:unit", args=[other_office.pk])).status_code == 404


def test_the_it_officer_of_the_department_manages_the_department_not_the_city(client_of, department, office):
    office.parent = department
    office.save()
    browser = client_of(factories.official("Cao Bảo", department, Role.IT_OFFICER))
    assert browser.get(reverse("registrations:unit", args=[office.pk])).status_code == 404


def test_looks_at_units_and_people_are_recorded(client_of, huy, binh, office):
    browser = client_of(huy)
    browser.get(reverse("registrations:unit", args=[office.pk]))
    browser.get(reverse("registrations:person", args=[binh.pk]))
    assert Entry.objects.filter(action__in=["accounts.unit_viewed", "accounts.person_viewed"]).count() == 2


def test_a_person_is_added_on_a_page_with_the_checks_of_the_list(client_of, huy, office):
    address = reverse("registrations:add", args=[office.pk])
    wrong = client_of(huy).post(address, {"full_name": "Lành", "email": "x", "role": "accountant"}).content.decode()
    assert "Ghi đủ họ và tên" in wrong
    right = {"full_name": "Nguyễn Thị Lành", "email": "lanh@hanoi.example", "role": "accountant"}
    assert client_of(huy).post(address, right).status_code == 302
    assert Posting.objects.get(user__email="lanh@hanoi.example").role == Role.ACCOUNTANT

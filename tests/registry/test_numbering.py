"""Numbers without gaps or doubles, in the scope that the rows say: per office or for the city, per kind or for all."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from civil_registry import extracts
from civil_registry.models import ExtractCopy, NumberedBy, NumberedIn, NumberingRule
from portal.accounts.models import Role
from tests.factories import birth_entry, hanoi, official, user
from tests.registry.papers import drafted, marriage_entry, signed

AT_ONCE = 50


@pytest.fixture
def leader_there(other_office):
    return official("Lê Văn Giang", other_office, Role.OFFICE_LEADER)


def a_rule(office=None, *, year=2026, numbered_in=NumberedIn.OFFICE, numbered_by=NumberedBy.SUFFIX) -> NumberingRule:
    return NumberingRule.objects.create(
        office=office, from_year=year, numbered_in=numbered_in, numbered_by=numbered_by, basis="QĐ 1/QĐ-STP"
    )


@pytest.mark.django_db
def test_the_city_may_number_in_one_row(office, other_office, binh, dung, chi, leader_there):
    a_rule(numbered_in=NumberedIn.CITY)
    here = signed(office, binh, dung)
    there = signed(other_office, chi, leader_there, birth_entry(other_office, number="88"))
    assert [here.serial_text, there.serial_text] == ["1/2026/TLKS-BS", "2/2026/TLKS-BS"]


@pytest.mark.django_db
def test_all_kinds_may_share_one_row_of_numbers(office, binh, dung):
    a_rule(numbered_by=NumberedBy.ALL_KINDS)
    birth, marriage = signed(office, binh, dung), signed(office, binh, dung, marriage_entry(office))
    assert [birth.serial_text, marriage.serial_text] == ["1/2026/TLKS-BS", "2/2026/TLKH-BS"]


@pytest.mark.django_db
def test_a_way_of_numbering_counts_from_its_year_on(office, binh, dung):
    a_rule(year=2026, numbered_by=NumberedBy.ALL_KINDS)
    signed(office, binh, dung, at=hanoi(year=2025))
    marriage = signed(office, binh, dung, marriage_entry(office), at=hanoi(year=2025))
    assert marriage.serial == 1


@pytest.mark.django_db
def test_the_row_of_an_office_wins_over_the_citys(office, other_office, binh, dung, chi, leader_there):
    a_rule(numbered_in=NumberedIn.CITY)
    a_rule(office)
    signed(other_office, chi, leader_there, birth_entry(other_office, number="88"))
    assert signed(office, binh, dung).serial == 1


@pytest.mark.django_db
def test_the_city_has_one_way_of_numbering_a_year(office):
    a_rule()
    with pytest.raises(IntegrityError), transaction.atomic():
        a_rule(numbered_by=NumberedBy.ALL_KINDS)


@pytest.mark.django_db
def test_the_database_refuses_a_number_twice_from_one_counter(office, other_office, binh, dung, chi, leader_there):
    a_rule(numbered_in=NumberedIn.CITY)
    signed(office, binh, dung)
    there = signed(other_office, chi, leader_there, birth_entry(other_office, number="88"))
    with pytest.raises(IntegrityError), transaction.atomic():
        ExtractCopy.objects.filter(pk=there.pk).update(serial=1)


@pytest.mark.django_db
def test_the_database_refuses_a_cancelled_copy_without_its_number(office, binh, dung):
    copy = signed(office, binh, dung)
    with transaction.atomic():
        extracts.cancel(copy.pk, reason="Sai chữ đệm", by_id=dung.pk, at=hanoi(20, 12))
    with pytest.raises(IntegrityError), transaction.atomic():
        ExtractCopy.objects.filter(pk=copy.pk).update(serial=None)


@pytest.mark.django_db
def test_a_year_with_numbers_keeps_its_way_of_numbering(office, binh, dung, client_of):
    signed(office, binh, dung)
    root = client_of(user("Quản Trị", is_superuser=True, is_staff=True))
    address = reverse("admin:civil_registry_numberingrule_add")
    words = {"from_year": "2026", "numbered_in": "city", "numbered_by": "suffix", "basis": "QĐ 1", "office": ""}
    assert "Đã cấp số từ năm 2026" in root.post(address, words).content.decode()
    assert root.post(address, words | {"from_year": "2027"}).status_code == 302


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("numbered_in", NumberedIn.values)
def test_fifty_who_sign_at_once_take_numbers_without_gaps_or_doubles(office, binh, dung, numbered_in):
    """Every fifth signing fails after it took its number: the next one gets it."""
    a_rule(numbered_in=numbered_in)
    entry = birth_entry(office)
    copies = [drafted(office, binh, entry) for _ in range(AT_ONCE)]
    with transaction.atomic():
        for copy in copies:
            extracts.send_for_signature(copy.pk)
    posting = dung.postings.select_related("user").get()
    failing = {copy.pk for copy in copies[::5]}

    def sign(copy_id: int) -> int | None:
        try:
            with transaction.atomic():
                serial = extracts.sign(copy_id, posting=posting, at=hanoi()).serial
                if copy_id in failing:
                    raise RuntimeError
                return serial
        except RuntimeError:
            return None
        finally:
            connection.close()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        serials = list(pool.map(sign, [copy.pk for copy in copies]))
    given = AT_ONCE - len(failing)
    assert sorted(serial for serial in serials if serial) == list(range(1, given + 1))
    assert sorted(ExtractCopy.objects.filter(serial__isnull=False).values_list("serial", flat=True)) == list(
        range(1, given + 1)
    )

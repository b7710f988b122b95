"""The reference data: complete, loaded once however often it is asked for, and never over the Department's decisions."""

from datetime import date, time

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction

from portal.accounts.actors import Actor
from portal.offices.choosing import choose_successor
from portal.offices.models import (
    CalendarException,
    CalendarVersion,
    CalendarYear,
    Commune,
    Level,
    Office,
    OfficeSuccession,
    OpeningHours,
    Province,
    ServiceActivation,
)
from portal.offices.reference import load_reference
from portal.offices.succession import heirs_of, trace
from tests.factories import hanoi

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("day", "districts", "communes"),
    [
        (date(2016, 11, 1), 30, 584),
        (date(2020, 2, 29), 30, 584),
        (date(2020, 3, 1), 30, 579),
        (date(2024, 12, 31), 30, 579),
        (date(2025, 1, 1), 30, 526),
        (date(2025, 6, 30), 30, 526),
        (date(2025, 7, 1), 0, 126),
        (date(2026, 11, 21), 0, 126),
    ],
)
def test_as_many_units_stand_on_a_day_as_the_law_says(reference, day, districts, communes):
    standing = Office.objects.standing_on(day)
    assert standing.filter(level=Level.DISTRICT).count() == districts
    assert standing.filter(level=Level.COMMUNE).count() == communes


def test_every_row_of_the_files_is_there(reference):
    assert Office.objects.count() == 777
    assert OfficeSuccession.objects.count() == 1108
    assert Province.objects.count() == 34
    assert Commune.objects.count() == 3321
    assert CalendarYear.objects.count() == 12


def test_loading_again_changes_nothing(reference, django_assert_max_num_queries):
    before = [list(model.objects.order_by("pk").values()) for model in (Office, OfficeSuccession, ServiceActivation, Commune)]
    with django_assert_max_num_queries(16):
        assert load_reference() == reference
    after = [list(model.objects.order_by("pk").values()) for model in (Office, OfficeSuccession, ServiceActivation, Commune)]
    assert after == before
    assert OpeningHours.objects.count() == 1
    assert [version.number for version in CalendarVersion.objects.all()] == [1]


def test_the_command_tells_how_many_rows_there_are(db, capsys):
    call_command("load_reference")
    assert "777 offices, 1108 successions" in capsys.readouterr().out


def test_a_corrected_fact_is_corrected_in_place(reference):
    Office.objects.filter(code="00256").update(name="Phường Sai Tên")
    load_reference()
    assert Office.objects.get(code="00256", valid_from=date(2025, 7, 1)).name == "Phường Hai Bà Trưng"
    assert Office.objects.count() == 777


def test_what_an_office_or_the_department_entered_stays(reference):
    office = Office.objects.get(code="00256", valid_from=date(2025, 7, 1))
    Office.objects.filter(pk=office.pk).update(phone="02439740000", address="Số 33 phố Lò Đúc")
    CalendarException.objects.filter(on=date(2026, 11, 23)).update(status=CalendarException.Status.IN_FORCE)
    OpeningHours.objects.update(opens_at=time(7, 30))
    ServiceActivation.objects.filter(office=office).update(valid_to=date(2026, 12, 31))
    load_reference()
    office.refresh_from_db()
    assert office.phone == "02439740000"
    assert CalendarException.objects.filter(on=date(2026, 11, 23)).count() == 1
    assert OpeningHours.objects.get().opens_at == time(7, 30)
    assert office.activations.get(procedure_code="2.000635").valid_to == date(2026, 12, 31)


def test_names_addresses_and_codes_are_ready_to_use(reference):
    today = Office.objects.get(code="00256", valid_from=date(2025, 7, 1))
    assert (today.slug, today.agency_code) == ("phuong-hai-ba-trung", "H26.00256")
    assert (today.full_name, today.authority_name) == ("Phường Hai Bà Trưng", "Ủy ban nhân dân phường Hai Bà Trưng")
    assert today.parent.level == Level.DEPARTMENT
    former = Office.objects.get(code="00265")
    assert former.full_name == "Phường Đống Mác, quận Hai Bà Trưng"
    assert former.search_name == "phuong dong mac quan hai ba trung"
    assert Office.objects.get(level=Level.DEPARTMENT).agency_code == "H26.16"


def test_slugs_are_unique_among_the_units_of_today(reference):
    slugs = list(Office.objects.standing_on(date(2026, 3, 20)).values_list("slug", flat=True))
    assert len(slugs) == len(set(slugs)) == 127


def test_the_database_refuses_a_second_span_without_a_beginning(reference):
    with pytest.raises(IntegrityError), transaction.atomic():
        Office.objects.create(code="00265", name="Phường Đống Mác", kind="phuong", level=Level.COMMUNE, slug="x")


def test_communes_of_a_province_come_in_the_order_of_their_names(reference):
    names = list(Commune.objects.filter(province__code="01").values_list("name", flat=True))
    assert names.index("Xã Đại Thanh") < names.index("Xã Dân Hòa") < names.index("Phường Đống Đa") < names.index("Xã Gia Lâm")
    assert Province.objects.get(code="79").short_name == "Hồ Chí Minh"


def test_a_successor_that_the_department_chose_stays(reference):
    divided = Office.objects.get(name="Phường Đồng Tâm", parent__code="007")
    heir = Office.objects.get(name="Phường Tương Mai", valid_to=None)
    choose_successor(divided, heir, by=Actor("department_admin"), at=hanoi())
    load_reference()
    assert trace(divided, date(2026, 3, 20)).suggested.office == heir
    assert heirs_of([divided.pk, heir.pk], date(2026, 3, 20)) == {divided.pk: heir}

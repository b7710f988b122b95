"""The second pair of eyes, and corrections from the paper book."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from civil_registry.corrections import NothingCorrected, check, correct, entries_to_check
from civil_registry.models import RegisterEntry
from civil_registry.names import span_of
from portal.audit.models import Entry
from tests import factories
from tests.factories import birth_entry, hanoi

pytestmark = pytest.mark.django_db
DOSSIER = "H26.00256-260320-0047"


@pytest.fixture
def written(office, binh) -> RegisterEntry:
    """Typed in from the paper book by Bình."""
    entry = birth_entry(office)
    RegisterEntry.objects.filter(pk=entry.pk).update(source="transcribed", added_by=binh)
    entry.refresh_from_db()
    return entry


def at(route: str, entry: RegisterEntry) -> str:
    return f"{reverse(f'registry_desk:{route}', args=[entry.pk])}?hs={DOSSIER}"


def typed(entry: RegisterEntry, **changes) -> dict:
    """The form of a correction as the page shows it."""
    values = {code: value for code, value in entry.fields.items() if code != "birth_date"}
    year, month, day = entry.fields["birth_date"].split("-")
    dates = {"birth_date_year": year, "birth_date_month": month, "birth_date_day": day, "registered_on_year": "1990"}
    dates |= {"registered_on_month": "3", "registered_on_day": "20"}
    return values | dates | {"version": entry.version, "ground": "Sổ 01/1990, trang 44", "note": entry.note} | changes


def test_the_database_refuses_a_reader_who_wrote_it(written, binh):
    with pytest.raises(IntegrityError), transaction.atomic():
        RegisterEntry.objects.filter(pk=written.pk).update(checked_by=binh, checked_at=hanoi())


def test_the_database_refuses_a_reader_who_corrected_it(written, binh, dung):
    with pytest.raises(IntegrityError), transaction.atomic():
        RegisterEntry.objects.filter(pk=written.pk).update(corrected_by=dung, checked_by=dung, checked_at=hanoi())


def test_what_was_typed_in_waits_in_the_list_of_the_office_without_names(written, dung, client_of, other_office):
    page = client_of(dung).get(reverse("registry_desk:to_check")).content.decode()
    assert "Trần Thị Bình" in page
    assert written.subject_name not in page
    assert not entries_to_check(other_office).exists()


def test_a_digitised_entry_waits_for_nobody(office):
    birth_entry(office)
    assert not entries_to_check(office).exists()


def test_another_person_compares_it_and_is_remembered(written, dung, client_of, office):
    client_of(dung).post(at("check", written), {"has_compared": "on", "version": written.version})
    written.refresh_from_db()
    assert written.checked_by == dung
    assert not written.needs_check
    assert not entries_to_check(office).exists()
    assert Entry.objects.get(action="register.entry_checked").purpose == DOSSIER


def test_the_one_who_typed_it_is_told_that_another_must_compare(written, binh, client_of):
    client = client_of(binh)
    assert "người khác phải đối chiếu" in client.get(at("check", written)).content.decode()
    page = client.post(at("check", written), {"has_compared": "on", "version": written.version}).content.decode()
    assert "Người khác phải đối chiếu" in page
    written.refresh_from_db()
    assert written.checked_by is None


def test_without_the_tick_nothing_is_compared(written, dung, client_of):
    page = client_of(dung).post(at("check", written), {"version": written.version}).content.decode()
    assert "So từng dòng với trang sổ rồi đánh dấu" in page


def test_a_correction_keeps_what_stood_before_and_its_ground(office, binh, client_of):
    entry = birth_entry(office)
    client_of(binh).post(at("correct", entry), typed(entry, full_name="Nguyễn Thị Thúy Dương"))
    entry.refresh_from_db()
    kept = entry.corrections.get()
    assert kept.before == {"full_name": "Nguyễn Thị Thùy Dương"}
    assert kept.after == {"full_name": "Nguyễn Thị Thúy Dương"}
    assert (kept.ground, kept.by, entry.version) == ("Sổ 01/1990, trang 44", binh, 2)
    first, last = span_of("Thúy Dương")
    assert entry.subject_name == "Nguyễn Thị Thúy Dương"
    assert entry.names.filter(key__gte=first, key__lt=last).exists()
    assert entry.needs_check


def test_a_correction_asks_for_its_ground_and_keeps_what_was_typed(office, binh, client_of):
    entry = birth_entry(office)
    page = client_of(binh).post(at("correct", entry), typed(entry, full_name="Nguyễn Thị Mận", ground="")).content.decode()
    assert "Ghi căn cứ: quyển, trang, sổ ghi thế nào" in page
    assert "Nguyễn Thị Mận" in page


def test_a_correction_that_changes_nothing_is_said_so(office, binh, client_of):
    entry = birth_entry(office)
    assert "Chưa sửa gì" in client_of(binh).post(at("correct", entry), typed(entry)).content.decode()
    with pytest.raises(NothingCorrected):
        correct(entry.pk, {"sex": "Nữ"}, by_id=binh.pk, at=hanoi(), ground="Sổ")


def test_two_who_correct_at_once_do_not_overwrite_each_other(office, binh, dung, client_of):
    entry = birth_entry(office)
    stale = typed(entry, full_name="Nguyễn Thị Mận")
    correct(entry.pk, {"sex": "Nam"}, by_id=dung.pk, at=hanoi(), ground="Sổ")
    page = client_of(binh).post(at("correct", entry), stale).content.decode()
    assert "Hoàng Tiến Dũng đã sửa mục sổ" in page
    entry.refresh_from_db()
    assert entry.fields["full_name"] == "Nguyễn Thị Thùy Dương"


def test_what_the_second_reader_corrects_goes_back_to_the_first(written, binh, dung):
    correct(written.pk, {"sex": ""}, by_id=dung.pk, at=hanoi(), ground="Sổ để trống")
    check(written.pk, by_id=binh.pk, at=hanoi())
    written.refresh_from_db()
    assert (written.checked_by, "sex" in written.fields) == (binh, False)


def test_an_entry_of_another_office_is_not_found(written, chi, client_of):
    for route in ("check", "correct"):
        assert client_of(chi).get(at(route, written)).status_code == 404


def test_a_reception_officer_reads_but_does_not_compare(written, office, client_of):
    person = factories.official("Vũ Thu Lan", office, "reception_officer")
    client = client_of(person)
    assert "Công chức tư pháp" in client.get(at("check", written)).content.decode()
    assert client.post(at("check", written), {"has_compared": "on", "version": 1}).status_code == 403

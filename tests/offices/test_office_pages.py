"""P5 and P6: an office found by its name of today or of before; its hours as its calendar says."""

from datetime import date

import pytest

from civil_registry.models import RegisterBook
from portal.offices.models import CalendarException, OfficeSuccession
from tests import factories
from tests.factories import hanoi

pytestmark = pytest.mark.django_db


@pytest.fixture
def at(monkeypatch):
    return lambda moment: monkeypatch.setattr("django.utils.timezone.now", lambda: moment)


@pytest.fixture
def old(office):
    """Phường Đống Mác, gone into the office since 2025."""
    district = factories.office("Quận Hai Bà Trưng", level="district", valid_to=date(2025, 6, 30))
    gone = factories.office("Phường Đống Mác", parent=district, valid_to=date(2024, 12, 31))
    OfficeSuccession.objects.create(
        predecessor=gone, successor=office, effective_on=date(2025, 1, 1), kind="merged_whole", legal_act="1286/NQ-UBTVQH15"
    )
    return gone


def page(client, at, moment, slug: str = "phuong-hai-ba-trung") -> str:
    at(moment)
    return " ".join(client.get(f"/co-quan/{slug}/").content.decode().split())


def test_at_work_it_says_until_when_it_is_open(client, at, years, office):
    assert "Đang mở cửa, đến 12:00" in page(client, at, hanoi(20, 9))


def test_on_friday_evening_it_names_monday(client, at, years, office):
    assert "Đang đóng cửa. Mở lúc 08:00, thứ Hai 23/03/2026" in page(client, at, hanoi(20, 18))


def test_a_closure_of_the_office_is_told(client, at, years, office):
    CalendarException.objects.create(on=date(2026, 3, 23), kind="emergency_closure", name_vi="Ngập nước", office=office)
    text = page(client, at, hanoi(20, 18))
    assert "Mở lúc 08:00, thứ Ba 24/03/2026" in text
    assert 'Đóng cửa <span class="muted">Ngập nước</span>' in text


def test_without_a_calendar_it_does_not_guess(client, at, office):
    assert "Chưa có lịch mở cửa" in page(client, at, hanoi(20, 9))


def test_it_names_the_units_it_took_over(client, at, years, office, old):
    text = page(client, at, hanoi(20, 9))
    assert "Phường Đống Mác, quận Hai Bà Trưng" in text
    assert f"/co-quan/ten-cu/{old.pk}/" in text


def test_a_former_name_typed_without_marks_is_found_and_leads_on(client, office, old):
    found = client.get("/co-quan/", {"q": "dong mac"}).content.decode()
    assert f'href="/co-quan/ten-cu/{old.pk}/"' in found
    assert 'href="/co-quan/phuong-hai-ba-trung/"' in client.get(f"/co-quan/ten-cu/{old.pk}/").content.decode()


def test_the_former_address_of_a_unit_that_stands_leads_to_its_page(client, office):
    assert client.get(f"/co-quan/ten-cu/{office.pk}/").headers["Location"] == "/co-quan/phuong-hai-ba-trung/"


def test_the_notice_board_code_carries_the_address(client, at, years, office):
    assert 'src="data:image/svg+xml' in page(client, at, hanoi(20, 9))


@pytest.mark.parametrize("query", ["zzz", "<script>", "\x00", "%", "ẫ" * 3000])
def test_no_hit_is_said(client, office, query):
    answer = client.get("/co-quan/", {"q": query})
    assert answer.status_code == 200
    assert "<script>alert" not in answer.content.decode()


def test_a_post_office_has_no_page(client, tu):
    post = tu.postings.get().office
    assert client.get(f"/co-quan/{post.slug}/").status_code == 404
    assert client.get(f"/co-quan/ten-cu/{post.pk}/").status_code == 404


def test_the_registers_it_holds_are_named_with_their_years(client, at, years, office):
    for year in (1988, 1992):
        factories.birth_entry(office, year=year)
    RegisterBook.objects.create(kind="death", registered_place="Ủy ban nhân dân phường", year=2001, holder=office)
    text = page(client, at, hanoi(20, 9))
    assert 'Khai sinh: <span class="nowrap">1988–1992</span>' in text
    assert 'Khai tử: <span class="nowrap">2001</span>' in text


def test_registers_are_named_in_english_too(client, at, years, office):
    RegisterBook.objects.create(kind="divorce_noted", registered_place="Ủy ban nhân dân quận", year=2001, holder=office)
    at(hanoi(20, 9))
    text = client.get("/en/co-quan/phuong-hai-ba-trung/", follow=True).content.decode()
    assert "Registers kept here" in text
    assert "Ghi chú ly hôn" not in text


def test_an_office_without_registers_says_nothing_of_them(client, at, years, office):
    assert "Sổ hộ tịch đang lưu" not in page(client, at, hanoi(20, 9))

"""The home page's promise in dates, the search with and without tones, and the pages of each service."""

from datetime import date

import pytest
from django.urls import reverse

from applications.management.commands.load_fees import load_fees
from applications.services import SERVICES
from portal.offices.models import CalendarException
from tests.factories import hanoi

PAGES = ("home", "search", "accessibility", "privacy", "about", "menu")


@pytest.fixture
def at(monkeypatch):
    """Sets the clock: `at(hanoi(20, 15, 1))`."""
    return lambda moment: monkeypatch.setattr("django.utils.timezone.now", lambda: moment)


@pytest.fixture
def home(client, years, at):
    """The home page as it reads at one moment, spaces folded."""

    def read(moment) -> str:
        at(moment)
        return " ".join(client.get(reverse("public:home")).content.decode().split())

    return read


def test_before_the_line_the_home_page_promises_today(home):
    text = home(hanoi(20, 9, 5))
    assert "Bây giờ là <b>09:05</b>, thứ Sáu 20/03/2026." in text
    assert "Nộp sau 15 giờ, trả kết quả vào <b>thứ Hai 23/03/2026</b>." in text


def test_at_15_00_00_it_still_promises_today(home):
    assert "được giải quyết ngay hôm nay" in home(hanoi(20, 15, 0, 0))


def test_after_the_line_it_promises_the_next_working_day(home):
    text = home(hanoi(20, 15, 0, 1))
    assert "được giải quyết ngay hôm nay" not in text
    assert "Hồ sơ nộp bây giờ được giải quyết trong <b>thứ Hai 23/03/2026</b>." in text


def test_a_holiday_moves_the_promise(home):
    CalendarException.objects.create(on=date(2026, 3, 23), kind="public_holiday", name_vi="Nghỉ lễ")
    assert "trong <b>thứ Ba 24/03/2026</b>" in home(hanoi(20, 15, 0, 1))


def test_on_sunday_it_names_monday(home):
    assert "trong <b>thứ Hai 23/03/2026</b>" in home(hanoi(22, 10))


def test_without_a_calendar_the_home_page_says_the_rule(home):
    assert "Hồ sơ nhận trước 15 giờ ngày làm việc được giải quyết trong ngày" in home(hanoi(4, 9, month=1, year=2027))


def test_the_fee_is_the_one_in_force(client, db):
    load_fees()
    for page in ("/", "/dich-vu/trich-luc-khai-sinh/"):
        assert "8.000\u00a0đồng" in client.get(page).content.decode()


def test_without_a_fee_table_no_price_is_guessed(client, db):
    for page in ("/", "/dich-vu/trich-luc-khai-sinh/"):
        text = client.get(page).content.decode()
        assert "8.000" not in text
        assert "khi nộp hồ sơ" in text


@pytest.mark.parametrize("query", ["kết hôn", "ket hon", "KET HON", "giay ket hon", "hôn thú", "marriage"])
def test_search_finds_with_and_without_tones(client, db, query):
    text = client.get(reverse("public:search"), {"q": query}).content.decode()
    assert "Có 1 dịch vụ phù hợp." in text
    assert reverse("public:service", args=["trich-luc-ket-hon"]) in text


@pytest.mark.parametrize("query", ["đống mak", "<script>", "\x00", "😀" * 500, "%", "ẫ" * 3000])
def test_search_without_a_hit_offers_every_service(client, db, query):
    answer = client.get(reverse("public:search"), {"q": query})
    assert answer.status_code == 200
    assert all(reverse("public:service", args=[service.slug]) in answer.content.decode() for service in SERVICES)


@pytest.mark.parametrize("service", SERVICES, ids=lambda service: service.slug)
def test_a_service_page_leads_to_its_own_filing(client, db, service):
    text = client.get(reverse("public:service", args=[service.slug])).content.decode()
    assert f"?loai={service.kind}" in text if service.kind else "?loai=" not in text
    assert "2.000635" in text
    assert "66.22/2026/NQ-CP" in text


def test_an_unknown_service_is_not_found(client, db):
    answer = client.get("/dich-vu/trich-luc-ly-hon/")
    assert answer.status_code == 404
    assert "Không tìm thấy trang này" in answer.content.decode()


def test_the_short_address_leads_to_the_service(client, db):
    assert client.get("/trich-luc/")["Location"] == "/dich-vu/trich-luc-khai-sinh/"


@pytest.mark.parametrize("name", PAGES)
def test_a_page_opens_in_both_languages_and_links_to_the_other(client, db, name):
    vietnamese = reverse(f"public:{name}")
    assert f'href="/en{vietnamese}"' in client.get(vietnamese).content.decode()
    english = client.get(f"/en{vietnamese}").content.decode()
    assert '<html lang="en">' in english
    assert f'href="{vietnamese}" hreflang="vi"' in english


@pytest.mark.parametrize("name", PAGES)
def test_a_page_has_one_title(client, db, name):
    text = client.get(reverse(f"public:{name}")).content.decode()
    assert text.count("<h1") == 1


def test_the_request_form_can_be_looked_at_before_filing(client, db):
    service = client.get(reverse("public:service", args=["trich-luc-ket-hon"])).content.decode()
    address = reverse("public:questions", args=["trich-luc-ket-hon"])
    assert f'href="{address}"' in service
    page = client.get(address).content.decode()
    for question in ("Người nộp hồ sơ là gì của người được cấp bản sao?", "Họ, chữ đệm, tên của vợ hoặc chồng người này"):
        assert question in page


def test_each_kind_has_its_own_questions(client, db):
    page = client.get(reverse("public:questions", args=["trich-luc-khai-sinh"])).content.decode()
    assert "vợ hoặc chồng người này" not in page
    assert "giấy khai sinh cũ" in page


@pytest.mark.parametrize("slug", ["viec-khac", "khong-co"])
def test_a_service_of_several_kinds_or_none_has_no_form_to_look_at(client, db, slug):
    assert client.get(reverse("public:questions", args=[slug])).status_code == 404

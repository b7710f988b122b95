"""Notices, guidance and questions as everybody reads them: languages, feed, what browsers keep, notes on services."""

from xml.etree import ElementTree

import pytest
from django.core.management import call_command
from django.test import Client

from portal.pages import actions
from portal.pages.actions import Words
from tests.factories import acting, hanoi

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


def published(huy, kind: str, slug: str, *words: str, at=None, **place):
    at = at or hanoi(20, 9)
    made = actions.begin_page(kind, slug, Words(*words), **place, by=acting(huy), at=at)
    actions.publish(made.page_id, 1, by=acting(huy), at=at)
    return made.page


@pytest.fixture
def loaded(db) -> None:
    call_command("load_pages", verbosity=0)


@pytest.mark.parametrize("address", ["/thong-bao/", "/huong-dan/", "/hoi-dap/"])
def test_a_page_without_rows_still_opens(client, db, address):
    for prefix in ("", "/en"):
        text = client.get(prefix + address).content.decode()
        assert text.count("<h1") == 1


def test_the_guidance_that_was_there_before_is_still_there(client, loaded):
    text = client.get("/huong-dan/").content.decode()
    assert "<h1>Hướng dẫn nộp hồ sơ</h1>" in text
    assert 'href="/huong-dan/chup-anh-giay-to/"' in text
    assert "Đặt giấy trên mặt phẳng màu sẫm" in client.get("/huong-dan/chup-anh-giay-to/").content.decode()
    assert "Lay the paper flat" in client.get("/en/huong-dan/chup-anh-giay-to/").content.decode()


def test_the_main_guidance_has_one_address(client, loaded):
    assert client.get("/huong-dan/nop-ho-so/").headers["Location"] == "/huong-dan/"


def test_questions_stand_by_task(client, loaded):
    text = client.get("/hoi-dap/").content.decode()
    assert (
        text.index("Có phải tạo tài khoản không?")
        < text.index("Cần những giấy tờ gì?")
        < text.index("Trả phí và cước thế nào?")
    )


def test_what_is_not_translated_is_vietnamese_and_says_so(client, huy):
    published(huy, "news", "nghi-le", "Nghỉ lễ", "Nghỉ ngày 2/9.")
    text = client.get("/en/thong-bao/nghi-le/").content.decode()
    assert '<h1 lang="vi">Nghỉ lễ</h1>' in text
    assert '<div class="prose" lang="vi">' in text
    assert "not been translated into English" in text


def test_what_is_translated_is_english(client, huy):
    published(huy, "news", "nghi-le", "Nghỉ lễ", "Nghỉ.", "Holiday", "Closed.")
    text = client.get("/en/thong-bao/nghi-le/").content.decode()
    assert "<h1>Holiday</h1>" in text
    assert 'class="prose" lang' not in text


def test_home_shows_the_latest_two_notices(client, huy):
    for number in (1, 2, 3):
        published(huy, "news", f"tin-{number}", f"Tin số {number}", "Chữ.", at=hanoi(17 + number))
    text = client.get("/").content.decode()
    assert text.index("Tin số 3") < text.index("Tin số 2")
    assert "Tin số 1" not in text


def test_the_feed_has_the_notices_latest_first(client, huy, settings):
    settings.PUBLIC_URL = "https://hotich.example"
    for number in (1, 2):
        published(huy, "news", f"tin-{number}", f"Tin <{number}>", "Đoạn **đầu**.\n\nHai.", at=hanoi(17 + number))
    answer = client.get("/thong-bao/atom.xml")
    feed = ElementTree.fromstring(answer.content)
    assert answer["Content-Type"].startswith("application/atom+xml")
    assert [entry.findtext(f"{ATOM}title") for entry in feed.iter(f"{ATOM}entry")] == ["Tin <2>", "Tin <1>"]
    assert feed.find(f"{ATOM}entry/{ATOM}summary").text == "Đoạn đầu."
    assert feed.find(f"{ATOM}entry/{ATOM}link").get("href") == "https://hotich.example/thong-bao/tin-2/"


@pytest.mark.parametrize("address", ["/thong-bao/", "/thong-bao/nghi-le/", "/thong-bao/atom.xml", "/hoi-dap/", "/huong-dan/"])
def test_who_has_a_page_already_is_told_so(client, huy, address):
    published(huy, "news", "nghi-le", "Nghỉ lễ", "Nghỉ.")
    first = client.get(address)
    again = client.get(address, headers={"If-None-Match": first["ETag"]})
    assert first["Cache-Control"] == "public, max-age=60"
    assert (again.status_code, again.content) == (304, b"")


def test_a_changed_page_is_sent_anew(client, huy):
    page = published(huy, "news", "nghi-le", "Nghỉ lễ", "Nghỉ.")
    before = client.get("/thong-bao/nghi-le/")
    actions.save_version(page.pk, Words("Nghỉ lễ", "Không nghỉ."), seen=1, by=acting(huy), at=hanoi(20, 10, 0))
    actions.publish(page.pk, 2, by=acting(huy), at=hanoi(20, 10, 0))
    after = client.get("/thong-bao/nghi-le/", headers={"If-None-Match": before["ETag"]})
    assert after.status_code == 200
    assert after["Last-Modified"] == "Fri, 20 Mar 2026 03:00:00 GMT"


def test_nothing_is_kept_of_the_page_of_somebody_who_logged_in(client_of, an, huy):
    published(huy, "news", "nghi-le", "Nghỉ lễ", "Nghỉ.")
    answer = client_of(an).get("/thong-bao/nghi-le/")
    assert answer["Cache-Control"] == "no-store"
    assert "ETag" not in answer


def test_a_service_carries_the_departments_note(client, huy):
    published(huy, "note", "trich-luc-ket-hon", "Máy chủ bảo trì", "Tối **thứ Sáu**.")
    text = client.get("/dich-vu/trich-luc-ket-hon/").content.decode()
    assert "Máy chủ bảo trì" in text
    assert "<strong>thứ Sáu</strong>" in text
    assert "Máy chủ bảo trì" not in client.get("/dich-vu/trich-luc-khai-sinh/").content.decode()


@pytest.mark.parametrize("slug", ["khong-co", "a" * 200, "-"])
def test_an_unknown_notice_is_not_found(db, slug):
    assert Client().get(f"/thong-bao/{slug}/").status_code == 404

"""The Department writes, compares, brings back, publishes and takes down; the public sees what is published, when it is."""

import pytest
from django.core.management import call_command
from django.urls import reverse

from portal.audit.append_only import EvidenceIsKept
from portal.audit.models import Entry
from portal.pages import actions
from portal.pages.actions import Words
from portal.pages.models import Page, PageVersion, Publication
from tests.factories import acting, hanoi

pytestmark = pytest.mark.django_db
NEWS = {"title_vi": "Nghỉ lễ 2/9", "body_vi": "Các cơ quan **nghỉ** ngày 2/9.", "title_en": "", "body_en": ""}


@pytest.fixture
def at(monkeypatch):
    return lambda moment: monkeypatch.setattr("django.utils.timezone.now", lambda: moment)


@pytest.fixture
def notice(huy) -> Page:
    """A notice of two versions; the first is public since 09:00."""
    by = acting(huy)
    made = actions.begin_page("news", "nghi-le", Words("Nghỉ lễ", "Nghỉ ngày 2/9."), by=by, at=hanoi(20, 8))
    actions.publish(made.page_id, 1, by=by, at=hanoi(20, 9))
    words = Words("Nghỉ lễ", "Nghỉ ngày 1/9 và 2/9.", "Holiday", "Closed on 1 and 2 September.")
    actions.save_version(made.page_id, words, seen=1, by=by, at=hanoi(20, 9, 30))
    return made.page


def url(name: str, *args) -> str:
    return reverse(f"content_desk:{name}", args=args)


def test_an_officer_writes_and_an_administrator_publishes(client, client_of, mai, huy):
    answer = client_of(mai).post(url("begin", "news"), NEWS | {"slug": ""}, follow=True)
    page = Page.objects.get(slug="nghi-le-2-9")
    assert "chưa đăng" in answer.content.decode()
    assert client.get("/thong-bao/nghi-le-2-9/").status_code == 404
    client_of(huy).post(url("publish", page.pk, 1), {"from_at": ""})
    assert "Các cơ quan <strong>nghỉ</strong>" in client.get("/thong-bao/nghi-le-2-9/").content.decode()


def test_an_officer_does_not_publish(client_of, mai, notice):
    assert client_of(mai).post(url("publish", notice.pk, 2), {}).status_code == 403
    assert client_of(mai).post(url("take_down", notice.pk), {"reason": "x"}).status_code == 403


def test_the_public_sees_the_published_version_not_the_newest(client, at, notice):
    at(hanoi(20, 10))
    text = client.get("/thong-bao/nghi-le/").content.decode()
    assert "Nghỉ ngày 2/9." in text
    assert "1/9" not in text


def test_what_is_published_at_a_time_appears_then(client, at, notice, huy):
    actions.publish(notice.pk, 2, from_at=hanoi(20, 11), by=acting(huy), at=hanoi(20, 10))
    at(hanoi(20, 10, 59))
    assert "1/9" not in client.get("/thong-bao/nghi-le/").content.decode()
    at(hanoi(20, 11))
    assert "1/9" in client.get("/thong-bao/nghi-le/").content.decode()


def test_a_moment_that_has_passed_is_refused_beside_the_field(client_of, at, notice, huy):
    at(hanoi(20, 10))
    answer = client_of(huy).post(url("publish", notice.pk, 2), {"from_at": "2026-03-19T08:00"})
    assert answer.status_code == 400
    assert "Giờ đăng đã qua" in answer.content.decode()


def test_taken_down_it_is_gone_with_a_reason_and_what_was_to_come_with_it(client, client_of, at, notice, huy):
    actions.publish(notice.pk, 2, from_at=hanoi(20, 11), by=acting(huy), at=hanoi(20, 10))
    at(hanoi(20, 10, 30))
    client_of(huy).post(url("take_down", notice.pk), {"reason": "Đăng nhầm"})
    at(hanoi(20, 12))
    assert client.get("/thong-bao/nghi-le/").status_code == 404
    assert Publication.objects.filter(called_off_by=huy, from_at=hanoi(20, 11)).exists()


def test_taking_down_needs_a_reason(client_of, notice, huy):
    answer = client_of(huy).post(url("take_down", notice.pk), {"reason": " "})
    assert answer.status_code == 400
    assert "Ghi lý do gỡ trang" in answer.content.decode()


def test_a_save_is_a_new_version_with_who_and_when(client_of, mai, notice):
    client_of(mai).post(url("edit", notice.pk), NEWS | {"seen": 2})
    newest = notice.versions.first()
    assert (newest.number, newest.saved_by, newest.title_vi) == (3, mai, "Nghỉ lễ 2/9")


def test_saving_the_same_words_is_no_new_version(client_of, mai, notice):
    words = {name: getattr(notice.versions.first(), name) for name in NEWS}
    client_of(mai).post(url("edit", notice.pk), words | {"seen": 2})
    assert notice.versions.count() == 2


def test_who_was_overtaken_keeps_his_words_and_is_told(client_of, mai, notice):
    answer = client_of(mai).post(url("edit", notice.pk), NEWS | {"seen": 1})
    text = answer.content.decode()
    assert answer.status_code == 400
    assert "đã lưu phiên bản 2" in text
    assert "Các cơ quan **nghỉ**" in text
    assert 'name="seen" value="2"' in text


def test_two_versions_are_compared_line_by_line(client_of, mai, notice):
    text = client_of(mai).get(url("version", notice.pk, 2)).content.decode()
    assert "Khác gì giữa phiên bản 1 và 2" in text
    assert "</span>Nghỉ ngày 2/9.</del>" in text
    assert "</span>Nghỉ ngày 1/9 và 2/9.</ins>" in text


def test_an_old_version_comes_back_as_a_new_one(client_of, mai, notice):
    client_of(mai).post(url("restore", notice.pk, 1))
    newest = notice.versions.first()
    assert (newest.number, newest.restored_from, newest.body_vi) == (3, 1, "Nghỉ ngày 2/9.")


def test_versions_are_never_changed(notice):
    with pytest.raises(EvidenceIsKept):
        PageVersion.objects.update(title_vi="x")
    with pytest.raises(EvidenceIsKept):
        notice.versions.first().save()


def test_an_address_is_used_once(client_of, mai, notice):
    answer = client_of(mai).post(url("begin", "news"), NEWS | {"slug": "nghi-le"})
    assert answer.status_code == 400
    assert "đã có trang khác dùng" in answer.content.decode()


def test_half_a_translation_is_refused(client_of, mai):
    answer = client_of(mai).post(url("begin", "news"), NEWS | {"title_en": "Holiday"})
    assert "Dịch cả tiêu đề và nội dung" in answer.content.decode()


def test_the_list_says_what_lacks_english(client_of, mai, huy, notice):
    actions.begin_page("news", "khac", Words("Khác", "Chữ."), by=acting(huy), at=hanoi(20, 8))
    assert client_of(mai).get(url("pages")).content.decode().count("Thiếu tiếng Anh") == 1


def test_without_scripts_a_button_shows_the_look_and_saves_nothing(client_of, mai, notice):
    answer = client_of(mai).post(url("edit", notice.pk), NEWS | {"seen": 2, "preview": "1"})
    assert "Các cơ quan <strong>nghỉ</strong>" in answer.content.decode()
    assert notice.versions.count() == 2


def test_with_scripts_the_look_is_a_piece_of_the_page(client_of, mai):
    text = client_of(mai).post(url("preview"), NEWS).content.decode()
    assert "<strong>nghỉ</strong>" in text
    assert "<html" not in text


HOSTILE = ("x" * 100_000, "<script>alert(1)</script>", "[a](javascript:alert(1))", "a\u202eb\u200f", "\x00", "&#x202E;")


@pytest.mark.parametrize("body", HOSTILE)
def test_hostile_words_are_refused_in_words_or_shown_safely(client_of, mai, body):
    for name in ("begin", "preview"):
        address = url("begin", "news") if name == "begin" else url("preview")
        text = client_of(mai).post(address, NEWS | {"body_vi": body, "preview": "1"}).content.decode()
        assert "<script>alert" not in text
        assert 'href="javascript' not in text
    assert "\u202e" not in text


def test_a_hundred_kilobytes_are_told_to_be_too_long(client_of, mai):
    answer = client_of(mai).post(url("begin", "news"), NEWS | {"body_vi": "x" * 100_000})
    assert answer.status_code == 400
    assert "Dài quá 30000 ký tự, đang có 100000" in answer.content.decode()


@pytest.mark.parametrize("when", ["9999-12-31T23:59", "0001-01-01T00:00", "mai", "2026-13-01T00:00", "\x00"])
def test_no_moment_typed_is_an_error_of_ours(client_of, huy, notice, when):
    assert client_of(huy).post(url("publish", notice.pk, 2), {"from_at": when}).status_code == 400


def test_what_is_loaded_is_loaded_once_and_edits_stay(client, huy):
    call_command("load_pages", verbosity=0)
    page = Page.objects.get(kind="guidance", slug="chup-anh-giay-to")
    count = Page.objects.count()
    saved = actions.save_version(page.pk, Words("Chụp ảnh", "Sửa rồi."), seen=1, by=acting(huy), at=hanoi(21))
    call_command("load_pages", verbosity=0)
    assert Page.objects.count() == count >= 10
    assert page.versions.first() == saved
    assert all(version.has_english for version in PageVersion.objects.filter(number=1))


def test_the_evidence_says_who_published(client_of, huy, notice):
    client_of(huy).post(url("publish", notice.pk, 2), {})
    entry = Entry.objects.filter(action="page.published", detail__version=2).get()
    assert (entry.subject, entry.actor) == ("page:news/nghi-le", huy)

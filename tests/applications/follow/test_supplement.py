"""C14: each missing thing has its answer or its photo; handing it in starts the time anew."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from applications import actions
from applications.papers import slot_label
from applications.states import State
from portal.documents.models import StoredDocument
from tests import pictures
from tests.factories import acting, hanoi


def photo(name: str = "anh.jpg", content: bytes | None = None) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, pictures.photo() if content is None else content)


@pytest.fixture
def mine(client_of, an):
    return client_of(an)


@pytest.fixture
def url(asked) -> str:
    return reverse("applications:supplement", args=[asked.ref])


ANSWERED = {"round": "1", "answer_1": "Gửi lại sau", "answer_2": "Nguyễn Văn Thạnh"}


def test_the_officials_words_and_each_thing_stand_there(mine, url):
    page = mine.get(url).content.decode()
    for words in ("Chưa đủ để tìm sổ.", "1. Ảnh mặt sau căn cước", "2. Tên gọi khác của cha"):
        assert words in page


def test_the_promise_that_would_hold_now_is_said_before(mine, url):
    assert "Nộp bổ sung <b>trước 15 giờ</b> hôm nay thì giải quyết trong hôm nay" in mine.get(url).content.decode()


def test_handing_in_starts_the_time_anew_and_says_the_new_promise(mine, url, asked, clock):
    clock(hanoi(20, 15, 30))
    answer = mine.post(url, ANSWERED | {"files_1": photo()}, follow=True)
    assert "Hạn giải quyết mới: thứ Hai 23/03/2026" in answer.content.decode()
    asked.refresh_from_db()
    assert asked.state == State.SUBMITTED
    assert asked.answers["supplement"]["items"][1]["answer"] == "Nguyễn Văn Thạnh"
    assert asked.attachments.get().slot == "supplement_1_1"


def test_a_photo_stands_for_an_answer(mine, url, asked):
    mine.post(url, {"round": "1", "answer_2": "Không có", "files_1": photo()})
    asked.refresh_from_db()
    assert asked.state == State.SUBMITTED


def test_what_is_not_answered_is_named_and_the_rest_is_kept(mine, url, asked):
    answer = mine.post(url, {"round": "1", "answer_1": "Tôi đã mất thẻ", "answer_2": ""})
    page = answer.content.decode()
    assert answer.status_code == 400
    assert page.count("Gửi ảnh hoặc trả lời mục 2: Tên gọi khác của cha") == 2
    assert "Tôi đã mất thẻ" in page
    asked.refresh_from_db()
    assert asked.state == State.SUPPLEMENT_REQUESTED


def test_without_scripts_a_photo_is_uploaded_and_the_texts_stay(mine, url, asked):
    page = mine.post(url, ANSWERED | {"files_1": photo(), "upload": "1"}).content.decode()
    assert "Đã tải lên" in page
    assert "Nguyễn Văn Thạnh" in page
    assert asked.attachments.count() == 1


def test_a_wrong_photo_is_said_beside_its_thing(mine, url):
    answer = mine.post(url, ANSWERED | {"files_1": photo("a.docx", b"PK"), "upload": "1"})
    assert answer.status_code == 400
    assert "Tệp “a.docx” không phải ảnh hoặc PDF" in answer.content.decode()


def test_a_photo_can_be_taken_away_and_stays_as_evidence(mine, url, asked):
    mine.post(url, ANSWERED | {"files_1": photo(), "upload": "1"})
    kept = asked.attachments.get()
    assert "Đã tải lên" not in mine.post(url, ANSWERED | {"remove": str(kept.pk)}).content.decode()
    kept.refresh_from_db()
    assert kept.removed_at


def test_what_was_filed_before_cannot_be_taken_away(mine, url, asked):
    document = StoredDocument.keep(b"x", kind="attachment", content_type="image/jpeg")
    before = asked.attachments.create(slot="id_front", document=document, original_name="anh.jpg", uploaded_at=hanoi())
    mine.post(url, ANSWERED | {"remove": str(before.pk)})
    before.refresh_from_db()
    assert before.removed_at is None


def test_the_script_gets_the_slot_of_the_thing(mine, asked):
    address = reverse("applications:supplement_file", args=[asked.ref, 2])
    answer = mine.post(address, {"files": photo()}, headers={"X-Fragment": "1"})
    assert 'id="supplement_1_2"' in answer.content.decode()
    assert "Đã tải lên" in answer.content.decode()


@pytest.mark.parametrize("number", [0, 3, 99])
def test_there_is_no_slot_for_what_was_not_asked(mine, asked, number):
    address = reverse("applications:supplement_file", args=[asked.ref, number])
    assert mine.post(address, {"files": photo()}).status_code == 404


def test_a_second_click_hands_in_once(mine, url, asked):
    mine.post(url, ANSWERED)
    answer = mine.post(url, ANSWERED)
    assert answer.url == reverse("applications:timeline", args=[asked.ref])
    assert asked.history.filter(verb="resubmit").count() == 1


def test_a_page_of_an_earlier_request_is_not_taken_for_the_new_one(mine, url, asked, binh):
    mine.post(url, ANSWERED)
    actions.ask_for_supplement(asked.pk, items=["Số quyển"], reason="Thiếu.", by=acting(binh), at=hanoi(20, 11))
    answer = mine.post(url, {"round": "1", "answer_1": "cũ"}, follow=True)
    assert "Cơ quan đã gửi yêu cầu bổ sung mới" in answer.content.decode()
    asked.refresh_from_db()
    assert asked.state == State.SUPPLEMENT_REQUESTED


def test_where_nothing_is_asked_the_timeline_says_so(mine, url, asked):
    mine.post(url, ANSWERED)
    assert "hiện không có yêu cầu bổ sung" in mine.get(url, follow=True).content.decode()


def test_a_slot_of_a_supplement_has_the_words_of_the_request(asked):
    assert slot_label(asked, "supplement_1_2") == "Tên gọi khác của cha"
    assert slot_label(asked, "supplement_7_1") == "Giấy tờ bổ sung"
    assert slot_label(asked, "id_front") == "Mặt trước thẻ căn cước"

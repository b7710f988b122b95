"""C7: a slot for each paper, each file by itself, and what is missing is said before going on."""

from pathlib import Path

import pytest
from django.urls import reverse

from applications.models import Application, Attachment
from portal.documents.models import StoredDocument
from tests import factories, pictures
from tests.applications.papers.conftest import sent


def test_the_page_has_a_slot_for_each_paper(papers):
    page = papers.client.get(papers.url).content.decode()
    for label in ("Mặt trước thẻ căn cước", "Mặt sau thẻ căn cước", "Giấy tờ hộ tịch cũ"):
        assert label in page
    assert page.count("Bắt buộc") == 2


def test_a_photo_is_kept_and_shown(papers):
    answer = papers.add("id_front")
    assert answer.status_code == 302
    assert answer.url == f"{papers.url}#id_front"
    page = papers.client.get(papers.url).content.decode()
    assert "Đã tải lên" in page
    assert reverse("applications:thumbnail", args=[papers.draft.ref, papers.files.get().pk]) in page


def test_a_photo_taken_again_replaces_the_first_bytes_and_all(papers):
    papers.add("id_front", sent(content=pictures.photo(light=0.9)))
    first = papers.files.get().document
    papers.add("id_front")
    assert papers.files.count() == 1
    assert not StoredDocument.objects.filter(pk=first.pk).exists()


def test_the_same_photo_sent_twice_is_kept_once(papers):
    papers.add("old_certificate")
    papers.add("old_certificate")
    assert papers.files.count() == 1


def test_a_paper_of_several_files_takes_them_together_until_it_is_full(papers):
    five = [sent(f"{n}.jpg", pictures.photo(1200, 1000 + n)) for n in range(5)]
    answer = papers.add("old_certificate", *five)
    assert papers.files.count() == 4
    assert "tối đa 4 tệp" in answer.content.decode()


def test_a_draft_takes_twelve_files(papers, settings):
    settings.UPLOAD_MAX_FILES = 1
    papers.add("id_front")
    assert "tối đa 1 tệp" in papers.add("id_back").content.decode()


def test_a_wrong_file_is_said_beside_its_slot_and_above_the_title(papers):
    answer = papers.add("id_front", sent("a.docx", b"PK\x03\x04"))
    sentence = "Tệp “a.docx” không phải ảnh hoặc PDF. Chụp ảnh giấy tờ rồi tải lên lại"
    assert answer.status_code == 400
    assert answer.content.decode().count(sentence) == 2
    assert '<a href="#tep-id_front">' in answer.content.decode()


def test_the_other_files_of_a_request_are_kept_when_one_is_wrong(papers):
    papers.add("old_certificate", sent("a.docx", b"PK"), sent("b.jpg"))
    assert papers.files.get().original_name == "b.jpg"


def test_a_file_of_14_mb_is_read_past_and_named_with_its_size(papers):
    answer = papers.add("id_front", sent("scan.pdf", b"%PDF-" + bytes(14 * 1024 * 1024)))
    assert "Tệp “scan.pdf” nặng 14 MB. Chọn tệp dưới 10 MB hoặc chụp ảnh thay thế" in answer.content.decode()


def test_no_file_at_all_is_said(papers):
    url = reverse("applications:add_paper", args=[papers.draft.ref, "id_front"])
    assert "Chọn ảnh hoặc tệp PDF trước" in papers.client.post(url).content.decode()


def test_the_script_gets_the_slot_alone(papers):
    answer = papers.add("id_front", **{"X-Fragment": "1"})
    assert answer.status_code == 200
    assert answer.content.decode().strip().startswith('<section class="slot')
    assert "<html" not in answer.content.decode()


def test_the_script_is_told_what_is_wrong(papers):
    answer = papers.add("id_front", sent("a.jpg", b""), **{"X-Fragment": "1"})
    assert answer.status_code == 400
    assert "không có nội dung" in answer.content.decode()


def test_a_small_photo_passes_with_its_size_and_advice(papers):
    papers.add("old_certificate", sent(content=pictures.photo(640, 480)))
    page = papers.client.get(papers.url).content.decode()
    assert "Ảnh nhỏ, có thể không đọc được chữ" in page
    assert "640 × 480 điểm ảnh. Nên lại gần hơn và chụp lại." in page


def test_going_on_without_the_required_papers_says_which(papers):
    papers.add("id_back")
    answer = papers.client.post(papers.url)
    assert answer.status_code == 400
    assert "Chụp hoặc chọn ảnh mặt trước thẻ căn cước" in answer.content.decode()
    assert "Chụp hoặc chọn ảnh mặt sau" not in answer.content.decode()
    assert "<title>Lỗi:" in answer.content.decode()


def test_going_on_with_them_leads_to_delivery(papers):
    papers.add("id_front")
    papers.add("id_back")
    assert papers.client.post(papers.url).url == reverse("applications:delivery", args=[papers.draft.ref])


def test_coming_from_the_check_page_one_returns_there(papers):
    papers.add("id_front")
    papers.add("id_back")
    assert papers.client.post(f"{papers.url}?ve=kiem-tra").url == reverse("applications:check", args=[papers.draft.ref])


def test_one_may_leave_without_them(papers):
    assert papers.client.post(papers.url, {"leave": "1"}).url == reverse("applications:start")


def test_a_photo_can_be_taken_away_for_good(papers, django_capture_on_commit_callbacks):
    papers.add("id_front")
    path = Path(papers.files.get().document.file.path)
    with django_capture_on_commit_callbacks(execute=True):
        papers.remove(papers.files.get())
    assert not papers.files.exists()
    assert not path.exists()


def test_a_photo_taken_away_twice_is_no_fault(papers):
    papers.add("id_front")
    attachment = papers.files.get()
    papers.remove(attachment)
    assert papers.remove(attachment).status_code == 302


@pytest.mark.parametrize("slot", ["no_such_paper", "kinship_proof"])
def test_only_papers_that_are_asked_for_are_taken(papers, slot):
    assert papers.add(slot).status_code == 404


def test_a_filed_application_takes_no_more_photos(papers, office):
    application = factories.submitted(office, device_hash=papers.draft.device_hash)
    url = reverse("applications:add_paper", args=[application.ref, "id_front"])
    papers.client.post(url, {"files": [sent()]})
    assert not Attachment.objects.exists()


def test_a_stranger_can_neither_add_nor_take_away(papers, client_of, an):
    papers.add("id_front")
    stranger = client_of(an)
    for name, argument in (("add_paper", "id_front"), ("remove_paper", papers.files.get().pk)):
        url = reverse(f"applications:{name}", args=[papers.draft.ref, argument])
        assert stranger.post(url, {"files": [sent()]}).status_code == 404
    assert papers.files.count() == 1


def test_getting_does_not_change_anything(papers):
    papers.add("id_front")
    url = reverse("applications:remove_paper", args=[papers.draft.ref, papers.files.get().pk])
    assert papers.client.get(url).status_code == 405
    assert Application.objects.get(pk=papers.draft.pk).attachments.count() == 1

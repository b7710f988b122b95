"""R25: a unit writes, finds what others meet, says that it meets the same, opens again once."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from portal.difficulties import actions
from portal.difficulties.models import DifficultyReport, State
from tests import pictures
from tests.factories import acting, hanoi

pytestmark = pytest.mark.django_db
SAID = {"kind": "technical", "subject": "Không mở được sổ cũ", "text": "Trang báo lỗi khi mở sổ năm 1987."}


@pytest.fixture(autouse=True)
def _morning(years, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: hanoi(20, 10))


@pytest.fixture
def difficulty(binh) -> DifficultyReport:
    """Of Bình's unit, written on Monday 16/03/2026."""
    return actions.write(**SAID, dossier_code="H26.00256-260316-0001", by=acting(binh), at=hanoi(16, 9))


@pytest.fixture
def answered(difficulty, mai) -> DifficultyReport:
    return actions.answer(difficulty.pk, "Đã sửa phần mềm.", by=acting(mai), at=hanoi(17, 9))


def url(name: str, *args) -> str:
    return reverse(f"difficulties:{name}", args=args)


def test_it_is_written_with_a_file_and_told_by_when_it_is_answered(client_of, binh):
    file = SimpleUploadedFile("loi.jpg", pictures.photo(), "image/jpeg")
    answer = client_of(binh).post(url("write"), SAID | {"files": [file]}, follow=True)
    made = DifficultyReport.objects.get()
    assert "Trả lời chậm nhất ngày 27/03/2026" in answer.content.decode()  # five working days after Friday 20
    assert made.office == binh.postings.first().office
    assert made.files.get().document.content_type == "image/jpeg"


def test_what_is_missing_is_said_beside_the_field(client_of, binh):
    answer = client_of(binh).post(url("write"), {"subject": ""})
    assert answer.status_code == 400
    for words in ("Chọn loại việc", "Ghi tóm tắt", "Ghi nội dung"):
        assert words in answer.content.decode()


@pytest.mark.parametrize("number", ["001190012345", "0912 345 678", "+84912345678", "0011 9001 2345"])
def test_personal_numbers_are_warned_of_masked_and_nothing_is_kept(client_of, binh, number):
    answer = client_of(binh).post(url("write"), SAID | {"text": f"Ông A, {number}, không nhận được tin."})
    text = answer.content.decode()
    assert answer.status_code == 400
    assert "giống số định danh hoặc số điện thoại" in text
    assert "••••" in text
    assert not DifficultyReport.objects.exists()


def test_who_says_that_the_number_is_nobodys_may_send_it(client_of, binh):
    client_of(binh).post(url("write"), SAID | {"text": "Lỗi 123456789012.", "no_personal": "on"})
    assert DifficultyReport.objects.exists()


@pytest.mark.parametrize(
    "text", ["Hồ sơ H26.00256-260316-0001 lỗi.", "Ngày 16/03/2026 lúc 10:22:33", "Sổ số 01/1990, 42.000 đồng"]
)
def test_codes_days_and_money_are_no_personal_numbers(client_of, binh, text):
    client_of(binh).post(url("write"), SAID | {"text": text})
    assert DifficultyReport.objects.exists()


def test_a_file_that_is_no_picture_is_refused_in_words(client_of, binh):
    answer = client_of(binh).post(url("write"), SAID | {"files": [SimpleUploadedFile("a.docx", b"PK\x03\x04abc")]})
    assert answer.status_code == 400
    assert "không phải ảnh hoặc PDF" in answer.content.decode()


def test_another_unit_finds_it_without_tone_marks(client_of, chi, difficulty):
    for query, hits in (("khong mo duoc", 1), ("KHÔNG MỞ", 1), ("hai ba trung", 1), ("zzz", 0)):
        text = client_of(chi).get(url("mine"), {"xem": "don-vi-khac", "q": query}).content.decode()
        assert text.count(difficulty.code) == hits, query


def test_another_unit_reads_it_without_its_files_and_dossier(client_of, binh, chi, difficulty):
    assert "H26.00256-260316-0001" in client_of(binh).get(url("one", difficulty.pk)).content.decode()
    assert "H26.00256-260316-0001" not in client_of(chi).get(url("one", difficulty.pk)).content.decode()


def test_a_file_is_seen_by_its_unit_and_the_department_only(client_of, binh, chi, mai):
    file = SimpleUploadedFile("loi.jpg", pictures.photo(), "image/jpeg")
    client_of(binh).post(url("write"), SAID | {"files": [file]})
    made = DifficultyReport.objects.get()
    address = url("file", made.pk, made.files.get().pk)
    assert [client_of(person).get(address).status_code for person in (binh, mai, chi)] == [200, 200, 404]


def test_another_unit_that_meets_the_same_counts_once(client_of, chi, difficulty):
    for _ in range(2):
        answer = client_of(chi).post(url("echo", difficulty.pk), follow=True)
    assert difficulty.echoes.count() == 1
    assert "2 đơn vị gặp" in answer.content.decode()


def test_its_own_unit_is_counted_already(client_of, dung, difficulty):
    client_of(dung).post(url("echo", difficulty.pk))
    assert difficulty.echoes.count() == 0


def test_an_answer_is_public_to_all_units(client_of, chi, answered):
    text = client_of(chi).get(url("one", answered.pk)).content.decode()
    assert "Đã sửa phần mềm." in text


def test_its_unit_opens_it_again_once_with_a_reason(client_of, binh, answered):
    browser = client_of(binh)
    assert browser.post(url("reopen", answered.pk), {"words": " "}).status_code == 400
    browser.post(url("reopen", answered.pk), {"words": "Vẫn lỗi với sổ 1988."})
    answered.refresh_from_db()
    assert (answered.state, f"{answered.answer_by_on:%d/%m}") == (State.OPEN, "27/03")


def test_a_second_time_is_refused(client_of, binh, mai, answered):
    actions.reopen(answered.pk, "Vẫn lỗi.", by=acting(binh), at=hanoi(18))
    actions.answer(answered.pk, "Đã sửa thêm.", by=acting(mai), at=hanoi(19))
    answer = client_of(binh).post(url("reopen", answered.pk), {"words": "Vẫn lỗi."})
    assert "chỉ mở lại được một lần" in answer.content.decode()


def test_another_unit_does_not_open_it_again(client_of, chi, answered):
    assert client_of(chi).post(url("reopen", answered.pk), {"words": "x"}).status_code == 404


@pytest.mark.parametrize(
    "query", [{"q": "\x00"}, {"q": "%"}, {"tt": "zz"}, {"loai": "<"}, {"trang": "-1"}, {"trang": "9" * 50}]
)
def test_no_question_is_an_error(client_of, binh, difficulty, query):
    assert client_of(binh).get(url("mine"), query).status_code == 200


def test_the_department_writes_none(client_of, mai):
    assert client_of(mai).get(url("write")).status_code == 403

"""P11, P12: the PDF itself is brought: is it the one that we issued, and does its signature hold?"""

import html
import zlib
from functools import cache
from io import BytesIO

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from pyhanko.pdf_utils.generic import NameObject, StreamObject
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from civil_registry import extracts, tasks
from civil_registry.models import ExtractCopy
from civil_registry.render import render_copy
from civil_registry.samples import samples
from portal.documents.models import StoredDocument
from portal.documents.signing import checking, demo_authority
from portal.documents.signing.pades import sign_pdf
from tests.factories import hanoi, with_signing_key
from tests.registry.papers import signed

pytestmark = pytest.mark.django_db
PAGE = "/kiem-tra/tep/"


@cache
def a_paper() -> bytes:
    return next(samples())[1]


@pytest.fixture
def copy(office, binh, dung) -> ExtractCopy:
    with_signing_key(dung)
    return signed(office, binh, dung)


def ask(client, content: bytes, page: str = PAGE) -> str:
    answer = client.post(page, {"file": SimpleUploadedFile("ban-sao.pdf", content, "application/pdf")})
    assert answer.status_code == 200
    return html.unescape(answer.content.decode())


def by_a_stranger() -> bytes:
    """Signed in our leader's name, by an authority of the stranger's own that bears the name of ours."""
    key = demo_authority.unsaved_key("Hoàng Tiến Dũng", issuer=demo_authority.new_root())
    return sign_pdf(a_paper(), key, at=hanoi(), reason="Bản sao")


def test_the_very_file_that_was_issued_counts(client, copy):
    page = ask(client, render_copy(copy.pk).read())
    assert "đúng từng byte là bản đã cấp, và đang còn giá trị" in page
    assert copy.serial_text in page
    assert "Hoàng Tiến Dũng" in page
    assert "Còn nguyên như khi ký" in page
    assert "CA thử nghiệm, không có giá trị pháp lý" in page


def test_it_answers_in_english(client, copy):
    page = ask(client, render_copy(copy.pk).read(), f"/en{PAGE}")
    assert "This file is, byte for byte, the copy that was issued, and it is valid." in page
    assert "Unchanged since it was signed" in page


def test_the_answer_says_nothing_of_the_person_in_the_paper(client, copy):
    page = ask(client, render_copy(copy.pk).read())
    assert "Thùy Dương" not in page
    assert "001190012345" not in page


def test_one_changed_byte_is_told(client, copy):
    content = bytearray(render_copy(copy.pk).read())
    content[1000] ^= 1
    page = ask(client, bytes(content))
    assert "đã bị sửa sau khi ký" in page
    assert copy.serial_text not in page


def test_what_was_added_after_the_signature_is_told(client, copy):
    content = render_copy(copy.pk).read()
    assert "Tệp bị thêm hoặc sửa nội dung sau chữ ký này" in ask(client, _with_another_page_text(content))


def test_a_cancelled_copy_is_told_with_its_day(client, copy, binh):
    content = render_copy(copy.pk).read()
    with transaction.atomic():
        extracts.cancel(copy.pk, reason="Sai chữ đệm", by_id=binh.pk, at=hanoi(23, 9))
    assert "đã bị hủy, thứ Hai 23/03/2026" in ask(client, content)


def test_the_paper_from_before_its_timestamp_counts_as_the_later_one_does(client, copy, timestamps, settings):
    settings.TIMESTAMP_SERVER_URL = "http://127.0.0.1:9/"
    before = render_copy(copy.pk).read()
    settings.TIMESTAMP_SERVER_URL = timestamps.url
    tasks.timestamp_pending_copies()
    copy.refresh_from_db()
    assert "không có dấu thời gian" in ask(client, before)
    page = ask(client, copy.document.read())
    assert "đúng từng byte là bản đã cấp" in page
    assert "Có máy chủ dấu thời gian xác nhận" in page


def test_a_copy_signed_on_paper_says_that_the_paper_is_needed(client, office, binh, dung):
    page = ask(client, render_copy(signed(office, binh, dung).pk).read())
    assert "đúng từng byte là bản đã cấp" in page
    assert "khi dùng cần tờ giấy" in page


def test_a_good_signature_on_a_paper_of_somebody_else_is_not_ours(client, dung):
    page = ask(client, sign_pdf(a_paper(), with_signing_key(dung), at=hanoi(), reason="Thư"))
    assert "không phải bản sao do cổng này cấp" in page
    assert "Tin cậy, theo CA thử nghiệm" in page


def test_a_signature_in_the_leaders_name_by_a_strangers_authority_is_not_believed(client, dung):
    with_signing_key(dung)
    page = ask(client, by_a_stranger())
    assert "không xác nhận được người ký" in page
    assert "Không do tổ chức mà cổng tin cậy cấp" in page


def test_an_expired_certificate_without_a_timestamp_is_told(client, dung):
    key = with_signing_key(dung, valid_to=hanoi(25))
    page = ask(client, sign_pdf(a_paper(), key, at=hanoi(), reason="Thư"))
    assert "Đã hết hạn, và không có dấu thời gian" in page


def test_a_paper_without_signature_is_told(client):
    assert "Tệp không có chữ ký số và không phải tệp do cổng này cấp" in ask(client, a_paper())


def test_nothing_of_the_file_is_kept(client, copy):
    render_copy(copy.pk)
    before = StoredDocument.objects.count()
    ask(client, a_paper())
    assert StoredDocument.objects.count() == before


def test_one_caller_asks_ten_times_a_minute(client):
    said = [client.post(PAGE, {"file": SimpleUploadedFile("a.pdf", b"x")}).status_code for _ in range(11)]
    assert said == [200] * 10 + [429]


def test_others_need_no_log_in_and_no_script(client):
    page = client.get(PAGE).content.decode()
    assert 'enctype="multipart/form-data"' in page
    assert "Tối đa 10 MB" in page


HOSTILE = {
    "not a pdf": (b"\xff\xd8\xff\xe0 a photo", "không phải tệp PDF"),
    "empty": (b"", "rỗng"),
    "only a head": (b"%PDF-1.7\n", "bị hỏng"),
    "cut off": (lambda: a_paper()[: len(a_paper()) // 2], "bị hỏng"),
    "endless cross-references": (
        b"%PDF-1.7\nxref\n0 99999999\n0000000000 65535 f \ntrailer<</Size 99999999/Root 1 0 R>>\nstartxref\n9\n%%EOF",
        "bị hỏng",
    ),
    "references to itself": (
        b"%PDF-1.7\nxref\n0 1\n0000000000 65535 f \ntrailer<</Size 1/Prev 9/Root 1 0 R>>\nstartxref\n9\n%%EOF",
        "bị hỏng",
    ),
    "too large": (b"%PDF-1.7\n" + bytes(10 * 1024 * 1024), "quá lớn"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_file_that_cannot_be_read_is_told_beside_the_field(client, name):
    content, words = HOSTILE[name]
    page = ask(client, content() if callable(content) else content)
    assert "Có 1 thông tin cần sửa" in page
    assert words in page


def test_an_encrypted_file_is_told(client, tmp_path):
    (tmp_path / "a.pdf").write_bytes(a_paper())
    with pikepdf.open(tmp_path / "a.pdf") as paper:
        paper.save(tmp_path / "b.pdf", encryption=pikepdf.Encryption(owner="a", user="b"))
    assert "có mật khẩu" in ask(client, (tmp_path / "b.pdf").read_bytes())


def test_two_hundred_signatures_are_too_many(client):
    assert "quá nhiều chữ ký" in ask(client, _with_signature_fields(200))


def test_a_file_that_would_swell_in_memory_is_refused(client):
    assert "bị hỏng" in ask(client, _bomb())


def test_a_file_that_takes_too_much_memory_is_ended(client, monkeypatch):
    monkeypatch.setattr(checking, "MEMORY_MB", 1)
    assert "quá phức tạp" in ask(client, a_paper())


def test_a_file_that_takes_too_long_is_ended(client, monkeypatch):
    monkeypatch.setattr(checking, "WALL_SECONDS", 0.05)
    assert "quá phức tạp" in ask(client, a_paper())


def _with_another_page_text(content: bytes) -> bytes:
    """The signed file with an update appended that draws over its page, as a forger would."""
    writer = IncrementalPdfFileWriter(BytesIO(content))
    page = writer.root["/Pages"]["/Kids"][0]
    page[NameObject("/Contents")] = writer.add_object(StreamObject(stream_data=b"0 0 500 500 re f"))
    writer.update_container(page)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def _with_signature_fields(count: int) -> bytes:
    """One signature, in as many fields."""
    out = BytesIO()
    with pikepdf.open(BytesIO(by_a_stranger())) as paper:
        one = paper.Root.AcroForm.Fields[0].V
        for n in range(count - 1):
            field = pikepdf.Dictionary(FT=pikepdf.Name.Sig, T=f"f{n}", V=one)
            paper.Root.AcroForm.Fields.append(paper.make_indirect(field))
        paper.save(out)
    return out.getvalue()


def _bomb() -> bytes:
    """A cross-reference stream of 0.4 MB that unpacks to 100 MB."""
    packer = zlib.compressobj(1)
    packed = b"".join(packer.compress(bytes(1 << 24)) for _ in range(6)) + packer.flush()
    head = b"%%PDF-1.7\n1 0 obj<</Type/XRef/Size 9/W[1 2 1]/Root 1 0 R/Filter/FlateDecode/Length %d>>stream\n" % len(packed)
    return head + packed + b"\nendstream endobj\nstartxref\n9\n%%EOF"

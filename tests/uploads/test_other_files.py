"""PDFs and everything else: told by content, refused in words that say what to do."""

from contextlib import suppress

import pikepdf
import pytest

from portal.uploads import UploadRefused, check
from tests import pictures


def test_a_pdf_is_kept_with_its_number_of_pages():
    kept = check("scan.pdf", pictures.pdf(3))
    assert (kept.content_type, kept.pages, kept.thumbnail) == ("application/pdf", 3, b"")
    assert kept.content.startswith(b"%PDF-")


def test_the_same_pdf_sent_twice_gives_the_same_bytes():
    content = pictures.pdf(2)
    assert check("scan.pdf", content).content == check("scan.pdf", content).content


def test_what_nobody_reads_is_taken_out_of_a_pdf():
    def sign_it(document):
        document.docinfo["/Author"] = "Nguyễn Văn An"
        document.Root.OpenAction = pikepdf.Array([document.pages[0].obj, pikepdf.Name.Fit])

    kept = check("scan.pdf", pictures.pdf(change=sign_it))
    assert b"Author" not in kept.content
    assert b"OpenAction" not in kept.content


def test_what_stands_before_a_pdf_is_gone():
    assert check("a.pdf", b"<html><script>1</script>" + pictures.pdf()).content.startswith(b"%PDF-")


def runs_on_opening(document):
    document.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")


def runs_a_program(document):
    document.pages[0].AA = pikepdf.Dictionary(O=pikepdf.Dictionary(S=pikepdf.Name.Launch, F="cmd.exe"))


def runs_from_a_link(document):
    action = pikepdf.Dictionary(S=pikepdf.Name.SubmitForm, F="https://example.com")
    link = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9], A=action)
    document.pages[0].Annots = document.make_indirect(pikepdf.Array([link]))


def carries_a_file(document):
    document.attachments["xau.exe"] = pikepdf.AttachedFileSpec(document, b"MZ", filename="xau.exe")


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (runs_on_opening, "chương trình tự chạy"),
        (runs_a_program, "chương trình tự chạy"),
        (runs_from_a_link, "chương trình tự chạy"),
        (carries_a_file, "tệp khác đính kèm"),
    ],
)
def test_a_pdf_with_something_inside_is_refused(change, sentence):
    with pytest.raises(UploadRefused, match=sentence):
        check("scan.pdf", pictures.pdf(change=change))


@pytest.mark.parametrize("user_password", ["", "mat-khau"])
def test_an_encrypted_pdf_is_refused(user_password):
    content = pictures.pdf(encryption=pikepdf.Encryption(owner="chu", user=user_password))
    with pytest.raises(UploadRefused, match="có mật khẩu"):
        check("scan.pdf", content)


def test_a_pdf_of_51_pages_is_refused_and_one_of_50_is_not():
    assert check("scan.pdf", pictures.pdf(50)).pages == 50
    with pytest.raises(UploadRefused, match="có 51 trang"):
        check("scan.pdf", pictures.pdf(51))


@pytest.mark.parametrize("content", [b"%PDF-1.7\nhello", b"%PDF-1.4\n%%EOF"])
def test_a_broken_pdf_is_refused(content):
    with pytest.raises(UploadRefused, match="bị hỏng"):
        check("scan.pdf", content)


def test_no_damage_to_a_pdf_leads_to_anything_but_a_sentence():
    whole = pictures.pdf(2, change=lambda document: document.docinfo.__setitem__("/Title", "x"))
    for place in range(0, len(whole), max(1, len(whole) // 120)):
        for content in (whole[:place] + bytes([whole[place] ^ 0xFF]) + whole[place + 1 :], whole[:place]):
            with suppress(UploadRefused):
                assert check("scan.pdf", content).content.startswith(b"%PDF-")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("anh.jpg", b"MZ\x90\x00" + b"\0" * 500),  # a renamed .exe
        ("anh.png", b"<!doctype html><script>alert(1)</script>"),
        ("a.docx", b"PK\x03\x04" + b"\0" * 500),
        ("anh.gif", b"GIF89a" + b"\0" * 500),
    ],
)
def test_what_is_no_photo_and_no_pdf_is_refused_by_its_content(name, content):
    with pytest.raises(UploadRefused) as refused:
        check(name, content)
    assert str(refused.value) == f"Tệp “{name}” không phải ảnh hoặc PDF. Chụp ảnh giấy tờ rồi tải lên lại"


def test_an_empty_file_is_refused():
    with pytest.raises(UploadRefused, match=r"Tệp “anh.jpg” không có nội dung"):
        check("anh.jpg", b"")


def test_a_file_of_14_mb_is_refused_with_its_size():
    with pytest.raises(UploadRefused) as refused:
        check("scan.pdf", b"%PDF-" + bytes(14 * 1024 * 1024))
    assert str(refused.value) == "Tệp “scan.pdf” nặng 14 MB. Chọn tệp dưới 10 MB hoặc chụp ảnh thay thế"


def test_a_file_a_little_too_big_is_not_said_to_be_10_mb():
    with pytest.raises(UploadRefused, match="nặng 10,1 MB"):
        check("scan.pdf", bytes(10 * 1024 * 1024 + 100_000))


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("..\\..\\windows\\anh.jpg", "anh.jpg"),
        ("/etc/passwd", "passwd"),
        ("anh\u202egpj.exe", "anhgpj.exe"),
        ("Gia\u0302\u0301y.jpg", "Giấy.jpg"),
        ("\x00", "tep"),
    ],
)
def test_a_name_is_cleaned(typed, kept):
    assert check(typed, pictures.photo(300, 200)).name == kept

"""Scans of a book's page: for the staff of the office that holds it, each look recorded."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from civil_registry.models import EntryScan
from portal.audit.models import Entry
from tests import pictures
from tests.factories import birth_entry

pytestmark = pytest.mark.django_db
QUERY = "?hs=H26.00256-260320-0047"


@pytest.fixture
def desk(client_of, binh):
    return client_of(binh)


def attached(desk, entry, *, name="trang 12.jpg", content=None):
    content = pictures.photo() if content is None else content
    file = SimpleUploadedFile(name, content)
    return desk.post(f"/mot-cua/so-ho-tich/muc/{entry.pk}/ban-quet/{QUERY}", {"file": file}, follow=True)


def address(what: str = "") -> str:
    return f"/mot-cua/so-ho-tich/ban-quet/{EntryScan.objects.get().pk}/{what}{QUERY}"


def test_a_scan_is_attached_shown_and_each_look_recorded(desk, office):
    page = attached(desk, birth_entry(office)).content.decode()
    assert "trang 12.jpg" in page
    answer = desk.get(address())
    assert (answer["Content-Type"], answer["Cache-Control"]) == ("image/jpeg", "private, no-store")
    assert Entry.objects.get(action="register.scan_viewed").purpose == "H26.00256-260320-0047"


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [("a.jpg", b"", "không có nội dung"), ("a.jpg", b"<html>", "không phải ảnh hoặc PDF"), ("a.pdf", b"%PDF-1.7", "bị hỏng")],
)
def test_what_is_no_picture_is_refused(desk, office, name, content, told):
    assert told in attached(desk, birth_entry(office), name=name, content=content).content.decode()
    assert not EntryScan.objects.exists()


def test_a_scan_is_not_opened_without_a_purpose(desk, office, client_of, dung):
    attached(desk, birth_entry(office))
    bare = address().removesuffix(QUERY)
    assert desk.get(bare).url == "/mot-cua/so-ho-tich/"
    assert client_of(dung).get(bare).url == "/mot-cua/so-ho-tich/ghi-chu/"


def test_other_offices_and_the_department_do_not_see_it(desk, client_of, chi, mai, huy, office):
    attached(desk, birth_entry(office))
    assert client_of(chi).get(address()).status_code == 404
    assert client_of(mai).get(address()).status_code == 403
    assert client_of(huy).get(address()).status_code == 403


def test_the_wrong_page_is_withdrawn_for_a_reason_and_kept_as_evidence(desk, office):
    attached(desk, birth_entry(office))
    where = address("go/")
    assert "Ghi vì sao gỡ bản quét" in desk.post(where, {"reason": " "}).content.decode()
    page = desk.post(where, {"reason": "Trang của mục khác"}, follow=True).content.decode()
    assert "Chưa có bản quét" in page
    assert desk.get(address()).status_code == 404
    assert EntryScan.objects.get().document.read()


def test_an_entry_takes_few_scans(desk, office, monkeypatch):
    monkeypatch.setattr("civil_registry.scans.MOST", 1)
    entry = birth_entry(office)
    attached(desk, entry)
    assert "đã có đủ bản quét" in attached(desk, entry).content.decode()

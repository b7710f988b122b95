"""The printed books of an office and the control sheet of a dossier."""

from datetime import date
from itertools import repeat

import pytest
from django.db import transaction
from django.urls import reverse

from applications import actions, books
from applications.books import book_pdf, copies_of, dossiers_of, render_book
from applications.models import BookKind, PrintedBook, Slip, SlipKind
from applications.samples import copy_rows
from civil_registry import extracts
from portal.accounts.actors import Actor
from portal.audit.models import Entry
from tests import factories
from tests.documents import judges
from tests.factories import acting, birth_entry, hanoi
from tests.registry.papers import signed

pytestmark = pytest.mark.django_db
PAGE = "/mot-cua/so-in/"
YEAR = {"first_on": date(2026, 1, 1), "last_on": date(2026, 12, 31)}


@pytest.fixture
def received(years, office, binh):
    application = factories.submitted(office)
    return actions.receive(application.pk, by=acting(binh), at=hanoi(20, 9, 40))


def book_of(office, by, kind=BookKind.COPIES, *, at=None) -> PrintedBook:
    return actions.ask_for_book(kind, office_id=office.pk, by=acting(by), at=at or hanoi(23, 9), **YEAR)


def test_the_register_lists_copies_in_the_order_of_signing_and_keeps_cancelled_ones(office, binh, dung):
    first = signed(office, binh, dung, at=hanoi(19, 10))
    second = signed(office, binh, dung, birth_entry(office, number="88"), at=hanoi(20, 10))
    with transaction.atomic():
        extracts.cancel(first.pk, reason="Sai chữ đệm", by_id=binh.pk, at=hanoi(20, 15))
    rows = list(copies_of(book_of(office, binh)))
    assert [row["serial"] for row in rows] == [first.serial_text, second.serial_text]
    assert rows[0]["note"] == "đã hủy ngày 20/03/2026: Sai chữ đệm"
    assert (rows[1]["paper"], rows[1]["signer"], rows[1]["note"]) == ("Giấy khai sinh", "Hoàng Tiến Dũng", "")


def test_the_register_names_who_asked_for_a_copy(received, office, binh, dung):
    actions.draw_up(received.pk, entry_id=birth_entry(office).pk, by=acting(binh), at=hanoi(20, 10))
    actions.send_for_signature(received.pk, by=acting(binh), at=hanoi(20, 10, 10))
    actions.sign(received.pk, by=acting(dung), at=hanoi(20, 11))
    (row,) = copies_of(book_of(office, binh))
    assert (row["requester"], row["count"]) == ("Nguyễn Thị Thùy Dương", 2)


def test_the_register_of_another_office_is_not_ours(office, other_office, binh, dung):
    signed(office, binh, dung)
    assert list(copies_of(book_of(other_office, binh))) == []


def test_the_register_says_what_there_was_when_it_was_asked_for(office, binh, dung):
    signed(office, binh, dung, at=hanoi(20, 10))
    assert list(copies_of(book_of(office, binh, at=hanoi(20, 9)))) == []


def test_the_follow_up_register_lists_what_was_received(received, office, binh):
    (row,) = dossiers_of(book_of(office, binh, BookKind.FOLLOW_UP))
    assert (row["code"], row["received"], row["due"]) == (received.dossier_code, "20/03/2026 09:40", "20/03/2026")


def follow_up(office, by) -> list[dict]:
    return list(dossiers_of(book_of(office, by, BookKind.FOLLOW_UP, at=hanoi(31, 9))))


def test_what_was_received_keeps_its_line_when_it_is_passed_on(received, office, other_office, binh, chi):
    factories.opened(other_office)
    old = received.dossier_code
    actions.transfer(received.pk, to_id=other_office.pk, reason="Sổ ở đó.", by=acting(binh), at=hanoi(20, 14))
    again = actions.receive(received.pk, by=acting(chi), at=hanoi(23, 8))
    (left,) = follow_up(office, binh)
    assert (left["code"], left["received"], left["due"]) == (old, "20/03/2026 09:40", "20/03/2026")
    assert (left["office"], left["note"]) == ("Ủy ban nhân dân phường Bạch Mai", "Đã chuyển cơ quan khác")
    (there,) = follow_up(other_office, chi)
    assert (there["code"], there["received"], there["note"]) == (again.dossier_code, "23/03/2026 08:22", "")


def test_what_is_received_again_after_a_supplement_keeps_its_one_line(received, office, binh):
    actions.ask_for_supplement(received.pk, items=["Ảnh rõ hơn"], reason="Ảnh mờ.", by=acting(binh), at=hanoi(20, 11))
    actions.resubmit(received.pk, answers={}, by=Actor("citizen"), at=hanoi(23, 9))
    actions.receive(received.pk, by=acting(binh), at=hanoi(23, 10))
    (row,) = follow_up(office, binh)
    assert (row["code"], row["received"], row["due"]) == (received.dossier_code, "20/03/2026 09:40", "23/03/2026")


def test_what_the_office_took_over_from_a_unit_that_ended_stands_in_its_register(received, office, other_office, binh, chi):
    factories.succeeded(office, other_office)
    actions.pass_on_ended(at=hanoi(23, 0, 1))
    (row,) = follow_up(other_office, chi)
    assert (row["code"], row["received"]) == (received.dossier_code, "23/03/2026 00:01")
    actions.withdraw(received.pk, reason="Đã có bản sao", by=Actor("citizen"), at=hanoi(23, 9))
    (left,) = follow_up(office, binh)
    assert left["note"] == "Đã chuyển cơ quan khác; Đã rút: Đã có bản sao"


def test_numbers_of_rows_and_sheets_run_on_over_the_parts(office, binh, tmp_path, monkeypatch):
    monkeypatch.setattr(books, "ROWS_A_PART", 20)
    paper = tmp_path / "book.pdf"
    paper.write_bytes(book_pdf(book_of(office, binh), copy_rows(45)))
    sheets = [judges.text(paper, sheet, sheet) for sheet in range(1, judges.pages(paper) + 1)]
    assert "SỔ CẤP BẢN SAO TRÍCH LỤC HỘ TỊCH" in sheets[0]
    assert [sheet.split()[0] for sheet in sheets[1:]] == [str(number) for number in range(1, len(sheets))]
    assert all("Họ, chữ đệm, tên, chức vụ của người ký" in sheet for sheet in sheets[1:])
    assert "Cộng: 45 lần cấp (bốn mươi lăm)" in sheets[-1]
    assert (judges.is_sound(paper), judges.broken_rules(paper)) == (True, [])


def test_a_book_is_printed_once(office, binh):
    book = book_of(office, binh)
    assert render_book(book.pk).pk == render_book(book.pk).pk


def test_a_lost_nudge_is_found_by_the_sweep(office, binh):
    book = book_of(office, binh)
    assert books.unprinted_ids() == [book.pk]


def test_an_official_asks_for_a_book_and_opens_it(client_of, office, binh):
    client = client_of(binh)
    asked = client.post(PAGE, {"kind": "copies", "year": "2026", "month": "3", "number": "01/2026"})
    book = PrintedBook.objects.get()
    assert asked.url == reverse("desk:book", args=[book.pk])
    assert (book.first_on, book.last_on, book.number) == (date(2026, 1, 1), date(2026, 12, 31), "01/2026")
    render_book(book.pk)
    assert client.get(asked.url).content.startswith(b"%PDF")
    assert Entry.objects.filter(action="book.viewed").count() == 1
    assert "Sổ cấp bản sao trích lục hộ tịch, năm 2026" in client.get(PAGE).content.decode()


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"month": ""}, "Chọn tháng: sổ theo dõi hồ sơ in theo từng tháng"),
        ({"month": "13"}, "Chọn tháng trong danh sách"),
        ({"year": "1990"}, "Chọn năm trong danh sách"),
        ({"kind": "births"}, "Chọn sổ trong danh sách"),
        ({"number": "1" * 31}, "Quyển số: viết nhiều nhất 30 chữ"),
    ],
)
def test_a_strange_period_is_explained(client_of, binh, changes, told):
    page = client_of(binh).post(PAGE, {"kind": "follow_up", "year": "2026", "month": "3"} | changes)
    assert told in page.content.decode()
    assert not PrintedBook.objects.exists()


def test_a_book_of_another_office_is_not_there(client_of, chi, office, binh):
    assert client_of(chi).get(reverse("desk:book", args=[book_of(office, binh).pk])).status_code == 404


def test_the_control_sheet_tells_every_hand_over(received, binh):
    slip = actions.issue_control_sheet(received.pk, by=acting(binh), at=hanoi(20, 10))
    steps = [(row["step"], row["giver"], row["taker"]) for row in slip.content["rows"]]
    assert steps == [
        ("Nộp hồ sơ", "Người nộp hồ sơ", "Bộ phận Một cửa"),
        ("Tiếp nhận", "Trần Thị Bình", "Người giải quyết"),
    ]
    assert slip.content["rows"][1]["at"] == "09 giờ 40 phút, ngày 20/03/2026"


def test_the_control_sheet_says_whether_the_promise_was_kept(received, office, binh, dung):
    actions.draw_up(received.pk, entry_id=birth_entry(office).pk, by=acting(binh), at=hanoi(20, 10))
    actions.send_for_signature(received.pk, by=acting(binh), at=hanoi(20, 10, 10))
    actions.sign(received.pk, by=acting(dung), at=hanoi(23, 11))
    slip = actions.issue_control_sheet(received.pk, by=acting(binh), at=hanoi(23, 12))
    assert [row["result"] for row in slip.content["rows"]][-1] == "Quá hạn"


def test_asked_twice_before_anything_happened_it_is_the_same_sheet(received, binh):
    made = {actions.issue_control_sheet(received.pk, by=acting(binh), at=hanoi(20, 10)).pk for _ in repeat(None, 2)}
    assert len(made) == 1


def test_the_control_sheet_is_not_the_citizens(received, client_of, an, binh):
    received.applicant = an
    received.save()
    slip = actions.issue_control_sheet(received.pk, by=acting(binh), at=hanoi(20, 10))
    client = client_of(an)
    assert client.get(reverse("applications:slip", args=[received.ref, slip.pk])).status_code == 404
    assert "kiểm soát" not in client.get(reverse("applications:timeline", args=[received.ref])).content.decode()


def test_an_official_asks_for_the_control_sheet_from_the_page_of_the_dossier(received, client_of, binh):
    client = client_of(binh)
    assert "In phiếu kiểm soát" in client.get(f"/mot-cua/ho-so/{received.dossier_code}/").content.decode()
    answer = client.post(f"/mot-cua/ho-so/{received.dossier_code}/phieu-kiem-soat/")
    assert answer.url == reverse("desk:slip", args=[received.dossier_code, Slip.objects.get(kind=SlipKind.CONTROL).pk])

"""The money pages through the front door: who counts, who resolves, who closes, and what the others see of it."""

import re
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from applications import actions
from applications.models import Application
from portal.accounts.models import Role
from postal.actions import receipts
from postal.models import Account, BankLine, DayClose, LedgerEntry, OpenItem, PaymentSlip, Receipt, Remittance, TreasuryDeposit
from postal.money_printing import render_payment, render_remittance
from postal.proof import prove_ledger
from tests import factories
from tests.factories import acting, hanoi
from tests.postal.money import bank_account

pytestmark = pytest.mark.django_db
HOSTILE = ["", "-1", "1000000000000", "bốn hai", "1e3", "²"]


def url(name, *args):
    return reverse(f"money:{name}", args=args)


def text(response) -> str:
    return response.content.decode().replace("\u00a0", " ")


@pytest.fixture
def cashier(client_of, loan):
    return client_of(loan)


@pytest.fixture
def worker(client_of, tu):
    return client_of(tu)


def test_the_cashiers_day_says_where_the_money_is(cashier, remitted):
    slip = remitted(2)
    page = text(cashier.get(url("today")))
    assert "Bảng kê chờ xác nhận: 1" in page
    assert slip.number in page
    assert "32.000 đồng" in page


def test_the_day_asks_as_often_for_many_as_for_few(cashier, remitted, django_assert_max_num_queries):
    remitted(3)
    with django_assert_max_num_queries(28):
        cashier.get(url("today"))


def test_the_cashier_confirms_a_slip(cashier, remitted):
    slip = remitted()
    page = text(cashier.post(url("remittance", slip.number), {"received": "16.000"}, follow=True))
    assert "Đã xác nhận nhận đủ 16.000 đồng" in page
    assert Account.objects.get(charge="fee").confirmed_vnd == 16000


def test_a_difference_needs_a_word_and_becomes_an_open_item(cashier, remitted):
    slip = remitted()
    page = text(cashier.post(url("remittance", slip.number), {"received": "15.000"}))
    assert "Số tiền khác bảng kê" in page
    page = text(cashier.post(url("remittance", slip.number), {"received": "15.000", "told": "Thiếu"}, follow=True))
    assert "Nộp thiếu so với bảng kê: 1.000 đồng" in page


@pytest.mark.parametrize("typed", HOSTILE)
def test_no_hostile_count_is_an_error(cashier, remitted, typed):
    slip = remitted()
    assert cashier.post(url("remittance", slip.number), {"received": typed}).status_code == 200
    assert Remittance.objects.get().confirmed_at is None


def test_the_leader_sees_a_slip_and_counts_none(client_of, dung, remitted):
    leader, slip = client_of(dung), remitted()
    page = text(leader.post(url("remittance", slip.number), {"received": "16.000"}))
    assert "Chỉ kế toán, thủ quỹ" in page
    assert Remittance.objects.get().confirmed_at is None


def test_another_office_finds_no_slip_and_no_item(client_of, other_office, delivered, remitted):
    stranger = client_of(factories.official("Ngô Văn Lạ", other_office, Role.ACCOUNTANT))
    slip = remitted(collected=20000, note="Thiếu")
    assert stranger.get(url("remittance", slip.number)).status_code == 404
    assert stranger.get(url("item", OpenItem.objects.get().pk)).status_code == 404
    assert "Không còn việc nào chưa rõ" in text(stranger.get(url("today")))


def test_the_worker_makes_a_slip_of_what_he_holds(worker, delivered):
    delivered(2)
    page = text(worker.get(url("hold")))
    assert "84.000 đồng" in page
    office, key = re.search(r'name="office" value="(\d+)"', page)[1], re.search(r'name="key" value="([^"]+)"', page)[1]
    for _ in range(2):
        page = text(worker.post(url("hold"), {"office": office, "what": "fee", "key": key}, follow=True))
    assert "32.000 đồng" in page
    assert Remittance.objects.count() == 1


def test_a_slip_with_nothing_to_hand_on_is_told_so(worker, office, agreement):
    page = text(worker.post(url("hold"), {"office": office.pk, "what": "fee", "key": "k"}, follow=True))
    assert "Không còn khoản nào đang giữ" in page
    assert worker.post(url("hold"), {"office": "²"}).status_code == 404


def test_the_supervisor_counts_the_postage(client_of, worker, lan, delivered, office):
    delivered()
    worker.post(url("hold"), {"office": office.pk, "what": "postage", "key": "k"})
    slip = Remittance.objects.get()
    page = text(client_of(lan).post(url("slip", slip.number), {"received": "26.000"}, follow=True))
    assert "Bên nhận xác nhận 26.000 đồng" in page


def test_slips_are_kept_papers(worker, cashier, remitted):
    slip = remitted()
    render_remittance(slip.pk)
    assert worker.get(url("slip_pdf", slip.number)).content.startswith(b"%PDF")
    assert cashier.get(url("remittance_pdf", slip.number)).content.startswith(b"%PDF")


def test_an_open_item_is_resolved_with_a_reason(cashier, remitted):
    slip = remitted()
    cashier.post(url("remittance", slip.number), {"received": "15.000", "told": "Thiếu"})
    item = OpenItem.objects.get()
    assert "Nhập lý do" in text(cashier.post(url("item", item.pk), {"outcome": "found"}))
    assert "Chỉ lãnh đạo" in text(cashier.post(url("item", item.pk), {"outcome": "written_off", "reason": "Mất"}))
    page = text(cashier.post(url("item", item.pk), {"outcome": "found", "reason": "Đếm sót một tờ"}, follow=True))
    assert "Đã giải quyết" in page
    assert "đã có người giải quyết" in text(cashier.post(url("item", item.pk), {"outcome": "found", "reason": "Lại"}))


def test_the_money_of_a_dossier_shows_every_entry(cashier, delivered):
    parcel = delivered()[0]
    page = text(cashier.get(url("today"), {"code": parcel.application.code.lower()}, follow=True))
    assert "Bưu điện đã thu" in page
    assert "Không có hồ sơ nào" in text(cashier.get(url("today"), {"code": "khong-co"}, follow=True))


def test_a_fee_is_waived_once_for_one_page(cashier, with_the_post):
    parcel = with_the_post()[0]
    told = {"charge": "fee", "amount": "16.000", "reason": "Cấp lại do lỗi của cơ quan", "key": "k"}
    for _ in range(2):
        cashier.post(url("dossier", parcel.application.code), told)
    assert Account.objects.get(application=parcel.application, charge="fee").waived_vnd == 16000
    page = text(cashier.post(url("dossier", parcel.application.code), told | {"amount": "99.000", "key": "other"}))
    assert "lớn hơn khoản còn lại" in page


def test_what_was_paid_is_acknowledged_on_paper(cashier, delivered):
    parcel = delivered()[0]
    cashier.post(url("acknowledge", parcel.application.code))
    slip = PaymentSlip.objects.get()
    assert slip.content["total_words"] == "Bốn mươi hai nghìn đồng"
    render_payment(slip.pk)
    assert cashier.get(url("payment_slip", slip.number)).content.startswith(b"%PDF")
    cashier.post(url("acknowledge", parcel.application.code))
    assert PaymentSlip.objects.count() == 1


def test_a_dossier_without_payment_has_nothing_to_acknowledge(cashier, with_the_post):
    parcel = with_the_post()[0]
    page = text(cashier.post(url("acknowledge", parcel.application.code), follow=True))
    assert "chưa có khoản nào đã trả" in page


def test_a_pad_is_given_to_a_collector(cashier, agreement, tu):
    told = {"form": "01BLP2-001", "series": "HN-26P", "first": "1", "last": "50", "holder": tu.pk}
    assert "Đã giao quyển" in text(cashier.post(url("receipts"), told, follow=True))
    assert "trùng với quyển" in text(cashier.post(url("receipts"), told))
    assert "Chọn người giữ" in text(cashier.post(url("receipts"), told | {"holder": "0"}))


@pytest.mark.parametrize("number", [*HOSTILE, "99999999"])
def test_no_hostile_number_is_made_void(cashier, office, tu, loan, number):
    about = {"form": "01BLP2-001", "series": "HN-26P", "first": 1, "last": 50, "holder_id": tu.pk}
    pad = receipts.give_book(office, **about, by=acting(loan), at=hanoi(18))
    assert cashier.post(url("void", pad.pk), {"number": number, "reason": "Hỏng"}).status_code == 302
    assert not Receipt.objects.exists()


STATEMENT = "Ngày giao dịch;Số tiền ghi có;Nội dung;Tên người chuyển;Số bút toán\n"


def bring_in(cashier, rows: str) -> str:
    return text(cashier.post(url("statement"), {"file": SimpleUploadedFile("sk.csv", (STATEMENT + rows).encode("utf-8-sig"))}))


@pytest.fixture
def prepaid(years, office):
    """A filed dossier whose fee of 16.000 đồng may be paid ahead."""
    bank_account(office)
    return factories.submitted(office, collection_mode="either")


def test_a_statement_of_excel_is_matched_by_the_note(cashier, prepaid):
    page = bring_in(cashier, f"20/03/2026 09:30:00;16.000;MBVCB.1.HT {prepaid.ref}.CT tu;NGUYEN VAN AN;FT1\n")
    prepaid.refresh_from_db()
    assert "Đã ghi vào hồ sơ 1 khoản" in page
    assert (prepaid.fee_paid_vnd, prepaid.due_total_vnd) == (16000, 26000)
    assert prepaid.history.filter(verb="pay").count() == 1


def test_who_paid_before_his_dossier_was_passed_on_has_paid(cashier, prepaid, binh, other_office):
    factories.opened(other_office)
    actions.transfer(prepaid.pk, to_id=other_office.pk, reason="Sổ ở đó.", by=acting(binh), at=hanoi(20, 9, 40))
    bring_in(cashier, f"20/03/2026 09:30:00;16.000;HT {prepaid.ref};NGUYEN VAN AN;FT1\n")
    prepaid.refresh_from_db()
    assert prepaid.fee_paid_vnd == 16000
    assert not OpenItem.objects.exists()


def test_the_same_row_in_two_files_counts_once(cashier, prepaid):
    row = f"20/03/2026 09:30:00;16.000;HT {prepaid.ref};NGUYEN VAN AN;FT1\n"
    bring_in(cashier, row)
    assert "1 dòng đã nhập từ trước" in bring_in(cashier, row + "20/03/2026 10:00:00;8.000;tien trua;BA;FT2\n")
    assert BankLine.objects.count() == 2


def test_two_rows_alike_are_two_payments_and_the_second_is_too_much(cashier, prepaid):
    row = f"20/03/2026;16000;HT {prepaid.ref};AN;\n"
    bring_in(cashier, row * 2)
    item = OpenItem.objects.get()
    assert (item.kind, item.amount_vnd) == ("bank_over", 16000)
    cashier.post(url("item", item.pk), {"outcome": "refunded", "reason": "Đã chuyển trả"})
    assert Account.objects.get(charge="surplus").refunded_vnd == 16000


def test_a_part_stays_open_until_the_rest_comes(cashier, prepaid):
    bring_in(cashier, f"20/03/2026;10.000;HT {prepaid.ref};AN;1\n")
    assert OpenItem.objects.get().kind == "bank_partial"
    bring_in(cashier, f"20/03/2026;6.000;HT {prepaid.ref};AN;2\n")
    assert OpenItem.objects.get().outcome == "found"


def test_an_unknown_payment_is_matched_by_the_cashier(cashier, prepaid):
    bring_in(cashier, "20/03/2026;16.000;nop phi trich luc;AN;1\n")
    item = OpenItem.objects.get()
    assert "Nhập mã hồ sơ" in text(cashier.post(url("item", item.pk), {"outcome": "matched", "reason": "Gọi điện hỏi"}))
    told = {"outcome": "matched", "reason": "Gọi điện hỏi", "code": "KHONG-CO"}
    assert "Không có hồ sơ nào" in text(cashier.post(url("item", item.pk), told))
    cashier.post(url("item", item.pk), told | {"code": prepaid.ref.lower()})
    prepaid.refresh_from_db()
    assert prepaid.fee_paid_vnd == 16000


def test_unreadable_rows_are_named_and_debits_left_out(cashier, prepaid):
    page = bring_in(
        cashier, f"hom qua;16.000;HT {prepaid.ref};;\n20/03/2026;-5.000;rut;;\n31/02/2026;1;x;;\n20/03/2026;abc;x;;\n"
    )
    assert "3 dòng không đọc được" in page
    assert not BankLine.objects.exists()


@pytest.mark.parametrize("content", [b"", b"\x00\x01", b"PK\x03\x04", b"a;b\n1;2\n"])
def test_a_file_that_is_no_statement_is_told_so(cashier, prepaid, content):
    answer = cashier.post(url("statement"), {"file": SimpleUploadedFile("a.csv", content)})
    assert "Có 1 thông tin cần sửa" in text(answer)


def test_an_office_without_an_account_is_told_so(cashier):
    assert "chưa có tài khoản" in bring_in(cashier, "")


def test_a_day_closes_only_when_all_is_explained(cashier, remitted, office):
    slip = remitted()
    page = text(cashier.post(url("closing"), {"day": "2026-03-24"}))
    assert f"Bảng kê {slip.number}: chưa xác nhận 16.000 đồng" in page
    cashier.post(url("remittance", slip.number), {"received": "16.000"})
    page = text(cashier.post(url("closing"), {"day": "2026-03-24"}, follow=True))
    assert "Đã chốt sổ đến hết ngày 24/03/2026" in page
    assert DayClose.objects.get().totals["kinds"]["collected"]["fee"] == 16000
    assert "đã chốt" in text(cashier.post(url("closing"), {"day": "2026-03-23"}))


@pytest.mark.parametrize("day", ["", "mai", "2099-01-01", "0000-00-00", "31/02/2026"])
def test_no_hostile_day_is_closed(cashier, day):
    assert cashier.post(url("closing"), {"day": day}).status_code == 400
    assert not DayClose.objects.exists()


def test_the_months_fees_go_to_the_treasury_once(cashier, remitted):
    slip = remitted()
    cashier.post(url("remittance", slip.number), {"received": "16.000"})
    month = LedgerEntry.objects.get(kind="confirmed").booked_on.replace(day=1)
    told = {"month": month.isoformat(), "amount": "16.000", "on": "2026-04-03", "voucher": "KB-1"}
    assert "Đã ghi lần nộp" in text(cashier.post(url("treasury"), told, follow=True))
    assert "đã ghi cho một lần nộp" in text(cashier.post(url("treasury"), told))
    assert "lớn hơn 0" in text(cashier.post(url("treasury"), told | {"amount": "0", "voucher": "KB-2"}))
    assert TreasuryDeposit.objects.get().month == date(month.year, month.month, 1)


def test_supervisors_see_units_and_no_person(client_of, mai, delivered, tu):
    delivered()
    prove_ledger(at=hanoi(24))
    page = text(client_of(mai).get(url("supervision")))
    assert "Bưu điện Hai Bà Trưng" in page
    assert "Khớp từng đồng" in page
    assert tu.full_name not in page


def test_a_district_sees_its_own_communes_only(client_of, delivered):
    district = factories.office("Quận Ba Đình", level="district")
    supervisor = client_of(factories.official("Lý Văn Xem", district, Role.DISTRICT_SUPERVISOR))
    delivered()
    assert "Bưu điện không giữ khoản nào" in text(supervisor.get(url("supervision")))


def test_the_citizen_reads_what_was_collected_and_says_otherwise(client_of, an, delivered):
    parcel = delivered(collected=42000)[0]
    Application.objects.filter(pk=parcel.application_id).update(applicant=an)
    browser, ref = client_of(an), parcel.application.ref
    assert "ghi đã thu <strong>42.000 đồng</strong>" in text(browser.get(reverse("applications:timeline", args=[ref])))
    dispute = reverse("paying:dispute", args=[ref])
    assert "Nhập số tiền đã trả" in text(browser.post(dispute, {"what": "said_paid"}))
    for _ in range(2):
        browser.post(dispute, {"what": "said_paid", "paid": "40.000"})
    item = OpenItem.objects.get()
    assert (item.kind, item.amount_vnd) == ("said_paid", 40000)
    assert "Cơ quan đang kiểm tra" in text(browser.get(dispute))


def test_the_citizen_may_pay_ahead_by_qr_and_nothing_waits_for_it(client_of, an, prepaid):
    Application.objects.filter(pk=prepaid.pk).update(applicant=an)
    for name in ("applications:timeline", "applications:filed"):
        page = text(client_of(an).get(reverse(name, args=[prepaid.ref])))
        assert f"HT {prepaid.ref}" in page
        assert "Mã VietQR chuyển 16.000 đồng" in page
        assert "phí trả khi nhận kết quả" in page


def test_who_pays_on_receipt_is_shown_no_account(client_of, an, prepaid):
    Application.objects.filter(pk=prepaid.pk).update(applicant=an, collection_mode="cod")
    assert "VietQR" not in text(client_of(an).get(reverse("applications:timeline", args=[prepaid.ref])))

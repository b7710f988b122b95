"""The office's pages: R15, R14, R16, R17 and one envelope, through the front door."""

import pytest
from django.urls import reverse

from portal.accounts.models import Role
from portal.documents.models import StoredDocument
from postal import tasks
from postal.actions import confirming, hand_overs, parcels
from postal.models import HandOver, LabelSheet, Parcel
from postal.printing import render_record, render_sheet
from tests import factories
from tests.factories import acting, hanoi

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client_of, binh):
    return client_of(binh)


def url(name, *args):
    return reverse(f"postal:{name}", args=args)


def text(response) -> str:
    return response.content.decode()


def test_the_list_offers_envelopes_labels_and_a_batch(desk, agreement, issue, parcel_of):
    issue()
    waiting = parcel_of()
    page = text(desk.get(url("hand_overs")))
    assert "Lập 1 phong bì" in page
    assert waiting.application.dossier_code in page
    assert "Tạo đợt" in page


def test_without_an_agreement_the_list_says_what_to_do(desk, issue):
    page = text(desk.get(url("hand_overs")))
    assert "Đề nghị Sở Tư pháp ghi thỏa thuận" in page
    assert "Tạo đợt" not in page
    assert "Thỏa thuận hợp tác" in text(desk.post(url("open"), follow=True))


def test_the_list_asks_as_often_for_many_as_for_few(desk, batch, parcel_of, binh, django_assert_num_queries):
    for _ in range(3):
        hand_overs.scan(batch.pk, parcel_of().number, by=acting(binh), at=hanoi(20, 16, 3))
        parcel_of()
    with django_assert_num_queries(22):
        desk.get(url("hand_overs"))


def test_envelopes_are_made_by_one_button(desk, agreement, issue):
    issue()
    issue()
    assert "Đã lập 2 phong bì" in text(desk.post(url("prepare"), follow=True))
    assert Parcel.objects.count() == 2
    assert "Không còn hồ sơ nào" in text(desk.post(url("prepare"), follow=True))


def test_a_batch_is_opened_with_its_courier(desk, agreement, tu):
    response = desk.post(url("open"), {"courier": tu.pk})
    batch = HandOver.objects.get()
    assert response.url == url("hand_over", batch.number)
    assert batch.courier == tu


def test_a_courier_of_elsewhere_is_not_taken(desk, agreement, an):
    desk.post(url("open"), {"courier": an.pk})
    assert HandOver.objects.get().courier is None


def test_labels_are_asked_for_waited_for_and_sent(desk, parcel_of):
    parcel_of()
    sheet = desk.post(url("labels")).url
    waiting = desk.get(sheet)
    assert (waiting.status_code, waiting["Refresh"]) == (202, f"3; url={sheet}?cho=1")
    tasks.render_pending_sheets()
    assert desk.get(sheet).content == LabelSheet.objects.get().document.read()


def test_the_same_labels_are_the_same_sheet_until_an_address_changes(desk, parcel_of, binh):
    parcel = parcel_of()
    first, again = (desk.post(url("labels"), {"so": parcel.number}).url for _ in range(2))
    parcels.readdress(
        parcel.pk,
        name="Lê Văn Ẩn",
        phone="0912345679",
        address="Số 7 Trần Phú, xã A, Hà Nội",
        by=acting(binh),
        at=hanoi(20, 16),
    )
    changed = desk.post(url("labels"), {"so": parcel.number}).url
    assert first == again != changed


def test_a_sheet_is_printed_once(desk, parcel_of):
    parcel_of()
    desk.post(url("labels"))
    sheet = LabelSheet.objects.get()
    assert render_sheet(sheet.pk) == render_sheet(sheet.pk)
    assert StoredDocument.objects.filter(kind="labels").count() == 1


def test_labels_of_another_office_are_not_there(desk, parcel_of, client_of, chi):
    parcel = parcel_of()
    sheet, stranger = desk.post(url("labels")).url, client_of(chi)
    assert stranger.get(sheet).status_code == 404
    assert stranger.post(url("labels"), {"so": parcel.number}).url == url("hand_overs")


def test_an_address_that_does_not_arrive_is_named_and_the_others_are_printed(desk, agreement, parcel_of, binh):
    sound, faulty = parcel_of(), parcel_of()
    parcels.readdress(faulty.pk, name="Lê Văn Ẩn", phone="0912", address="Số 7", by=acting(binh), at=hanoi(20, 16))
    page = text(desk.get(url("hand_overs")))
    assert "Sửa trước khi in: 1 phong bì" in page
    assert "Thiếu phường, xã và tỉnh, thành phố" in page
    desk.post(url("labels"))
    assert [label["number"] for label in LabelSheet.objects.get().labels] == [sound.number]
    assert "1 phong bì chưa in vì địa chỉ chưa đúng" in text(desk.get(url("hand_overs")))


def test_the_paper_chosen_last_is_offered_first(desk, agreement, parcel_of):
    parcel_of()
    desk.post(url("labels"), {"kho": "dl"})
    assert LabelSheet.objects.get().format == "dl"
    assert '<option value="dl" selected>' in text(desk.get(url("hand_overs")))


def test_a_batch_is_printed_in_the_order_of_its_record(desk, batch, parcel_of, binh):
    first, second = parcel_of(), parcel_of()
    for minute, parcel in ((3, second), (4, first)):
        hand_overs.scan(batch.pk, parcel.number, by=acting(binh), at=hanoi(20, 16, minute))
    desk.post(url("labels"), {"dot": batch.number})
    assert [label["number"] for label in LabelSheet.objects.get().labels] == [second.number, first.number]


def test_without_envelopes_there_are_no_labels(desk, agreement):
    assert "Không có phong bì nào chờ in nhãn" in text(desk.post(url("labels"), follow=True))


def test_a_scan_is_answered_beside_the_field_and_the_newest_is_on_top(desk, batch, parcel_of):
    first, second = parcel_of(), parcel_of()
    desk.post(url("scan", batch.number), {"code": first.number})
    page = text(desk.post(url("scan", batch.number), {"code": second.number}, follow=True))
    code = second.application.dossier_code
    assert f"Đã thêm {code} · Nguyễn Thị Thùy Dương · 2 bản · thu 42.000\u00a0đồng" in page
    assert page.index(f'<span class="code">{code}') < page.index(f'<span class="code">{first.application.dossier_code}')
    assert 'class="newest"' in page
    assert 'inputmode="numeric"' in page


@pytest.mark.parametrize(
    ("typed", "words"),
    [("", "Quét mã vạch"), ("abc", "chỉ gồm chữ số"), ("260320999999", "Không có hồ sơ với mã"), ("\x00", "Quét")],
)
def test_a_wrong_scan_is_told_why(desk, batch, typed, words):
    assert words in text(desk.post(url("scan", batch.number), {"code": typed}, follow=True))


def test_a_scan_without_the_field_is_no_fault_of_the_server(desk, batch):
    assert desk.post(url("scan", batch.number), follow=True).status_code == 200


def test_the_batch_asks_as_often_for_many_as_for_few(desk, batch, parcel_of, binh, django_assert_num_queries):
    for minute in range(4):
        hand_overs.scan(batch.pk, parcel_of().number, by=acting(binh), at=hanoi(20, 16, minute))
        parcel_of()
    with django_assert_num_queries(14):
        desk.get(url("hand_over", batch.number))


def test_what_was_taken_out_waits_again(desk, batch, parcel_of, binh):
    parcel = parcel_of()
    hand_overs.scan(batch.pk, parcel.number, by=acting(binh), at=hanoi(20, 16, 3))
    page = text(desk.post(url("take_out", batch.number), {"parcel": parcel.number}, follow=True))
    assert "Đã bỏ phong bì" in page
    assert 'data-sum="waiting">1<' in page


def test_closing_leads_to_the_record_and_its_pdf(desk, batch, parcel_of, binh):
    hand_overs.scan(batch.pk, parcel_of().number, by=acting(binh), at=hanoi(20, 16, 3))
    page = text(desk.post(url("close", batch.number), follow=True))
    assert "Biên bản bàn giao số 01/BB-UBND" in page
    assert "Chờ bưu điện xác nhận" in page
    waiting = desk.get(url("record_pdf", batch.number))
    assert (waiting.status_code, waiting["Refresh"]) == (202, f"3; url={url('record_pdf', batch.number)}?cho=1")
    render_record(batch.pk)
    pdf = desk.get(url("record_pdf", batch.number))
    assert pdf.content.startswith(b"%PDF")
    assert "attachment" in pdf["Content-Disposition"]


def test_an_empty_batch_stays_open(desk, batch):
    assert "chưa có phong bì nào" in text(desk.post(url("close", batch.number), follow=True))


def test_a_closed_batch_shows_its_record(desk, batch, parcel_of, binh, tu, django_assert_num_queries):
    hand_overs.scan(batch.pk, parcel_of().number, by=acting(binh), at=hanoi(20, 16, 3))
    assert desk.get(url("record", batch.number)).url == url("hand_over", batch.number)
    hand_overs.close(batch.pk, by=acting(binh), at=hanoi(20, 16, 10))
    assert desk.get(url("hand_over", batch.number)).url == url("record", batch.number)
    confirming.confirm(batch.pk, by=acting(tu), at=hanoi(20, 16, 21))
    with django_assert_num_queries(7):
        page = text(desk.get(url("record", batch.number)))
    assert "Hai bên đã xác nhận" in page
    assert "Vũ Anh Tú" in page


def test_a_tracking_number_is_written_and_doubted_aloud(desk, parcel_of):
    parcel = parcel_of()
    page = text(desk.post(url("envelope", parcel.number), {"tracking_number": "eb 123456780 vn"}, follow=True))
    assert "không khớp" in page
    parcel.refresh_from_db()
    assert parcel.tracking_number == "EB123456780VN"


@pytest.mark.parametrize(("typed", "words"), [("", "Nhập số hiệu"), ("ếê", "không dấu"), ("A" * 70, "60")])
def test_an_unreadable_tracking_number_is_asked_again(desk, parcel_of, typed, words):
    assert words in text(desk.post(url("envelope", parcel_of().number), {"tracking_number": typed}))


def test_one_tracking_number_belongs_to_one_envelope(desk, parcel_of):
    first, second = parcel_of(), parcel_of()
    desk.post(url("envelope", first.number), {"tracking_number": "EB123456785VN"})
    assert "đã ghi cho một phong bì khác" in text(
        desk.post(url("envelope", second.number), {"tracking_number": "EB123456785VN"})
    )


def test_an_address_is_put_right_before_it_leaves(desk, parcel_of):
    parcel = parcel_of()
    told = {"name": "Lê Văn Ẩn", "phone": "0912 345 679", "address": "Số 7, xã Đại Xuyên, Hà Nội"}
    desk.post(url("envelope", parcel.number), told)
    parcel.refresh_from_db()
    assert (parcel.recipient_name, parcel.recipient_phone, parcel.address) == ("Lê Văn Ẩn", "0912345679", told["address"])


def test_a_number_handed_over_stays(desk, batch, parcel_of, binh):
    parcel = parcel_of()
    parcels.set_tracking_number(parcel.pk, "EB123456785VN", by=acting(binh), at=hanoi(20, 15))
    hand_overs.scan(batch.pk, parcel.number, by=acting(binh), at=hanoi(20, 16, 3))
    hand_overs.close(batch.pk, by=acting(binh), at=hanoi(20, 16, 10))
    page = text(desk.post(url("envelope", parcel.number), {"tracking_number": "EB000000005VN"}))
    assert "không ghi được" in page
    told = {"name": "Lê Văn Ẩn", "phone": "0912345679", "address": "Số 7"}
    assert "không ghi được" in text(desk.post(url("envelope", parcel.number), told))


def test_another_office_finds_nothing(client_of, chi, batch, parcel_of):
    stranger = client_of(chi)
    for address in (url("hand_over", batch.number), url("record", batch.number), url("envelope", parcel_of().number)):
        assert stranger.get(address).status_code == 404
    assert stranger.post(url("scan", batch.number), {"code": "1"}).status_code == 404
    assert stranger.post(url("close", batch.number)).status_code == 404


def test_the_leader_looks_but_does_not_scan(client_of, dung, batch, parcel_of):
    leader = client_of(dung)
    parcel = parcel_of()
    page = text(leader.get(url("hand_over", batch.number)))
    assert "data-scan" not in page
    assert leader.post(url("scan", batch.number), {"code": parcel.number}).status_code == 403
    assert leader.get(url("hand_overs")).status_code == 200


def test_a_citizen_and_a_postal_worker_have_no_business_here(client_of, an, tu, batch):
    for person in (an, tu):
        assert client_of(person).get(url("hand_overs")).status_code == 403


def test_nothing_changes_by_a_look(desk, batch):
    for name, args in (("prepare", ()), ("open", ()), ("scan", (batch.number,)), ("close", (batch.number,))):
        assert desk.get(url(name, *args)).status_code == 405


def test_two_officials_scan_into_one_batch(desk, client_of, office, batch, parcel_of):
    second = client_of(factories.official("Lê Thu Hà", office, Role.CIVIL_STATUS_OFFICER))
    parcel = parcel_of()
    desk.post(url("scan", batch.number), {"code": parcel.number})
    assert "Mã này đã quét lúc" in text(second.post(url("scan", batch.number), {"code": parcel.number}, follow=True))

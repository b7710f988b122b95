"""S12: fees, waivers, postage and collection, added, ended and taken back by the Department; what was used stays."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from applications.fees import collection_mode, fee_per_copy, tariff_for
from applications.management.commands.load_fees import load_fees
from applications.models import FeeCollection, FeePolicy, FeeWaiver, PostageTariff, TermsChange
from portal.audit.models import Entry
from tests import factories
from tests.factories import EXTRACT_COPY

pytestmark = pytest.mark.django_db
LIST, ADD_FEE, ADD_WAIVER, ADD_TARIFF, ADD_MODE = (
    "/so-tu-phap/phi/",
    *(f"/so-tu-phap/phi/{kind}/them/" for kind in ("phi", "mien", "cuoc", "cach-thu")),
)
TODAY = timezone.localdate()
DAY = timedelta(days=1)
LATER = TODAY + 30 * DAY


@pytest.fixture(autouse=True)
def terms_of_the_law(db):
    load_fees()


@pytest.fixture
def keeper(client_of, huy):
    return client_of(huy)


@pytest.fixture
def filed(years, office, an):
    """Somebody has filed just now."""
    return factories.submitted(office, an, at=timezone.now())


def typed(day: date) -> str:
    return f"{day:%d/%m/%Y}"


def fee(**other) -> dict:
    return {
        "procedure_code": EXTRACT_COPY,
        "fee_per_copy_vnd": "10.000",
        "valid_from": typed(LATER),
        "legal_document": "Thông tư 99/2027/TT-BTC",
        "ends_before": "on",
    } | other


def save(client, address: str, data: dict):
    """Type, look, save, as a person does."""
    shown = client.post(address, data)
    assert shown.status_code == 200
    assert "Xem lại trước khi lưu" in text(shown), text(shown)
    return client.post(address, data | {"seen": shown.context["seen"]}, follow=True)


def text(response) -> str:
    return response.content.decode()


def test_a_new_fee_takes_over_the_day_after_the_open_one_ends(keeper):
    assert fee_per_copy(EXTRACT_COPY, LATER) == 8000
    page = text(save(keeper, ADD_FEE, fee()))
    assert [fee_per_copy(EXTRACT_COPY, day) for day in (LATER - DAY, LATER)] == [8000, 10000]
    assert FeePolicy.objects.get(fee_per_copy_vnd=8000).valid_to == LATER - DAY
    assert "Thông tư 99/2027/TT-BTC" in page


def test_the_open_one_in_the_way_is_offered_to_end_and_nothing_typed_is_lost(keeper):
    page = text(keeper.post(ADD_FEE, fee(ends_before="")))
    assert "Trùng với mức đã có, từ 01/01/2017 không thời hạn" in page
    assert "Phí 8.000\u00a0đồng một bản (từ 01/01/2017) kết thúc vào hôm trước ngày bắt đầu" in page
    assert 'value="10.000"' in page
    assert FeePolicy.objects.count() == 1


def test_what_is_saved_is_what_was_shown(keeper):
    shown = keeper.post(ADD_FEE, fee())
    again = keeper.post(ADD_FEE, fee(fee_per_copy_vnd="12.000") | {"seen": shown.context["seen"]})
    assert "12.000" in text(again)
    assert FeePolicy.objects.count() == 1


def test_it_says_before_saving_whom_it_reaches(keeper, filed, an):
    factories.draft(an)
    page = text(keeper.post(ADD_FEE, fee()))
    assert "<b>1</b> hồ sơ nháp chưa nộp" in page
    assert f"Phí 8.000\u00a0đồng một bản, từ 01/01/2017 đến {typed(LATER - DAY)}" in page
    assert "<b>1</b> hồ sơ đã nộp, chưa trả kết quả: giữ nguyên số tiền đã báo" in page


def test_days_between_two_others_are_refused(keeper):
    save(keeper, ADD_FEE, fee())
    page = text(keeper.post(ADD_FEE, fee(valid_from=typed(LATER - 5 * DAY))))
    assert "Trùng với mức đã có" in page
    assert FeePolicy.objects.count() == 2


def test_no_fee_begins_on_a_day_on_which_somebody_has_filed(keeper, filed):
    fee_before = filed.fee_vnd
    page = text(keeper.post(ADD_FEE, fee(valid_from=typed(TODAY))))
    assert f"Chọn ngày sau {typed(TODAY)}" in page
    save(keeper, ADD_FEE, fee(valid_from=typed(TODAY + DAY)))
    filed.refresh_from_db()
    assert filed.fee_vnd == fee_before


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"fee_per_copy_vnd": "mười nghìn"}, "Số tiền viết bằng chữ số"),
        ({"fee_per_copy_vnd": "99999999999"}, "Số tiền viết bằng chữ số"),
        ({"fee_per_copy_vnd": ""}, "Nhập số tiền, ví dụ 8.000"),
        ({"valid_from": "31/02/2027"}, "phải là ngày có thật"),
        ({"valid_from": "01/01/9999"}, "Ngày phải từ 01/01/2016"),
        ({"valid_to": typed(TODAY)}, "Ngày cuối không được trước ngày đầu"),
        ({"legal_document": ""}, "Nhập số, ký hiệu văn bản"),
        ({"procedure_code": "x"}, "Chọn thủ tục"),
    ],
)
def test_bad_input_is_named_beside_its_field(keeper, change, sentence):
    assert sentence in text(keeper.post(ADD_FEE, fee(**change)))
    assert FeePolicy.objects.count() == 1


def test_a_waiver_is_told_in_both_languages(keeper, client):
    told = {"condition": "merit", "label_vi": "Người có công", "label_en": "People with merit", "legal_document": "NQ 1/2026"}
    save(keeper, ADD_WAIVER, told | {"procedure_code": EXTRACT_COPY, "valid_from": typed(LATER), "valid_to": typed(LATER)})
    assert FeeWaiver.objects.get(condition="merit").valid_to == LATER
    page = text(keeper.post(ADD_WAIVER, told | {"procedure_code": EXTRACT_COPY, "valid_from": typed(LATER)}))
    assert f"Trùng với mức đã có, từ {typed(LATER)} đến {typed(LATER)}" in page


def test_postage_of_one_zone_leaves_the_other_alone(keeper):
    told = {"zone": "country", "price_vnd": "40000 đ", "valid_from": typed(LATER), "legal_document": "Thỏa thuận 5/2027"}
    save(keeper, ADD_TARIFF, told | {"ends_before": "on"})
    assert (tariff_for("79", LATER).price_vnd, tariff_for("01", LATER).price_vnd) == (40000, 26000)
    assert not tariff_for("79", LATER).is_illustrative


def test_a_way_of_collecting_stands_until_the_next(keeper):
    told = {"procedure_code": EXTRACT_COPY, "mode": "prepaid", "valid_from": typed(LATER), "legal_document": "NĐ 1/2027"}
    save(keeper, ADD_MODE, told)
    assert [collection_mode(EXTRACT_COPY, day) for day in (LATER - DAY, LATER)] == ["either", "prepaid"]
    assert "Trùng với mức đã có" in text(keeper.post(ADD_MODE, told))


def test_one_in_use_ends_today_at_the_earliest_and_the_hole_is_told(keeper, filed):
    address = f"{LIST}phi/{FeePolicy.objects.get().pk}/ket-thuc/"
    assert f"Ngày cuối sớm nhất là {typed(TODAY)}" in text(keeper.post(address, {"last_day": typed(TODAY - DAY)}))
    page = text(save(keeper, address, {"last_day": typed(TODAY)}))
    assert f"sau {typed(TODAY)} chưa có mức nào" in page
    assert fee_per_copy(EXTRACT_COPY, TODAY + DAY) is None


def test_one_nobody_has_used_is_taken_back_and_the_one_before_goes_on(keeper):
    save(keeper, ADD_FEE, fee())
    new = FeePolicy.objects.get(fee_per_copy_vnd=10000)
    keeper.post(f"{LIST}phi/{new.pk}/rut/", {"reason": "Nhập nhầm số tiền"})
    assert fee_per_copy(EXTRACT_COPY, LATER) == 8000
    assert FeePolicy.objects.get().valid_to is None


def test_one_in_use_is_not_taken_back(keeper, filed):
    page = text(keeper.post(f"{LIST}phi/{FeePolicy.objects.get().pk}/rut/", {"reason": "Nhập nhầm"}))
    assert "Đã có hồ sơ nộp theo mức này nên không rút được" in page
    assert FeePolicy.objects.exists()


def test_every_change_is_told_with_who_and_when(keeper, huy):
    save(keeper, ADD_FEE, fee())
    said = TermsChange.objects.get()
    assert said.what == f"Thêm phí 10.000\u00a0đồng một bản, từ {typed(LATER)} (Thông tư 99/2027/TT-BTC)"
    assert said.by == huy
    assert Entry.objects.filter(action="terms.added").exists()
    assert "Đỗ Quốc Huy" in text(keeper.get(LIST))


def test_who_only_looks_is_offered_no_change(client_of, mai):
    viewer = client_of(mai)
    assert "Thêm mức phí" not in text(viewer.get(LIST))
    assert viewer.get(ADD_FEE).status_code == 403


def test_an_unknown_kind_is_not_found(keeper):
    assert keeper.get("/so-tu-phap/phi/khac/them/").status_code == 404
    mode = FeeCollection.objects.first()
    assert keeper.get(f"/so-tu-phap/phi/cach-thu/{mode.pk}/ket-thuc/").status_code == 404


@pytest.mark.parametrize(
    "row",
    [
        lambda: FeePolicy(procedure_code=EXTRACT_COPY, valid_from=LATER, fee_per_copy_vnd=1),
        lambda: FeeWaiver(procedure_code=EXTRACT_COPY, valid_from=date(2026, 9, 1), condition="digital_citizen"),
        lambda: PostageTariff(zone="city", valid_from=LATER, price_vnd=1),
        lambda: FeePolicy(procedure_code="x", valid_from=LATER, valid_to=TODAY, fee_per_copy_vnd=1),
    ],
)
def test_the_database_refuses_two_of_one_day_and_days_out_of_order(row):
    with pytest.raises(DatabaseError), transaction.atomic():
        row().save()


def test_the_database_lets_terms_follow_each_other():
    FeePolicy.objects.update(valid_to=LATER - DAY)
    FeePolicy.objects.create(procedure_code=EXTRACT_COPY, valid_from=LATER, fee_per_copy_vnd=1)
    FeePolicy.objects.create(procedure_code="x", valid_from=LATER, fee_per_copy_vnd=1)
    assert FeePolicy.objects.count() == 3


@pytest.mark.parametrize(
    ("model", "change"),
    [
        (FeePolicy, {"fee_per_copy_vnd": 1}),
        (FeePolicy, {"valid_from": date(2016, 1, 1)}),
        (FeePolicy, {"valid_to": TODAY - DAY}),
        (PostageTariff, {"price_vnd": 1}),
        (PostageTariff, {"valid_to": TODAY - DAY}),
    ],
)
def test_the_database_keeps_what_somebody_filed_under(filed, model, change):
    with pytest.raises(DatabaseError), transaction.atomic():
        model.objects.filter(valid_from=date(2017, 1, 1)).update(**change)
    model.objects.filter(valid_from=date(2017, 1, 1)).update(valid_to=TODAY)


def test_the_database_keeps_a_waiver_that_was_given(filed):
    waiver = FeeWaiver.objects.get()
    waiver.valid_from = TODAY - DAY
    waiver.save()
    type(filed).objects.filter(pk=filed.pk).update(fee_note=waiver.label_vi[:200])
    with pytest.raises(DatabaseError), transaction.atomic():
        FeeWaiver.objects.update(label_vi="Khác")


def test_the_database_keeps_the_way_in_which_somebody_pays(filed):
    with pytest.raises(DatabaseError), transaction.atomic():
        FeeCollection.objects.filter(valid_from=date(2025, 1, 9)).update(mode="cod")
    FeeCollection.objects.filter(valid_from=date(2016, 1, 1)).update(mode="either")


def test_what_somebody_filed_under_is_not_deleted(filed):
    if connection.vendor == "sqlite":
        return  # a test's file may be emptied there
    with pytest.raises(DatabaseError), transaction.atomic():
        FeePolicy.objects.all().delete()

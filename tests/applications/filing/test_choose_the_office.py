"""C2: from the name on the old paper to the office that holds the book today."""

from datetime import date

import pytest

from portal.offices.models import ServiceActivation
from tests import factories
from tests.factories import hanoi

pytestmark = pytest.mark.django_db


def search(filing, draft, **asked):
    return filing.client.get(filing.url(draft, "office"), {"cap": "commune", **asked})


def test_an_old_name_without_tone_marks_finds_the_ward(filing, dong_mac):
    page = search(filing, filing.begin(), q="dong mac").content.decode()
    assert "Phường Đống Mác" in page
    assert "tên cũ" in page


def test_the_suggestions_say_what_became_of_the_ward(client, dong_mac):
    rows = client.get("/nop-ho-so/dia-danh/", {"q": "dong mac"}).json()["results"]
    assert rows[0]["name"] == "Phường Đống Mác"
    assert "phường Hai Bà Trưng" in rows[0]["note"]


def test_nothing_found_says_how_to_go_on(filing, dong_mac):
    page = search(filing, filing.begin(), q="đống mak").content.decode()
    assert "Không tìm thấy “đống mak”" in page


def test_an_empty_question_asks_for_the_name(filing, dong_mac):
    page = search(filing, filing.begin(), q="")
    assert page.status_code == 400
    assert "Nhập tên phường, xã nơi đã đăng ký" in page.content.decode()


def test_a_merged_ward_shows_the_office_and_the_chain(filing, dong_mac):
    page = filing.client.get(filing.url(filing.begin(), "office"), {"noi": dong_mac.pk}).content.decode()
    assert "Ủy ban nhân dân phường Hai Bà Trưng" in page
    assert "1656/NQ-UBTVQH15" in page
    assert "Đúng, tiếp tục" in page


def test_a_divided_ward_asks_which_one(filing, dong_tam):
    draft = filing.begin()
    page = filing.client.get(filing.url(draft, "office"), {"noi": dong_tam.pk}).content.decode()
    assert "Không rõ" in page
    refused = filing.post(draft, "office", {"noi": dong_tam.pk})
    assert refused.status_code == 400
    assert "Chọn nơi hiện nay, hoặc chọn Không rõ" in refused.content.decode()


def test_the_chosen_part_of_a_divided_ward_is_taken(filing, dong_tam, other_office):
    draft = filing.begin()
    filing.post(draft, "office", {"noi": dong_tam.pk, "nay": other_office.pk})
    draft.refresh_from_db()
    assert draft.office == other_office


def test_not_knowing_the_part_is_an_answer_and_is_told_to_the_office(filing, dong_tam):
    draft = filing.begin()
    filing.post(draft, "office", {"noi": dong_tam.pk, "nay": "khong-ro"})
    draft.refresh_from_db()
    assert draft.office is not None
    assert draft.answers["office"]["is_sure"] is False


def test_an_office_to_which_the_place_does_not_lead_is_not_taken(filing, dong_tam):
    stranger = factories.office("Phường Ba Đình")
    draft = filing.begin()
    assert filing.post(draft, "office", {"noi": dong_tam.pk, "nay": stranger.pk}).status_code == 400
    draft.refresh_from_db()
    assert draft.office is None


def test_an_office_that_is_not_open_yet_is_said_with_its_date(filing, dong_mac):
    elsewhere = factories.office("Xã Minh Châu")
    ServiceActivation.objects.create(
        procedure_code=factories.EXTRACT_COPY,
        office=elsewhere,
        online_level=4,
        valid_from=date(2026, 9, 1),
        phase="2026",
        basis="named",
    )
    draft = filing.begin()
    page = filing.client.get(filing.url(draft, "office"), {"noi": elsewhere.pk}).content.decode()
    assert "chưa nhận hồ sơ trực tuyến" in page
    assert "01/09/2026" in page
    filing.post(draft, "office", {"noi": elsewhere.pk})
    draft.refresh_from_db()
    assert draft.office is None


def test_a_place_in_words_goes_to_the_commune_of_today_that_the_person_names(filing, city):
    draft = filing.begin()
    old = "UBND xã Vân Côn, huyện Hoài Đức, tỉnh Hà Tây"
    page = filing.client.get(filing.url(draft, "office"), {"khac": 1, "ten": old, "q": "hai ba trung"}).content.decode()
    assert "Phường Hai Bà Trưng" in page
    filing.post(draft, "office", {"ten": old, "nay": city.pk})
    draft.refresh_from_db()
    assert (draft.registered_place, draft.registered_at, draft.office) == (old, None, city)


def test_in_2018_the_ward_answers_itself(filing, district, city, clock):
    clock(hanoi(1, 9, month=8, year=2018))
    ward = factories.office("Phường Phố Huế", parent=district, valid_to=date(2025, 6, 30))
    ServiceActivation.objects.create(
        procedure_code=factories.EXTRACT_COPY,
        office=ward,
        online_level=4,
        valid_from=date(2018, 8, 1),
        phase="2018",
        basis="named",
    )
    draft = filing.begin()
    filing.post(draft, "office", {"noi": ward.pk})
    draft.refresh_from_db()
    assert draft.office == ward


@pytest.mark.parametrize("nonsense", ["abc", "٣", "-1", "99999999999999999999", "0", "\x00"])
def test_a_made_up_place_leads_back_to_the_search(filing, dong_mac, nonsense):
    draft = filing.begin()
    assert filing.client.get(filing.url(draft, "office"), {"noi": nonsense}).status_code == 302
    assert filing.post(draft, "office", {"noi": nonsense, "nay": nonsense}).status_code == 302


def test_communes_of_today_are_suggested_for_an_address(client, city):
    assert client.get("/nop-ho-so/xa-phuong/", {"q": "phuong bach", "tinh": "01"}).json()["results"][0]["id"] == "00292"


@pytest.mark.parametrize("address", ["/nop-ho-so/xa-phuong/", "/nop-ho-so/dia-danh/"])
def test_suggestions_answer_nonsense_with_nothing(client, city, address):
    asked = {"q": "x\x00" * 90, "tinh": "\x00", "quan": "\x00"}
    assert client.get(address, asked).json() == {"results": []}

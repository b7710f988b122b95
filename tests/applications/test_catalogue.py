"""The catalogue of procedures: every one has a page, found by life's own words, in both languages."""

import re

import pytest
from django.urls import reverse

from applications.catalogue import catalogue
from applications.procedures import procedures
from applications.services import SERVICES

pytestmark = pytest.mark.django_db
ALL = catalogue().procedures


def text_of(answer) -> str:
    return re.sub(r"<[^>]+>", " ", answer.content.decode())


@pytest.mark.parametrize("listed", ALL, ids=lambda listed: listed.slug)
def test_each_procedure_has_a_page_that_says_all_of_it(client, listed):
    text = text_of(client.get(reverse("public:procedure", args=[listed.slug])))
    assert all(part.vi in text for part in (listed.name, listed.who, listed.office, listed.limit, listed.fee, listed.result))
    assert listed.code in text


def test_a_page_speaks_english(client):
    text = text_of(client.get("/en" + reverse("public:procedure", args=["dang-ky-ket-hon"])))
    assert "Registering a marriage" in text
    assert "Đăng ký kết hôn" not in text


@pytest.mark.parametrize(
    ("query", "slug"),
    [
        ("dang ky ket hon", "dang-ky-ket-hon"),
        ("giấy độc thân", "xac-nhan-tinh-trang-hon-nhan"),
        ("mat giay khai sinh", "cap-ban-sao-trich-luc"),
        ("1.001193", "dang-ky-khai-sinh"),
        ("guardian", "dang-ky-giam-ho"),
        ("đăng ký khai sinh", "lien-thong-nhom-khai-sinh"),
        ("giay chung tu", "lien-thong-nhom-khai-tu"),
    ],
)
def test_it_is_found_by_the_words_people_use(client, query, slug):
    assert reverse("public:procedure", args=[slug]) in client.get(reverse("public:procedures"), {"q": query}).content.decode()


def test_the_search_of_the_home_page_leads_to_it_too(client):
    answer = client.get(reverse("public:search"), {"q": "đăng ký khai tử"}).content.decode()
    assert reverse("public:procedure", args=["dang-ky-khai-tu"]) in answer


def test_what_happened_leads_to_the_steps_in_their_order(client):
    answer = client.get(reverse("public:procedures"), {"viec": "ket-hon"}).content.decode()
    assert answer.index("xac-nhan-tinh-trang-hon-nhan") < answer.index("dang-ky-ket-hon")


def test_every_situation_leads_somewhere():
    assert all(catalogue().for_situation(situation.code) for situation in catalogue().situations)


def test_words_that_find_nothing_show_what_there_is(client):
    answer = client.get(reverse("public:procedures"), {"q": "giấy phép lái xe \x00 🚗"})
    assert "Không tìm thấy" in text_of(answer)
    assert "Con tôi mới sinh" in text_of(answer)


def test_an_unknown_procedure_is_not_found(client):
    assert client.get(reverse("public:procedure", args=["cap-ho-chieu"])).status_code == 404


def test_every_file_is_in_a_known_group_and_has_an_address_of_its_own():
    groups = {group.code for group in catalogue().groups}
    situations = {situation.code for situation in catalogue().situations}
    assert all(each.group in groups and situations.issuperset(each.situations) for each in ALL)
    assert len({each.slug for each in ALL}) == len({each.code for each in ALL}) == len(ALL)


def test_what_can_be_filed_here_and_only_that_leads_to_its_service():
    doors = {service.slug for service in SERVICES}
    assert {each.code for each in ALL if each.is_filed_here} == set(procedures())
    assert all(each.door in doors for each in ALL if each.door)


def test_the_search_says_of_what_is_filed_here_that_it_is(client):
    page = text_of(client.get(reverse("public:search"), {"q": "đăng ký giám hộ"}))
    assert "Nộp trực tuyến tại đây" in page
    assert "chưa nhận việc này trực tuyến" not in page


def test_the_search_says_of_what_is_not_filed_here_that_it_is_not(client):
    page = text_of(client.get(reverse("public:search"), {"q": "chứng thực chữ ký"}))
    assert "chưa nhận việc này trực tuyến" in page
    assert "Nộp trực tuyến tại đây" not in page


@pytest.mark.parametrize("page", ["public:search", "public:procedures"])
def test_words_of_a_situation_lead_to_it(client, page):
    assert "?viec=con-moi-sinh" in client.get(reverse(page), {"q": "con toi moi sinh"}).content.decode()

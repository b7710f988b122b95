"""2.002621 through the front door: twins in one linked filing, and a birth the commune does not register."""

import pytest
from django.urls import reverse

from applications import actions
from applications.linked import actions as linked
from applications.linked.said import sight_of
from tests.applications.registration.test_birth import CHILD, FATHER, MOTHER
from tests.factories import acting, hanoi

pytestmark = pytest.mark.django_db
SLUG = "lien-thong-nhom-khai-sinh"
HOUSEHOLD = {
    "householder": "Trần Văn Nam",
    "address": "Số 12 ngõ 45 Võ Thị Sáu, phường Bạch Mai, thành phố Hà Nội",
    "clinic": "Trạm y tế phường Bạch Mai",
}
BIRTH = {"child": CHILD, "mother": MOTHER, "father": FATHER, "household": HOUSEHOLD}
TWINS = BIRTH | {"child": CHILD | {"count": "2"}, "child_2": CHILD | {"full_name": "Trần Gia Huy", "sex": "Nam"}}


def cards(applications):
    """The health card's part of each."""
    return [application.linked_case.children.get(key="health_card") for application in applications]


def test_each_of_twins_has_a_linked_case_of_its_own(registering, open_office, desk):
    first = registering.filed(SLUG, open_office, TWINS)
    twins = [first, first.filed_together.get()]
    for application in twins:
        desk.registered(application)
    assert linked.open_cases(at=hanoi(20, 17)) == 2
    seen = [sight_of(card) for card in cards(twins)]
    assert [one.subject["name"] for one in seen] == ["Trần Gia Hân", "Trần Gia Huy"]
    assert all(HOUSEHOLD["clinic"] in dict(one.declared).values() for one in seen)


def test_the_page_of_one_twin_shows_the_strips_of_both(registering, open_office):
    first = registering.filed(SLUG, open_office, TWINS)
    linked.open_cases(at=hanoi(20, 9, 30))
    for one in (first, first.filed_together.get()):
        said = registering.client.get(reverse("applications:timeline", args=[one.ref])).content.decode()
        places = [said.index(f"Các phần việc của {name}") for name in ("Trần Gia Hân", "Trần Gia Huy")]
        assert (places == sorted(places)) is (one == first)
        assert said.count("Đăng ký thường trú") >= 2
        assert said.count("Mở hồ sơ của") == 1


@pytest.mark.parametrize(
    ("step", "changes", "field"),
    [
        ("child", {"birth_date_month": "4"}, "birth_date"),
        ("child", {"life": "stillborn"}, "life"),
        ("child", {"nationality": "Pháp"}, "nationality"),
        ("mother", {"mother_birth_year": "2026"}, "mother_birth_year"),
        ("father", {"father_nationality": "Pháp"}, "father_nationality"),
    ],
)
def test_what_no_birth_can_be_is_refused_in_a_linked_filing_too(step, changes, field, registering, open_office):
    draft = registering.begin_procedure(SLUG)
    for page in ("child", "mother", "father"):
        if page == step:
            break
        registering.answer(draft, page, BIRTH[page])
    assert field in registering.answer(draft, step, BIRTH[step] | changes).context["form"].errors


def test_an_unknown_father_leaves_his_part_blank(registering, open_office, desk):
    signed = desk.registered(registering.filed(SLUG, open_office, BIRTH | {"father": {"is_known": "no"}}))
    assert not any(code.startswith("father_") for code in signed.extract.entry.fields)


def test_an_office_outside_the_phases_takes_none(registering, city):
    draft = registering.begin_procedure(SLUG)
    registering.post(draft, "office", {"noi": city.pk})
    draft.refresh_from_db()
    assert draft.office is None


def test_one_twin_refused_stops_the_parts_of_that_one_alone(registering, open_office, desk, binh, dung):
    first = registering.filed(SLUG, open_office, TWINS)
    second = first.filed_together.get()
    linked.open_cases(at=hanoi(20, 9, 30))
    slip = actions.propose_refusal(second.pk, reason="Đã đăng ký rồi.", next_way="", by=acting(binh), at=hanoi(20, 10))
    actions.sign_refusal(slip.pk, by=acting(dung), at=hanoi(20, 10))
    desk.registered(first)
    linked.advance_cases(at=hanoi(20, 17))
    assert [card.state for card in cards([first, second])] == ["to_send", "cancelled"]

"""1.001022 through the front door: who recognises whom, with whose consent; the entry, the extract, the note to be made."""

import pytest
from django.urls import reverse

from applications.states import State
from tests.factories import hanoi

pytestmark = pytest.mark.django_db
SLUG = "nhan-cha-me-con"
LIVES = "Số 12 ngõ 45 Võ Thị Sáu, phường Bạch Mai, thành phố Hà Nội"


def person(name: str, year: str, sex: str, paper: str, number: str = "") -> dict[str, str]:
    born = {"birth_date_day": "12", "birth_date_month": "3", "birth_date_year": year}
    said = {"full_name": name, "sex": sex, "ethnicity": "Kinh", "nationality": "Việt Nam", "identity_paper": paper}
    return born | said | {"residence": LIVES, "personal_id": number}


PARENT = person("Trần Văn Nam", "1988", "Nam", "Căn cước số 001088012345", "001088012345")
CHILD = person("Trần Gia Hân", "2015", "Nữ", "Giấy khai sinh số 12/2015")
RECOGNITION = {
    "recognition": {"relation": "father", "has_dispute": "no", "evidence": "Kết quả giám định ADN số 12"},
    "parent": PARENT,
    "child": CHILD,
    "consent": {"other_side": "on", "child_agrees": "yes"},
}


@pytest.fixture
def filed(registering, open_office):
    return registering.filed(SLUG, open_office, RECOGNITION)


def refused(registering, step: str, **changes):
    draft = registering.begin_procedure(SLUG)
    for code, values in RECOGNITION.items():
        if code == step:
            return registering.answer(draft, step, values | changes).context["form"].errors
        registering.answer(draft, code, values)


def test_it_is_promised_in_three_working_days(filed):
    assert (filed.state, filed.kind, filed.due_on) == (State.SUBMITTED, "parent_child", hanoi(25).date())


def test_signing_enters_it_and_gives_the_original(filed, desk):
    copy = desk.registered(filed).extract
    assert (copy.entry.number, copy.entry.fields["parent_name"]) == ("1", "Trần Văn Nam")
    assert (copy.entry.fields["child_name"], copy.snapshot["title"]) == ("Trần Gia Hân", "TRÍCH LỤC ĐĂNG KÝ NHẬN CHA, MẸ, CON")


def test_the_official_is_led_to_the_birth_of_the_child(filed, desk):
    page = desk.official.get(reverse("desk:dossier", args=[desk.registered(filed).code])).content.decode()
    assert "Ghi chú việc nhận cha, mẹ, con" in page


@pytest.mark.parametrize(
    ("step", "changes", "field"),
    [
        ("recognition", {"has_dispute": "yes"}, "has_dispute"),
        ("child", {"birth_date_year": "1987"}, "birth_date"),
        ("child", PARENT, "full_name"),
        ("child", {"nationality": "Pháp"}, "nationality"),
        ("consent", {"child_agrees": "young"}, "child_agrees"),
        ("consent", {"other_side": ""}, "other_side"),
    ],
)
def test_what_cannot_be_is_refused_beside_the_field(step, changes, field, registering, open_office):
    assert field in refused(registering, step, **changes)

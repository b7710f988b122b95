"""1.004884 through the front door: a birth registered before 2016 whose papers are all lost, entered anew with a note."""

import pytest

from tests.applications.registration.test_birth import CHILD, FATHER, MOTHER
from tests.factories import hanoi

pytestmark = pytest.mark.django_db
SLUG = "dang-ky-lai-khai-sinh"
OLD = {
    "relation": "parent",
    "old_place": "Phường Đống Mác, quận Hai Bà Trưng, thành phố Hà Nội",
    "old_on_year": "2010",
    "why_lost": "worn",
    "is_alive": "on",
    "all_lost": "on",
}
PERSON = {name: value for name, value in CHILD.items() if name not in {"relation", "life", "count"}} | {
    "birth_date_year": "2010"
}
ANEW = {"old": OLD, "child": PERSON, "mother": MOTHER | {"is_known": "yes"}, "father": FATHER}


@pytest.fixture
def filed(registering, open_office):
    return registering.filed(SLUG, open_office, ANEW)


def test_it_is_promised_in_five_working_days(filed):
    assert (filed.kind, filed.due_on, filed.fee_vnd) == ("birth", hanoi(27).date(), 8000)


def test_the_entry_says_that_it_was_made_anew(filed, desk):
    copy = desk.registered(filed).extract
    assert (copy.entry.note, copy.entry.number, copy.snapshot["title"]) == ("Đăng ký lại", "1", "GIẤY KHAI SINH")
    assert copy.entry.fields["mother_name"] == "Nguyễn Thị Thùy Dương"


@pytest.mark.parametrize(
    ("step", "changes", "field"),
    [
        ("old", {"old_on_year": "2016"}, "old_on"),
        ("old", {"is_alive": ""}, "is_alive"),
        ("old", {"all_lost": ""}, "all_lost"),
        ("child", {"birth_date_year": "2016"}, "birth_date"),
        ("child", {"nationality": "Pháp"}, "nationality"),
    ],
)
def test_what_cannot_be_is_refused_beside_the_field(step, changes, field, registering, open_office):
    draft = registering.begin_procedure(SLUG)
    assert field in registering.answer(draft, step, ANEW[step] | changes).context["form"].errors

"""1.004837 and 1.004845 through the front door: a guardian for a ward, and the end of it."""

import pytest

from tests.applications.registration.test_recognition import CHILD, PARENT
from tests.factories import hanoi

pytestmark = pytest.mark.django_db
BEGIN, END = "dang-ky-giam-ho", "cham-dut-giam-ho"
GUARDIANSHIP = {
    "guardianship": {
        "relation": "guardian",
        "ground": "natural",
        "need": "minor",
        "document": "Giấy chứng tử của cha, mẹ số 4/2025",
        "guardian_agrees": "on",
        "no_dispute": "on",
    },
    "guardian": PARENT,
    "ward": CHILD,
}
ENDED = {"relation": "guardian", "reason": "adopted", "ended_on_day": "1", "ended_on_month": "3", "ended_on_year": "2026"}
REGISTERED = {"number": "7", "book": "01/2019", "registered_on_year": "2019", "office": "Phường Đống Mác"}
THE_END = {"ending": ENDED, "registration": REGISTERED, "guardian": PARENT, "ward": CHILD}


def test_a_guardianship_is_entered_and_its_extract_given(registering, open_office, desk):
    filed = registering.filed(BEGIN, open_office, GUARDIANSHIP)
    assert (filed.due_on, filed.fee_vnd) == (hanoi(25).date(), 0)
    copy = desk.registered(filed).extract
    assert (copy.entry.number, copy.snapshot["title"]) == ("1", "TRÍCH LỤC ĐĂNG KÝ GIÁM HỘ")
    assert (copy.entry.fields["guardian_name"], copy.entry.fields["ward_name"]) == ("Trần Văn Nam", "Trần Gia Hân")


def test_its_end_names_what_was_registered(registering, open_office, desk):
    filed = registering.filed(END, open_office, THE_END)
    assert filed.due_on == hanoi(24).date()
    copy = desk.registered(filed).extract
    assert (copy.entry.number, copy.snapshot["title"]) == ("1", "TRÍCH LỤC ĐĂNG KÝ CHẤM DỨT GIÁM HỘ")
    expected = "số 7, quyển số 01/2019, đăng ký 2019, tại phường Đống Mác"
    assert copy.entry.fields["guardianship_registration"] == expected


@pytest.mark.parametrize(
    ("slug", "step", "changes", "field"),
    [
        (BEGIN, "guardian", {"birth_date_year": "2010"}, "birth_date"),
        (BEGIN, "ward", {"birth_date_year": "2001"}, "birth_date"),
        (BEGIN, "ward", PARENT, "full_name"),
        (
            END,
            "registration",
            {"registered_on_year": "2026", "registered_on_month": "3", "registered_on_day": "2"},
            "registered_on",
        ),
        (END, "ward", {"nationality": "Pháp"}, "nationality"),
    ],
)
def test_what_cannot_be_is_refused_beside_the_field(slug, step, changes, field, registering, open_office):
    draft, pages = registering.begin_procedure(slug), GUARDIANSHIP if slug == BEGIN else THE_END
    for code, values in pages.items():
        if code == step:
            break
        registering.answer(draft, code, values)
    assert field in registering.answer(draft, step, pages[step] | changes).context["form"].errors

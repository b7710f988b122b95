"""1.004859 through the front door: what the register says, what it shall say, and the extract named for what was done."""

import pytest

from tests.applications.registration.test_recognition import CHILD
from tests.factories import hanoi

pytestmark = pytest.mark.django_db
SLUG = "thay-doi-cai-chinh-bo-sung"
ASKED = {
    "relation": "parent",
    "asked": "cai_chinh",
    "item": "name",
    "from": "Trần Gia Hâm",
    "to": "Trần Gia Hân",
    "ground": "Sổ ghi nhầm so với giấy chứng sinh",
}
ENTRY = {
    "kind": "birth",
    "number": "12",
    "registered_on_day": "3",
    "registered_on_month": "5",
    "registered_on_year": "2015",
    "office": "Phường Đống Mác",
}
CHANGE = {"change": ASKED, "entry": ENTRY, "person": CHILD, "consent": {"agrees": "not_needed"}}


def test_it_is_promised_in_three_working_days(registering, open_office):
    filed = registering.filed(SLUG, open_office, CHANGE)
    assert (filed.kind, filed.due_on) == ("change", hanoi(25).date())


@pytest.mark.parametrize(
    ("asked", "title"),
    [
        ("thay_doi", "TRÍCH LỤC THAY ĐỔI HỘ TỊCH"),
        ("cai_chinh", "TRÍCH LỤC CẢI CHÍNH HỘ TỊCH"),
        ("bo_sung", "TRÍCH LỤC BỔ SUNG HỘ TỊCH"),
        ("xac_dinh_lai_dan_toc", "TRÍCH LỤC XÁC ĐỊNH LẠI DÂN TỘC"),
    ],
)
def test_the_extract_is_named_for_what_was_done(asked, title, registering, open_office, desk):
    answers = CHANGE | {"change": ASKED | {"asked": asked}, "consent": {"agrees": "yes"}}
    copy = desk.registered(registering.filed(SLUG, open_office, answers)).extract
    assert (copy.snapshot["title"], copy.entry.number) == (title, "1")


def test_the_entry_tells_what_was_written_where_and_what_is_now(registering, open_office, desk):
    fields = desk.registered(registering.filed(SLUG, open_office, CHANGE)).extract.entry.fields
    assert fields["changed_entry"] == "Sổ đăng ký khai sinh: số 12, ngày 03/05/2015, tại Phường Đống Mác"
    assert fields["change_content"] == "Họ, chữ đệm, tên: đang ghi “Trần Gia Hâm”, nay ghi là “Trần Gia Hân”"


def test_the_same_words_are_no_change(registering, open_office):
    draft = registering.begin_procedure(SLUG)
    response = registering.answer(draft, "change", ASKED | {"from": ASKED["to"]})
    assert "to" in response.context["form"].errors


@pytest.mark.parametrize("said", ["no", "not_needed"])
def test_from_nine_years_on_a_new_name_wants_consent(said, registering, open_office):
    draft = registering.begin_procedure(SLUG)
    for step in ("change", "entry", "person"):
        registering.answer(draft, step, CHANGE[step] | ({"asked": "thay_doi"} if step == "change" else {}))
    assert "agrees" in registering.answer(draft, "consent", {"agrees": said}).context["form"].errors

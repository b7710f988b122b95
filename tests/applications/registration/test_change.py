"""1.004859 through the front door: what the register says, what it shall say, and the extract named for what was done."""

import pytest

from applications import actions
from applications.errors import NoExtension
from applications.management.commands.load_deadlines import load_deadlines
from tests.applications.registration.test_papers_to_keep import acknowledged
from tests.applications.registration.test_recognition import CHILD
from tests.factories import acting, hanoi

pytestmark = pytest.mark.django_db
SLUG = "thay-doi-cai-chinh-bo-sung"
ASKED = {
    "relation": "parent",
    "asked": "cai_chinh",
    "item": "name",
    "from": "Trần Gia Hâm",
    "to": "Trần Gia Hân",
    "ground": "Sổ ghi nhầm so với giấy chứng sinh",
    "more": "no",
}
BIRTH = {"item": "birth_date", "from": "12/3/2015", "to": "13/3/2015", "more": "no"}
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
    assert fields["changed_entry"] == "Sổ đăng ký khai sinh: số 12, ngày 03/05/2015, tại phường Đống Mác"
    assert fields["change_content"] == "Họ, chữ đệm, tên: đang ghi “Trần Gia Hâm”, nay ghi là “Trần Gia Hân”"


def test_the_same_words_are_no_change(registering, open_office):
    draft = registering.begin_procedure(SLUG)
    response = registering.answer(draft, "change", ASKED | {"from": ASKED["to"]})
    assert "to" in response.context["form"].errors


def test_a_supplement_is_promised_the_same_day(registering, open_office):
    answers = CHANGE | {"change": ASKED | {"asked": "bo_sung"}}
    filed = registering.filed(SLUG, open_office, answers)
    assert (filed.due_on, filed.policy) == (hanoi(20).date(), "1.004859/bo_sung")


def test_the_supplements_own_row_counts_from_its_day_on(registering, open_office, binh):
    load_deadlines()
    answers = CHANGE | {"change": ASKED | {"asked": "bo_sung"}}
    filed = registering.filed(SLUG, open_office, answers)
    assert (filed.due_on, filed.policy) == (hanoi(20).date(), "1.004859/bo_sung 2016-01-01")
    assert acknowledged(filed)["limit"].startswith("trong ngày làm việc")
    actions.receive(filed.pk, by=acting(binh), at=hanoi(20, 10))
    with pytest.raises(NoExtension):
        actions.extend(filed.pk, reason="Xác minh", by=acting(binh), at=hanoi(20, 11))


def test_several_facts_of_one_paper_are_one_entry_and_one_extract(registering, open_office, desk):
    third = {"item": "other", "from": "Số 5", "to": "Số 15"}
    answers = CHANGE | {"change": ASKED | {"more": "yes"}, "second": BIRTH | {"more": "yes"}, "third": third}
    copy = desk.registered(registering.filed(SLUG, open_office, answers)).extract
    assert copy.entry.fields["change_content"] == (
        "Họ, chữ đệm, tên: đang ghi “Trần Gia Hâm”, nay ghi là “Trần Gia Hân”; "
        "Ngày, tháng, năm sinh: đang ghi “12/3/2015”, nay ghi là “13/3/2015”; "
        "Thông tin khác: đang ghi “Số 5”, nay ghi là “Số 15”"
    )
    assert copy.entry.book.entries.count() == 1


def test_what_was_told_of_a_fact_and_taken_back_is_not_written(registering, open_office, desk):
    draft = registering.ready_procedure(SLUG, open_office, CHANGE | {"change": ASKED | {"more": "yes"}, "second": BIRTH})
    registering.answer(draft, "change", ASKED)
    registering.file(draft)
    draft.refresh_from_db()
    assert "sinh" not in desk.registered(draft).extract.entry.fields["change_content"]


def test_the_same_fact_is_not_asked_twice(registering, open_office):
    draft = registering.begin_procedure(SLUG)
    registering.answer(draft, "change", ASKED | {"more": "yes"})
    response = registering.answer(draft, "second", BIRTH | {"item": "name"})
    assert "item" in response.context["form"].errors


def test_a_new_name_told_second_wants_consent_too(registering, open_office):
    draft = registering.begin_procedure(SLUG)
    registering.answer(draft, "change", BIRTH | {"relation": "parent", "asked": "thay_doi", "ground": "Sai", "more": "yes"})
    registering.answer(draft, "second", {"item": "name", "from": "Hâm", "to": "Hân", "more": "no"})
    registering.answer(draft, "person", CHILD)
    assert "agrees" in registering.answer(draft, "consent", {"agrees": "no"}).context["form"].errors


@pytest.mark.parametrize("said", ["no", "not_needed"])
def test_from_nine_years_on_a_new_name_wants_consent(said, registering, open_office):
    draft = registering.begin_procedure(SLUG)
    for step in ("change", "entry", "person"):
        registering.answer(draft, step, CHANGE[step] | ({"asked": "thay_doi"} if step == "change" else {}))
    assert "agrees" in registering.answer(draft, "consent", {"agrees": said}).context["form"].errors

"""1.001193 through the front door: filed on a phone, entered in the register, the original given, copies of that entry."""

import pytest
from django.urls import reverse

from applications import actions, queue_rows
from applications.errors import EnteredInRegister, NoCopies, OriginalsNotCompared
from applications.models import Application
from applications.reports.figures import Scope, figures
from applications.states import State
from civil_registry import tasks
from civil_registry.entries import add_entry
from civil_registry.models import RegisterBook, RegisterEntry
from civil_registry.registering import place_of
from portal.offices.calendar import calendar_for
from tests import factories
from tests.documents import judges
from tests.factories import acting, hanoi

pytestmark = pytest.mark.django_db
SLUG = "dang-ky-khai-sinh"
CHILD = {
    "relation": "mother",
    "life": "alive",
    "count": "1",
    "full_name": "Trần Gia Hân",
    "birth_date_day": "10",
    "birth_date_month": "3",
    "birth_date_year": "2026",
    "sex": "Nữ",
    "ethnicity": "Kinh",
    "nationality": "Việt Nam",
    "birth_place": "Bệnh viện Phụ sản Hà Nội",
    "place_of_origin": "Xã Đông Ngạc, thành phố Hà Nội",
}
MOTHER = {
    "mother_name": "Nguyễn Thị Thùy Dương",
    "mother_birth_year": "1990",
    "mother_personal_id": "001190012345",
    "mother_ethnicity": "Kinh",
    "mother_nationality": "Việt Nam",
    "mother_residence": "Số 12 ngõ 45 Võ Thị Sáu, phường Bạch Mai, thành phố Hà Nội",
}
FATHER = {
    "is_known": "yes",
    "father_name": "Trần Văn Nam",
    "father_birth_year": "1988",
    "father_ethnicity": "Tày",
    "father_nationality": "Việt Nam",
    "father_residence": "Số 12 ngõ 45 Võ Thị Sáu, phường Bạch Mai, thành phố Hà Nội",
}
BIRTH = {"child": CHILD, "mother": MOTHER, "father": FATHER}


@pytest.fixture
def filed(registering, open_office) -> Application:
    return registering.filed(SLUG, open_office, BIRTH)


def test_a_birth_filed_in_the_morning_is_promised_the_same_day(filed):
    assert (filed.state, filed.due_on, filed.fee_vnd) == (State.SUBMITTED, hanoi().date(), 0)
    assert (filed.subject_name, filed.relationship) == ("Trần Gia Hân", "mother")


def test_what_will_be_written_is_taken_from_the_declaration(filed, desk):
    received = desk.receive(filed)
    form = desk.official.get(reverse("desk:register", args=[received.code])).context["form"]
    assert form.initial["full_name"] == "Trần Gia Hân"
    assert form.initial["father_ethnicity"] == "Tày"
    assert form.initial["declarant_name"] == "Nguyễn Thị Thùy Dương"


def test_what_the_declaration_had_to_say_is_not_left_out_of_the_book(filed, desk):
    emptied = {"birth_date_day": "", "birth_date_month": "", "birth_date_year": "", "mother_name": ""}
    answer = desk.compose(desk.receive(filed), **emptied)
    assert answer.status_code == 400
    assert {"birth_date", "mother_name"} == set(answer.context["form"].errors)
    assert "Tờ khai có mục này" in answer.content.decode()


def test_signing_enters_the_birth_with_the_next_number_of_the_year(filed, desk, open_office):
    signed = desk.registered(filed)
    entry = signed.extract.entry
    assert (entry.number, entry.book.number, entry.registered_on) == ("1", "01/2026", "2026-03-20")
    assert (entry.fields["mother_name"], entry.source) == ("Nguyễn Thị Thùy Dương", RegisterEntry.Source.REGISTERED)
    assert (signed.state, signed.extract.serial_text) == (State.ISSUED, "1/2026")


def test_numbers_go_on_after_what_was_written_on_paper(filed, desk, open_office):
    """Typed in by an official: the cover alone says whose book it is."""
    place = place_of(open_office)
    book = RegisterBook.objects.create(kind="birth", registered_place=place, year=2026, number="01/2026", holder=open_office)
    add_entry(book, number="3", registered_on="2026-02-02", fields={"full_name": "Lê Minh Châu"})
    entry = desk.registered(filed).extract.entry
    assert (entry.book, entry.number) == (book, "4")


def test_the_original_is_printed_without_the_words_of_a_copy(filed, desk, tmp_path):
    signed = desk.registered(filed)
    tasks.render_pending_copies()
    signed.extract.refresh_from_db()
    paper = tmp_path / "original.pdf"
    paper.write_bytes(signed.extract.document.read())
    text = judges.text(paper, 1, 1, "-raw")
    assert "GIẤY KHAI SINH" in text
    assert "BẢN SAO" not in text
    assert "TRẦN GIA HÂN" in text
    assert "tháng ba" in text


def test_the_queue_says_what_is_done_with_it(filed, desk):
    address = reverse("desk:dossier", args=[desk.receive(filed).code])
    assert desk.official.get(address).context["stage"] == "Đang ghi nội dung đăng ký"
    assert "Đang ghi nội dung đăng ký" in desk.official.get(reverse("desk:queue")).content.decode()
    assert queue_rows.stage("issued", "signed", at_desk=True) == "Đã ký, chờ mời nhận"


def test_the_file_of_an_original_is_named_for_what_it_is(filed, desk, registering):
    signed = desk.registered(filed)
    tasks.render_pending_copies()
    for browser, place, name in (
        (desk.official, reverse("desk:copy", args=[signed.code]), f"{signed.code}-giay-khai-sinh.pdf"),
        (registering.client, reverse("applications:copy", args=[signed.ref]), f"giay-khai-sinh-{signed.ref}.pdf"),
    ):
        assert name in browser.get(place)["Content-Disposition"]


def test_it_waits_at_the_desk_and_is_collected(filed, desk):
    signed = desk.registered(filed)
    desk.official.post(reverse("desk:invite", args=[signed.code]))
    signed.refresh_from_db()
    assert signed.state == State.READY_FOR_COLLECTION


def give(desk, application, **told):
    application.refresh_from_db()
    facts = {"who": "self", "shown": "cccd", "last_digits": "2345", "checked": "on", "version": application.version}
    facts |= {"compared": ["birth_proof"], "has_signed_register": "on"} | told
    response = desk.official.post(reverse("desk:give", args=[application.code]), facts)
    application.refresh_from_db()
    return response


def test_it_is_given_when_originals_are_compared_and_the_register_is_signed(filed, desk):
    signed = desk.registered(filed)
    desk.official.post(reverse("desk:invite", args=[signed.code]))
    give(desk, signed)
    told = signed.history.last().detail
    assert (signed.state, told["compared"], told["has_signed_register"]) == (State.COLLECTED, ["birth_proof"], True)


@pytest.mark.parametrize("missing", [{"compared": []}, {"has_signed_register": ""}])
def test_without_the_originals_or_the_signatures_nothing_is_given(filed, desk, missing):
    signed = desk.registered(filed)
    desk.official.post(reverse("desk:invite", args=[signed.code]))
    give(desk, signed, **missing)
    assert signed.state == State.READY_FOR_COLLECTION


def test_the_action_itself_holds_to_it(filed, desk, binh):
    signed = desk.registered(filed)
    actions.invite_to_collect(signed.pk, by=acting(binh), at=hanoi(20, 11))
    with pytest.raises(OriginalsNotCompared):
        actions.collect(
            signed.pk, who="self", name="Dương", shown="cccd", last_digits="2345", by=acting(binh), at=hanoi(20, 11)
        )


def test_the_entry_then_serves_an_extract_copy(filed, desk, office, binh, dung):
    entry = desk.registered(filed).extract.entry
    asked = actions.receive(factories.submitted(office).pk, by=acting(binh), at=hanoi(20, 13))
    actions.draw_up(asked.pk, entry_id=entry.pk, by=acting(binh), at=hanoi(20, 13, 10))
    actions.send_for_signature(asked.pk, by=acting(binh), at=hanoi(20, 13, 20))
    signed = actions.sign(asked.pk, by=acting(dung), at=hanoi(20, 13, 30))
    assert signed.extract.snapshot["fields"]["full_name"] == "Trần Gia Hân"
    assert signed.extract.serial_text.endswith("TLKS-BS")


def test_a_birth_date_after_the_filing_is_refused_beside_the_field(registering, open_office):
    draft = registering.begin_procedure(SLUG)
    response = registering.answer(draft, "child", CHILD | {"birth_date_month": "4"})
    assert "birth_date" in response.context["form"].errors


def test_a_parent_younger_than_the_child_is_refused_with_the_year(registering, open_office):
    draft = registering.begin_procedure(SLUG)
    registering.answer(draft, "child", CHILD)
    response = registering.answer(draft, "mother", MOTHER | {"mother_birth_year": "2026"})
    assert "trước năm sinh của con (2026)" in str(response.context["form"].errors["mother_birth_year"])


def test_a_child_changed_later_is_held_against_its_parents_at_the_check(registering, open_office):
    draft = registering.ready_procedure(SLUG, open_office, BIRTH)
    registering.answer(draft, "child", CHILD | {"birth_date_year": "1985"})
    assert registering.file(draft).status_code == 400


def test_an_unknown_father_leaves_his_part_blank(registering, open_office, desk):
    signed = desk.registered(registering.filed(SLUG, open_office, BIRTH | {"father": {"is_known": "no"}}))
    assert not any(code.startswith("father_") for code in signed.extract.entry.fields)


def test_twins_are_two_dossiers_of_one_filing_with_a_number_each(registering, open_office, desk):
    other = CHILD | {"full_name": "Trần Gia Huy", "sex": "Nam"}
    answers = {"child": CHILD | {"count": "2"}, "child_2": other, "mother": MOTHER, "father": FATHER}
    first = registering.filed(SLUG, open_office, answers)
    (second,) = first.filed_together.all()
    assert second.attachments.count() == first.attachments.count()
    entries = [desk.registered(application).extract.entry for application in (first, second)]
    assert [(entry.number, entry.subject_name) for entry in entries] == [("1", "Trần Gia Hân"), ("2", "Trần Gia Huy")]


def test_a_double_click_files_twins_once(registering, open_office):
    other = CHILD | {"full_name": "Trần Gia Huy", "sex": "Nam"}
    answers = {"child": CHILD | {"count": "2"}, "child_2": other, "mother": MOTHER, "father": FATHER}
    draft = registering.ready_procedure(SLUG, open_office, answers)
    page = registering.client.get(registering.url(draft, "check"))
    data = {name: page.context["form"][name].value() or "" for name in ("key", "due_on", "seen")} | {"declared": "on"}
    for _ in range(2):
        registering.client.post(registering.url(draft, "check"), data)
    assert Application.objects.exclude(state=State.DRAFT).count() == 2


def test_a_stillbirth_is_guided_not_registered(registering, open_office):
    draft = registering.begin_procedure(SLUG)
    response = registering.answer(draft, "child", CHILD | {"life": "stillborn"})
    assert "không đăng ký khai sinh" in str(response.context["form"].errors["life"])


def test_a_foreign_parent_is_guided_to_the_right_procedure(registering, open_office):
    draft = registering.begin_procedure(SLUG)
    registering.answer(draft, "child", CHILD)
    response = registering.answer(draft, "father", FATHER | {"father_nationality": "Pháp"})
    assert "2.000528" in str(response.context["form"].errors["father_nationality"])


def test_an_office_outside_the_phases_takes_none(registering, city):
    draft = registering.begin_procedure(SLUG)
    registering.post(draft, "office", {"noi": city.pk})
    draft.refresh_from_db()
    assert draft.office is None


def test_the_personal_number_comes_later_and_the_paper_is_given_without(filed, desk):
    assert "personal_id" not in desk.registered(filed).extract.entry.fields


def test_who_drafted_what_is_written_does_not_sign_it(filed, desk, office, binh):
    desk.compose(desk.receive(filed))
    actions.send_for_signature(filed.pk, by=acting(binh), at=hanoi(20, 10))
    with pytest.raises(Exception, match="lãnh đạo"):
        actions.sign(filed.pk, by=acting(binh), at=hanoi(20, 10, 30))
    assert not RegisterEntry.objects.exists()


def test_an_original_is_no_copy_in_the_figures_and_the_book_of_copies(filed, desk):
    desk.registered(filed)
    found = figures(Scope(hanoi().date(), hanoi().date(), as_of=hanoi(20, 12)), calendar_for(filed.office))
    assert (found.total.issued, found.total.copies) == (1, 0)


def test_an_original_is_not_drawn_up_anew_like_a_copy(filed, desk, binh):
    signed = desk.registered(filed)
    with pytest.raises(EnteredInRegister):
        actions.propose_correction(signed.pk, reason="Chép sai", by=acting(binh), at=hanoi(20, 12))
    page = desk.official.get(reverse("desk:propose_correction", args=[signed.code]), follow=True).content.decode()
    assert "cải chính hộ tịch" in page


def test_an_original_is_not_cancelled_like_a_copy(filed, desk, dung):
    signed = desk.registered(filed)
    with pytest.raises(EnteredInRegister):
        actions.cancel_copy(signed.pk, reason="Sai tên", by=acting(dung), at=hanoi(20, 12))
    page = reverse("desk:cancel_copy", args=[signed.code])
    assert page not in desk.leader.get(reverse("desk:dossier", args=[signed.code])).content.decode()
    assert "cải chính hộ tịch" in desk.leader.get(page, follow=True).content.decode()


def test_no_copy_of_another_entry_is_drawn_up_for_who_registers(filed, desk, office, binh):
    entry = factories.birth_entry(office)
    with pytest.raises(NoCopies):
        actions.draw_up(desk.receive(filed).pk, entry_id=entry.pk, by=acting(binh), at=hanoi(20, 10))

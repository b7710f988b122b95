"""1.000894 through the front door: two persons, old enough, free, no kin and of their own will; two certificates."""

import pytest
from django.urls import reverse

from applications.looked_up import people_of
from applications.models import Application
from applications.notifications import messages_about
from applications.states import State
from civil_registry import tasks
from portal.audit.models import Entry
from tests.documents import judges
from tests.factories import hanoi
from tests.registry.test_marital import SPOUSES, entered

pytestmark = pytest.mark.django_db
SLUG = "dang-ky-ket-hon"
UNION = {"relation": "wife", "kinship": "none", "wife_consents": "on", "husband_consents": "on"}
WIFE = {
    "full_name": "Nguyễn Thị Thùy Dương",
    "birth_date_day": "12",
    "birth_date_month": "3",
    "birth_date_year": "1990",
    "personal_id": "001190012345",
    "ethnicity": "Kinh",
    "nationality": "Việt Nam",
    "residence": "Số 12 ngõ 45 Võ Thị Sáu, phường Bạch Mai, thành phố Hà Nội",
    "identity_paper": "Căn cước số 001190012345, Bộ Công an cấp ngày 12/5/2024",
    "status": "never",
    "times": "1",
    "lives_here": "yes",
}
HUSBAND = WIFE | {
    "full_name": "Trần Văn Nam",
    "birth_date_day": "2",
    "birth_date_month": "5",
    "birth_date_year": "1988",
    "personal_id": "001088012345",
    "identity_paper": "Căn cước số 001088012345, Bộ Công an cấp ngày 3/6/2024",
}
MARRIAGE = {"union": UNION, "wife": WIFE, "husband": HUSBAND}


@pytest.fixture
def filed(registering, open_office) -> Application:
    return registering.filed(SLUG, open_office, MARRIAGE)


def faults(registering, step: str, values: dict, **before) -> dict:
    draft = registering.begin_procedure(SLUG)
    for code, answers in before.items():
        assert registering.answer(draft, code, answers).status_code == 302
    return registering.answer(draft, step, values).context["form"].errors


def test_a_marriage_is_found_under_both_names(filed):
    assert (filed.state, filed.kind, filed.fee_vnd) == (State.SUBMITTED, "marriage", 0)
    assert (filed.subject_name, filed.relationship) == ("Nguyễn Thị Thùy Dương", "wife")
    assert "tran van nam" in filed.search_text


def test_signing_enters_both_and_prints_an_original_for_each(filed, desk, tmp_path):
    signed = desk.registered(filed)
    assert (signed.extract.entry.fields["wife_name"], signed.extract.quantity) == ("Nguyễn Thị Thùy Dương", 2)
    assert signed.extract.entry.fields["husband_identity_paper"].startswith("Căn cước số 001088012345")
    tasks.render_pending_copies()
    signed.extract.refresh_from_db()
    paper = tmp_path / "original.pdf"
    paper.write_bytes(signed.extract.document.read())
    text = judges.text(paper)
    assert "GIẤY CHỨNG NHẬN KẾT HÔN" in text
    assert "TRẦN VĂN NAM" in text


def test_the_page_of_the_one_who_files_begins_with_what_he_said_of_himself(registering, open_office):
    draft = registering.ready_procedure(SLUG, open_office, {"union": UNION})
    page = registering.client.get(reverse("applications:questions", args=[draft.ref, "wife"]))
    assert page.context["form"].initial["full_name"] == "Nguyễn Thị Thùy Dương"
    other = registering.client.get(reverse("applications:questions", args=[draft.ref, "husband"]))
    assert "full_name" not in other.context["form"].initial


@pytest.mark.parametrize(
    ("step", "born", "is_refused"),
    [
        ("wife", ("20", "3", "2008"), False),  # eighteen today
        ("wife", ("21", "3", "2008"), True),
        ("husband", ("20", "3", "2006"), False),
        ("husband", ("21", "3", "2006"), True),
        ("wife", ("", "", "2008"), False),  # only the year is known: January counts
        ("wife", ("", "", "2009"), True),
    ],
)
def test_they_are_old_enough_on_the_day_of_filing(step, born, is_refused, registering, open_office):
    date = dict(zip(("birth_date_day", "birth_date_month", "birth_date_year"), born, strict=True))
    draft = registering.begin_procedure(SLUG)
    response = registering.answer(draft, step, MARRIAGE[step] | date)
    assert (response.status_code == 400) is is_refused
    if is_refused:
        assert "Luật Hôn nhân và gia đình, Điều 8" in str(response.context["form"].errors["birth_date"])


@pytest.mark.parametrize(
    "same", [{"personal_id": WIFE["personal_id"]}, {name: WIFE[name] for name in WIFE if "name" in name or "birth" in name}]
)
def test_nobody_marries_himself(same, registering, open_office):
    assert "cùng một người" in str(faults(registering, "husband", HUSBAND | same, wife=WIFE)["full_name"])


@pytest.mark.parametrize("kinship", ["direct", "three_generations", "adoptive"])
def test_kin_are_refused_with_the_law(kinship, registering, open_office):
    assert "Điều 5 khoản 2 điểm d" in str(faults(registering, "union", UNION | {"kinship": kinship})["kinship"])


def test_who_is_married_is_refused_with_the_law(registering, open_office):
    assert "Điều 5 khoản 2" in str(faults(registering, "wife", WIFE | {"status": "married"})["status"])


@pytest.mark.parametrize("who", ["wife_consents", "husband_consents"])
def test_both_are_of_their_own_will(who, registering, open_office):
    assert who in faults(registering, "union", {name: value for name, value in UNION.items() if name != who})


def test_a_foreigner_is_guided_to_the_right_procedure(registering, open_office):
    assert "2.000806" in str(faults(registering, "husband", HUSBAND | {"nationality": "Pháp"})["nationality"])


def test_who_lives_elsewhere_or_was_married_before_shows_a_paper(registering, open_office):
    husband = HUSBAND | {"status": "divorced", "times": "2", "lives_here": "no"}
    draft = registering.ready_procedure(SLUG, open_office, MARRIAGE | {"husband": husband})
    shown = set(draft.attachments.values_list("slot", flat=True))
    assert {"husband_status", "husband_earlier"} <= shown
    assert not {"wife_status", "wife_earlier"} & shown


def test_both_are_told_to_come(filed, registering, open_office, desk):
    draft = registering.ready_procedure(SLUG, open_office, MARRIAGE)
    assert "cả hai người phải cùng đến" in registering.client.get(registering.url(draft, "check")).content.decode()
    signed = desk.registered(filed)
    desk.official.post(reverse("desk:invite", args=[signed.code]))
    change = signed.history.latest("id")
    assert all("ả hai người" in message.text for message in messages_about(change, at=hanoi(20, 11)))


def test_a_marriage_in_the_registers_is_shown_to_the_official_with_what_to_do(filed, desk, open_office):
    entered(open_office, "marriage", SPOUSES | {"wife_name": "Nguyễn Thị Thùy Dương", "husband_name": "Lê Văn Ba"})
    received = desk.receive(filed)
    page = desk.official.get(reverse("desk:register", args=[received.code])).content.decode()
    assert "Đang có hôn nhân với Lê Văn Ba" in page
    assert "từ chối" in page
    assert "Không thấy hôn nhân nào" in page  # of the other


def test_the_sex_that_the_form_has_said_is_laid_beside_the_population_database(filed):
    told = {person.title: person.facts["sex"] for person in people_of(filed)}
    assert sorted(told.values()) == ["Nam", "Nữ"], told  # of her too, who is named first as the requester


def test_the_look_into_the_registers_is_evidence(filed, desk):
    from_the_trail = desk.receive(filed)
    desk.official.get(reverse("desk:register", args=[from_the_trail.code]))
    entry = Entry.objects.get(action="register.status_looked_up")
    assert (entry.purpose, entry.detail["marriages"]) == (from_the_trail.code, 0)

"""1.004873 through the front door: what the registers say of a person, proposed to the official, certified for one purpose."""

import pytest
from django.urls import reverse

from applications import actions
from applications.models import Application
from applications.states import State
from civil_registry import tasks
from civil_registry.events import NoForm
from tests import factories
from tests.applications.registration.test_marriage import WIFE
from tests.documents import judges
from tests.factories import acting, hanoi
from tests.registry.test_marital import SPOUSES, entered

pytestmark = pytest.mark.django_db
SLUG = "xac-nhan-tinh-trang-hon-nhan"
TO_MARRY = {
    "relation": "self",
    "use": "marry",
    "other_name": "Trần Văn Nam",
    "other_birth_date_year": "1988",
    "other_identity_paper": "Căn cước số 001088012345",
    "marry_at": "phường Bạch Mai, thành phố Hà Nội",
}
PERSON = {name: WIFE[name] for name in WIFE if name not in {"times", "lives_here"}} | {"sex": "Nữ", "elsewhere": "no"}
STATUS = {"purpose": TO_MARRY, "person": PERSON}


@pytest.fixture
def filed(registering, open_office) -> Application:
    return registering.filed(SLUG, open_office, STATUS)


def test_it_is_promised_in_three_working_days(filed):
    assert (filed.state, filed.kind, filed.fee_vnd) == (State.SUBMITTED, "marital_status", 15000)
    assert filed.due_on == hanoi(25).date()


def test_the_status_is_proposed_from_the_registers(filed, desk, open_office):
    received = desk.receive(filed)
    address = reverse("desk:register", args=[received.code])
    assert desk.official.get(address).context["form"].initial["marital_status"] == "Chưa đăng ký kết hôn với ai"
    entered(open_office, "marriage", SPOUSES | {"wife_name": "Nguyễn Thị Thùy Dương"})
    assert "đang có chồng" in desk.official.get(address).context["form"].initial["marital_status"]


def test_the_certificate_says_for_what_and_how_long(filed, desk, tmp_path):
    signed = desk.registered(filed)
    tasks.render_pending_copies()
    signed.extract.refresh_from_db()
    paper = tmp_path / "original.pdf"
    paper.write_bytes(signed.extract.document.read())
    text = " ".join(judges.text(paper, 1, 1, "-raw").split())
    told = ("GIẤY XÁC NHẬN TÌNH TRẠNG HÔN NHÂN", "Đăng ký kết hôn tại phường Bạch Mai", "TRẦN VĂN NAM", "06 tháng")
    assert [words for words in told if words not in text] == []
    assert "BẢN SAO" not in text


def test_its_register_has_numbers_of_its_own(filed, desk):
    entry = desk.registered(filed).extract.entry
    assert (entry.number, entry.book.get_kind_display()) == ("1", "Xác nhận tình trạng hôn nhân")


def test_no_copy_is_drawn_of_it(filed, desk, office, binh):
    entry = desk.registered(filed).extract.entry
    asked = actions.receive(factories.submitted(office).pk, by=acting(binh), at=hanoi(20, 13))
    with pytest.raises(NoForm, match="Không cấp bản sao"):
        actions.draw_up(asked.pk, entry_id=entry.pk, by=acting(binh), at=hanoi(20, 13, 10))


def test_something_else_is_written_as_it_is_said(registering, open_office, desk):
    purpose = {"relation": "self", "use": "other", "other_use": "Vay vốn mua nhà"}
    signed = desk.registered(registering.filed(SLUG, open_office, STATUS | {"purpose": purpose}))
    fields = signed.extract.entry.fields
    assert (fields["purpose"], "other_name" in fields) == ("Vay vốn mua nhà", False)


def test_places_of_residence_are_kept_line_by_line(registering, open_office):
    lines = "Phường Bạch Mai, từ 3/2012 đến 6/2019\nPhường Láng, từ 7/2019"
    person = PERSON | {"elsewhere": "yes", "residence_period": lines}
    filed = registering.filed(SLUG, open_office, STATUS | {"person": person})
    assert filed.answers["person"]["residence_period"] == lines


def test_who_is_too_young_to_marry_is_told_so(registering, open_office):
    draft = registering.begin_procedure(SLUG)
    response = registering.answer(draft, "person", PERSON | {"birth_date_year": "2010"})
    assert "nữ từ đủ 18" in str(response.context["form"].errors["birth_date"])


def test_nobody_names_himself_as_the_one_to_marry(registering, open_office):
    draft = registering.ready_procedure(SLUG, open_office, {})
    own = {"other_name": "Nguyễn Thị Thùy Dương", "other_birth_date_year": "1990"}
    own |= {"other_birth_date_day": "12", "other_birth_date_month": "3"}
    response = registering.answer(draft, "purpose", TO_MARRY | own)
    assert "other_name" in response.context["form"].errors


def test_nobody_has_to_sign_a_register_for_it(filed, desk):
    signed = desk.registered(filed)
    desk.official.post(reverse("desk:invite", args=[signed.code]))
    form = desk.official.get(reverse("desk:give", args=[signed.code])).context["form"]
    assert "has_signed_register" not in form.fields

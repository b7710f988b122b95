"""A birth filed once on a telephone for three authorities, collected at the desk; then a copy of that very entry by post."""

import os
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from applications.linked.models import ChildCase
from applications.linked.tasks import keep_linked
from applications.models import Application, FeePolicy
from applications.states import State
from civil_registry.models import RegisterEntry
from portal.accounts.actors import Actor
from portal.accounts.models import User
from portal.background import without_nudges
from portal.offices.models import Office, ServiceActivation
from portal.offices.reference import LEVEL_3_JUSTICE
from postal.actions.receipts import give_book
from postal.demo import partners
from postal.demo.cast import HAI_BA_TRUNG, SINCE
from postal.models import Account, LedgerEntry
from postal.positions import Charge
from tests.journeys import birth, staff

pytestmark = pytest.mark.browser
NARROW, PHONE, DESK = 320, 390, 1440
FEE_VND = 8000
LOOKS = os.environ.get("LOOKS", "")  # a folder: what is seen is kept there, for people


@pytest.fixture
def people(people):
    """The cast; their ward takes registrations online and a fee for them, and the directory names who serves it."""
    ward = Office.objects.get(code=HAI_BA_TRUNG, valid_from=SINCE)
    told = {"online_level": 3, "valid_from": SINCE, "phase": "1", "basis": "named"}
    ServiceActivation.objects.create(procedure_code=LEVEL_3_JUSTICE, office=ward, **told)
    fee = {"fee_per_copy_vnd": FEE_VND, "legal_document": "Nghị quyết thử nghiệm"}
    FeePolicy.objects.create(procedure_code="2.002621", valid_from=SINCE, **fee)
    holder = User.objects.get(email=people["ha"].email)
    receipts = {"form": "C45-BB", "series": "AA/26", "first": 1, "last": 50}
    give_book(ward, **receipts, holder_id=holder.pk, by=Actor("office_leader", holder.pk, ward.pk), at=timezone.now())
    partners.authorities(ward)
    return people


@pytest.fixture
def look(faults):
    """Each page is sound at 320 px, and goes on at its own width."""

    def looked(page: Page) -> None:
        size = page.viewport_size
        page.set_viewport_size({"width": NARROW, "height": size["height"]})
        assert faults(page) == [], page.url
        page.set_viewport_size(size)
        if LOOKS:
            page.screenshot(path=str(Path(LOOKS) / f"{page.title().replace('/', ' ')}_{size['width']}.png"), full_page=True)

    return looked


def test_a_birth_for_three_authorities_then_a_copy_of_its_entry(people, window, look):
    phone, desk, leader = window(PHONE), window(DESK), window(PHONE)
    birth.file_for_three_authorities(phone, look=look)
    _sweep()
    staff.log_in(desk, people["ha"])
    code = staff.receive(desk, subject=birth.CHILD)
    birth.compose(desk, look=look)
    staff.send_for_signature(desk)
    staff.log_in(leader, people["tuan"])
    staff.sign(leader, subject=birth.CHILD)
    _sweep()
    entry = RegisterEntry.objects.get()
    assert (entry.subject_name, entry.number, entry.source) == (birth.CHILD, "1", RegisterEntry.Source.REGISTERED)

    _each_authority_answers(people, window, phone, look)
    _sweep()
    desk.goto(f"/mot-cua/lien-thong/{code}/")
    expect(desk.get_by_text("Đã xong mọi phần")).to_be_visible()
    look(desk)
    desk.goto(f"/mot-cua/ho-so/{code}/")
    desk.get_by_role("button", name="Mời đến nhận").click()
    birth.pay_at_the_desk(desk, look=look)
    birth.give(desk, look=look)
    fee = Account.objects.get(charge=Charge.FEE)
    assert (fee.confirmed_vnd, fee.outstanding_vnd, LedgerEntry.objects.get(source="desk").receipt.number) == (FEE_VND, 0, 1)
    linked = Application.objects.get()
    assert (linked.state, linked.history.last().detail["compared"]) == (State.COLLECTED, ["birth_proof"])

    code = _a_copy_is_asked_for_and_signed(phone, desk, leader)
    staff.hand_over(desk)
    postman = window(PHONE)
    staff.log_in(postman, people["tu"])
    staff.deliver(postman)
    copies = Application.objects.get(dossier_code=code)
    assert (copies.state, copies.extract.entry, copies.extract.is_original) == (State.DELIVERED, entry, False)
    assert copies.extract.snapshot["fields"]["full_name"] == birth.CHILD


def _sweep() -> None:
    """What a worker does each minute; here a loop runs in this thread, so papers wait for the pages' own server."""
    with without_nudges():
        keep_linked()


def _each_authority_answers(people, window, phone: Page, look) -> None:
    """The mother reads, between one and the other, who has what now."""
    phone.get_by_role("link", name="Theo dõi hồ sơ").click()
    strip = phone.locator("section[aria-labelledby=lien-thong] li")
    expect(strip.nth(1)).to_contain_text("Đang chuyển, chờ nơi nhận xác nhận")
    for place, login, number in ((1, "linh", "15/TB-CATT"), (2, "yen", "TE1012345")):
        officer = window(PHONE)
        staff.log_in(officer, people[login])
        birth.confirm(officer, look=look)
        phone.reload()
        expect(strip.nth(place)).to_contain_text("Đã chuyển, đang giải quyết")
        expect(strip.nth(place)).to_contain_text("Hạn: hết")
        look(phone)
        birth.answer(officer, number, look=look)
        phone.reload()
        expect(strip.nth(place)).to_contain_text(f"Số {number}")
    look(phone)
    expect(phone.get_by_text("Xong 3 trên 3 phần")).to_be_visible()
    assert {child.state for child in ChildCase.objects.all()} == {"resolved"}


def _a_copy_is_asked_for_and_signed(phone: Page, desk: Page, leader: Page) -> str:
    birth.ask_for_a_copy(phone)
    desk.goto("/mot-cua/")
    code = staff.resolve(desk, subject=birth.CHILD)
    staff.sign(leader, subject=birth.CHILD)
    return code

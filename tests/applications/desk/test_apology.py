"""R24 and L4: the desk drafts the apology, the leader confirms it, and the citizen never gets two."""

import pytest
from django.urls import reverse

from applications import actions, watch
from applications.apologies import ASSUMED, CAUSES, Terms
from applications.models import Application, Slip
from portal.accounts.models import Role
from tests import factories
from tests.factories import acting, hanoi

pytestmark = pytest.mark.django_db
MONDAY = {"day": "2026-03-23", "hour": "10:00"}


@pytest.fixture
def clock(monkeypatch):
    """A clock that stands until it is set."""
    moments = [hanoi(20, 17, 30)]
    monkeypatch.setattr("django.utils.timezone.now", lambda: moments[-1])
    return moments.append


@pytest.fixture
def dossier(years, office, clock):
    """Due on Friday 20/03/2026 at 17:00; it is half an hour later."""
    return factories.submitted(office)


@pytest.fixture
def address(dossier):
    return reverse("desk:apologise", args=[dossier.ref])


@pytest.fixture
def drafted_by_the_clock(dossier):
    watch.mark_overdue(at=hanoi(20, 17, 1))
    return dossier.slips.get()


def letter_page(slip: Slip) -> str:
    return reverse("desk:letter", args=[slip.pk])


def filled_in(dossier: Application, person, **changed) -> dict:
    dossier.refresh_from_db()
    return {"cause": "book", "words": "", "accountable": person.pk, "version": dossier.version} | MONDAY | changed


def for_the_leader(slip: Slip, person, **changed) -> dict:
    slip.application.refresh_from_db()
    words = {"why": "Sổ đang được phục chế.", "accountable": person.pk, "version": slip.application.version}
    return words | MONDAY | {"sign": "1"} | changed


def propose(dossier, person) -> Slip:
    terms = Terms("Sổ đang được phục chế.", hanoi(23, 10, 0), person.pk)
    return actions.propose_apology(dossier.pk, terms, by=acting(person), at=hanoi(20, 17, 20))


def words(page) -> str:
    return page.content.decode()


# --- R24 ---------------------------------------------------------------------------------------------------------------


def test_the_page_offers_working_days_and_the_office_s_own_people(address, dossier, binh, dung, chi, client_of):
    page = words(client_of(binh).get(address))
    assert "Thứ Hai 23/03/2026" in page
    assert "21/03/2026" not in page  # a Saturday
    assert '<option value="2026-03-23" selected>' in page
    assert '<option value="17:00" selected>' in page
    assert f'<option value="{binh.pk}" selected>' in page
    assert dung.full_name in page
    assert chi.full_name not in page


def test_it_goes_to_the_leader_with_cause_time_and_person(address, dossier, binh, dung, client_of):
    answer = client_of(binh).post(address, filled_in(dossier, dung, words="Sổ năm 1990."))
    assert answer.url == reverse("desk:dossier", args=[dossier.ref])
    slip = dossier.slips.get()
    assert slip.content["reason"] == f"{dict(CAUSES)['book']} Sổ năm 1990."
    assert slip.content["reappointed_at"] == "2026-03-23T10:00:00+07:00"
    assert slip.content["accountable"] == dung.full_name
    assert slip.issued_at is None
    assert "Xin lỗi, hẹn lại" in words(client_of(dung).get(reverse("desk:tray")))


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"cause": ""}, "Chọn lý do"),
        ({"cause": "other"}, "Ghi rõ lý do"),
        ({"day": "2026-03-21"}, "Chọn một ngày trong danh sách"),
        ({"day": ""}, "Chọn ngày hẹn lại"),
        ({"hour": "03:00"}, "Chọn một giờ trong danh sách"),
        ({"accountable": ""}, "Chọn người chịu trách nhiệm"),
        ({"accountable": "1' OR 1=1"}, "Chọn một người trong danh sách"),
    ],
)
def test_what_is_missing_or_cannot_be_kept_is_said(address, dossier, binh, client_of, wrong, told):
    page = client_of(binh).post(address, filled_in(dossier, binh, **wrong))
    assert told in words(page)
    assert not dossier.slips.exists()


def test_a_time_that_has_passed_today_is_said(address, dossier, binh, client_of, clock):
    clock(hanoi(23, 11, 0))
    assert "đã qua" in words(client_of(binh).post(address, filled_in(dossier, binh)))


def test_a_second_time_is_refused_with_the_reason(address, dossier, binh, dung, client_of):
    slip, client = propose(dossier, binh), client_of(binh)
    assert "đang chờ lãnh đạo ký" in words(client.get(address))
    assert "đang chờ lãnh đạo ký" in words(client.post(address, filled_in(dossier, binh)))
    terms = Terms("Sổ đang được phục chế.", hanoi(23, 10, 0), binh.pk)
    actions.sign_apology(slip.pk, terms, by=acting(dung), at=hanoi(20, 17, 25))
    page = words(client.get(address))
    assert "chỉ cho hẹn lại một lần" in page
    assert "hẹn lại 10:00, thứ Hai 23/03/2026" in page
    assert "chỉ cho hẹn lại một lần" in words(client.post(address, filled_in(dossier, binh)))
    assert dossier.slips.count() == 1


def test_the_desk_writes_in_the_place_of_the_clock(address, dossier, drafted_by_the_clock, binh, client_of):
    assert "Hệ thống đã dự thảo" in words(client_of(binh).get(address))
    client_of(binh).post(address, filled_in(dossier, binh))
    slip = dossier.slips.get()
    assert (slip.pk, slip.drafted_by) == (drafted_by_the_clock.pk, binh)


def test_the_dossier_offers_it_when_it_is_due_or_late_and_not_twice(address, dossier, binh, client_of, clock):
    client, page = client_of(binh), reverse("desk:dossier", args=[dossier.ref])
    assert address in words(client.get(page))
    clock(hanoi(20, 10, 0))
    assert address in words(client.get(page))
    clock(hanoi(19, 10, 0))
    assert address not in words(client.get(page))
    clock(hanoi(20, 17, 30))
    propose(dossier, binh)
    assert address not in words(client.get(page))


def test_who_is_of_another_office_or_no_official_does_not_open_it(address, chi, an, dung, client_of):
    assert client_of(chi).get(address).status_code == 404
    assert client_of(an).get(address).status_code == 403
    assert client_of(dung).get(address).status_code == 403


def test_what_is_not_on_the_clock_is_not_apologised_for(address, dossier, binh, client_of):
    actions.ask_for_supplement(dossier.pk, items=["Ảnh"], reason="Thiếu.", by=acting(binh), at=hanoi(20, 10, 0))
    assert "không còn tính hạn" in words(client_of(binh).get(address))
    client_of(binh).post(address, filled_in(dossier, binh))
    assert not dossier.slips.filter(kind="apology").exists()


# --- L4 ----------------------------------------------------------------------------------------------------------------


def test_the_leader_reads_text_law_and_effect_and_signs(dossier, binh, dung, client_of):
    slip, client = propose(dossier, binh), client_of(dung)
    page = words(client.get(letter_page(slip)))
    assert "Sổ đang được phục chế." in page
    assert "Nghị định 118/2025/NĐ-CP" in page
    assert "vẫn tính quá hạn theo hạn ban đầu, thứ Sáu 20/03/2026" in page
    assert '<option value="10:00" selected>' in page
    client.post(letter_page(slip), for_the_leader(slip, binh))
    dossier.refresh_from_db()
    slip.refresh_from_db()
    assert (dossier.reappointed_at, slip.signed_by, slip.number) == (hanoi(23, 10, 0), dung, 1)
    assert "Đã ký, số 1" in words(client.get(letter_page(slip)))


def test_he_may_change_reason_and_time(dossier, binh, dung, client_of):
    slip = propose(dossier, binh)
    client_of(dung).post(letter_page(slip), for_the_leader(slip, dung, why="Mất điện.", day="2026-03-24", hour="09:30"))
    slip.refresh_from_db()
    dossier.refresh_from_db()
    assert (slip.content["reason"], slip.content["accountable"]) == ("Mất điện.", dung.full_name)
    assert dossier.reappointed_at == hanoi(24, 9, 30)


def test_a_reason_that_nobody_has_seen_is_confirmed_or_replaced(drafted_by_the_clock, binh, dung, client_of):
    slip, client = drafted_by_the_clock, client_of(dung)
    assert "chưa ai xem" in words(client.get(letter_page(slip)))
    page = words(client.post(letter_page(slip), for_the_leader(slip, binh, why=ASSUMED)))
    assert "sửa lại, hoặc đánh dấu xác nhận" in page
    slip.refresh_from_db()
    assert slip.issued_at is None
    client.post(letter_page(slip), for_the_leader(slip, binh, why=ASSUMED, confirmed="on"))
    slip.refresh_from_db()
    assert slip.signed_by == dung


def test_a_time_that_passed_while_it_waited_is_proposed_anew(drafted_by_the_clock, dung, client_of, clock):
    clock(hanoi(24, 9, 0))
    assert '<option value="2026-03-25" selected>' in words(client_of(dung).get(letter_page(drafted_by_the_clock)))


def test_sent_back_with_a_reason_the_desk_reads_it(dossier, binh, dung, client_of):
    slip, client = propose(dossier, binh), client_of(dung)
    dossier.refresh_from_db()
    back = {"decline": "1", "back-version": dossier.version}
    assert "Nhập lý do không ký" in words(client.post(letter_page(slip), back | {"back-reason": ""}))
    client.post(letter_page(slip), back | {"back-reason": "Hẹn sớm hơn."})
    assert "Hẹn sớm hơn." in words(client_of(binh).get(reverse("desk:dossier", args=[dossier.ref])))
    assert words(client.get(reverse("desk:tray"))).count("Xin lỗi, hẹn lại") == 0


def test_the_leader_who_drafted_it_is_told_that_another_signs(dossier, dung, client_of):
    Slip.objects.filter(pk=(slip := propose(dossier, dung)).pk).update(drafted_by=dung)
    page = words(client_of(dung).get(letter_page(slip)))
    assert "không tự ký được" in page
    assert 'name="sign"' not in page
    client_of(dung).post(letter_page(slip), for_the_leader(slip, dung))
    dossier.refresh_from_db()
    assert dossier.reappointed_at is None


def test_the_second_of_two_leaders_is_told_who_was_quicker(dossier, office, binh, dung, client_of):
    slip, second = propose(dossier, binh), factories.official("Ngô Thu Nga", office, Role.OFFICE_LEADER)
    seen = for_the_leader(slip, binh)
    client_of(second).post(letter_page(slip), seen)
    assert "Ngô Thu Nga đã xin lỗi" in words(client_of(dung).post(letter_page(slip), seen, follow=True))
    assert dossier.slips.get().signed_by == second


def test_a_leader_of_another_office_does_not_find_it(dossier, binh, other_office, client_of):
    other = factories.official("Đỗ Văn Hải", other_office, Role.OFFICE_LEADER)
    assert client_of(other).get(letter_page(propose(dossier, binh))).status_code == 404


def test_the_queue_of_what_waits_for_signature_lists_it(dossier, drafted_by_the_clock, binh, client_of):
    page = client_of(binh).get("/mot-cua/", {"xem": "cho-ky"})
    assert dossier.ref in words(page)
    assert page.context["counts"]["signing"] == 1

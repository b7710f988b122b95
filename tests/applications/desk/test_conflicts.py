"""An official who handles a matter of his own is warned with the reason, acknowledges it, and never signs for himself."""

import pytest
from django.urls import reverse

from applications import actions
from applications.conflicts import conflicts
from applications.errors import ConflictNotAcknowledged, NotTheSigner
from tests import factories
from tests.factories import acting, hanoi

pytestmark = pytest.mark.django_db


@pytest.fixture
def drawn(years, office, binh):
    return _drawn(office, binh)


def _drawn(office, binh, applicant=None, *, entry: dict | None = None, **filed):
    dossier = factories.submitted(office, applicant, **filed)
    actions.receive(dossier.pk, by=acting(binh), at=hanoi(20, 9, 40))
    chosen = factories.birth_entry(office, **(entry or {}))
    return actions.draw_up(dossier.pk, entry_id=chosen.pk, by=acting(binh), at=hanoi(20, 10))


def at(route: str, application) -> str:
    return reverse(f"desk:{route}", args=[application.code])


def reasons(application, person) -> list[str]:
    return [conflict.code for conflict in conflicts(application, person.pk)]


def sent(application, by):
    return actions.send_for_signature(application.pk, by=acting(by), at=hanoi(20, 10, 5), acknowledges=True)


def test_strangers_are_not_warned(drawn, binh, dung):
    assert reasons(drawn, binh) == reasons(drawn, dung) == []


def test_the_drafter_acknowledges_the_warning_and_the_history_keeps_it(years, office, binh, client_of):
    dossier = _drawn(office, binh, requester_name="Trần Thị Bình")
    client = client_of(binh)
    assert "Người yêu cầu trùng họ tên với ông/bà." in client.get(at("draft", dossier)).content.decode()
    form = {"send": "1", "version": dossier.version, "note": ""}
    assert "đánh dấu xác nhận trước khi trình ký" in client.post(at("draft", dossier), form).content.decode()
    client.post(at("draft", dossier), form | {"acknowledges": "on"})
    assert dossier.history.last().detail == {"acknowledged_conflict": ["requester_name"]}


def test_the_verb_itself_refuses_what_nobody_acknowledged(years, office, binh):
    dossier = _drawn(office, binh, requester_name="Trần Thị Bình")
    with pytest.raises(ConflictNotAcknowledged):
        actions.send_for_signature(dossier.pk, by=acting(binh), at=hanoi(20, 10, 5))


def test_the_signer_whose_namesake_asks_ticks_and_signs(years, office, binh, dung, client_of):
    dossier = sent(_drawn(office, binh, subject_name="Hoàng Tiến Dũng"), binh)
    client = client_of(dung)
    client.post(at("sign", dossier), {"sign": "1", "version": dossier.version})
    dossier.refresh_from_db()
    assert dossier.extract.serial is None
    client.post(at("sign", dossier), {"sign": "1", "version": dossier.version, "acknowledges": "on"})
    assert dossier.history.last().detail["acknowledged_conflict"] == ["subject_name"]


@pytest.mark.parametrize("filed", [{"requester_phone": "0987654321"}, {"requester_email": "Dung@hotich.example"}])
def test_nobody_signs_what_he_asked_for_himself(years, office, binh, dung, client_of, filed):
    dung.phone, dung.email = "0987654321", "dung@hotich.example"
    dung.save()
    dossier = sent(_drawn(office, binh, **filed), binh)
    assert "Ông/bà là người yêu cầu hoặc người được cấp" in client_of(dung).get(at("sign", dossier)).content.decode()
    with pytest.raises(NotTheSigner):
        actions.sign(dossier.pk, by=acting(dung), at=hanoi(20, 11), acknowledges=True)
    second = factories.official("Phạm Đức Minh", office, "office_leader")
    assert actions.sign(dossier.pk, by=acting(second), at=hanoi(20, 11)).extract.serial == 1


def test_an_account_of_his_own_is_himself(years, office, binh, dung):
    assert reasons(_drawn(office, binh, dung), dung)[0] == "account"


def test_a_citizen_s_account_with_his_telephone_is_himself(years, office, binh, dung, an):
    for person in (dung, an):
        person.phone = "0987654321"
        person.save()
    assert reasons(_drawn(office, binh, an), dung)[0] == "account"


def test_a_number_that_he_once_filed_for_himself_is_known(years, office, binh, dung):
    factories.submitted(office, dung, subject_personal_id="001190012345", at=hanoi(19))
    assert reasons(_drawn(office, binh, requester_phone="0912000111"), dung) == ["subject_id"]


def test_a_namesake_with_another_number_is_somebody_else(years, office, binh, dung):
    factories.submitted(office, dung, subject_personal_id="001070000001", at=hanoi(19))
    dossier = _drawn(office, binh, subject_name="Hoàng Tiến Dũng", subject_personal_id="001090000002")
    dossier.answers = {"subject": {"full_name": "Hoàng Tiến Dũng", "personal_id": "001090000002"}}
    dossier.save()
    assert reasons(dossier, dung) == []


def test_a_parent_in_the_entry_with_his_name_is_told(years, office, binh, dung):
    assert reasons(_drawn(office, binh, entry={"father_name": "Hoàng Tiến Dũng"}), dung) == ["entry_name"]

"""L2 with a digital signature: how he will sign stands beside the button; a key that cannot sign numbers nothing."""

import pytest

from applications import actions
from civil_registry.models import CopyState
from civil_registry.render import render_copy
from portal.documents.models import Counter
from portal.documents.signing import keys
from tests.factories import acting, birth_entry, hanoi, submitted, with_signing_key

pytestmark = pytest.mark.django_db


@pytest.fixture
def dossier(years, office, an, binh):
    filed = submitted(office, an)
    actions.receive(filed.pk, by=acting(binh), at=hanoi(20, 9, 40))
    actions.draw_up(filed.pk, entry_id=birth_entry(office).pk, by=acting(binh), at=hanoi(20, 10))
    return actions.send_for_signature(filed.pk, by=acting(binh), at=hanoi(20, 10, 5))


def page_of(dossier) -> str:
    return f"/lanh-dao/ho-so/{dossier.code}/"


def test_it_says_with_which_certificate_he_will_sign(client_of, dung, dossier):
    with_signing_key(dung)
    assert "Ký số bằng chứng thư của CA thử nghiệm" in client_of(dung).get(page_of(dossier)).content.decode()


def test_it_says_that_he_will_sign_on_paper(client_of, dung, dossier):
    assert "Ký trên giấy: in, ký tay và đóng dấu" in client_of(dung).get(page_of(dossier)).content.decode()


def test_with_a_key_he_signs_digitally_and_staff_see_it(client_of, dung, binh, dossier):
    with_signing_key(dung)
    client_of(dung).post(page_of(dossier), {"sign": "1", "version": dossier.version})
    dossier.refresh_from_db()
    render_copy(dossier.extract_id)
    assert dossier.extract.signed_how == "digital"
    assert "ký số, chưa có dấu thời gian" in client_of(binh).get(f"/mot-cua/ho-so/{dossier.code}/").content.decode()


def test_a_key_that_has_expired_numbers_nothing_and_says_what_to_do(client_of, dung, dossier):
    with_signing_key(dung, valid_to=hanoi(19, 12))
    page = client_of(dung).post(page_of(dossier), {"sign": "1", "version": dossier.version}, follow=True).content.decode()
    assert "Chứng thư chữ ký số đã hết hạn 19/03/2026" in page
    assert "Chưa cấp số nào" in page
    dossier.refresh_from_db()
    assert (dossier.state, dossier.extract.state) == ("received", CopyState.AWAITING_SIGNATURE)
    assert not Counter.objects.filter(scope__startswith="copy:").exists()


def test_a_key_that_is_missing_numbers_nothing(client_of, office, dung, dossier):
    keys.choose_how("digital", user=dung, office=office, by=acting(dung), at=hanoi())
    page = client_of(dung).post(page_of(dossier), {"sign": "1", "version": dossier.version}, follow=True).content.decode()
    assert "Chưa nhập khóa ký số" in page
    dossier.refresh_from_db()
    assert dossier.state == "received"

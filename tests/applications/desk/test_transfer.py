"""R6 through the front door: the right office proposed or found by name, one click, gone from here."""

from datetime import date

import pytest
from django.urls import reverse

from applications import actions
from applications.states import State
from portal.offices.models import OfficeSuccession
from tests import factories
from tests.factories import acting, hanoi

pytestmark = pytest.mark.django_db
PASSED_ON = reverse("desk:passed_on")


@pytest.fixture(autouse=True)
def friday(years, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: hanoi(20, 15, 30))


@pytest.fixture
def old_ward(office, other_office):
    """Đồng Tâm, whose books went to Bạch Mai."""
    for unit in (office, other_office):
        factories.opened(unit)
    ward = factories.office("Phường Đồng Tâm", code="00280", valid_to=date(2025, 6, 30))
    OfficeSuccession.objects.create(
        predecessor=ward,
        successor=other_office,
        effective_on=date(2025, 7, 1),
        kind="merged_whole",
        is_main=True,
        legal_act="1656/NQ-UBTVQH15",
    )
    return ward


@pytest.fixture
def filed(office, old_ward):
    return factories.submitted(office, registered_at=old_ward, registered_place="Phường Đồng Tâm, quận Hai Bà Trưng")


def page_of(dossier) -> str:
    return reverse("desk:transfer", args=[dossier.code])


def typed(dossier, office, **more) -> dict:
    return {"version": dossier.version, "office": office.pk, "reason": "Sổ do nơi khác giữ."} | more


def test_the_office_that_holds_the_book_is_proposed_and_chosen(filed, other_office, binh, client_of):
    page = client_of(binh).get(page_of(filed))
    assert page.context["form"]["office"].initial == other_office.pk
    assert "Phường Bạch Mai – đang giữ sổ của phường Đồng Tâm (cũ)" in page.content.decode()


def test_one_click_passes_it_on_and_it_is_gone_from_here(filed, other_office, binh, chi, client_of):
    client = client_of(binh)
    done = client.post(page_of(filed), typed(filed, other_office), follow=True).content.decode()
    filed.refresh_from_db()
    assert (filed.state, filed.office) == (State.SUBMITTED, other_office)
    assert "đến Ủy ban nhân dân phường Bạch Mai. Người nộp được báo ngay." in done
    assert client.get(reverse("desk:dossier", args=[filed.ref])).status_code == 404
    there = client_of(chi).get(reverse("desk:dossier", args=[filed.ref])).content.decode()
    assert "Ủy ban nhân dân phường Hai Bà Trưng chuyển đến lúc 15:30" in there
    assert filed.ref in client_of(chi).get(reverse("desk:queue")).content.decode()


def test_the_old_office_still_sees_that_it_went(filed, other_office, binh, chi, client_of):
    code = actions.receive(filed.pk, by=acting(binh), at=hanoi(20, 9, 40)).dossier_code
    filed.refresh_from_db()
    client_of(binh).post(page_of(filed), typed(filed, other_office))
    page = client_of(binh).get(PASSED_ON).content.decode()
    assert code in page
    assert "Sổ do nơi khác giữ." in page
    assert "Thùy Dương" not in page
    assert code not in client_of(chi).get(PASSED_ON).content.decode()


def test_an_office_is_found_by_its_old_name_without_tone_marks(office, old_ward, other_office, binh, client_of):
    filed = factories.submitted(office)
    page = client_of(binh).get(page_of(filed), {"q": "dong tam"})
    assert [each.office for each in page.context["destinations"]] == [other_office]
    client_of(binh).post(f"{page_of(filed)}?q=dong+tam", typed(filed, other_office))
    filed.refresh_from_db()
    assert filed.office == other_office


def test_an_office_that_takes_nothing_on_line_is_not_offered(office, binh, client_of):
    closed = factories.office("Phường Cửa Nam", code="00070")
    filed = factories.submitted(office)
    page = client_of(binh).get(page_of(filed), {"q": "cua nam"}).content.decode()
    assert "Không có cơ quan nào khác tên “cua nam”" in page
    answer = client_of(binh).post(f"{page_of(filed)}?q=cua+nam", typed(filed, closed)).content.decode()
    assert "Chọn một cơ quan trong danh sách" in answer


def test_one_s_own_office_is_not_offered(office, old_ward, binh, client_of):
    filed = factories.submitted(office)
    assert client_of(binh).get(page_of(filed), {"q": "hai ba trung"}).context["destinations"] == []
    assert "cơ quan mình đang giữ sổ" in client_of(binh).get(page_of(filed)).content.decode()


def test_a_reason_is_asked_for(filed, other_office, binh, client_of):
    page = client_of(binh).post(page_of(filed), typed(filed, other_office, reason=""))
    assert "Nhập lý do chuyển" in page.content.decode()
    filed.refresh_from_db()
    assert filed.office != other_office


def test_who_looked_at_an_older_version_is_told(filed, other_office, binh, client_of):
    old = typed(filed, other_office)
    actions.take(filed.pk, by=acting(binh), at=hanoi(20, 15, 20))
    page = client_of(binh).post(page_of(filed), old).content.decode()
    assert "Trần Thị Bình đã nhận xử lý lúc 15:20" in page


def test_what_waits_for_the_leader_is_not_passed_on(filed, other_office, binh, client_of):
    actions.propose_refusal(filed.pk, reason="Không có.", next_way="", by=acting(binh), at=hanoi(20, 10))
    page = client_of(binh).get(page_of(filed)).content.decode()
    assert "Hồ sơ đang ở bước khác" in page
    assert "Chuyển cơ quan khác…" not in client_of(binh).get(reverse("desk:dossier", args=[filed.code])).content.decode()


def test_strangers_and_leaders_do_not_pass_it_on(filed, chi, dung, an, client_of):
    assert client_of(chi).get(page_of(filed)).status_code == 404
    assert client_of(dung).get(page_of(filed)).status_code == 403
    assert client_of(an).post(page_of(filed)).status_code == 403

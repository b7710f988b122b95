"""L1, L3: the tray leads through what waits; many are read whole, then signed, each for itself."""

import pytest
from django.urls import reverse

from applications import actions
from applications.models import Application
from applications.states import State
from civil_registry.models import RegisterEntry
from portal.accounts.models import Role
from tests import factories
from tests.factories import acting, birth_entry, hanoi, official, with_signing_key

pytestmark = pytest.mark.django_db
MANY, RESULT = "/lanh-dao/ky-nhieu/", "/lanh-dao/ky-nhieu/ket-qua/"


def waiting(office, by, number: str, *, at=None) -> Application:
    """A dossier whose draft is in the tray."""
    application = factories.submitted(office, at=at)
    actions.receive(application.pk, by=acting(by), at=hanoi(20, 9, 40))
    actions.draw_up(application.pk, entry_id=birth_entry(office, number=number).pk, by=acting(by), at=hanoi(20, 10))
    actions.send_for_signature(application.pk, by=acting(by), at=hanoi(20, 10, 5))
    return Application.objects.get(pk=application.pk)


@pytest.fixture
def three(years, office, binh):
    return [waiting(office, binh, str(number)) for number in (87, 88, 89)]


@pytest.fixture
def leader(client_of, dung):
    return client_of(dung)


def sign(client, *dossiers: Application, **versions: int) -> str:
    words = {"hs": [dossier.code for dossier in dossiers]}
    words |= {f"version-{dossier.code}": versions.get(dossier.ref, dossier.version) for dossier in dossiers}
    return client.post(MANY, words, follow=True).content.decode()


def test_the_tray_offers_a_tick_for_each_extract(leader, three):
    page = leader.get("/lanh-dao/").content.decode()
    assert page.count('name="hs"') == 3


def test_what_one_drafted_oneself_has_no_tick(client_of, office, binh, three):
    factories.Posting.objects.create(user=binh, office=office, role=Role.OFFICE_LEADER, valid_from=hanoi().date())
    assert 'name="hs"' not in client_of(binh).get("/lanh-dao/").content.decode()


def test_each_chosen_paper_is_shown_whole(leader, three):
    page = leader.get(MANY, {"hs": [dossier.code for dossier in three[:2]]}).content.decode()
    assert page.count("Xã Thắng Lợi, huyện Thường Tín, tỉnh Hà Sơn Bình") == 2
    assert three[2].code not in page


@pytest.mark.parametrize("bad", [[], ["x"], ["không-có"], ["%00"]])
def test_choosing_nothing_that_waits_leads_back(leader, three, bad):
    assert leader.get(MANY, {"hs": bad}).headers["Location"] == "/lanh-dao/"


def test_many_are_signed_with_one_button_and_numbered_in_order(leader, three):
    page = sign(leader, *three)
    assert "Đã ký 3 bản" in page
    assert set(Application.objects.values_list("state", flat=True)) == {State.ISSUED}
    assert [a.extract.serial for a in Application.objects.order_by("pk")] == [1, 2, 3]


def test_one_that_changed_meanwhile_is_left_out_and_said(leader, three, binh):
    changed = three[1]
    actions.assign(changed.pk, to_id=binh.pk, by=acting(binh), at=hanoi(20, 10, 30))
    page = sign(leader, *three)
    assert "Đã ký 2 bản, chưa ký được 1 bản" in page
    assert "Hồ sơ đã thay đổi: phân công, Trần Thị Bình" in page
    assert list(Application.objects.filter(state=State.RECEIVED)) == [changed]


def test_one_that_another_leader_signed_first_is_said(leader, office, three):
    giang = official("Lê Văn Giang", office, Role.OFFICE_LEADER)
    actions.sign(three[0].pk, by=acting(giang), at=hanoi(20, 11))
    assert "Lê Văn Giang đã ký trước" in sign(leader, *three)


def test_ones_own_draft_is_not_signed_along(client_of, office, binh, dung, three):
    factories.Posting.objects.create(user=dung, office=office, role=Role.CIVIL_STATUS_OFFICER, valid_from=hanoi().date())
    own = waiting(office, dung, "90")
    page = sign(client_of(dung), three[0], own)
    assert "Đã ký 1 bản, chưa ký được 1 bản" in page
    assert "do chính mình dự thảo" in page


def test_a_version_that_cannot_be_read_signs_nothing(leader, three):
    page = sign(leader, three[0], **{three[0].ref: "x"})
    assert "chưa ký được 1 bản" in page


def test_a_dossier_of_another_office_is_not_signed(leader, chi, other_office, years):
    foreign = waiting(other_office, chi, "91")
    sign(leader, foreign)
    foreign.refresh_from_db()
    assert foreign.state == State.RECEIVED


def test_one_whose_entry_nobody_compared_is_named_and_not_signed_along(leader, three, binh):
    RegisterEntry.objects.filter(pk=three[0].extract.entry_id).update(source="transcribed", added_by=binh)
    page = leader.get(MANY, {"hs": [dossier.code for dossier in three]}).content.decode()
    assert f'name="version-{three[0].code}"' not in page
    assert reverse("desk:sign", args=[three[0].code]) in page
    assert "chưa có người thứ hai đối chiếu với sổ" in page
    assert "Mục sổ này mới chép hoặc mới sửa" in sign(leader, *three)
    assert Application.objects.filter(state=State.ISSUED).count() == 2


def test_one_that_may_be_ones_own_matter_is_named_and_not_signed_along(leader, three, dung):
    Application.objects.filter(pk=three[0].pk).update(requester_name=dung.full_name)
    page = leader.get(MANY, {"hs": [three[0].code]}).content.decode()
    assert "trùng họ tên với ông/bà" in page
    assert "Ký các bản đã chọn" not in page
    assert "Đọc cảnh báo về xung đột lợi ích" in sign(leader, three[0])


def test_one_whose_entry_changed_since_is_named_and_not_signed_along(leader, three):
    RegisterEntry.objects.filter(pk=three[0].extract.entry_id).update(note="Cải chính năm 2026.", version=2)
    assert "Mục sổ đã thay đổi sau khi dự thảo" in leader.get(MANY, {"hs": [three[0].code]}).content.decode()
    assert "Chưa ký, chưa cấp số" in sign(leader, three[0])


def test_a_key_that_cannot_sign_is_told_for_each_copy(leader, three, dung):
    with_signing_key(dung, valid_to=hanoi(19, 12))
    page = sign(leader, *three)
    assert page.count("Chứng thư chữ ký số đã hết hạn 19/03/2026") == 3
    assert not Application.objects.filter(state=State.ISSUED).exists()


def test_the_page_of_one_leads_to_the_one_before_and_after(leader, three):
    page = leader.get(reverse("desk:sign", args=[three[1].code])).content.decode()
    assert f'rel="prev" href="{reverse("desk:sign", args=[three[0].code])}"' in page
    assert f'rel="next" href="{reverse("desk:sign", args=[three[2].code])}"' in page


def test_the_summary_without_a_session_of_signing_leads_back(leader, three):
    assert leader.get(RESULT).headers["Location"] == "/lanh-dao/"

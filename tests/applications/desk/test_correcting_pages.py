"""R13 through the front door: propose, sign or decline, cancel; and every copy in one list of its entry and dossier."""

import pytest
from django.urls import reverse

from applications import actions
from applications.models import Application, Correction
from civil_registry.models import CopyState, ExtractCopy, RegisterEntry
from civil_registry.print_runs import reprint
from civil_registry.scanning import scan_back
from tests import factories
from tests.factories import acting, birth_entry, hanoi, with_signing_key
from tests.registry.papers import a_run

pytestmark = pytest.mark.django_db
WHY = "Chép sai chữ đệm của mẹ"


@pytest.fixture
def issued(years, office, binh, dung) -> Application:
    application = factories.submitted(office)
    actions.receive(application.pk, by=acting(binh), at=hanoi(20, 9, 40))
    actions.draw_up(application.pk, entry_id=birth_entry(office).pk, by=acting(binh), at=hanoi(20, 10))
    actions.send_for_signature(application.pk, by=acting(binh), at=hanoi(20, 10, 5))
    return actions.sign(application.pk, by=acting(dung), at=hanoi(20, 11))


@pytest.fixture
def desk(client_of, binh):
    return client_of(binh)


@pytest.fixture
def leader(client_of, dung):
    return client_of(dung)


@pytest.fixture
def proposed(issued, binh) -> Correction:
    return actions.propose_correction(issued.pk, reason=WHY, by=acting(binh), at=hanoi(23, 9))


def at(route: str, application: Application) -> str:
    return reverse(f"desk:{route}", args=[application.code])


def test_the_officer_proposes_and_the_dossier_says_what_it_waits_for(desk, issued):
    answer = desk.post(at("propose_correction", issued), {"reason": WHY, "version": issued.version}, follow=True)
    assert "Đang chờ lãnh đạo hủy bản sai" in answer.content.decode()


def test_what_differs_is_shown_before_it_is_sent(desk, issued):
    entry = issued.extract.entry
    entry.fields["mother_name"] = "Phạm Thị Hằng"
    entry.save()
    page = desk.get(at("propose_correction", issued)).content.decode()
    assert "PHẠM THỊ HẠNH" in page
    assert "PHẠM THỊ HẰNG" in page


def test_another_entry_is_chosen_in_the_register(desk, issued, office):
    other = birth_entry(office, number="88", mother_name="Phạm Thị Hằng")
    page = desk.post(at("draw_up", issued), {"entry_id": other.pk}, follow=True).content.decode()
    assert "PHẠM THỊ HẰNG" in page
    desk.post(at("propose_correction", issued), {"reason": WHY, "version": issued.version})
    assert Correction.objects.get().draft.entry == other


def test_a_proposal_without_a_reason_is_told(desk, issued):
    page = desk.post(at("propose_correction", issued), {"reason": " ", "version": issued.version}).content.decode()
    assert "Nhập chỗ sai và lý do" in page


def test_the_leader_finds_it_in_the_tray_and_signs(leader, proposed):
    address = reverse("desk:correction", args=[proposed.pk])
    assert address in leader.get("/lanh-dao/").content.decode()
    proposed.application.refresh_from_db()
    page = leader.post(address, {"sign": "1", "version": proposed.application.version}, follow=True).content.decode()
    assert "Đã hủy bản số 1/2026/TLKS-BS và ký bản thay thế số 2/2026/TLKS-BS" in page


def test_a_stale_page_signs_nothing(leader, proposed):
    page = leader.post(reverse("desk:correction", args=[proposed.pk]), {"sign": "1", "version": 0}).content.decode()
    assert "Tải lại trang để xem" in page
    assert not ExtractCopy.objects.filter(state=CopyState.CANCELLED).exists()


def test_an_entry_that_nobody_compared_is_read_before_the_copy_is_replaced(leader, proposed, binh, dung):
    entry = proposed.draft.entry
    RegisterEntry.objects.filter(pk=entry.pk).update(source="transcribed", added_by=binh)
    proposed.application.refresh_from_db()
    address, words = reverse("desk:correction", args=[proposed.pk]), {"sign": "1", "version": proposed.application.version}
    assert "mới chép hoặc mới sửa" in leader.post(address, words).content.decode()
    leader.post(address, words | {"has_compared": "on"})
    entry.refresh_from_db()
    proposed.wrong_copy.refresh_from_db()
    assert (entry.checked_by, proposed.wrong_copy.state) == (dung, CopyState.CANCELLED)


def test_an_entry_that_changed_since_is_proposed_anew(leader, proposed):
    RegisterEntry.objects.filter(pk=proposed.draft.entry_id).update(note="Cải chính năm 2026.", version=2)
    proposed.application.refresh_from_db()
    words = {"sign": "1", "version": proposed.application.version}
    page = leader.post(reverse("desk:correction", args=[proposed.pk]), words).content.decode()
    assert "Chưa ký, chưa cấp số" in page
    assert "Trả lại đề nghị để người đề nghị lập lại theo sổ" in page


def test_a_key_that_cannot_sign_replaces_nothing(leader, proposed, dung):
    with_signing_key(dung, valid_to=hanoi(19, 12))
    proposed.application.refresh_from_db()
    words = {"sign": "1", "version": proposed.application.version}
    page = leader.post(reverse("desk:correction", args=[proposed.pk]), words).content.decode()
    assert "Chứng thư chữ ký số đã hết hạn 19/03/2026" in page
    assert not ExtractCopy.objects.filter(state=CopyState.CANCELLED).exists()


def test_declining_needs_a_reason(leader, proposed):
    proposed.application.refresh_from_db()
    address, version = reverse("desk:correction", args=[proposed.pk]), proposed.application.version
    assert "Nhập lý do" in leader.post(address, {"decline": "1", "reason": "", "version": version}).content.decode()
    leader.post(address, {"decline": "1", "reason": "Bản đã cấp đúng sổ", "version": version})
    proposed.refresh_from_db()
    assert proposed.declined_reason == "Bản đã cấp đúng sổ"


def test_another_office_finds_no_proposal(client_of, chi, other_office, proposed):
    leader_there = factories.official("Lê Văn Giang", other_office, "office_leader")
    assert client_of(leader_there).get(reverse("desk:correction", args=[proposed.pk])).status_code == 404


def test_the_leader_cancels_with_a_reason(leader, issued):
    address = at("cancel_copy", issued)
    assert "Nhập lý do hủy" in leader.post(address, {"reason": "", "version": issued.version}).content.decode()
    leader.post(address, {"reason": WHY, "version": issued.version})
    issued.extract.refresh_from_db()
    assert (issued.extract.state, issued.extract.cancel_reason) == (CopyState.CANCELLED, WHY)


def test_every_copy_stands_in_one_list_of_the_entry_and_of_the_dossier(desk, proposed, dung):
    actions.reissue(proposed.pk, by=acting(dung), at=hanoi(23, 10))
    entry = proposed.draft.entry
    for address in (
        f"{reverse('registry_desk:entry', args=[entry.pk])}?hs={proposed.application.code}",
        at("dossier", proposed.application),
    ):
        page = desk.get(address).content.decode()
        assert "Thay bằng bản số <b>2/2026/TLKS-BS</b>" in page
        assert "thay bản số 1/2026/TLKS-BS" in page


def test_the_list_shows_each_sheet_and_what_was_printed_again(desk, issued, office, binh):
    run = a_run(office, binh, issued.extract, printed=False)
    first, second = run.sheets.all()
    scan_back(run.pk, first.number, by=acting(binh), at=hanoi(20, 14), security_serial="A 0012")
    reprint(run.pk, [second.pk], reason="Kẹt giấy", by=acting(binh), at=hanoi(20, 14))
    page = desk.get(at("dossier", issued)).content.decode()
    assert "số seri A 0012" in page
    assert "Kẹt giấy, in lại ở đợt" in page
    assert "In lại 1 tờ" in page

"""Notes in the margin: written by one, checked by another, then the entry and its copies say what they say."""

import pytest
from django.db import IntegrityError, transaction

from civil_registry.annotating import as_registered
from civil_registry.form_store import form_for
from civil_registry.models import Annotation, RegisterEntry
from civil_registry.search import Criteria, find
from portal.accounts.models import Role
from portal.audit.models import Entry
from tests.factories import birth_entry, hanoi, official
from tests.registry.papers import marriage_entry

pytestmark = pytest.mark.django_db
DOSSIER = "H26.00256-260320-0047"
DIVORCE = {
    "matter": "divorce",
    "ground": "court",
    "ground_number": "45/2019/QĐST-HNGĐ",
    "ground_on_day": "12",
    "ground_on_month": "6",
    "ground_on_year": "2019",
    "ground_authority": "Tòa án nhân dân quận Hai Bà Trưng",
}
CORRECTION = DIVORCE | {"matter": "correction", "ground": "decision", "ground_authority": "UBND quận Hai Bà Trưng"}
WORDS = "Đã ly hôn theo Bản án/Quyết định số 45/2019/QĐST-HNGĐ ngày 12 tháng 6 năm 2019 của Tòa án nhân dân quận Hai Bà Trưng"


@pytest.fixture
def desk(client_of, binh):
    return client_of(binh)


@pytest.fixture
def second(client_of, office):
    return client_of(official("Ngô Thị Kiểm", office, Role.CIVIL_STATUS_OFFICER))


def as_it_is(entry) -> dict[str, str]:
    """What the form sends where nothing of the entry is touched."""
    sent = {"version": str(entry.version)}
    for code, value in entry.fields.items():
        if code.endswith("_date"):
            parts = [*value.split("-"), "", ""][:3]
            sent |= {f"{code}_year": parts[0], f"{code}_month": parts[1], f"{code}_day": parts[2]}
        else:
            sent[code] = value
    return sent


def written(desk, entry, note=CORRECTION, **changes):
    return desk.post(f"/mot-cua/so-ho-tich/muc/{entry.pk}/ghi-chu/?hs={DOSSIER}", as_it_is(entry) | note | changes, follow=True)


def checked(second, **sent):
    return second.post(f"/mot-cua/so-ho-tich/ghi-chu/{Annotation.objects.latest('pk').pk}/", sent, follow=True)


def test_a_note_waits_for_a_second_person_and_changes_nothing(desk, office):
    entry = marriage_entry(office)
    page = written(desk, entry, DIVORCE).content.decode()
    entry.refresh_from_db()
    assert "Chờ người thứ hai kiểm tra" in page
    assert (entry.note, entry.version) == ("", 1)


def test_a_checked_divorce_stands_on_the_copies_drawn_up_from_then_on(desk, second, office):
    entry = marriage_entry(office)
    written(desk, entry, DIVORCE)
    checked(second)
    entry.refresh_from_db()
    assert (entry.note, entry.version) == (WORDS, 2)
    assert form_for("marriage", hanoi().date()).snapshot(entry)["note"] == WORDS


def test_a_correction_changes_the_field_and_keeps_what_was_registered(desk, second, office):
    entry = birth_entry(office)
    written(desk, entry, father_name="Nguyễn Văn Thanh")
    checked(second)
    entry.refresh_from_db()
    note = Annotation.objects.get()
    assert note.changes == [{"field": "father_name", "from": "Nguyễn Văn Thành", "to": "Nguyễn Văn Thanh"}]
    assert entry.fields["father_name"] == "Nguyễn Văn Thanh"
    assert as_registered(entry)["father_name"] == "Nguyễn Văn Thành"
    assert "từ “Nguyễn Văn Thành” thành “Nguyễn Văn Thanh”; theo Quyết định số 45/2019" in entry.note


def test_the_page_of_the_entry_shows_now_then_and_the_history(desk, second, office):
    entry = birth_entry(office)
    written(desk, entry, birth_date_day="13")
    checked(second)
    page = desk.get(f"/mot-cua/so-ho-tich/muc/{entry.pk}/?hs={DOSSIER}").content.decode()
    assert "Khi đăng ký: 12/3/1990" in page
    assert "Trần Thị Bình ghi lúc" in page
    assert "Ngô Thị Kiểm xác nhận lúc" in page


def test_a_former_name_still_finds_the_entry(desk, second, office):
    entry = birth_entry(office)
    written(desk, entry, full_name="Nguyễn Thị Bảo An")
    checked(second)
    assert find(office, Criteria(name="bao an")) == find(office, Criteria(name="thuy duong")) == [entry]


def test_a_field_may_be_filled_and_emptied(desk, second, office):
    entry = birth_entry(office, place_of_origin="")
    written(desk, entry, place_of_origin="Hà Nội", personal_id="")
    checked(second)
    entry.refresh_from_db()
    assert entry.fields["place_of_origin"] == "Hà Nội"
    assert ("personal_id" in entry.fields, entry.personal_id) == (False, "")


def test_nobody_checks_his_own_note(desk, office):
    entry = birth_entry(office)
    written(desk, entry, text="Ghi chú thử")
    assert "Người ghi không tự kiểm tra" in checked(desk).content.decode()
    with pytest.raises(IntegrityError), transaction.atomic():
        Annotation.objects.update(checked_by_id=Annotation.objects.get().entered_by_id, checked_at=hanoi(), made_version=2)


def test_the_leader_may_be_the_second_person(desk, client_of, dung, office):
    written(desk, birth_entry(office), text="Ghi chú thử")
    leader = client_of(dung)
    assert "Khai sinh 1990, số 87" in leader.get("/mot-cua/so-ho-tich/ghi-chu/").content.decode()
    assert "Đã xác nhận" in checked(leader).content.decode()


def test_a_note_found_wrong_goes_back_with_a_reason_and_stays_in_the_history(desk, second, office):
    entry = birth_entry(office)
    written(desk, entry, mother_name="Phạm Thị Hanh")
    assert "Ghi lý do để người ghi biết phải sửa gì" in checked(second, decline="1").content.decode()
    checked(second, decline="1", reason="Sổ giấy ghi Hạnh")
    entry.refresh_from_db()
    assert entry.fields["mother_name"] == "Phạm Thị Hạnh"
    page = desk.get(f"/mot-cua/so-ho-tich/muc/{entry.pk}/?hs={DOSSIER}").content.decode()
    assert "Không có hiệu lực" in page
    assert "Sổ giấy ghi Hạnh" in page


def test_a_note_is_checked_once(desk, second, office):
    entry = birth_entry(office)
    written(desk, entry, text="Ghi chú thử")
    checked(second)
    assert "đã được kiểm tra trước đó" in checked(second).content.decode()
    entry.refresh_from_db()
    assert (entry.note, entry.version) == ("Ghi chú thử", 2)


def test_two_notes_at_once_are_refused(desk, office):
    entry = birth_entry(office)
    written(desk, entry, text="Một")
    assert "đang có một ghi chú chờ" in written(desk, entry, text="Hai").content.decode()


def test_an_entry_that_changed_since_it_was_seen_is_looked_at_again(desk, second, office):
    entry = birth_entry(office)
    written(desk, entry, text="Một")
    checked(second)
    assert "Mục sổ vừa có ghi chú khác" in written(desk, entry, text="Hai", version="1").content.decode()


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"matter": ""}, "Chọn việc ghi chú"),
        ({"matter": "divorce"}, "Chọn việc trong danh sách"),
        ({"ground_on_day": "31"}, "không có thật"),
        ({"ground_number": ""}, "Nhập số văn bản"),
        ({"full_name": ""}, "Nhập tên như sổ ghi"),
        ({"full_name": "Dương 2"}, "Tên chỉ gồm chữ cái"),
        ({}, "Ghi nội dung ghi chú, hoặc sửa ít nhất một thông tin"),
        ({"version": "x"}, "thông tin cần sửa"),
    ],
)
def test_naughty_notes_are_explained_beside_the_input(desk, office, changes, told):
    page = written(desk, birth_entry(office), **changes).content.decode()
    assert told in page
    assert not Annotation.objects.exists()


def test_notes_of_another_office_are_not_there(desk, client_of, chi, mai, office):
    entry = birth_entry(office)
    written(desk, entry, text="Ghi chú thử")
    assert checked(client_of(chi)).status_code == 404
    assert written(client_of(chi), entry, text="Hai").status_code == 404
    assert client_of(mai).get("/mot-cua/so-ho-tich/ghi-chu/").status_code == 403


def test_every_step_is_recorded_without_names(desk, second, office):
    written(desk, birth_entry(office), father_name="Nguyễn Văn Thanh")
    checked(second)
    steps = Entry.objects.filter(action__startswith="register.note_").order_by("pk")
    assert [step.action for step in steps] == ["register.note_written", "register.note_confirmed"]
    assert steps[0].detail["fields"] == ["father_name"]
    assert "Thanh" not in str([step.detail for step in steps])


def test_who_confirmed_a_note_is_the_reader_of_the_entry(desk, second, office, binh):
    entry = birth_entry(office)
    written(desk, entry, mother_name="Phạm Thị Hằng")
    checked(second)
    entry.refresh_from_db()
    assert (entry.version, entry.corrected_by, entry.checked_by.full_name) == (2, binh, "Ngô Thị Kiểm")
    assert not entry.needs_check


def test_an_entry_that_waits_to_be_compared_goes_on_waiting_after_a_note(desk, second, office, dung):
    entry = birth_entry(office)
    RegisterEntry.objects.filter(pk=entry.pk).update(source="transcribed", added_by=dung)
    written(desk, entry, mother_name="Phạm Thị Hằng")
    checked(second)
    entry.refresh_from_db()
    assert (entry.fields["mother_name"], entry.writer_id, entry.needs_check) == ("Phạm Thị Hằng", dung.pk, True)

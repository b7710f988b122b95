"""What a unit has ready: told by those who know, shown with its day, taken back where it was wrong; the rest read from data."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from applications.rollout import firsts
from applications.rollout.checklist import rows_of
from applications.rollout.models import Coaching, Equipment, PublicNotice
from portal.accounts.models import Role
from tests import factories, pictures
from tests.factories import hanoi
from tests.rollout.conftest import text

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 20)
NOTICE = {"niem-yet-posted_on": "18/03/2026", "niem-yet-place": "Bảng tin Bộ phận Một cửa"}
COUNT = {
    "thiet-bi-counted_on": "19/03/2026",
    "thiet-bi-computers": "3",
    "thiet-bi-scanners": "1",
    "thiet-bi-printers": "2",
}
WEEK = {"kem-cap-coach": "Phòng Hành chính tư pháp", "kem-cap-first_on": "09/03/2026", "kem-cap-last_on": "13/03/2026"}


@pytest.fixture
def officer(client_of, binh, now):
    return client_of(binh)


def tell(client, unit, kind, data):
    return client.post(reverse("rollout:tell", args=[unit.phase.code, unit.pk, kind]), data, follow=True)


def item(unit, key):
    row = rows_of([unit], unit.phase, today=TODAY)[0]
    return next(item for item in row.items if item.key == key)


def test_a_unit_tells_where_its_procedure_hangs_with_a_photo(officer, unit):
    photo = SimpleUploadedFile("bang-tin.jpg", pictures.photo(), content_type="image/jpeg")
    page = text(tell(officer, unit, "niem-yet", NOTICE | {"niem-yet-photo": photo}))
    notice = PublicNotice.objects.get()
    assert "Niêm yết ngày 18/03/2026, Bảng tin Bộ phận Một cửa" in page
    shown = officer.get(reverse("rollout:photo", args=[unit.phase.code, unit.pk, notice.pk]))
    assert shown["Content-Type"] == "image/jpeg"
    assert item(unit, "notice").is_done


def test_a_file_that_is_no_photo_is_refused_and_the_words_are_kept(officer, unit):
    file = SimpleUploadedFile("a.jpg", b"MZ\x90", content_type="image/jpeg")
    answer = tell(officer, unit, "niem-yet", NOTICE | {"niem-yet-photo": file})
    assert answer.status_code == 400
    assert "Bảng tin Bộ phận Một cửa" in text(answer)
    assert not PublicNotice.objects.exists()


def test_a_day_that_has_not_come_is_refused(officer, unit):
    page = text(tell(officer, unit, "niem-yet", NOTICE | {"niem-yet-posted_on": "21/03/2026"}))
    assert "Ngày này chưa đến" in page
    assert not PublicNotice.objects.exists()


def test_equipment_is_ready_when_there_is_one_of_each(officer, unit):
    tell(officer, unit, "thiet-bi", COUNT | {"thiet-bi-scanners": "0"})
    assert not item(unit, "equipment").is_done
    assert "thiếu máy quét" in item(unit, "equipment").words
    tell(officer, unit, "thiet-bi", COUNT)
    assert item(unit, "equipment").is_done
    assert Equipment.objects.count() == 2


@pytest.mark.parametrize("number", ["", "-1", "100", "hai", "1.5", "٣" * 40])
def test_a_count_is_a_small_number(number, officer, unit):
    answer = tell(officer, unit, "thiet-bi", COUNT | {"thiet-bi-computers": number})
    assert answer.status_code == 400
    assert not Equipment.objects.exists()


def test_a_week_ends_after_it_began(officer, unit):
    assert "Ngày cuối không được trước" in text(tell(officer, unit, "kem-cap", WEEK | {"kem-cap-last_on": "01/03/2026"}))
    tell(officer, unit, "kem-cap", WEEK)
    assert Coaching.objects.get().coach == "Phòng Hành chính tư pháp"
    assert item(unit, "coached").on == date(2026, 3, 13)


def test_what_was_told_by_mistake_is_taken_back_and_stays_to_be_seen(officer, unit):
    tell(officer, unit, "thiet-bi", COUNT)
    told = Equipment.objects.get()
    page = text(officer.post(reverse("rollout:withdraw", args=["dot-4", unit.pk, "thiet-bi", told.pk]), follow=True))
    assert "đã rút" in page
    assert not item(unit, "equipment").is_done


def test_the_agreement_is_read_from_the_post_desk(ready, unit):
    assert item(unit, "agreement").words == "Bưu điện Hai Bà Trưng, từ 01/01/2026"


def test_accounts_are_read_from_postings_and_need_a_signer(unit, binh):
    assert not item(unit, "accounts").is_done
    assert "thiếu lãnh đạo ký" in item(unit, "accounts").words
    factories.official("Hoàng Tiến Dũng", unit.office, Role.OFFICE_LEADER)
    assert item(unit, "accounts").words == "2 người"
    assert item(unit, "accounts").is_done


def test_the_first_dossier_is_read_from_data_and_then_kept(unit, django_assert_num_queries):
    factories.submitted(unit.office, at=hanoi(19, 8, 1))
    factories.submitted(unit.office, at=hanoi(19, 9))
    assert item(unit, "first").on == date(2026, 3, 19)
    assert firsts.keep() == 1
    unit.refresh_from_db()
    assert unit.first_dossier_at == hanoi(19, 8, 1)
    assert firsts.keep() == 0


def test_who_only_looks_tells_nothing(client_of, mai, unit, now):
    client = client_of(mai)
    assert tell(client, unit, "thiet-bi", COUNT).status_code == 403
    page = text(client.get(reverse("rollout:unit", args=["dot-4", unit.pk])))
    assert "Ghi trang thiết bị" not in page


@pytest.mark.parametrize("kind", ["la", "niem-yet-2"])
def test_there_is_nothing_else_to_tell(kind, officer, unit):
    assert tell(officer, unit, kind, {}).status_code == 404

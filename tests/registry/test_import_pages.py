"""The pages of an import: choose, preview, start, watch, report."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from civil_registry.models import RegisterEntry, RegisterImport
from portal.accounts.models import Role
from portal.audit.models import Entry
from portal.background import without_nudges
from tests.factories import official
from tests.registry.files import BIRTH, births, csv_file

pytestmark = pytest.mark.django_db
PAGE = "/mot-cua/so-ho-tich/nhap/"


@pytest.fixture
def desk(client_of, binh):
    return client_of(binh)


def chosen(desk, rows, **typed):
    file = SimpleUploadedFile("sổ 1990.csv", rows if isinstance(rows, bytes) else csv_file(rows))
    return desk.post(PAGE, {"file": file, "kind": "birth"} | typed, follow=True)


def step(name: str) -> str:
    return reverse(f"registry_desk:{name}", args=[RegisterImport.objects.get().pk])


def test_the_preview_shows_rows_and_faults_and_enters_nothing(desk):
    page = chosen(desk, [*births(2), BIRTH | {"Ngày đăng ký": "31/2/1990"}]).content.decode()
    assert "Nguyễn Thị Thùy Dương" in page
    assert "có 1 chỗ cần sửa" in page
    assert not RegisterEntry.objects.exists()


def test_columns_that_nobody_knows_are_named_before_anything_is_entered(desk):
    page = chosen(desk, [BIRTH | {"Cột lạ": "x"}]).content.decode()
    assert "Không biết các cột sau" in page
    assert "Cột lạ" in page


def test_started_it_is_run_and_reported(desk, django_capture_on_commit_callbacks):
    chosen(desk, [*births(2), BIRTH | {"Số": "", "Quyển số": "=1+1"}])
    with django_capture_on_commit_callbacks(execute=True):
        desk.post(step("start_import"))
    page = desk.get(step("import")).content.decode()
    assert "Đã nhập xong" in page
    assert "Nhập số" in page
    report = b"".join(desk.get(step("import_report")).streaming_content).decode("utf-8-sig")
    assert "4;Không nhập;Số;;Nhập số" in report
    assert RegisterEntry.objects.count() == 2


def test_while_it_runs_the_page_reloads_by_itself_for_a_while(desk):
    chosen(desk, births(2))
    with without_nudges():
        desk.post(step("start_import"))
    assert desk.get(step("import"))["Refresh"] == f"3; url={step('import')}?cho=1"
    assert "Refresh" not in desk.get(f"{step('import')}?cho=200")


def test_it_is_started_once_and_a_discarded_one_never(desk):
    chosen(desk, births(1))
    desk.post(step("discard_import"))
    assert "đã bỏ trước đó" in desk.post(step("start_import"), follow=True).content.decode()
    assert RegisterImport.objects.get().state == "discarded"


@pytest.mark.parametrize(("rows", "told"), [(b"", "Tệp không có dòng nào"), (b"a;b\n1;2", "Còn thiếu")])
def test_a_faulty_file_is_told_beside_the_input(desk, rows, told):
    assert told in chosen(desk, rows).content.decode()
    assert not RegisterImport.objects.exists()


def test_the_page_takes_files_larger_than_others_do_and_has_its_own_limit(desk, settings):
    settings.UPLOAD_MAX_BYTES, settings.REGISTER_IMPORT_MAX_BYTES = 10, 3_000_000
    settings.UPLOAD_MAX_BYTES_AT = {PAGE: 3_000_000}
    chosen(desk, csv_file([BIRTH]) + b"\n" * 2_700_000)
    assert RegisterImport.objects.count() == 1
    assert "Tệp nặng hơn" in chosen(desk, csv_file([BIRTH]) + b"\n" * 3_100_000).content.decode()


def test_another_office_does_not_see_it(desk, client_of, chi):
    chosen(desk, births(1))
    assert client_of(chi).get(step("import")).status_code == 404
    assert client_of(chi).post(step("start_import")).status_code == 404


def test_the_department_names_the_office_whose_books_they_are(client_of, huy, office):
    desk = client_of(huy)
    assert "Nhập mã cơ quan đang giữ sổ" in chosen(desk, births(1)).content.decode()
    assert "Không có cơ quan nào đang hoạt động có mã" in chosen(desk, births(1), office_code="x").content.decode()
    chosen(desk, births(1), office_code=office.code)
    assert RegisterImport.objects.get().office == office


def test_an_official_brings_nothing_into_the_books_of_others(desk, other_office, office):
    chosen(desk, births(1), office_code=other_office.code)
    assert RegisterImport.objects.get().office == office


def test_only_those_who_answer_for_the_books_bring_files(client_of, dung, mai, tu, office):
    at_reception = official("Lý Thị Tiếp", office, Role.RECEPTION_OFFICER)
    for person in (dung, mai, tu, at_reception):
        assert client_of(person).get(PAGE).status_code == 403


def test_every_step_is_recorded(desk, django_capture_on_commit_callbacks):
    chosen(desk, births(1))
    with django_capture_on_commit_callbacks(execute=True):
        desk.post(step("start_import"))
    actions = list(Entry.objects.filter(action__startswith="register.import").order_by("pk").values_list("action", flat=True))
    assert actions == [f"register.import_{verb}" for verb in ("uploaded", "previewed", "started", "ended")]

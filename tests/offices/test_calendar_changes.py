"""The Department's changes through the front door: forms, their faults, and where each leads."""

from datetime import date, time

import pytest
from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile

from portal.offices.calendar_versions import current_version
from portal.offices.models import CalendarException, CalendarYear, OpeningHours

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("years")]
BASE = "/so-tu-phap/lich/"
Kind, Status = CalendarException.Kind, CalendarException.Status
DAY = {"kind": "public_holiday", "on": "02/09/2026", "name_vi": "Quốc khánh", "legal_document": "TB 1", "status": "in_force"}
HOURS = {"session": "weekdays", "opens_at": "7:30", "closes_at": "16:30", "valid_from": "01/01/2027"}
YEAR = {"year": "2027", "known_from": "01/01/2027", "known_until": "31/12/2027", "legal_document": "TB 2"}
CSV = "Ngày;Loại;Nội dung;Văn bản\n02/09/2026;nghỉ lễ;Quốc khánh;TB 1\n24/11/2026;nghỉ lễ;Ngày Văn hóa;TB 1\n"


@pytest.fixture
def keeper(client_of, huy):
    return client_of(huy)


@pytest.fixture
def post(keeper):
    return lambda address, **fields: keeper.post(f"{BASE}{address}", fields)


def said(answer) -> str:
    return " ".join(str(message) for message in get_messages(answer.wsgi_request))


def faults(answer) -> str:
    assert answer.status_code == 200
    return str(answer.context["form"].errors)


@pytest.fixture
def proposal(post):
    post("them/", **DAY | {"status": "proposed", "legal_document": ""})
    return CalendarException.objects.get()


def test_a_day_is_entered_and_what_it_moves_is_shown(post):
    answer = post("them/", **DAY)
    assert answer.headers["Location"] == f"{BASE}thay-doi/1/"
    assert "Lịch có phiên bản 1" in said(answer)
    assert CalendarException.objects.get().status == Status.IN_FORCE


def test_several_days_are_entered_at_once_without_their_weekend(post):
    post("them/", **DAY | {"on": "03/09/2026", "until": "07/09/2026"})
    days = list(CalendarException.objects.values_list("on", flat=True))
    assert days == [date(2026, 9, 3), date(2026, 9, 4), date(2026, 9, 7)]
    assert current_version() == 1


def test_a_warning_is_told_and_does_not_stop(post):
    assert "Ngày đã qua: 02/09/2025" in said(post("them/", **DAY | {"on": "02/09/2025"}))


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"on": "31/02/2026"}, "ngày có thật"),
        ({"on": "05/09/2026"}, "thứ Bảy, vốn là ngày nghỉ hằng tuần"),
        ({"kind": "swap_working"}, "vốn là ngày làm việc"),
        ({"legal_document": ""}, "Nhập số, ký hiệu văn bản"),
        ({"until": "01/09/2026"}, "không được trước ngày đầu"),
        ({"until": "01/09/2027"}, "nhiều nhất 31 ngày"),
        ({"on": "05/09/2026", "until": "06/09/2026"}, "chỉ có ngày nghỉ hằng tuần"),
        ({"kind": "swap_working", "on": "05/09/2026", "until": "12/09/2026"}, "nhập từng ngày"),
        ({"office": "999999"}, "Chọn đơn vị"),
        ({"on": "02/09/1926"}, "Năm phải từ 2016"),
    ],
)
def test_a_faulty_day_is_told_beside_its_field(post, changes, words):
    assert words in faults(post("them/", **DAY | changes))
    assert not CalendarException.objects.exists()


def test_a_contradiction_names_the_entry_it_contradicts(post):
    post("them/", **DAY)
    told = faults(post("them/", **DAY | {"kind": "compensatory"}))
    assert "Trái với mục đã có ngày 02/09/2026: “Quốc khánh”" in told


def test_one_office_closes(post, office):
    post("them/", **DAY | {"kind": "emergency_closure", "office": office.pk, "legal_document": ""})
    assert CalendarException.objects.get().office == office


def test_a_proposal_is_confirmed_with_its_document(post, proposal):
    assert "Nhập số, ký hiệu" in faults(post(f"{proposal.pk}/xac-nhan/"))
    answer = post(f"{proposal.pk}/xac-nhan/", legal_document="TB 3", announced_on="01/08/2026")
    proposal.refresh_from_db()
    assert (answer.status_code, proposal.status, proposal.legal_document) == (302, Status.IN_FORCE, "TB 3")


def test_a_day_is_withdrawn_with_a_reason(post, proposal):
    assert "Nhập lý do rút" in faults(post(f"{proposal.pk}/rut/", reason=" "))
    post(f"{proposal.pk}/rut/", reason="Không được duyệt")
    proposal.refresh_from_db()
    assert (proposal.status, proposal.withdrawn_reason) == (Status.WITHDRAWN, "Không được duyệt")
    assert "đã được người khác" in faults(post(f"{proposal.pk}/rut/", reason="Lần nữa"))


def test_a_year_is_decided(post):
    assert "Nhập số, ký hiệu" in faults(post("quyet-dinh/", **YEAR | {"legal_document": ""}))
    assert "phải thuộc năm 2027" in faults(post("quyet-dinh/", **YEAR | {"known_until": "31/12/2028"}))
    assert post("quyet-dinh/", **YEAR).headers["Location"] == f"{BASE}thay-doi/1/"
    assert CalendarYear.objects.get(year=2027).legal_document == "TB 2"


def test_hours_are_entered_and_withdrawn(post):
    assert post("gio-mo-cua/", **HOURS).status_code == 302
    row = OpeningHours.objects.get()
    assert (row.opens_at, row.valid_to) == (time(7, 30), None)
    assert "Trùng với giờ đã có" in faults(post("gio-mo-cua/", **HOURS))
    assert post(f"gio-mo-cua/{row.pk}/rut/", reason="Nhập nhầm").status_code == 302
    row.refresh_from_db()
    assert row.withdrawn_reason == "Nhập nhầm"


def test_only_a_saturday_may_count_or_not(post):
    assert "Chỉ đánh dấu" in faults(post("gio-mo-cua/", **HOURS | {"counts_as_working_day": "on"}))
    post("gio-mo-cua/", **HOURS | {"session": "saturday", "closes_at": "11:30"})
    assert OpeningHours.objects.get().counts_as_working_day is False


def test_a_door_that_closes_before_it_opens_is_told(post):
    assert "Giờ đóng cửa phải sau" in faults(post("gio-mo-cua/", **HOURS | {"closes_at": "7:00"}))


def test_a_file_is_shown_before_it_is_entered(keeper, post):
    preview = keeper.post(f"{BASE}nhap-csv/", {"file": SimpleUploadedFile("lich.csv", CSV.encode())})
    assert "2 dòng sẽ nhập, 0 dòng đã có, 0 dòng cần sửa" in preview.content.decode()
    assert not CalendarException.objects.exists()
    answer = post("nhap-csv/", content=preview.context["content"])
    assert answer.headers["Location"] == f"{BASE}thay-doi/1/"
    assert (CalendarException.objects.count(), current_version()) == (2, 1)


def test_a_calendar_that_changed_after_the_preview_stops_the_file(post):
    post("them/", **DAY | {"kind": "compensatory"})
    answer = post("nhap-csv/", content=CSV)
    assert "Chưa nhập dòng nào" in answer.content.decode()
    assert "Trái với lịch" in answer.content.decode()
    assert CalendarException.objects.count() == 1


def test_a_file_that_is_no_table_is_told(keeper, post):
    refused = keeper.post(f"{BASE}nhap-csv/", {"file": SimpleUploadedFile("a.csv", b"a;b\n1;2")})
    assert "Dòng đầu phải có tên cột" in faults(refused)
    assert "Chọn tệp CSV" in faults(post("nhap-csv/"))
    assert "Dòng đầu phải có tên cột" in post("nhap-csv/", content="a;b").content.decode()


@pytest.mark.parametrize(
    "address", ["them/", "1/xac-nhan/", "1/rut/", "quyet-dinh/", "gio-mo-cua/", "gio-mo-cua/1/rut/", "nhap-csv/"]
)
def test_who_only_reads_changes_nothing(client_of, mai, binh, address):
    for person in (mai, binh):
        assert client_of(person).post(f"{BASE}{address}", DAY).status_code == 403
    assert not CalendarException.objects.exists()


@pytest.mark.parametrize("address", ["999/xac-nhan/", "999/rut/", "gio-mo-cua/999/rut/"])
def test_what_is_not_there_is_not_found(keeper, address):
    assert keeper.get(f"{BASE}{address}").status_code == 404

"""The post's file of outcomes, as spreadsheets really save it."""

from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from applications.states import State
from portal.csv_files import FileUnreadable
from postal.actions import confirming, hand_overs
from postal.actions.importing import import_outcomes
from postal.actions.parcels import set_tracking_number
from postal.models import ParcelState
from postal.outcomes import rows_of
from tests import factories
from tests.factories import acting, hanoi

pytestmark = pytest.mark.django_db
HEADER = "Số phong bì;Kết quả;Lúc;Số tiền;Người nhận;Lý do;Ghi chú"


@pytest.fixture
def parcel(batch, parcel_of, binh, tu):
    parcel = parcel_of()
    set_tracking_number(parcel.pk, "EB123456785VN", by=acting(binh), at=hanoi(20, 15, 40))
    hand_overs.scan(batch.pk, parcel.number, by=acting(binh), at=hanoi(20, 16, 3))
    hand_overs.close(batch.pk, by=acting(binh), at=hanoi(20, 16, 10))
    confirming.confirm(batch.pk, by=acting(tu), at=hanoi(20, 16, 21))
    parcel.refresh_from_db()
    return parcel


def bring_in(tu, *rows, header=HEADER, encoding="utf-8-sig"):
    return import_outcomes("\r\n".join([header, *rows]).encode(encoding), by=acting(tu), at=hanoi(24, 9))


def delivered(parcel, **changes):
    cells = {
        "number": parcel.number,
        "outcome": "Đã giao",
        "at": "23/03/2026 09:30",
        "money": "42.000",
        "who": "Nguyễn Thị Thùy Dương",
        "why": "",
        "note": "",
    } | changes
    return ";".join(cells.values())


def test_a_delivered_row_closes_the_application(parcel, tu):
    report = bring_in(tu, delivered(parcel))
    parcel.refresh_from_db()
    parcel.application.refresh_from_db()
    assert (report.accepted, report.refused) == (1, [])
    assert (parcel.state, parcel.application.state) == (ParcelState.DELIVERED, State.DELIVERED)
    assert parcel.events.get(kind="delivered").source == "csv"


def test_the_same_file_twice_changes_nothing(parcel, tu):
    bring_in(tu, delivered(parcel))
    again = bring_in(tu, delivered(parcel))
    assert (again.accepted, again.repeated, again.refused) == (0, 1, [])
    assert parcel.events.filter(kind="delivered").count() == 1


def test_a_whole_way_in_one_file(parcel, tu):
    report = bring_in(
        tu,
        delivered(parcel, outcome="không thành công", money="", who="", why="Từ chối nhận"),
        delivered(parcel, outcome="Chuyển hoàn", at="23/03/2026 17:00", money="", who=""),
    )
    parcel.refresh_from_db()
    assert (report.accepted, parcel.state) == (2, ParcelState.RETURNED)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_spreadsheets_save_in_many_ways(parcel, tu, encoding, delimiter):
    row = delivered(parcel).replace(";", delimiter)
    report = bring_in(tu, row, header=HEADER.replace(";", delimiter), encoding=encoding)
    assert (report.accepted, report.refused) == (1, [])


def test_a_file_of_windows_1258_is_read(parcel, tu):
    row = delivered(parcel, outcome="delivered", who="Nguyen Thi Thuy Duong")
    report = bring_in(tu, row, header="So phong bi;Ket qua;Luc;So tien;Nguoi nhan;Ly do;Ghi chú", encoding="cp1258")
    assert report.accepted == 1


def test_an_envelope_is_found_by_the_number_of_the_post(parcel, tu):
    header = HEADER.replace("Số phong bì", "Số hiệu bưu gửi")
    assert bring_in(tu, delivered(parcel, number="EB123456785VN"), header=header).accepted == 1


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"number": "2.60320E+11"}, "Văn bản"),
        ({"number": "12345"}, "12 chữ số"),
        ({"number": ""}, "Thiếu số phong bì"),
        ({"number": "260320999999"}, "không giữ phong bì"),
        ({"outcome": "mất"}, "Kết quả phải là"),
        ({"at": "31/02/2026 09:30"}, "Thời điểm phải ghi"),
        ({"at": "hôm qua"}, "Thời điểm phải ghi"),
        ({"at": "23/03/2099 09:30"}, "tương lai"),
        ({"at": "19/03/2026 09:30"}, "trước lúc bàn giao"),
        ({"money": ""}, "Thiếu số tiền"),
        ({"money": "bốn hai nghìn"}, "Số tiền phải là"),
        ({"money": "-42000"}, "Số tiền phải là"),
        ({"money": "99999999999999"}, "Số tiền phải là"),
        ({"money": "40.000"}, "Ghi lý do chênh lệch"),
        ({"who": ""}, "Thiếu tên người nhận"),
        ({"outcome": "không thành công", "why": "mưa"}, "Lý do phải là một trong"),
        ({"outcome": "chuyển hoàn"}, "Chưa có lần giao"),
    ],
)
def test_a_faulty_row_is_refused_with_its_line_and_a_way_out(parcel, tu, changes, words):
    report = bring_in(tu, "", delivered(parcel, **changes))
    parcel.refresh_from_db()
    assert report.accepted == 0
    assert [line for line, _sentence in report.refused] == [3]
    assert words in report.refused[0][1]
    assert parcel.state == ParcelState.HANDED_OVER


def test_a_refused_row_stops_no_other(parcel, tu):
    report = bring_in(tu, delivered(parcel, number="1"), delivered(parcel))
    assert (report.accepted, len(report.refused)) == (1, 1)


def test_a_row_with_too_few_or_too_many_cells_is_read_as_far_as_it_goes(parcel, tu):
    assert bring_in(tu, parcel.number).refused[0][0] == 2
    assert bring_in(tu, delivered(parcel) + ";;;;").accepted == 1


def test_another_post_office_finds_nothing(parcel):
    elsewhere = factories.office("Bưu điện Hoàn Kiếm", level="post")
    stranger = factories.official("Đỗ Văn Lâm", elsewhere, "postal_worker")
    assert "không giữ" in bring_in(stranger, delivered(parcel)).refused[0][1]


@pytest.mark.parametrize(
    "content",
    [b"", b"\r\n \r\n", b"\x00\x01\x02", b"PK\x03\x04\x00zip", b"\xff\xfe\x00", b"x" * 3_000_000, "tên;tuổi\nAn;3".encode()],
    ids=["empty", "blank", "binary", "xlsx", "half a letter", "too big", "other columns"],
)
def test_what_is_no_table_is_told_so(content):
    with pytest.raises(FileUnreadable):
        list(rows_of(content))


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(content):
    with suppress(FileUnreadable):
        assert all(line > 1 for line, _cells in rows_of(HEADER.encode() + b"\n" + content))

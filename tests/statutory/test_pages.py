"""S2, S3 and R26 through the front door: prepare, look, issue, download; and who may not."""

from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from applications.statutory.models import Report
from tests import factories
from tests.factories import hanoi
from tests.statutory.conftest import FEBRUARY as BEFORE
from tests.statutory.conftest import with_one_more_left

pytestmark = pytest.mark.django_db
LIST = "/so-tu-phap/bao-cao/"
OWN = "/mot-cua/bao-cao/"
FEBRUARY = {"bieu": "ii-06a", "ky": "month", "so": "3", "nam": "2026", "moc": "administrative", "don_vi": "thanh-pho"}


def post(browser, name: str, report: Report, **said):
    return browser.post(reverse(f"statutory:{name}", args=[report.pk]), said)


def page(browser, report: Report) -> str:
    return browser.get(reverse("statutory:report", args=[report.pk])).content.decode()


def test_a_viewer_prepares_and_an_administrator_issues(client_of, mai, huy, month, now):
    answer = client_of(mai).post(LIST, FEBRUARY)
    report = Report.objects.get()
    assert answer.headers["Location"] == f"{LIST}{report.pk}/"
    seen = page(client_of(mai), report)
    assert "tháng 3 năm 2026 (từ 15/02/2026 đến 14/03/2026)" in seen
    assert "Khớp:</b> (3) = (7) + (11)" in seen
    assert "Chốt báo cáo là việc của quản trị" in seen
    assert post(client_of(mai), "issue", report).status_code == 403
    post(client_of(huy), "issue", report)
    seen = page(client_of(mai), report)
    assert "Số 01/BC-STP, bản 1" in seen
    assert "Vừa tính lại: khớp" in seen
    assert "01/BC-STP" in client_of(mai).get(LIST).content.decode()


def test_a_period_still_open_is_warned_of_and_not_issued(client_of, huy, month, now):
    browser = client_of(huy)
    browser.post(LIST, FEBRUARY | {"moc": "calendar"})
    report = Report.objects.get()
    assert "Kỳ báo cáo chưa kết thúc" in page(browser, report)
    post(browser, "issue", report)
    report.refresh_from_db()
    assert not report.is_issued


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"so": "5"}, "Kỳ này chưa bắt đầu"),
        ({"ky": "quarter", "so": "9"}, "Một năm có 4 quý"),
        ({"nam": "1999"}, "Chọn một mục trong danh sách"),
        ({"ky": "custom"}, "Nhập ngày bắt đầu kỳ báo cáo"),
        ({"ky": "custom", "tu": "31/02/2026", "den": "x"}, "Từ ngày phải là ngày có thật"),
        ({"ky": "custom", "tu": "10/03/2026", "den": "01/03/2026"}, "Từ ngày phải trước hoặc bằng Đến ngày"),
        ({"tinh_den": "20/03/2027 09:00"}, "Thời điểm này chưa đến"),
        ({"tinh_den": "01/01/2026"}, "Thời điểm lấy số liệu phải sau ngày đầu kỳ"),
        ({"bieu": "x"}, "Chọn một mục trong danh sách"),
        ({"don_vi": "999999"}, "Chọn một mục trong danh sách"),
    ],
)
def test_what_cannot_be_a_report_is_told_beside_the_field(client_of, mai, years, now, said, told):
    answer = client_of(mai).post(LIST, FEBRUARY | said)
    assert told in answer.content.decode()
    assert not Report.objects.exists()


def test_a_report_is_asked_for_a_level_or_a_district_with_its_communes(client_of, mai, month, offices, now):
    district = factories.office("Quận Hoàn Kiếm", level="district")
    commune = factories.office("Phường Hàng Bạc", parent=district)
    for chosen in ("cap-xa", str(district.pk)):
        client_of(mai).post(LIST, FEBRUARY | {"don_vi": chosen})
    of_district, of_level = Report.objects.all()
    assert of_district.unit_ids == sorted([district.pk, commune.pk])
    assert of_district.content["units"] == "Quận Hoàn Kiếm và 1 đơn vị cấp xã"
    assert district.pk not in of_level.unit_ids


def test_what_has_changed_since_is_shown_beside_the_frozen_figures(client_of, mai, issued, offices, now):
    report = issued()
    factories.submitted(offices[0], at=hanoi(5, 9))
    seen = page(client_of(mai), report)
    assert "Đếm lại hôm nay có" in seen
    assert "Thay đổi sau khi chốt" in seen
    answer = post(client_of(mai), "correct", report)
    made = Report.objects.get(corrects=report)
    assert answer.headers["Location"].endswith(f"/{made.pk}/")
    assert "Thay báo cáo số 01/BC-STP" in page(client_of(mai), made)


def test_an_explanation_is_asked_for_beside_its_field(client_of, huy, prepared, now):
    first = with_one_more_left(prepared(**BEFORE))
    browser = client_of(huy)
    post(browser, "issue", first, giai_trinh="Đơn vị giải thể.")
    report = prepared()
    answer = post(browser, "issue", report)
    assert answer.status_code == 422
    assert "Ghi giải trình" in answer.content.decode()
    post(browser, "issue", report, giai_trinh="Hồ sơ chuyển về đơn vị mới.")
    assert "Hồ sơ chuyển về đơn vị mới." in page(browser, report)


def test_an_issued_report_is_downloaded_in_three_forms(client_of, mai, issued, now):
    report, browser = issued(), client_of(mai)
    book = load_workbook(BytesIO(browser.get(reverse("statutory:report_xlsx", args=[report.pk])).content))
    assert report.sha256 in book["Báo cáo"]["A5"].value
    assert "Tổng cộng" in browser.get(reverse("statutory:report_csv", args=[report.pk])).content.decode("utf-8-sig")
    assert browser.get(reverse("statutory:report_pdf", args=[report.pk])).status_code in {200, 202}


def test_a_prepared_report_has_no_paper_and_may_be_thrown_away(client_of, mai, prepared, now):
    report, browser = prepared(), client_of(mai)
    assert browser.get(reverse("statutory:report_pdf", args=[report.pk])).status_code == 302
    post(browser, "discard", report)
    assert not Report.objects.exists()


def test_an_office_sees_its_own_figures_and_no_others(client_of, offices, month, now):
    leader = factories.official("Đỗ Văn Lãnh", offices[0], "office_leader")
    seen = client_of(leader).get(OWN, {"ky": "custom", "tu": "01/03/2026", "den": "14/03/2026"})
    assert {row["key"] for row in seen.context["content"]["rows"]} >= {"kind:khai-sinh", "total"}
    assert "Phường Hai Bà Trưng" in seen.context["content"]["units"]
    assert all(check.holds for check in seen.context["checks"])
    assert "Phường Bạch Mai" not in seen.content.decode()


def test_an_office_downloads_its_own_figures(client_of, offices, month, now):
    leader = factories.official("Đỗ Văn Lãnh", offices[0], "office_leader")
    browser = client_of(leader)
    book = load_workbook(BytesIO(browser.get(f"{OWN}bao-cao.xlsx").content))
    assert book["Báo cáo"].freeze_panes == "C10"
    assert browser.get(f"{OWN}bao-cao.csv").content.decode("utf-8-sig").startswith("STT (1);")
    assert browser.get(f"{OWN}bao-cao.csv", {"ky": "x"}).status_code == 302


@pytest.mark.parametrize("who", ["binh", "dung", "tu", "an"])
def test_periodic_reports_are_the_departments_alone(client_of, request, who):
    assert client_of(request.getfixturevalue(who)).get(LIST).status_code == 403

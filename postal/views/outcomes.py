"""Bringing in the post's CSV of outcomes, with a report of every refused row."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from portal.accounts.guards import serves
from portal.csv_files import FileUnreadable
from postal.access import POST
from postal.actions.importing import import_outcomes
from postal.forms import OutcomesForm
from postal.models import FailureReason

COLUMNS = (
    ("Số phong bì", "12 chữ số dưới mã vạch; hoặc cột Số hiệu bưu gửi", "260320000001"),
    ("Kết quả", "đã giao, không thành công hoặc chuyển hoàn", "đã giao"),
    ("Lúc", "ngày/tháng/năm giờ:phút, không ở tương lai", "23/03/2026 09:30"),
    ("Số tiền đã thu", "bắt buộc khi đã giao; ghi 0 nếu không thu", "42.000"),
    ("Người nhận", "bắt buộc khi đã giao", "Nguyễn Thị Thùy Dương"),
    ("Lý do", f"khi không thành công: {', '.join(FailureReason.labels).lower()}", ""),
    ("Ghi chú", "bắt buộc khi số tiền thu khác số phải thu", ""),
    ("Mã giao dịch", "của bưu điện, nếu có; cùng mã chỉ tính một lần", ""),
)


@serves("GET", "POST", to=POST)
def bring_in(request: HttpRequest) -> HttpResponse:
    form, report = OutcomesForm(), None
    if request.method == "POST":
        form = OutcomesForm(request.POST, request.FILES)
        if form.is_valid():
            try:
                report = import_outcomes(form.cleaned_data["file"].read(), by=request.actor, at=timezone.now())
            except FileUnreadable as fault:
                form.add_error("file", str(fault))
    return render(request, "postal/outcomes.html", {"form": form, "report": report, "columns": COLUMNS})

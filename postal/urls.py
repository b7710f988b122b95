"""Addresses of the post desk: the office under /mot-cua/ban-giao/, the postal worker under /buu-dien/, the
Department's agreements under /so-tu-phap/buu-dien/."""

from django.urls import path

from postal.views import (
    agreements,
    batches,
    carrier,
    carrier_calls,
    complaints,
    correcting,
    desk,
    differing,
    outcomes,
    returns,
    scanning,
    supervision,
    worker,
)

app_name = "postal"
DESK = "mot-cua/ban-giao/"
POST = "buu-dien/"
AGREEMENTS = "so-tu-phap/buu-dien/"

urlpatterns = [
    path(DESK, desk.hand_overs, name="hand_overs"),
    path(f"{DESK}lap-phong-bi/", desk.prepare, name="prepare"),
    path(f"{DESK}mo-dot/", desk.open_batch, name="open"),
    path(f"{DESK}nhan/", desk.labels, name="labels"),
    path(f"{DESK}nhan/<int:sheet_id>/", desk.label_sheet, name="label_sheet"),
    path(f"{DESK}phong-bi/<str:number>/", desk.envelope, name="envelope"),
    path(f"{DESK}phong-bi/<str:number>/quyet-dinh/", returns.decision, name="decision"),
    path(f"{DESK}phong-bi/<str:number>/khieu-nai/", complaints.complain_for, name="complain"),
    path("mot-cua/chuyen-hoan/", returns.to_decide, name="returns"),
    path(f"{DESK}chenh-lech/", differing.of_office, name="office_differences"),
    path(f"{DESK}chenh-lech/<int:difference_id>/", differing.of_office_one, name="office_difference"),
    path(f"{DESK}<str:number>/", batches.hand_over, name="hand_over"),
    path(f"{DESK}<str:number>/quet/", scanning.scan, name="scan"),
    path(f"{DESK}<str:number>/bo-ra/", scanning.take_out, name="take_out"),
    path(f"{DESK}<str:number>/chot/", batches.close, name="close"),
    path(f"{DESK}<str:number>/bien-ban/", batches.record, name="record"),
    path(f"{DESK}<str:number>/bien-ban/tai/", batches.record_pdf, name="record_pdf"),
    path(AGREEMENTS, agreements.agreements, name="agreements"),
    path(f"{AGREEMENTS}them/", agreements.add, name="add_agreement"),
    path(f"{AGREEMENTS}<int:agreement_id>/ket-thuc/", agreements.end, name="end_agreement"),
    path(f"{DESK}<str:number>/dieu-chinh/", correcting.counter, name="counter"),
    path(f"{DESK}<str:number>/dieu-chinh/<int:correction_id>/", correcting.office_pdf, name="correction_pdf"),
    path(f"{POST}dot/<str:number>/dieu-chinh/<int:correction_id>/", correcting.post_pdf, name="worker_correction"),
    path(f"{POST}dot/<str:number>/dieu-chinh/<int:correction_id>/xac-nhan/", correcting.confirm, name="confirm_correction"),
    path("so-tu-phap/buu-dien-giao/", supervision.way, name="way"),
    path("so-tu-phap/buu-dien-giao/giao.csv", supervision.way_csv, name="way_csv"),
    path("so-tu-phap/buu-dien-giao/giao.xlsx", supervision.way_xlsx, name="way_xlsx"),
    path(POST, worker.today, name="today"),
    path(f"{POST}ngoai-mang.js", worker.offline, name="round_offline"),
    path(f"{POST}chenh-lech/", differing.of_post, name="post_differences"),
    path(f"{POST}chenh-lech/<int:difference_id>/", differing.of_post_one, name="post_difference"),
    path(f"{POST}nhap-csv/", outcomes.bring_in, name="outcomes"),
    path(f"{POST}khieu-nai/", complaints.complaints, name="complaints"),
    path(f"{POST}khieu-nai/<int:complaint_id>/", complaints.complaint, name="complaint"),
    path(f"{POST}hang/", carrier.connection, name="carrier"),
    path(f"{POST}hang/cot/", carrier.columns, name="carrier_columns"),
    path(f"{POST}hang/don/<int:order_id>/gui-lai/", carrier.try_again, name="carrier_try_again"),
    path(f"{POST}hang/tin/<int:report_id>/", carrier.dispute, name="carrier_dispute"),
    path("api/buu-dien/<str:code>/tin/", carrier_calls.reports, name="carrier_reports"),
    path(f"{POST}dot/<str:number>/", worker.batch, name="confirm"),
    path(f"{POST}dot/<str:number>/thua/", differing.extra, name="extra"),
    path(f"{POST}dot/<str:number>/csv/", carrier.parcels_file, name="parcels_file"),
    path(f"{POST}dot/<str:number>/bien-ban/", worker.record_pdf, name="worker_record"),
    path(f"{POST}dot/<str:number>/<str:parcel>/khong-nhan/", worker.refuse, name="refuse"),
    path(f"{POST}phong-bi/<str:number>/", worker.parcel, name="parcel"),
    path(f"{POST}phong-bi/<str:number>/da-giao/", worker.delivered, name="delivered"),
    path(f"{POST}phong-bi/<str:number>/giao-chua-duoc/", worker.failed, name="failed"),
    path(f"{POST}phong-bi/<str:number>/chuyen-hoan/", worker.returned, name="returned"),
    path(f"{POST}phong-bi/<str:number>/mat-hong/", worker.fallen_out, name="fallen_out"),
]

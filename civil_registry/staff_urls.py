"""Staff addresses of the registers."""

from django.urls import path

from civil_registry.views import check, entry, form_review, imports, late_numbers, notes, print_runs, scans, search, transcribe

app_name = "registry_desk"
urlpatterns = [
    path("so-tu-phap/mau-giay/", form_review.forms_of_law, name="forms"),
    path("so-tu-phap/mau-giay/<int:form_id>/", form_review.form_of_law, name="form"),
    path("so-tu-phap/mau-giay/<int:form_id>/xem-truoc/", form_review.preview, name="form_preview"),
    path("so-tu-phap/mau-giay/<int:form_id>/ban-mau.pdf", form_review.sample, name="form_sample"),
    path("so-tu-phap/mau-giay/<int:form_id>/sua/", form_review.correct, name="correct_form"),
    path("mot-cua/so-ho-tich/", search.search, name="search"),
    path("mot-cua/so-ho-tich/them/", transcribe.transcribe, name="transcribe"),
    path("mot-cua/so-ho-tich/cho-doi-chieu/", check.waiting, name="to_check"),
    path("mot-cua/so-ho-tich/cho-so-dinh-danh/", late_numbers.waiting, name="without_number"),
    path("mot-cua/so-ho-tich/muc/<int:entry_id>/so-dinh-danh/", late_numbers.enter_number, name="enter_number"),
    path("mot-cua/so-ho-tich/muc/<int:entry_id>/doi-chieu/", check.check_entry, name="check"),
    path("mot-cua/so-ho-tich/muc/<int:entry_id>/sua/", check.correct_entry, name="correct"),
    path("mot-cua/khay-in/", print_runs.tray, name="print_tray"),
    path("mot-cua/khay-in/mo/", print_runs.open_run, name="open_print_run"),
    path("mot-cua/khay-in/<str:number>/", print_runs.print_run, name="print_run"),
    path("mot-cua/khay-in/<str:number>/quet/", print_runs.scan, name="scan_sheet"),
    path("mot-cua/khay-in/<str:number>/in-lai/", print_runs.reprint, name="reprint"),
    path("mot-cua/khay-in/<str:number>/to/<int:sheet_id>/seri/", print_runs.write_serial, name="sheet_serial"),
    path("mot-cua/khay-in/<str:number>/dot-in.pdf", print_runs.run_file, name="print_run_file"),
    path("mot-cua/so-ho-tich/muc/<int:entry_id>/", entry.entry, name="entry"),
    path("mot-cua/so-ho-tich/muc/<int:entry_id>/ghi-chu/", notes.write_note, name="write_note"),
    path("mot-cua/so-ho-tich/muc/<int:entry_id>/ban-quet/", scans.add_scan, name="add_scan"),
    path("mot-cua/so-ho-tich/ghi-chu/", notes.notes, name="notes"),
    path("mot-cua/so-ho-tich/ghi-chu/<int:note_id>/", notes.check_note, name="check_note"),
    path("mot-cua/so-ho-tich/ban-quet/<int:scan_id>/", scans.scan, name="scan"),
    path("mot-cua/so-ho-tich/ban-quet/<int:scan_id>/go/", scans.withdraw, name="withdraw_scan"),
    path("mot-cua/so-ho-tich/nhap/", imports.imports, name="imports"),
    path("mot-cua/so-ho-tich/nhap/<int:import_id>/", imports.import_, name="import"),
    path("mot-cua/so-ho-tich/nhap/<int:import_id>/bat-dau/", imports.start_import, name="start_import"),
    path("mot-cua/so-ho-tich/nhap/<int:import_id>/bo/", imports.discard_import, name="discard_import"),
    path("mot-cua/so-ho-tich/nhap/<int:import_id>/bao-cao.csv", imports.import_report, name="import_report"),
    path("mot-cua/so-ho-tich/nhap/mau/<slug:kind>.csv", imports.import_template, name="import_template"),
]

"""Addresses of periodic reports: the Department's, and an office's own figures."""

from django.urls import path

from applications.statutory import behind_views, export_views, office_views, views

app_name = "statutory"
ALL = "so-tu-phap/bao-cao/"
ONE = f"{ALL}<int:report_id>/"
OWN = "mot-cua/bao-cao/"

urlpatterns = [
    path(ALL, views.reports, name="reports"),
    path(f"{ALL}ho-so/", export_views.exports, name="exports"),
    path(f"{ALL}ho-so/<int:export_id>.csv", export_views.export_csv, name="export_csv"),
    path(ONE, views.report, name="report"),
    path(f"{ONE}ho-so/", behind_views.behind, name="behind"),
    path(f"{ONE}chot/", views.issue, name="issue"),
    path(f"{ONE}dieu-chinh/", views.correct, name="correct"),
    path(f"{ONE}bo/", views.discard, name="discard"),
    path(f"{ONE}bao-cao.xlsx", views.report_xlsx, name="report_xlsx"),
    path(f"{ONE}bao-cao.csv", views.report_csv, name="report_csv"),
    path(f"{ONE}bao-cao.pdf", views.report_pdf, name="report_pdf"),
    path(OWN, office_views.own, name="own"),
    path(f"{OWN}bao-cao.xlsx", office_views.own_xlsx, name="own_xlsx"),
    path(f"{OWN}bao-cao.csv", office_views.own_csv, name="own_csv"),
]

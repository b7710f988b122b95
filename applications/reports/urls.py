"""Addresses of the Department's pages."""

from django.urls import path

from applications.reports import recount_views, views

app_name = "reports"
urlpatterns = [
    path("", views.overview, name="overview"),
    path("tong-quan.xlsx", views.overview_xlsx, name="overview_xlsx"),
    path("lich/thay-doi/<int:number>/", recount_views.change, name="calendar_change"),
    path("lich/thay-doi/<int:number>/tinh-lai/", recount_views.recount, name="recount"),
]

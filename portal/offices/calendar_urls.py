"""Addresses of the working calendar, under /so-tu-phap/lich/."""

from django.urls import path

from portal.offices import calendar_import_views, calendar_views, hours_views

app_name = "calendar"
urlpatterns = [
    path("", calendar_views.year, name="year"),
    path("them/", calendar_views.enter, name="enter"),
    path("<int:pk>/xac-nhan/", calendar_views.confirm, name="confirm"),
    path("<int:pk>/rut/", calendar_views.withdraw, name="withdraw"),
    path("quyet-dinh/", calendar_views.decide, name="decide"),
    path("gio-mo-cua/", hours_views.enter, name="hours"),
    path("gio-mo-cua/<int:pk>/rut/", hours_views.withdraw, name="withdraw_hours"),
    path("nhap-csv/", calendar_import_views.bring_in, name="import"),
]

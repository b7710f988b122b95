"""Addresses of the Department's pages."""

from django.urls import path

from applications.reports import views

app_name = "reports"
urlpatterns = [
    path("", views.overview, name="overview"),
    path("tong-quan.xlsx", views.overview_xlsx, name="overview_xlsx"),
]

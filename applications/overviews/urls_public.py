"""Addresses of the published figures, in both languages."""

from django.urls import path

from applications.overviews.views import published

app_name = "opendata"
urlpatterns = [
    path("so-lieu/", published.published, name="published"),
    path("so-lieu/dung-han.csv", published.published_csv, name="csv"),
]

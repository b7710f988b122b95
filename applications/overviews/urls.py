"""Addresses of the map and the ranking, of comparing units, and of the overviews by e-mail."""

from django.urls import path

from applications.overviews.views import comparing, map_page, subscriptions

app_name = "overviews"
urlpatterns = [
    path("so-tu-phap/ban-do/", map_page.units_map, name="map"),
    path("so-tu-phap/so-sanh/", comparing.compare, name="compare"),
    path("so-tu-phap/so-sanh.xlsx", comparing.compare_xlsx, name="compare_xlsx"),
    path("thu-tong-quan/", subscriptions.subscriptions, name="subscriptions"),
]

"""Addresses of the map and the ranking, of comparing units, and of the overviews by e-mail."""

from django.urls import path

from applications.overviews.views import comparing, map_page, subscriptions, target_pages

app_name = "overviews"
urlpatterns = [
    path("so-tu-phap/ban-do/", map_page.units_map, name="map"),
    path("so-tu-phap/so-sanh/", comparing.compare, name="compare"),
    path("so-tu-phap/so-sanh.xlsx", comparing.compare_xlsx, name="compare_xlsx"),
    path("so-tu-phap/chi-tieu/", target_pages.targets, name="targets"),
    path("so-tu-phap/chi-tieu/them/", target_pages.add, name="add_target"),
    path("so-tu-phap/chi-tieu/<int:target_id>/rut/", target_pages.take_back, name="take_back_target"),
    path("thu-tong-quan/", subscriptions.subscriptions, name="subscriptions"),
]

"""Addresses of what citizens said: of the whole city for the Department (S15), of his own office for a leader."""

from django.urls import path

from applications.ratings import staff_views

app_name = "voices"
urlpatterns = [
    path("so-tu-phap/danh-gia/", staff_views.of_the_city, name="city"),
    path("lanh-dao/danh-gia/", staff_views.of_one_office, name="office"),
]

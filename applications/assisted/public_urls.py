"""Addresses of the second screen, and of going on with a draft that was kept at the desk."""

from django.urls import path

from applications.assisted.views import keeping, screen

app_name = "assisted_screen"
urlpatterns = [
    path("man-hinh-2/", screen.screen, name="screen"),
    path("man-hinh-2/xem/", screen.look, name="look"),
    path("man-hinh-2/ma/", screen.show_code, name="show_code"),
    path("man-hinh-2/tra-loi/", screen.answer, name="answer"),
    path("tiep-tuc-ho-so/", keeping.take_over, name="take_over"),
]

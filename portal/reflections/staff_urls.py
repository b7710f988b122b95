"""Addresses of those who answer, under /cong-chuc/phan-anh/."""

from django.urls import path

from portal.reflections import staff_views

app_name = "reflections_desk"
urlpatterns = [
    path("", staff_views.inbox, name="inbox"),
    path("thoi-han/", staff_views.limit, name="limit"),
    path("<int:reflection_id>/", staff_views.one, name="one"),
    path("<int:reflection_id>/chuyen/", staff_views.pass_on, name="pass_on"),
    path("<int:reflection_id>/khong-xu-ly/", staff_views.set_aside, name="set_aside"),
]

"""Addresses of appointments for the desk, under /mot-cua/lich-hen/."""

from django.urls import path

from applications.visits.views import desk

app_name = "visits_desk"
urlpatterns = [
    path("", desk.day, name="day"),
    path("suc-chua/", desk.capacity, name="capacity"),
    path("<int:appointment_id>/<slug:verb>/", desk.mark, name="mark"),
]

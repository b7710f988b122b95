"""Addresses of appointments for citizens."""

from django.urls import path

from applications.visits.views import citizen

app_name = "visits"
urlpatterns = [
    path("ho-so/<slug:ref>/lich-hen/", citizen.choose, name="choose"),
    path("ho-so/<slug:ref>/lich-hen/huy/", citizen.cancel, name="cancel"),
]

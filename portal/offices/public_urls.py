"""Addresses of the offices as the public sees them."""

from django.urls import path

from portal.offices import public_views

app_name = "offices"
urlpatterns = [
    path("co-quan/", public_views.find, name="find"),
    path("co-quan/ten-cu/<int:office_id>/", public_views.former, name="former"),
    path("co-quan/<slug:slug>/", public_views.office, name="office"),
]

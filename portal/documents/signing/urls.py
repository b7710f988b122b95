"""Addresses of a leader's signing key."""

from django.urls import path

from portal.documents.signing import views

app_name = "signing"
urlpatterns = [
    path("", views.signing_key, name="key"),
    path("cach-ky/", views.choose, name="choose"),
    path("<int:key_id>/ngung/", views.stop, name="stop"),
]

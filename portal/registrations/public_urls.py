"""The address behind a one-time link."""

from django.urls import path

from portal.registrations.views import activation

app_name = "registrations_public"
urlpatterns = [path("kich-hoat/<str:secret>/", activation.activate, name="activate")]

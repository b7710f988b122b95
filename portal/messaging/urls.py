"""Addresses of messages: the development page only."""

from django.urls import path

from portal.messaging import views

app_name = "messaging"
urlpatterns = [path("hop-thu-thu-nghiem/", views.outbox, name="outbox")]

"""Addresses of postal."""

app_name = "postal"
urlpatterns: list = []

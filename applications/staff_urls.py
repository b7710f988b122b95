"""Addresses of applications."""

app_name = "desk"
urlpatterns: list = []

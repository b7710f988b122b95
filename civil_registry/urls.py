"""Addresses of civil_registry."""

app_name = "civil_registry"
urlpatterns: list = []

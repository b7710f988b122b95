"""Addresses of civil_registry."""

app_name = "registry_desk"
urlpatterns: list = []

"""Staff addresses of the registers."""

from django.urls import path

from civil_registry.views import entry, search, transcribe

app_name = "registry_desk"
urlpatterns = [
    path("mot-cua/so-ho-tich/", search.search, name="search"),
    path("mot-cua/so-ho-tich/them/", transcribe.transcribe, name="transcribe"),
    path("mot-cua/so-ho-tich/muc/<int:entry_id>/", entry.entry, name="entry"),
]

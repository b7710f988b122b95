"""Staff addresses of the registers."""

from django.urls import path

from civil_registry.views import check, search, transcribe

app_name = "registry_desk"
urlpatterns = [
    path("mot-cua/so-ho-tich/", search.search, name="search"),
    path("mot-cua/so-ho-tich/them/", transcribe.transcribe, name="transcribe"),
    path("mot-cua/so-ho-tich/cho-doi-chieu/", check.waiting, name="to_check"),
    path("mot-cua/so-ho-tich/muc/<int:entry_id>/", search.entry, name="entry"),
    path("mot-cua/so-ho-tich/muc/<int:entry_id>/doi-chieu/", check.check_entry, name="check"),
    path("mot-cua/so-ho-tich/muc/<int:entry_id>/sua/", check.correct_entry, name="correct"),
]

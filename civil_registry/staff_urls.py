"""Staff addresses of the registers."""

from django.urls import path

from civil_registry.views import check, form_review, search, transcribe

app_name = "registry_desk"
urlpatterns = [
    path("so-tu-phap/mau-giay/", form_review.forms_of_law, name="forms"),
    path("so-tu-phap/mau-giay/<int:form_id>/", form_review.form_of_law, name="form"),
    path("so-tu-phap/mau-giay/<int:form_id>/xem-truoc/", form_review.preview, name="form_preview"),
    path("so-tu-phap/mau-giay/<int:form_id>/ban-mau.pdf", form_review.sample, name="form_sample"),
    path("so-tu-phap/mau-giay/<int:form_id>/sua/", form_review.correct, name="correct_form"),
    path("mot-cua/so-ho-tich/", search.search, name="search"),
    path("mot-cua/so-ho-tich/them/", transcribe.transcribe, name="transcribe"),
    path("mot-cua/so-ho-tich/cho-doi-chieu/", check.waiting, name="to_check"),
    path("mot-cua/so-ho-tich/muc/<int:entry_id>/", search.entry, name="entry"),
    path("mot-cua/so-ho-tich/muc/<int:entry_id>/doi-chieu/", check.check_entry, name="check"),
    path("mot-cua/so-ho-tich/muc/<int:entry_id>/sua/", check.correct_entry, name="correct"),
]

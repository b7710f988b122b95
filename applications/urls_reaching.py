"""Addresses of what must still reach its person: the call list and the letters of the desk, under /mot-cua/."""

from django.urls import path

from applications.views.desk import calling, letters_out

app_name = "reaching"
urlpatterns = [
    path("goi-dien/", calling.calls, name="calls"),
    path("goi-dien/<int:call_id>/", calling.call, name="call"),
    path("thu-bao/", letters_out.letters, name="letters"),
    path("thu-bao/da-gui/", letters_out.posted, name="posted"),
    path("thu-bao/<int:letter_id>.pdf", letters_out.letter, name="letter"),
    path("thu-bao/<int:letter_id>/khong-den/", letters_out.failed, name="failed"),
]

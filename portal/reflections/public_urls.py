"""P12: addresses under /phan-anh/, in both languages."""

from django.urls import path

from portal.reflections import public_views

app_name = "reflections"
urlpatterns = [
    path("", public_views.contact, name="contact"),
    path("gui/", public_views.send, name="send"),
    path("da-gui/", public_views.sent, name="sent"),
    path("tra-loi/", public_views.answer, name="answer"),
]

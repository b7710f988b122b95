"""Address of rating a dossier (C20), in both languages."""

from django.urls import path

from applications.ratings import views

app_name = "ratings"
urlpatterns = [path("ho-so/<slug:ref>/danh-gia/", views.rate, name="rate")]

"""The citizen's address within a linked filing."""

from django.urls import path

from applications.linked.views import citizen

app_name = "linked_citizen"
urlpatterns = [path("ho-so/<slug:ref>/lien-thong/<slug:key>/bo-sung/", citizen.supplement, name="supplement")]

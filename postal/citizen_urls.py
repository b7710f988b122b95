"""Addresses where a citizen pays ahead or says that the books are wrong; in both languages."""

from django.urls import path

from postal.views import paying

app_name = "paying"
OWN = "ho-so/<str:ref>/"

urlpatterns = [
    path(f"{OWN}thanh-toan/", paying.begin, name="begin"),
    path(f"{OWN}thanh-toan/ket-qua/", paying.returned, name="returned"),
    path(f"{OWN}bao-chua-dung/", paying.dispute, name="dispute"),
]

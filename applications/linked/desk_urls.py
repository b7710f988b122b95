"""Addresses of linked dossiers at the commune's desk."""

from django.urls import path

from applications.linked.views import desk

app_name = "linked_desk"
urlpatterns = [
    path("", desk.cases, name="cases"),
    path("phan/<slug:number>/chuyen/", desk.send, name="send"),
    path("phan/<slug:number>/giao-tay/", desk.deliver_by_hand, name="deliver_by_hand"),
    path("phan/<slug:number>/bien-ban/<int:slip_id>.pdf", desk.slip, name="slip"),
    path("phan/<slug:number>/da-ky/", desk.signed, name="signed"),
    path("phan/<slug:number>/ket-qua/", desk.result, name="result"),
    path("phan/<slug:number>/tu-choi/", desk.refusal, name="refusal"),
    path("<str:code>/", desk.case, name="case"),
]

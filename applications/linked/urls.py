"""Addresses of the authorities that resolve a part of a linked case."""

from django.urls import path

from applications.linked.views import partner

app_name = "linked"
urlpatterns = [
    path("", partner.queue, name="queue"),
    path("<slug:number>/", partner.part, name="part"),
    path("<slug:number>/xac-nhan/", partner.confirm, name="confirm"),
    path("<slug:number>/khong-nhan/", partner.dispute, name="dispute"),
    path("<slug:number>/bo-sung/", partner.ask_for_supplement, name="ask_for_supplement"),
    path("<slug:number>/ket-qua/", partner.resolve, name="resolve"),
    path("<slug:number>/tu-choi/", partner.refuse, name="refuse"),
    path("<slug:number>/giay-to/<int:attachment_id>/", partner.attachment, name="attachment"),
    path("<slug:number>/tra-loi/<int:paper_id>/", partner.paper, name="paper"),
]

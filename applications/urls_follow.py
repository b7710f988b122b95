"""Addresses of following an application up: look-up, one-time code, timeline, supplement, refusal, withdrawal."""

from django.urls import path

from applications.views import follow, lookup, supplement

urlpatterns = [
    path("tra-cuu/", lookup.lookup, name="lookup"),
    path("tra-cuu/ket-qua/", lookup.result, name="lookup_result"),
    path("tra-cuu/ma-mot-lan/", lookup.send, name="send_code"),
    path("tra-cuu/nhap-ma/", lookup.enter, name="enter_code"),
    path("ho-so/", follow.mine, name="mine"),
    path("ho-so/<slug:ref>/", follow.timeline, name="timeline"),
    path("ho-so/<slug:ref>/tu-choi/", follow.refusal, name="refusal"),
    path("ho-so/<slug:ref>/rut/", follow.withdraw, name="withdraw"),
    path("ho-so/<slug:ref>/van-ban/<int:slip_id>/", follow.slip, name="slip"),
    path("ho-so/<slug:ref>/ban-sao/", follow.copy, name="copy"),
    path("ho-so/<slug:ref>/bo-sung/", supplement.supplement, name="supplement"),
    path("ho-so/<slug:ref>/bo-sung/<int:number>/tai-len/", supplement.add_file, name="supplement_file"),
]

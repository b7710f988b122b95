"""Addresses of assisted filing at the desk. Nothing of the person stands in them: the sitting is the browser's."""

from django.urls import path

from applications.assisted.views import confirming, desk, filed, keeping, prefilling

app_name = "assisted"
urlpatterns = [
    path("mot-cua/nop-ho/", desk.home, name="home"),
    path("mot-cua/nop-ho/tiep-tuc/", desk.resume, name="resume"),
    path("mot-cua/nop-ho/ket-thuc/", desk.end, name="end"),
    path("mot-cua/nop-ho/du-lieu-dan-cu/", prefilling.prefill, name="prefill"),
    path("mot-cua/nop-ho/doc-lai/", confirming.ask, name="ask"),
    path("mot-cua/nop-ho/ghep-man-hinh/", confirming.pair, name="pair"),
    path("mot-cua/nop-ho/da-ky/", confirming.signed, name="signed"),
    path("mot-cua/nop-ho/ban-de-doc-lai.pdf", confirming.sheet, name="sheet"),
    path("mot-cua/nop-ho/giu-nhap/", keeping.keep, name="keep"),
    path("mot-cua/nop-ho/da-nop/", filed.filed, name="filed"),
    path("mot-cua/nop-ho/ban-da-nop.pdf", filed.receipt, name="receipt"),
    path("mot-cua/nop-ho/to-khai.pdf", filed.declaration, name="declaration"),
]

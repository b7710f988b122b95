"""Addresses of filing: the five steps, the confirmation, and the two papers to keep."""

from django.urls import path

from applications.views import check, filed, filing, office_choice, places

urlpatterns = [
    path("nop-ho-so/", filing.start, name="start"),
    path("thu-tuc/<slug:slug>/nop/", filing.begin, name="begin"),
    path("nop-ho-so/dia-danh/", places.registration_places, name="places"),
    path("nop-ho-so/xa-phuong/", places.communes, name="communes"),
    path("nop-ho-so/<slug:ref>/", filing.resume, name="resume"),
    path("nop-ho-so/<slug:ref>/xoa/", filing.discard, name="discard"),
    path("nop-ho-so/<slug:ref>/loai-giay-to/", filing.change_kind, name="kind"),
    path("nop-ho-so/<slug:ref>/noi-dang-ky/", office_choice.office, name="office"),
    path("nop-ho-so/<slug:ref>/khai/<slug:step>/", filing.answer, name="questions"),
    path("nop-ho-so/<slug:ref>/nguoi-yeu-cau/", filing.answer, {"step": "requester"}, name="requester"),
    path("nop-ho-so/<slug:ref>/nguoi-duoc-cap/", filing.answer, {"step": "subject"}, name="subject"),
    path("nop-ho-so/<slug:ref>/thong-tin-dang-ky/", filing.answer, {"step": "registration"}, name="registration"),
    path("nop-ho-so/<slug:ref>/nhan-ket-qua/", filing.answer, {"step": "delivery"}, name="delivery"),
    path("nop-ho-so/<slug:ref>/kiem-tra/", check.check, name="check"),
    path("ho-so/<slug:ref>/da-nop/", filed.filed, name="filed"),
    path("ho-so/<slug:ref>/ban-da-nop.pdf", filed.receipt, name="receipt"),
    path("ho-so/<slug:ref>/ban-da-nop-bo-sung-<int:filing>.pdf", filed.receipt, name="supplement_receipt"),
    path("ho-so/<slug:ref>/to-khai.pdf", filed.declaration, name="declaration"),
]

_OF_DRAFTS = [route for route in urlpatterns if str(route.pattern).startswith("nop-ho-so/<")]
DRAFT_ROUTES = tuple(route.name for route in _OF_DRAFTS)

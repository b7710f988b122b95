"""Public addresses of the registers: verifying a copy."""

from django.urls import path

from civil_registry.views import seal, verify, verify_file

app_name = "registry"
urlpatterns = [
    path("kiem-tra/", verify.verify_copy, name="verify"),
    path("kiem-tra/tep/", verify_file.verify_file, name="verify_file"),
    path("kiem-tra/danh-sach/<slug:name>/", seal.seal_list, name="seal_list"),
    path("kiem-tra/ngoai-tuyen.js", seal.offline, name="offline"),
    path("kt/", verify.from_paper, name="verify_short"),
    path("kt/<str:code>/", verify.from_paper, name="verify_from_paper"),
]

"""Public addresses of the registers: verifying a copy."""

from django.urls import path

from civil_registry.views import verify

app_name = "registry"
urlpatterns = [
    path("kiem-tra/", verify.verify_copy, name="verify"),
    path("kt/", verify.from_paper, name="verify_short"),
    path("kt/<str:code>/", verify.from_paper, name="verify_from_paper"),
]

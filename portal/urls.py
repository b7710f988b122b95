"""All addresses. Vietnamese slugs without diacritics; English pages under /en/. Apps are named as strings only."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

handler500 = "portal.pages.errors.server_error"

urlpatterns = [
    path("", include("portal.pages.urls")),
    path("", include("portal.messaging.urls")),
    path("", include("applications.training.urls")),
    path("", include("applications.statutory.urls")),
    path("lien-thong/", include("applications.linked.urls")),
    path("mot-cua/lien-thong/", include("applications.linked.desk_urls")),
    path("mot-cua/", include("applications.urls_reaching")),
    path("mot-cua/lich-hen/", include("applications.visits.staff_urls")),
    path("", include("applications.assisted.urls")),
    path("", include("applications.staff_urls")),
    path("mot-cua/kien-nghi/", include("portal.difficulties.unit_urls")),
    path("so-tu-phap/kien-nghi/", include("portal.difficulties.department_urls")),
    path("cong-chuc/phan-anh/", include("portal.reflections.staff_urls")),
    path("so-tu-phap/trao-doi/", include("portal.exchange.department_urls")),
    path("so-tu-phap/noi-dung/", include("portal.pages.staff_urls")),
    path("trao-doi/", include("portal.exchange.public_urls")),
    path("so-tu-phap/lich/", include("portal.offices.calendar_urls")),
    path("so-tu-phap/tai-khoan/", include("portal.registrations.urls")),
    path("", include("portal.registrations.public_urls")),
    path("so-tu-phap/", include("applications.reports.urls")),
    path("", include("applications.overviews.urls")),
    path("", include("applications.ratings.staff_urls")),
    path("so-tu-phap/", include("applications.rollout.urls")),
    path("lanh-dao/chu-ky-so/", include("portal.documents.signing.urls")),
    path("", include("civil_registry.staff_urls")),
    path("", include("postal.money_urls")),
    path("", include("postal.urls")),
    path("quan-tri/dj/", admin.site.urls),
    *i18n_patterns(
        path("", include("portal.pages.public_urls")),
        path("", include("portal.offices.public_urls")),
        path("phan-anh/", include("portal.reflections.public_urls")),
        path("", include("applications.urls_public")),
        path("", include("applications.overviews.urls_public")),
        path("", include("applications.rollout.public_urls")),
        path("", include("applications.ratings.urls")),
        path("", include("postal.citizen_urls")),
        path("", include("applications.linked.citizen_urls")),
        path("", include("applications.visits.urls")),
        path("", include("applications.assisted.public_urls")),
        path("", include("applications.urls")),
        path("", include("civil_registry.urls")),
        path("", include("portal.accounts.urls")),
        path("", include("portal.accounts.allauth_urls")),
        prefix_default_language=False,
    ),
]

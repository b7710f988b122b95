"""Addresses of training mode."""

from django.urls import path

from applications.training import views

app_name = "training"
urlpatterns = [
    path("mot-cua/tap-huan/", views.home, name="home"),
    path("mot-cua/tap-huan/vao/", views.enter, name="enter"),
    path("mot-cua/tap-huan/roi/", views.leave, name="leave"),
    path("mot-cua/tap-huan/ket-qua/", views.results, name="results"),
    path("mot-cua/tap-huan/lam-moi/", views.renew, name="renew"),
    path("mot-cua/tap-huan/bai/<slug:code>/", views.start, name="start"),
    path("mot-cua/tap-huan/luot/<int:run_id>/", views.run, name="run"),
    path("mot-cua/tap-huan/luot/<int:run_id>/ky-thay/", views.sign_for, name="sign_for"),
    path("mot-cua/tap-huan/luot/<int:run_id>/ban-giao/", views.hand_over, name="hand_over"),
    path("so-tu-phap/tap-huan/", views.units, name="units"),
    path("so-tu-phap/tap-huan/<int:office_id>/", views.unit_results, name="unit_results"),
]

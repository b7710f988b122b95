"""Log-in, log-out, second factor."""

from django.urls import path

from portal.accounts import views

app_name = "accounts"
urlpatterns = [path("vao/", views.landing, name="landing")]

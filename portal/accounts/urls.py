"""The account: where to go after log-in, where to work, what is known."""

from django.urls import path

from portal.accounts import views

app_name = "accounts"
urlpatterns = [
    path("vao/", views.landing, name="landing"),
    path("vao/don-vi/", views.switch, name="switch"),
    path("tai-khoan/", views.account, name="account"),
]

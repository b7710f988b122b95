"""The account: where to go after log-in, where to work, what is known."""

from allauth.account.views import LoginView
from django.urls import path

from portal.accounts import views
from portal.accounts.guards import PUBLIC, serves

app_name = "accounts"
staff_login = serves("GET", "POST", to=PUBLIC)(LoginView.as_view(template_name="account/staff_login.html"))
urlpatterns = [
    path("cong-chuc/dang-nhap/", staff_login, name="staff_login"),
    path("vao/", views.landing, name="landing"),
    path("vao/don-vi/", views.switch, name="switch"),
    path("phien/", views.session, name="session"),
    path("tai-khoan/", views.account, name="account"),
]

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
    path("vao/don-vi-cu/", views.former_units, name="former_units"),
    path("vao/don-vi-cu/ra/", views.leave_former, name="leave_former"),
    path("vao/don-vi-cu/<int:office_id>/", views.enter_former, name="enter_former"),
    path("phien/", views.session, name="session"),
    path("tai-khoan/", views.account, name="account"),
]

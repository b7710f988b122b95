"""allauth's own views, under Vietnamese addresses; their names stay allauth's."""

from django.urls import include, path

urlpatterns = [path("tai-khoan/", include("allauth.urls"))]

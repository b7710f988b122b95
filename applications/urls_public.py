"""Addresses of the public pages about the services."""

from django.urls import path

from applications.views import catalogue, promise, public

app_name = "public"
urlpatterns = [
    path("", public.home, name="home"),
    path("tim/", public.search, name="search"),
    path("dich-vu/<slug:slug>/", public.service, name="service"),
    path("dich-vu/<slug:slug>/to-khai/", public.questions, name="questions"),
    path("thu-tuc/", catalogue.procedures, name="procedures"),
    path("thu-tuc/<slug:slug>/", catalogue.procedure, name="procedure"),
    path("trich-luc/", public.short, name="short"),
    path("tinh-thoi-han/", promise.due_at_any_moment, name="due"),
    path("lich-lam-viec/", promise.calendar_of_today, name="calendar_now"),
    path("lich-lam-viec/<int:year>/", promise.calendar_of_a_year, name="calendar"),
    path("kha-nang-tiep-can/", public.accessibility, name="accessibility"),
    path("du-lieu-ca-nhan/", public.privacy, name="privacy"),
    path("gioi-thieu/", public.about, name="about"),
    path("menu/", public.menu, name="menu"),
]

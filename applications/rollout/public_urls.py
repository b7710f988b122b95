"""The page of a unit that its poster leads to: short enough to be read aloud and typed."""

from django.urls import path

from applications.rollout.views import public

app_name = "unit"
urlpatterns = [path("nop/<str:code>/", public.page, name="page")]

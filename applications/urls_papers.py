"""Addresses of the papers of a draft."""

from django.urls import path

from applications.views import papers

urlpatterns = [path("nop-ho-so/<slug:ref>/giay-to/", papers.papers, name="papers")]

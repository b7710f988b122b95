"""Addresses at which partners' systems call, under /trao-doi/."""

from django.urls import path

from portal.exchange.views import partners

app_name = "exchange"
urlpatterns = [
    path("<str:code>/", partners.take_message, name="take"),
    path("<str:code>/<str:key>/", partners.state, name="state"),
]

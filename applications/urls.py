"""Addresses of applications for citizens: each part keeps its own list."""

from applications.urls_filing import urlpatterns as filing

app_name = "applications"
urlpatterns = [*filing]

"""Addresses of applications for citizens: each part keeps its own list."""

from applications.urls_filing import urlpatterns as filing
from applications.urls_follow import urlpatterns as follow
from applications.urls_papers import urlpatterns as papers

app_name = "applications"
urlpatterns = [*filing, *papers, *follow]

"""The web server's entry. Everything is read before it forks, so that its workers share what they only read."""

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
application = get_wsgi_application()
get_resolver().check()  # reads all addresses with their views
gc.collect()
gc.freeze()  # a worker's collections write into no page that it shares

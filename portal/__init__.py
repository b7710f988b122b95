"""The project: settings, addresses, and the ground the applications stand on. It knows no application."""

from portal.celery import app as celery_app

__all__ = ["celery_app"]

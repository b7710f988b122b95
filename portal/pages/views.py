"""Health endpoints and statements."""

from django.db import connection
from django.http import HttpRequest, HttpResponse

from portal.accounts.guards import PUBLIC, serves


@serves("GET", to=PUBLIC)
def alive(request: HttpRequest) -> HttpResponse:
    return HttpResponse("sống\n", content_type="text/plain; charset=utf-8")


@serves("GET", to=PUBLIC)
def ready(request: HttpRequest) -> HttpResponse:
    connection.ensure_connection()
    return HttpResponse("sẵn sàng\n", content_type="text/plain; charset=utf-8")

"""What happens to every request: health checks, the caller's real address, an id in the logs, headers of privacy."""

import ipaddress
import time
import uuid
from collections.abc import Callable

import structlog
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import resolve
from django.utils.cache import patch_vary_headers

log = structlog.get_logger(__name__)
Answer = Callable[[HttpRequest], HttpResponse]
PERMISSIONS = "camera=(self), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()"


class HealthMiddleware:
    """Load balancers ask from inside, by address and without TLS: answered before hosts, cookies and redirects count."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path_info in settings.HEALTH_PATHS:
            return resolve(request.path_info).func(request)
        return self.get_response(request)


class ClientAddressMiddleware:
    """Behind TRUSTED_PROXIES reverse proxies the caller is the entry that the outermost of them wrote."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        told = request.headers.get("X-Forwarded-For", "").split(",")
        if 0 < settings.TRUSTED_PROXIES <= len(told):
            request.META["REMOTE_ADDR"] = _address(told[-settings.TRUSTED_PROXIES])
        return self.get_response(request)


class RequestIdMiddleware:
    """One line in the log for each request, by route name: no path, no query, nothing that was typed."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.id, began = uuid.uuid4().hex[:16], time.perf_counter()
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request_id=request.id)
        response = self.get_response(request)
        response["X-Request-Id"] = request.id
        route = request.resolver_match.view_name if request.resolver_match else ""
        took = round((time.perf_counter() - began) * 1000)
        log.info("request", method=request.method, route=route, status=response.status_code, took_ms=took)
        return response


class SaveDataMiddleware:
    """People on a dear line (`Save-Data: on`) get pages without web fonts: every phone has Vietnamese letters of its own."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.saves_data = request.headers.get("Save-Data", "").strip().lower() == "on"
        response = self.get_response(request)
        if response.get("Content-Type", "").startswith("text/html"):
            patch_vary_headers(response, ["Save-Data"])
        return response


class PrivacyHeadersMiddleware:
    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.setdefault("Cache-Control", "no-store")
        response.setdefault("Permissions-Policy", PERMISSIONS)
        response.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response


def _address(told: str) -> str:
    try:
        return str(ipaddress.ip_address(told.strip()))
    except ValueError:
        return str(ipaddress.IPv4Address(0))  # unreadable: all such callers count as one

"""Sets on each request who acts: `posting`, `office`, `roles`, `actor`. Officials without a second factor get no role."""

from collections.abc import Callable

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from portal.accounts.actors import CITIZEN, Actor
from portal.accounts.models import Posting

POSTING_KEY = "posting_id"  # which of several postings the person works in now


class PostingMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.postings = SimpleLazyObject(lambda: _postings(request.user))
        request.posting = SimpleLazyObject(lambda: _chosen(request))
        request.roles = SimpleLazyObject(lambda: _roles(request))
        request.office = SimpleLazyObject(lambda: request.posting.office if request.posting else None)
        request.actor = SimpleLazyObject(lambda: _actor(request))
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view, args, kwargs) -> HttpResponse | None:
        """An official without TOTP may only set one up: domain decision, officials = password + TOTP."""
        audience = getattr(view, "audience", ())
        if "public" in audience or "citizen" in audience or not request.user.is_authenticated or not request.postings:
            return None
        if not has_second_factor(request.user) and not request.path.startswith(reverse("mfa_index")):
            return redirect("mfa_activate_totp")
        return None


def has_second_factor(user) -> bool:
    return user.authenticator_set.filter(type="totp").exists()


def _postings(user) -> list[Posting]:
    if isinstance(user, AnonymousUser) or not user.is_authenticated:
        return []
    today = timezone.localdate()
    return list(user.postings.in_force_on(today).select_related("office", "office__parent").order_by("id"))


def _chosen(request: HttpRequest) -> Posting | None:
    wanted = request.session.get(POSTING_KEY)
    return next((p for p in request.postings if p.id == wanted), request.postings[0] if request.postings else None)


def _roles(request: HttpRequest) -> frozenset[str]:
    if not request.posting:
        return frozenset()
    return frozenset(p.role for p in request.postings if p.office_id == request.posting.office_id)


def _actor(request: HttpRequest) -> Actor:
    address = request.META.get("REMOTE_ADDR", "")
    user_id = request.user.pk if request.user.is_authenticated else None
    if request.posting:
        return Actor(request.posting.role, user_id, request.posting.office_id, address)
    return Actor(CITIZEN, user_id, None, address)

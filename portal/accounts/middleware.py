"""Asks strangers to log in, keeps people who work logged in, and sets on each request who acts.

`request.postings`, `.posting`, `.office`, `.roles`, `.actor`. A role counts on the days of its posting only, and only
for a person with a second factor (officials = password + TOTP).
"""

from collections.abc import Callable
from urllib.parse import urlsplit

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from portal.accounts.actors import CITIZEN, Actor
from portal.accounts.former_units import FORMER_KEY, postings_in
from portal.accounts.guards import is_open_to_citizens, log_in_route
from portal.accounts.models import Posting, User
from portal.accounts.session import stay_logged_in

POSTING_KEY = "posting_id"  # which of several postings the person works in now
# Pages that ask by themselves, while nobody need be there: they keep nobody logged in and no sitting open.
ASK_BY_THEMSELVES = frozenset({"accounts:session", "assisted_screen:screen", "assisted_screen:look"})
OPEN_IN_TRAINING = frozenset({"training", "desk", "registry_desk", "postal", "accounts"})  # URL namespaces
# What an official without a second factor may still do: set one up, prove again who he is, leave.
SETTING_UP = frozenset(
    {
        "mfa_index",
        "mfa_activate_totp",
        "mfa_view_recovery_codes",
        "mfa_generate_recovery_codes",
        "mfa_download_recovery_codes",
        "mfa_reauthenticate",
        "account_reauthenticate",
        "account_logout",
    }
)


class LogInMiddleware(LoginRequiredMiddleware):
    """As Django's; says why when a session ended, and leads back to a page that can be opened (never to a POST)."""

    def handle_no_permission(self, request: HttpRequest, view_func) -> HttpResponse:
        if settings.SESSION_COOKIE_NAME in request.COOKIES and request.session.is_empty():
            messages.info(request, _("Đã đăng xuất vì không dùng 30 phút. Đăng nhập để làm tiếp ở trang vừa mở."))
        return redirect_to_login(_way_back(request), self.get_login_url(view_func), REDIRECT_FIELD_NAME)

    def get_login_url(self, view_func) -> str:
        return reverse(log_in_route(view_func))


class PostingMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.SESSION_COOKIE_NAME in request.COOKIES and not _asks_by_itself(request):
            stay_logged_in(request)
        request.postings = SimpleLazyObject(lambda: _postings(request))
        request.posting = SimpleLazyObject(lambda: _chosen(request))
        request.roles = SimpleLazyObject(lambda: _roles(request))
        request.office = SimpleLazyObject(lambda: request.posting.office if request.posting else None)
        request.actor = SimpleLazyObject(lambda: _actor(request))
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view, args, kwargs) -> HttpResponse | None:
        """An official without TOTP is sent to set it up; who trains is kept to what can be trained."""
        if is_open_to_citizens(view) or not request.user.is_authenticated:
            return None
        if request.postings:
            return _kept_in_training(request)
        if request.resolver_match.view_name in SETTING_UP or not owes_second_factor(request.user):
            return None
        return redirect("mfa_activate_totp")


def _kept_in_training(request: HttpRequest) -> HttpResponse | None:
    """Pages whose work would reach real people or real money are not opened from a sandbox."""
    namespaces = request.resolver_match.namespaces
    if not request.office.is_training or not namespaces or namespaces[0] in OPEN_IN_TRAINING:
        return None
    messages.info(request, "Chế độ tập huấn không có trang vừa chọn. Rời chế độ tập huấn để mở trang đó.")
    return redirect("training:home")


def _asks_by_itself(request: HttpRequest) -> bool:
    return request.method == "GET" and request.path_info in map(reverse, ASK_BY_THEMSELVES)


def _way_back(request: HttpRequest) -> str:
    if request.method in {"GET", "HEAD"}:
        return request.get_full_path()
    came_from = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(came_from, allowed_hosts={request.get_host()}):
        return reverse(settings.LOGIN_REDIRECT_URL)
    address = urlsplit(came_from)
    return f"{address.path}?{address.query}" if address.query else address.path


def has_second_factor(user: User) -> bool:
    return user.authenticator_set.filter(type=Authenticator.Type.TOTP).exists()


def owes_second_factor(user: User) -> bool:
    """An official or superuser who has not set up TOTP."""
    is_official = user.is_superuser or user.postings.in_force_on(timezone.localdate()).exists()
    return is_official and not has_second_factor(user)


def _postings(request: HttpRequest) -> list[Posting]:
    """In force today; none without a second factor. One query.

    Those in a sandbox count alone and only in the session that chose one: who trains holds no real role meanwhile. So do those
    that a session holds for a unit that has ended.
    """
    user = request.user
    if not user.is_authenticated:
        return []
    counting = user.postings.in_force_on(timezone.localdate()).filter(user__authenticator__type=Authenticator.Type.TOTP)
    postings = list(counting.select_related("office").order_by("id"))
    wanted = request.session.get(POSTING_KEY)
    sandbox = next((p.office_id for p in postings if p.id == wanted and p.office.is_training), None)
    postings = [p for p in postings if (p.office_id == sandbox if sandbox else not p.office.is_training)]
    if former := request.session.get(FORMER_KEY):
        return postings_in(former, postings, timezone.localdate()) or postings
    return postings


def _chosen(request: HttpRequest) -> Posting | None:
    wanted = request.session.get(POSTING_KEY)
    return next((p for p in request.postings if p.id == wanted), request.postings[0] if request.postings else None)


def _roles(request: HttpRequest) -> frozenset[str]:
    """The roles at the office where the person works now; roles elsewhere need a switch."""
    if not request.posting:
        return frozenset()
    return frozenset(p.role for p in request.postings if p.office_id == request.posting.office_id)


def _actor(request: HttpRequest) -> Actor:
    address = request.META.get("REMOTE_ADDR", "")
    user_id = request.user.pk if request.user.is_authenticated else None
    if request.posting:
        return Actor(request.posting.role, user_id, request.posting.office_id, address)
    return Actor("superuser" if request.user.is_superuser else CITIZEN, user_id, None, address)

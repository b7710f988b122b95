"""Who may open a route, said once on the view: `@serves("GET", "POST", to=[Role.RECEPTION_OFFICER])`.

The decorator answers 405 for other methods and 403 for a signed-in person without the role; the middleware asks
everybody else to log in. What it was told stays on the view (`methods`, `audience`) for the route list and its test.
"""

from collections.abc import Callable, Iterable
from functools import wraps

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from portal.accounts.actors import Actor

PUBLIC = "public"
CITIZEN = "citizen"  # rows come from access.py: by account, by device, or by one-time code; else 404
ANY_ACCOUNT = "account"

View = Callable[..., HttpResponse]


def serves(*methods: str, to: str | Iterable[str]) -> Callable[[View], View]:
    """Mark a view with the HTTP methods it answers and the audience it is for."""
    audience = (to,) if isinstance(to, str) else tuple(to)
    is_open = PUBLIC in audience or CITIZEN in audience
    needs_role = not is_open and ANY_ACCOUNT not in audience

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
            if needs_role:
                act_in_role(request, audience)
            if CITIZEN in audience:
                request.actor = _citizen(request)
            elif request.method == "POST":
                bool(request.actor)  # read now: later it would be read inside a transaction that others wait for
            return view(request, *args, **kwargs)

        allowed = [*methods, "HEAD"] if "GET" in methods else list(methods)
        answer = require_http_methods(allowed)(guarded)
        answer.login_required = not is_open  # the view given may say otherwise: what it was wrapped with wins
        if is_open:
            answer = login_not_required(answer)
        answer.methods, answer.audience = tuple(methods), audience
        return answer

    return decorate


def _citizen(request: HttpRequest) -> Actor:
    """Who asks for a paper of his own acts as a citizen, whatever he is at work."""
    return Actor(CITIZEN, request.user.pk, None, request.META.get("REMOTE_ADDR", ""))


def log_in_route(view: View | None) -> str:
    """The officials' door for a page that only roles at an office open, else everybody's."""
    audience = getattr(view, "audience", ())
    is_for_officials = audience and {PUBLIC, CITIZEN, ANY_ACCOUNT}.isdisjoint(audience)
    return "accounts:staff_login" if is_for_officials else "account_login"


def is_open_to_citizens(view: View) -> bool:
    audience = getattr(view, "audience", ())
    return PUBLIC in audience or CITIZEN in audience


def act_in_role(request: HttpRequest, audience: tuple[str, ...]) -> None:
    """Let the person act in the role the route is for: who both drafts and leads signs as leader.

    Raises PermissionDenied where he has no such role at the office he works in now.
    """
    if not request.roles.intersection(audience):
        raise PermissionDenied
    if request.posting.role not in audience:
        here = request.posting.office_id
        request.posting = next(p for p in request.postings if p.office_id == here and p.role in audience)

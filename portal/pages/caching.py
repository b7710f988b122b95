"""Pages that are the same for everybody may be kept for a minute and asked for again with their ETag.

Only for people without a session: a page with somebody's name or a message to him is never kept (portal.middleware).
"""

import hashlib
from datetime import datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import http_date

SECONDS = 60


def kept_a_minute(request: HttpRequest, response: HttpResponse, *, changed_at: datetime | None) -> HttpResponse:
    """The answer with ETag and Last-Modified, or 304 where the browser has it already.

    The ETag is of the whole page: a new header or footer is another page as well.
    """
    if settings.SESSION_COOKIE_NAME in request.COOKIES:
        return response
    etag = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
    response["ETag"] = etag
    response["Cache-Control"] = f"public, max-age={SECONDS}"
    last_modified = int(changed_at.timestamp()) if changed_at else None
    if last_modified:
        response["Last-Modified"] = http_date(last_modified)
    return get_conditional_response(request, etag=etag, last_modified=last_modified, response=response)

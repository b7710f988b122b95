"""How often one caller may try: for forms where a code, a telephone number or a fact could be guessed.

Counted in the shared cache by allauth's limiter, so all web processes count together. Behind one address stand all who sit in
an office or share a mobile carrier's: where it can be told, only wrong tries are held against them.
"""

import structlog
from allauth.core.internal import ratelimit
from allauth.core.internal.ratelimit import RateLimitUsage
from django.http import HttpRequest
from redis.exceptions import RedisError

CACHE_AWAY = (RedisError, OSError)
log = structlog.get_logger(__name__)


def is_within_limit(request: HttpRequest, action: str, rates: str, *, key: str = "", with_get: bool = False) -> bool:
    """Count one try of `action` and say whether it may go on; as tried()."""
    return bool(tried(request, action, rates, key=key, with_get=with_get))


def tried_if_counted(request: HttpRequest, action: str, rates: str, *, key: str) -> RateLimitUsage | None:
    """As tried(), but while the cache is away nobody is held up: for what must go on, where nothing can be guessed."""
    try:
        return tried(request, action, rates, key=key)
    except CACHE_AWAY as fault:
        log.warning("limit_not_counted", action=action, fault=type(fault).__name__)
        return RateLimitUsage(usage=[])


def tried(request: HttpRequest, action: str, rates: str, *, key: str = "", with_get: bool = False) -> RateLimitUsage | None:
    """Count one try of `action`; None where it may not go on. Its `rollback()`, once it was right, counts it no longer.

    `rates` as allauth writes them: "10/m/ip,5/5m/key" = ten a minute from one address and five in five minutes for one
    `key` (what is tried: a dossier code, a telephone number; only its hash is kept). GET is counted only `with_get`.
    """
    config = {action: rates}
    # What holds no letter and no digit ("---") is a key too: without one allauth takes a rate by key for a mistake of ours.
    return ratelimit.consume(request, app="portal", action=action, config=config, key=key.lower(), limit_get=with_get)

"""Every route of the portal with who may open it, as said by `serves`; and an address that opens, from sample rows.

An app offers sample values in `sample_urls.SAMPLES`: "ref" for every route with that argument, or "desk:paper/number"
for the argument of one route. A value is a function without arguments that returns None where there is no row.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module

from django.apps import apps
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse
from django.utils.module_loading import module_has_submodule

from portal.accounts.guards import ANY_ACCOUNT, CITIZEN
from portal.accounts.models import Role

SUPERUSER = "superuser"
FILES = {"static", "media"}
Samples = dict[str, Callable[[], object]]


@dataclass(frozen=True, slots=True)
class Route:
    """A named address. `audience` is what `serves` was told; empty = nobody said who may open it."""

    name: str
    pattern: str
    arguments: tuple[str, ...]
    methods: tuple[str, ...]
    audience: tuple[str, ...]

    @property
    def is_admin(self) -> bool:
        return self.name.startswith("admin:")

    @property
    def roles(self) -> list[str]:
        """The roles that may open it; "public" where anybody may."""
        if ANY_ACCOUNT in self.audience:
            return [CITIZEN, *Role.values]
        return [str(role) for role in self.audience]


def all_routes() -> list[Route]:
    return list(_walk(get_resolver().url_patterns, "", ""))


def url_of(route: Route, samples: Samples) -> str | None:
    """An address of the route that leads to a row, or None while there is no sample for one of its arguments."""
    values = {}
    for argument in route.arguments:
        sample = samples.get(f"{route.name}/{argument}") or samples.get(argument)
        values[argument] = sample() if sample else None
    if None in values.values():
        return None
    try:
        return reverse(route.name, kwargs=values)
    except NoReverseMatch:
        return None


def samples_of_all_apps() -> Samples:
    samples: Samples = {}
    for app in apps.get_app_configs():
        if module_has_submodule(app.module, "sample_urls"):
            samples |= import_module(f"{app.name}.sample_urls").SAMPLES
    return samples


def _walk(patterns: list, prefix: str, namespace: str) -> Iterator[Route]:
    for pattern in patterns:
        path = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from _walk(pattern.url_patterns, path, inner)
        else:
            yield _route(pattern, path, namespace)


def _route(pattern: URLPattern, path: str, namespace: str) -> Route:
    name = f"{namespace}{pattern.name or ''}"
    arguments = tuple(pattern.pattern.regex.groupindex)
    if name.startswith("admin:"):
        return Route(name, path, arguments, ("GET", "POST"), (SUPERUSER,))
    view = pattern.callback
    return Route(name, path, arguments, getattr(view, "methods", ()), getattr(view, "audience", ()))

"""Every page there is to judge: each route as each role sees it, on dossiers in every state; and each form sent empty.

A page is asked for in-process and whatever it wrote is undone, so that pages do not depend on the order of walking.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import product

from django.db import transaction
from django.http import HttpResponse
from django.test import Client

from portal.routes import Route, all_routes, samples_of_all_apps, url_of
from tests.judge import people
from tests.judge.ways import WAYS

TAG = re.compile(r"""<(?!option)\w+(?=[\s>])|class="[^"]*\"""")


@dataclass(frozen=True, slots=True)
class Shown:
    """One page as somebody was shown it. `client` is that person's, for what the page asks for beside itself."""

    who: str
    route: str
    url: str
    how: str
    status: int
    html: str
    client: Client

    @property
    def build(self) -> str:
        """The tags and classes without the words: pages of one build look and work alike."""
        return " ".join(TAG.findall(self.html))

    def __str__(self) -> str:
        return f"{self.url} ({self.route}, {self.who}, {self.how}: {self.status})"


def every_page(language: str) -> Iterator[Shown]:
    """Whole pages of HTML only: papers, pictures and tables are judged elsewhere."""
    people.give_the_citizen_all_drafts()
    samples = samples_of_all_apps()
    for who in people.EVERYBODY:
        client = people.browser_of(who, language)
        for route in all_routes():
            if people.may_open(who, route):
                for url in _addresses(route, samples):
                    yield from _shown(who, route, url, client)
    yield from _on_the_ways(language)
    yield from _refusals(language)


def _shown(who: str, route: Route, url: str, client: Client) -> Iterator[Shown]:
    asked = {"GET": ("looked", client.get), "POST": ("sent empty", client.post)}
    for method in route.methods:
        how, ask = asked[method]
        with undone():
            answer = ask(url)
        if answer.status_code != 404 and (page := _page(answer)):  # 404: a row of somebody else
            yield Shown(who, route.name, url, how, answer.status_code, page, client)


def _on_the_ways(language: str) -> Iterator[Shown]:
    for way in WAYS:
        with undone():
            for walker, how, answer in way(language):
                match, url = getattr(answer, "resolver_match", None), answer.request["PATH_INFO"]
                if page := _page(answer):
                    yield Shown(walker.who, match.view_name if match else "", url, how, answer.status_code, page, walker.client)


def _refusals(language: str) -> Iterator[Shown]:
    """No such page; a form that was open for too long."""
    client, strict = people.browser_of(people.NOBODY, language), Client(enforce_csrf_checks=True)
    for route, url, ask in (("404", "/khong-co/", client.get), ("403_csrf", "/kiem-tra/", strict.post)):
        answer = ask(url)
        yield Shown(people.NOBODY, route, url, "looked", answer.status_code, answer.content.decode(), client)


def _page(answer: HttpResponse) -> str:
    """The HTML of a whole page; empty for redirects, files, parts of a page."""
    is_html = answer.headers.get("Content-Type", "").startswith("text/html")
    if answer.status_code in range(300, 400) or answer.streaming or not is_html:
        return ""
    text = answer.content.decode()
    return text if "<html" in text else ""


def _addresses(route: Route, samples: dict[str, Callable]) -> list[str]:
    """The sample's address, and the same for one dossier of each state and kind."""
    variants = {"ref": people.refs_of_the_citizen, "code": people.codes_of_the_office}
    names = [name for name in route.arguments if name in variants and not route.name.startswith("registry:")]
    found = {url_of(route, samples): None}
    for values in product(*(variants[name]() for name in names)):
        given = {f"{route.name}/{name}": (lambda value=value: value) for name, value in zip(names, values, strict=True)}
        found[url_of(route, samples | given)] = None
    return [url for url in found if url]


@contextmanager
def undone() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)

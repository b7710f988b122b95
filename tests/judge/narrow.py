"""The pages in a real Chromium of 320 px, the narrowest telephone: what axe-core finds, and whether a page scrolls sideways.

Nothing is served: what the browser asks for is answered by the test client of the person who looks.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import BrowserContext, Route, sync_playwright

from tests import eyes
from tests.judge.pages import Shown, undone

HOST = "http://testserver"
WIDTH, HEIGHT = 320, 844
DROPPED = {"content-length", "set-cookie"}
_kept: dict[str, dict] = {}  # static files, asked for by every page


@contextmanager
def telephone() -> Iterator[BrowserContext]:
    with sync_playwright() as player:
        browser = player.chromium.launch(executable_path=eyes.CHROMIUM, args=list(eyes.ARGUMENTS))
        yield browser.new_context(viewport={"width": WIDTH, "height": HEIGHT}, reduced_motion="reduce")
        browser.close()


def judged(shown: Shown, telephone: BrowserContext) -> list[str]:
    """What is wrong with the page on the narrowest telephone; and what its scripts complain of."""
    page = telephone.new_page()
    said: list[str] = []
    page.on("pageerror", lambda error: said.append(f"script: {error}"))
    page.route("**/*", lambda question: question.fulfill(**_answer(question, shown)))
    try:
        page.goto(HOST + shown.url)
        return eyes.faults(page) + said
    finally:
        page.close()


def _answer(question: Route, shown: Shown) -> dict:
    path = question.request.url.removeprefix(HOST)
    if path == shown.url:
        return {"status": 200, "content_type": "text/html; charset=utf-8", "body": shown.html}
    if path not in _kept:
        with undone():
            answer = shown.client.get(path)
            body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        headers = {name: value for name, value in answer.headers.items() if name.lower() not in DROPPED}
        said = {"status": answer.status_code, "headers": headers, "body": body}
        if not path.startswith("/static/"):
            return said
        _kept[path] = said
    return _kept[path]

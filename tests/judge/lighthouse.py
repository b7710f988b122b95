"""Lighthouse on pages as a telephone would get them from the real web server: four scores, how much moves, how much is sent."""

import http.cookiejar
import json
import os
import re
import subprocess
import sys
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests import eyes
from tests.services import free_port, stopped_at_the_end, wait_for_port

LEAST, MOST_KIB = 95, 100
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
STEPS = ("noi-dang-ky", "nguoi-yeu-cau")


@contextmanager
def web_server() -> Iterator[str]:
    """The portal behind gunicorn, as `bin/run` starts it; yields its address."""
    port = free_port()
    command = [
        sys.executable,
        "-m",
        "gunicorn",
        "portal.wsgi",
        "--preload",
        "--bind",
        f"127.0.0.1:{port}",
        "--threads",
        "8",
        "--log-level",
        "error",
    ]
    with stopped_at_the_end(subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)) as server:
        wait_for_port(port, server)
        yield f"http://127.0.0.1:{port}"


def pages_to_weigh(server: str) -> Iterator[tuple[str, str]]:
    """(address, cookies): the home page, and steps of a draft begun now."""
    jar = http.cookiejar.CookieJar()
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
    start = f"{server}/nop-ho-so/"
    token = TOKEN.search(browser.open(start).read().decode())[1]
    begun = browser.open(start, urllib.parse.urlencode({"csrfmiddlewaretoken": token, "kind": "birth"}).encode()).url
    cookies = "; ".join(f"{cookie.name}={cookie.value}" for cookie in jar)
    yield f"{server}/", ""
    yield start, ""
    for step in STEPS:
        yield f"{begun.rsplit('/', 2)[0]}/{step}/", cookies


def judged(address: str, cookies: str, program: Path) -> tuple[str, list[str]]:
    """(one line of figures, what is below the mark)."""
    options = [
        "--quiet",
        "--output=json",
        "--chrome-flags=--headless --no-sandbox",
        f"--extra-headers={json.dumps({'Cookie': cookies})}",
    ]
    command = [str(program), address, *options]
    answer = subprocess.run(
        command, capture_output=True, text=True, check=True, env=os.environ | {"CHROME_PATH": eyes.CHROMIUM}
    )
    report = json.loads(answer.stdout)
    scores = {name: round(category["score"] * 100) for name, category in report["categories"].items()}
    shift = report["audits"]["cumulative-layout-shift"]["numericValue"]
    sent = round(report["audits"]["total-byte-weight"]["numericValue"] / 1024)
    faults = [f"Lighthouse: {name} {score} of 100" for name, score in scores.items() if score < LEAST]
    faults += [f"Lighthouse: the page moves while it loads ({shift:.3f})"] if shift > 0.001 else []
    faults += [f"Lighthouse: {sent} KiB sent"] if sent > MOST_KIB else []
    return f"{' '.join(f'{name} {score}' for name, score in scores.items())}, shift {shift:.3f}, {sent} KiB", faults

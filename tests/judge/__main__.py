"""`bin/judge`: judges that this project did not write look at every page of a demo. Ends with 1 where one finds a fault."""

import logging
import os
import shutil
import sys
import time

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "portal.settings"
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
django.setup()
logging.disable(logging.CRITICAL)  # a form sent empty is a warning in the log

from django.conf import settings  # noqa: E402

from tests.judge import lighthouse, markup, narrow  # noqa: E402
from tests.judge.pages import Shown, every_page  # noqa: E402

LANGUAGES = ("vi", "en")
TOOLS = settings.VAR_DIR / "tools" / "node_modules"


def main() -> int:
    pages = [shown for language in LANGUAGES for shown in every_page(language)]
    print(f"{len(pages)} pages, {len({shown.route for shown in pages})} routes, {', '.join(LANGUAGES)}")
    found: dict[str, list[str]] = {}
    for shown in pages:
        note(found, shown, ["an error of ours"] if shown.status >= 500 else [])
    for judge in (by_checker, by_chromium, by_lighthouse):
        began = time.monotonic()
        count = judge(pages, found)
        print(f"{judge.__doc__} {count} findings, {time.monotonic() - began:.0f} s", flush=True)
    for said, places in sorted(found.items()):
        print(f"\n{said}\n    on {len(places)} pages, such as {'; '.join(places[:: max(1, len(places) // 4)])}")
    return 1 if found else 0


def by_checker(pages: list[Shown], found: dict[str, list[str]]) -> int:
    """The Nu Html Checker:"""
    checker, folder = TOOLS / "vnu-jar/build/dist/vnu.jar", settings.VAR_DIR / "pages"
    shutil.rmtree(folder, ignore_errors=True)
    return sum(note(found, pages[number], said) for number, said in markup.judged(pages, checker, folder).items())


def by_chromium(pages: list[Shown], found: dict[str, list[str]]) -> int:
    """axe-core and the width of 320 px:"""
    one_of_each_build = {(shown.route, shown.build): shown for shown in reversed(pages)}.values()
    with narrow.telephone() as telephone:
        return sum(note(found, shown, narrow.judged(shown, telephone)) for shown in one_of_each_build)


def by_lighthouse(pages: list[Shown], found: dict[str, list[str]]) -> int:
    """Lighthouse on a telephone:"""
    count = 0
    with lighthouse.web_server() as server:
        for address, cookies in lighthouse.pages_to_weigh(server):
            figures, faults = lighthouse.judged(address, cookies, TOOLS / ".bin/lighthouse")
            print(f"    {address.removeprefix(server)}: {figures}", flush=True)
            for said in faults:
                found.setdefault(said, []).append(address)
            count += len(faults)
    return count


def note(found: dict[str, list[str]], shown: Shown, faults: list[str]) -> int:
    for said in faults:
        found.setdefault(said, []).append(str(shown))
    return len(faults)


if __name__ == "__main__":
    sys.exit(main())

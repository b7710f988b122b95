"""`manage.py load_pages`: the pages the portal comes with, published. Safe to run again: a page that is there is left alone."""

import re
from pathlib import Path

from django.utils import timezone

from portal.accounts.actors import SYSTEM
from portal.commands import DatabaseCommand
from portal.pages import actions
from portal.pages.models import Page

SOURCE = Path(__file__).resolve().parents[2] / "data"
_NAME = re.compile(r"(?P<position>\d+)(?:-(?P<topic>[a-z]+))?_(?P<slug>[a-z0-9-]+)")


def load_pages() -> int:
    """Enter what is not there yet, by kind and address. Returns how many pages the source has.

    data/<kind>/<position>[-<topic>]_<slug>.md begins with "# Title"; the English beside it is called .en.md.
    """
    files = [path for path in sorted(SOURCE.glob("*/*.md")) if not path.name.endswith(".en.md")]
    there, at = set(Page.objects.values_list("kind", "slug")), timezone.now()
    for path in files:
        said = _NAME.fullmatch(path.stem).groupdict()
        kind, slug = path.parent.name, said["slug"]
        if (kind, slug) in there:
            continue
        place = {"topic": said["topic"] or "", "position": int(said["position"])}
        made = actions.begin_page(kind, slug, _words(path), **place, by=SYSTEM, at=at)
        actions.publish(made.page_id, made.number, by=SYSTEM, at=at)
    return len(files)


def _words(path: Path) -> actions.Words:
    english = path.with_suffix(".en.md")
    return actions.Words(*_title_and_body(path), *(_title_and_body(english) if english.exists() else ("", "")))


def _title_and_body(path: Path) -> tuple[str, str]:
    title, _break, body = path.read_text(encoding="utf-8").partition("\n")
    return title.removeprefix("# ").strip(), body.strip()


class Command(DatabaseCommand):
    help = "Load the pages the portal comes with; what was edited is never touched."

    def handle(self, *args, **options) -> None:
        self.stdout.write(f"Các trang nội dung đã có trong cơ sở dữ liệu ({load_pages()} trang).")

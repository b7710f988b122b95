"""From the rows behind a number back to the page whose number was followed, with the very question that stood there."""

from urllib.parse import urlencode, urlsplit

from django.http import HttpRequest, QueryDict
from django.urls import Resolver404, resolve, reverse

from applications.reports.forms import ROW, without

BACK = "ve"  # where the page has a question of its own words: its address
REPORT = "bao_cao"  # the id of a report that was prepared
LEADS_BACK = {"overviews:map", "overviews:compare"}


def and_back(request: HttpRequest) -> str:
    """What a link to a list says besides its question, so that it leads back to this page."""
    return f"&{urlencode({BACK: request.get_full_path()})}"


def way_back(query: QueryDict) -> str:
    """The report or the page that was left, else the overview with the same question; nothing else is believed."""
    report, page = query.get(REPORT, ""), query.get(BACK, "")
    if report.isascii() and report.isdigit() and len(report) < 10:
        return reverse("statutory:report", args=[report])
    return page if _is_ours(page) else f"{reverse('reports:overview')}?{without(query, 'sau', ROW, BACK)}"


def _is_ours(page: str) -> bool:
    try:
        there = urlsplit(page)
        is_local = not there.scheme and not there.netloc
        return is_local and resolve(there.path).view_name in LEADS_BACK
    except (ValueError, Resolver404):
        return False

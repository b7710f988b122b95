"""From a number to its dossiers and back to the very page that was left, with the question that stood there."""

import html
import re
from urllib.parse import parse_qsl

import pytest
from django.urls import reverse

pytestmark = pytest.mark.django_db
MARCH = {"ky": "tuy-chon", "tu": "01/03/2026", "den": "20/03/2026"}


@pytest.fixture
def browser(month, client_of, mai, now):
    return client_of(mai)


def way(browser, page: str) -> tuple[str, str]:
    """The last link to a list of one unit that stands on a page, and where that list leads back to."""
    links = re.findall(r'href="(/so-tu-phap/ho-so/[^"]+cua=\d+[^"]*)"', browser.get(page).content.decode())
    answer = browser.get(html.unescape(links[-1]))
    return html.unescape(links[-1]), answer.context["back"]


def test_the_row_of_a_unit_leads_back_to_the_whole_table(browser, offices):
    link, back = way(browser, f"{reverse('reports:overview')}?ky=quy-nay&don_vi={offices[0].parent_id or offices[0].pk}")
    asked = dict(parse_qsl(back.partition("?")[2]))
    assert asked.pop("luc")
    assert asked == {"ky": "quy-nay", "don_vi": str(offices[0].parent_id or offices[0].pk)}
    assert browser.get(link).context["of_unit"] in offices


def test_the_map_leads_back_to_the_map(browser):
    page = f"{reverse('overviews:map')}?ky=tuy-chon&tu=01%2F03%2F2026&den=20%2F03%2F2026&loai=khai-sinh"
    assert way(browser, page)[1] == page


def test_the_comparison_leads_back_to_the_units_and_periods_compared(browser, offices):
    page = f"{reverse('overviews:compare')}?dv={offices[0].pk}&dv={offices[1].pk}&ky=2026-03"
    assert way(browser, page)[1] == page


def test_a_row_that_cannot_be_leads_to_the_page_that_was_left(browser):
    answer = browser.get(reverse("reports:dossiers", args=["received"]), MARCH | {"cua": "x", "ve": reverse("overviews:map")})
    assert answer.headers["Location"] == reverse("overviews:map")


@pytest.mark.parametrize(
    "page",
    [
        "https://example.com/so-tu-phap/ban-do/",
        "//example.com/so-tu-phap/ban-do/",
        "/dang-xuat/",
        "javascript:alert(1)",
        "http://[",
    ],
)
def test_no_other_address_is_led_back_to(browser, page):
    back = browser.get(reverse("reports:dossiers", args=["received"]), MARCH | {"ve": page}).context["back"]
    assert back.startswith(f"{reverse('reports:overview')}?ky=tuy-chon")
    assert "ve=" not in back

"""The Department's Markdown as the public gets it: safe whatever was typed."""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.pages.markdown import may_lead_to, render, summary

pytestmark = pytest.mark.pure

ALLOWED = re.compile(
    r"</?(?:p|h[2-6]|ul|ol|li|em|strong|blockquote|hr|br|code|pre|table|thead|tbody|tr|td|th|div|a)"
    r'(?: (?:href="[^"<>]*"|rel="noopener"|scope="col"|class="(?:table|table-wrap|language-[^"<>]*)"|tabindex="0"'
    r'|role="group"|start="\d+"))*'
    r" ?/?>"
)


def is_safe(html: str) -> bool:
    """Only tags and attributes of the list; no link that would run something or lead to another site by mistake."""
    left = ALLOWED.sub("", html)
    links = re.findall(r'href="([^"]*)"', html)
    return "<" not in left and all(may_lead_to(link) for link in links)


HOSTILE = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "![x](https://tracker.example/a.png)",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt&colon;alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](  \tjavascript:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](vbscript:1)",
    "[x](//evil.example)",
    "[x](/\\evil.example)",
    "<javascript:alert(1)>",
    "[x]\n\n[x]: javascript:alert(1)",
    '[x](/a "\\" onmouseover=alert(1)")',
    '```"><script>\nx\n```',
    "| <b onclick=1> |\n|-|\n| <script> |",
    "</div></main><form action=//evil.example>",
    "&lt;script&gt;",
    "\x00<svg/onload=1>",
)


@pytest.mark.parametrize("text", HOSTILE)
def test_what_is_hostile_becomes_harmless_text(text):
    assert is_safe(render(text))


@given(st.lists(st.sampled_from(HOSTILE) | st.text("[]()<>!*_`|#-&;:/\\ \nabjs", max_size=30), max_size=6).map("".join))
def test_no_mixture_of_it_is_unsafe(text):
    assert is_safe(render(text))


@pytest.mark.parametrize(
    "url", ["https://hanoi.gov.vn", "http://a.vn/x?y=1", "/kiem-tra/", "#a", "trang/", "mailto:a@b.vn", "tel:024"]
)
def test_a_link_may_lead_to_the_web_to_mail_to_a_telephone_or_here(url):
    assert f'href="{url}"' in render(f"[x]({url})")


def test_direction_marks_are_taken_out_also_where_they_are_written_as_entities():
    assert render("a\u202eb &#x202E;c &#8206;d").strip() == "<p>ab c d</p>"


def test_headings_begin_below_the_title_and_leave_no_level_out():
    assert re.findall("<(h.)>", render("# A\n\n#### B\n\n## C")) == ["h2", "h3", "h2"]


def test_a_link_without_words_says_where_it_leads():
    assert ">https://a.vn</a>" in render("[](https://a.vn)")


def test_an_image_becomes_its_words():
    assert render("![Bản đồ](https://a.vn/b.png)") == "<p>Bản đồ</p>\n"


def test_a_table_has_heads_and_scrolls_by_itself():
    html = render("| A | B |\n|---|---|\n| 1 | 2 |")
    assert '<th scope="col">A</th>' in html
    assert 'class="table-wrap" tabindex="0"' in html


@pytest.mark.parametrize(
    "text", ["[" * 30_000, "*a_" * 10_000, "> " * 15_000, "<" * 30_000, "|a" * 7_000 + "\n" + "|-" * 7_000]
)
def test_the_longest_page_of_nonsense_is_rendered_in_time(text):
    began = time.process_time()
    assert is_safe(render(text))
    assert time.process_time() - began < 10


def test_the_summary_is_the_first_paragraph_as_plain_text():
    assert summary("Nghỉ **lễ** [2/9](/x/) &amp; <b>\n\nHai.") == "Nghỉ lễ 2/9 & <b>"
    assert len(summary("dài " * 400)) < 230
    assert summary("") == ""

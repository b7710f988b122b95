"""The promise on an open page turns after 15:00:00 of the server's clock, whatever the phone's clock says; no reload."""

import pytest
from playwright.sync_api import expect

from tests import factories
from tests.factories import hanoi

pytestmark = pytest.mark.browser
TODAY = "được giải quyết ngay hôm nay"
AFTER = "Đã qua 15 giờ thứ Sáu 20/03/2026. Hồ sơ nộp bây giờ được giải quyết trong thứ Hai 23/03/2026."
TOO_OLD = "Trang này mở đã lâu."


@pytest.fixture
def at(years, live_server, monkeypatch, page):
    """`at(hanoi(…))`: the home page as opened at that moment by the server; the phone is a month behind."""

    def opened(moment):
        monkeypatch.setattr("django.utils.timezone.now", lambda: moment)
        page.clock.install(time="2026-02-20T08:00:00+07:00")
        page.goto(live_server.url)
        return page

    return opened


def test_it_turns_after_15_00_00_and_says_so(at):
    page = at(hanoi(20, 14, 50, 0))
    page.clock.fast_forward("09:00")
    expect(page.get_by_text(TODAY)).to_be_visible()
    page.clock.fast_forward("01:01")
    expect(page.get_by_text(TODAY)).to_be_hidden()
    expect(page.locator("p:visible", has_text=AFTER)).to_have_count(2)  # to read, and for those who hear the page
    expect(page.locator("[data-outlook]").get_by_role("status")).to_have_text(AFTER)


def test_what_is_said_in_the_evening_holds_until_the_line_of_that_day(at):
    page = at(hanoi(19, 22, 0))
    page.clock.fast_forward("16:59:00")
    expect(page.get_by_text("Hồ sơ nộp bây giờ được giải quyết trong thứ Sáu 20/03/2026.")).to_be_visible()
    page.clock.fast_forward("00:02:00")
    expect(page.get_by_role("status")).to_have_text(AFTER)


def test_a_page_open_for_days_asks_to_be_loaded_again(at):
    page = at(hanoi(20, 9, 0))
    page.clock.fast_forward(80 * 60 * 60 * 1000)
    expect(page.get_by_role("status")).to_contain_text(TOO_OLD)


def test_the_hour_on_the_page_goes_on_by_the_servers_clock(at):
    page = at(hanoi(20, 9, 5, 30))
    page.clock.run_for(31_000)
    expect(page.get_by_text("Bây giờ là 09:06")).to_be_visible()


def test_on_the_page_of_a_dossier_the_time_left_runs_down(years, office, an, client_of, live_server, monkeypatch, page):
    monkeypatch.setattr("django.utils.timezone.now", lambda: hanoi(20, 15, 23, 30))
    filed = factories.submitted(office, an)
    session = client_of(an).cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    page.clock.install(time="2026-02-20T08:00:00+07:00")
    page.goto(f"{live_server.url}/ho-so/{filed.ref}/")
    page.clock.fast_forward("00:31")
    expect(page.get_by_text("Còn 1 giờ 35 phút")).to_be_visible()
    page.clock.fast_forward("01:36:00")
    expect(page.locator("[data-time-left]")).to_be_hidden()

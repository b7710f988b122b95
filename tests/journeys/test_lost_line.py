"""The network is cut in the middle of the round, and in the middle of a batch: everything is recorded exactly once."""

from datetime import date, timedelta

import pytest
from playwright.sync_api import expect

from applications import actions
from portal.accounts.models import User
from postal.actions import confirming, hand_overs, parcels
from postal.models import Parcel, ParcelEvent, ParcelState, PostalAgreement
from tests import factories
from tests.factories import acting, hanoi

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WROTE_IT_LONG_AGO = """(person) => {
  const kept = `buu-dien:${person}`, entries = JSON.parse(localStorage.getItem(kept));
  localStorage.setItem(kept, JSON.stringify(entries.map((one) => ({ ...one, at: one.at - 2 * 3600 * 1000 }))));
}"""
NAMES = ("Trần Văn Một", "Lê Thị Hai", "Phạm Thị Ba")


@pytest.fixture
def envelopes(years, office, binh, dung, tu) -> list[Parcel]:
    """Three, signed and ready to be scanned; 42.000 đồng each."""
    PostalAgreement.objects.create(office=office, post_office=tu.postings.get().office, signed_on=date(2025, 7, 1))
    made = []
    for serial, name in enumerate(NAMES):
        told = {"name": name, "phone": "0912345678", "commune": "Phường Bạch Mai", "detail": "Số 12 ngõ 45 Võ Thị Sáu"}
        answers = {"delivery": {"method": "post", "province": "01", "province_name": "Hà Nội"} | told}
        fees = {"fee_vnd": 16000, "postage_vnd": 26000}
        dossier = factories.submitted(office, copies=2, delivery_method="post", answers=answers, **fees)
        actions.receive(dossier.pk, by=acting(binh), at=hanoi(20, 9, 40))
        entry = factories.birth_entry(office, number=f"{serial + 1}/{office.pk}")
        actions.draw_up(dossier.pk, entry_id=entry.pk, by=acting(binh), at=hanoi(20, 10))
        actions.send_for_signature(dossier.pk, by=acting(binh), at=hanoi(20, 10, 5))
        actions.sign(dossier.pk, by=acting(dung), at=hanoi(20, 11, 5))
        made.append(parcels.prepare_parcel(dossier.pk, by=acting(binh), at=hanoi(20, 15, 30)))
    return made


@pytest.fixture
def batch(envelopes, office, binh):
    return hand_overs.open_hand_over(office, by=acting(binh), at=hanoi(20, 16))


@pytest.fixture
def round_of_tu(batch, envelopes, binh, tu):
    for parcel in envelopes:
        hand_overs.scan(batch.pk, parcel.number, by=acting(binh), at=hanoi(20, 16, 3))
    hand_overs.close(batch.pk, by=acting(binh), at=hanoi(20, 16, 10))
    confirming.confirm(batch.pk, by=acting(tu), at=hanoi(20, 16, 21))
    return envelopes


@pytest.fixture
def browser_of(context, client_of, live_server, page):
    """`browser_of(tu)`: the page of a browser in which the person has logged in."""
    page.set_viewport_size({"width": 390, "height": 844})

    def opened(person: User):
        session = client_of(person).cookies["sessionid"].value
        context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
        return page

    return opened


def until(page, holds: str, path: str = "") -> None:
    """Wait in the page: Playwright's own waiting evaluates text, which the page's policy forbids."""
    page.evaluate(f"async (path) => {{ while (!({holds})) await new Promise((go) => setTimeout(go, 50)); }}", path)


def kept_for_offline(page, path: str) -> None:
    until(page, "navigator.serviceWorker.controller && (await (await caches.open('buu-dien')).match(path))", path)


def events(kind: str) -> int:
    return ParcelEvent.objects.filter(kind=kind).count()


def test_results_survive_a_cut_line_a_reload_and_a_closed_tab_and_count_once(round_of_tu, tu, browser_of, live_server, context):
    page = browser_of(tu)
    page.goto(f"{live_server.url}/buu-dien/")
    kept_for_offline(page, "/buu-dien/")
    context.set_offline(True)
    card = {name: page.locator("[data-parcel]", has_text=name) for name in NAMES}
    card[NAMES[0]].get_by_role("button", name="Đã giao đúng người").click()
    card[NAMES[1]].get_by_text("Chưa giao được").click()
    card[NAMES[1]].get_by_role("button", name="Vắng nhà").click()
    expect(page.get_by_role("heading", name="Chờ gửi: 2")).to_be_visible()
    page.reload()
    expect(page.get_by_role("heading", name="Chờ gửi: 2")).to_be_visible()
    assert events("delivered") + events("failed") == 0
    page.close()
    again = context.new_page()
    again.goto(f"{live_server.url}/buu-dien/")
    expect(again.get_by_text("Mất kết nối.")).to_be_visible()
    context.set_offline(False)
    expect(again.get_by_text("Đã ghi: đã giao, đã thu 42.000")).to_be_visible(timeout=15_000)
    expect(again.get_by_text("Đã ghi lần giao chưa được.")).to_be_visible(timeout=15_000)
    again.reload()
    expect(again.get_by_role("heading", name="Đang giữ để giao: 2")).to_be_visible()
    assert (events("delivered"), events("failed")) == (1, 1)


def test_a_result_that_waited_on_the_phone_counts_from_when_it_was_written(round_of_tu, tu, browser_of, live_server, context):
    page = browser_of(tu)
    page.goto(f"{live_server.url}/buu-dien/")
    context.set_offline(True)
    page.locator("[data-parcel]", has_text=NAMES[0]).get_by_role("button", name="Đã giao đúng người").click()
    expect(page.get_by_role("heading", name="Chờ gửi: 1")).to_be_visible()
    page.evaluate(WROTE_IT_LONG_AGO, tu.pk)
    context.set_offline(False)
    expect(page.get_by_text("Đã ghi: đã giao, đã thu 42.000")).to_be_visible(timeout=15_000)
    event = ParcelEvent.objects.get(kind="delivered")
    assert timedelta(hours=2) <= event.arrived_at - event.at < timedelta(hours=2, minutes=5)


def test_a_result_can_be_taken_back_before_it_is_sent(round_of_tu, tu, browser_of, live_server):
    page = browser_of(tu)
    page.goto(f"{live_server.url}/buu-dien/")
    page.locator("[data-parcel]", has_text=NAMES[0]).get_by_role("button", name="Đã giao đúng người").click()
    page.get_by_role("button", name="Bỏ, chưa ghi").click()
    expect(page.locator("[data-parcel]", has_text=NAMES[0]).get_by_role("button", name="Đã giao đúng người")).to_be_visible()
    assert page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('buu-dien:')).length") == 0
    assert events("delivered") == 0


def test_a_conflict_says_what_the_server_has(round_of_tu, tu, browser_of, live_server, client_of, context):
    page = browser_of(tu)
    page.goto(f"{live_server.url}/buu-dien/")
    context.set_offline(True)
    page.locator("[data-parcel]", has_text=NAMES[2]).get_by_text("Chưa giao được").click()
    page.locator("[data-parcel]", has_text=NAMES[2]).get_by_role("button", name="Từ chối nhận").click()
    third = round_of_tu[2].number
    told = {"key": "elsewhere", "who": "self", "collected": "42000"}
    client_of(tu).post(f"/buu-dien/phong-bi/{third}/da-giao/", told)
    context.set_offline(False)
    expect(page.get_by_text("Máy chủ đang ghi: Đã giao")).to_be_visible(timeout=15_000)
    assert Parcel.objects.get(number=third).state == ParcelState.DELIVERED
    assert events("failed") == 0


def test_logging_out_leaves_nothing_on_the_phone(round_of_tu, tu, browser_of, live_server):
    page = browser_of(tu)
    page.goto(f"{live_server.url}/buu-dien/")
    kept_for_offline(page, "/buu-dien/")
    page.get_by_role("button", name="Đăng xuất").click()
    expect(page.get_by_role("button", name="Đăng xuất")).to_have_count(0)
    until(page, "!(await caches.has('buu-dien'))")


def test_scans_on_a_cut_line_wait_in_order_and_count_once(batch, envelopes, binh, browser_of, live_server, context):
    page = browser_of(binh)
    page.goto(f"{live_server.url}/mot-cua/ban-giao/{batch.number}/")
    page.keyboard.type(f"{envelopes[0].number}\n")
    expect(page.locator("[data-answer]")).to_contain_text("Đã thêm")
    context.set_offline(True)
    page.get_by_role("heading", level=1).click()  # the focus is elsewhere: a scanner does not care
    for parcel in (envelopes[1], envelopes[1]):
        page.keyboard.type(f"{parcel.number}\n")
    expect(page.get_by_text("2 mã đã quét chưa gửi được")).to_be_visible()
    context.set_offline(False)
    expect(page.locator("[data-answer]")).to_contain_text("Quét hai lần.", timeout=15_000)
    expect(page.locator("[data-sum=count]").first).to_have_text("2")
    expect(page.locator("[data-waiting] li:visible")).to_have_count(1)
    assert events("scanned") == 2

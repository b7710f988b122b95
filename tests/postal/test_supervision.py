"""What supervisors see of hand-over and delivery: each figure by its definition, units only."""

import html
import re
from datetime import date

import openpyxl
import pytest
from django.urls import reverse

from portal.accounts.actors import CITIZEN, Actor
from portal.accounts.models import Role
from portal.learned import told_late
from portal.offices.calendar import calendar_for
from postal.actions import complaining, confirming, delivery, hand_overs
from postal.management.commands.load_transit import load_transit
from postal.supervision import Supervision, supervise
from tests import factories
from tests.factories import acting, hanoi

pytestmark = pytest.mark.django_db
MARCH = {"ky": "tuy-chon", "tu": "01/03/2026", "den": "31/03/2026"}


def march(at=None, units=None) -> Supervision:
    period = {"first": date(2026, 3, 1), "last": date(2026, 3, 31)}
    return supervise(units, **period, at=at or hanoi(31), calendar=calendar_for(None))


def test_days_to_delivery_are_working_days(with_the_post, tu):
    for parcel, day in zip(with_the_post(3), (23, 23, 26), strict=True):
        told = {"collected_vnd": parcel.collect_vnd, "received_by": "An", "key": "a"}
        delivery.deliver(parcel.pk, **told, by=acting(tu), at=hanoi(day, 9))
    total = march().total
    assert (total.hand_overs, total.parcels, total.delivered) == (1, 3, 3)
    assert (total.mean_days, total.median_days) == (2.0, 1.0)  # Friday to Monday is one, to Thursday four


def test_what_is_delivered_outside_the_period_is_not_counted(delivered):
    delivered()
    found = supervise(None, first=date(2026, 3, 24), last=date(2026, 3, 31), at=hanoi(31), calendar=calendar_for(None))
    assert found.total.delivered == 0


def test_returns_are_counted_with_the_reason_of_the_last_try(held, tu):
    parcel = held()
    for day, reason in ((23, "no_phone"), (25, "absent")):
        delivery.fail(parcel.pk, reason=reason, key=f"f{day}", by=acting(tu), at=hanoi(day, 9))
    delivery.return_to_office(parcel.pk, key="r", by=acting(tu), at=hanoi(26, 9))
    assert (march().total.returned, march().reasons) == (1, [("Vắng nhà", 1)])


def test_what_the_post_did_not_take_is_a_difference(batch, parcel_of, binh, tu):
    parcels = [parcel_of() for _ in range(2)]
    for parcel in parcels:
        hand_overs.scan(batch.pk, parcel.number, by=acting(binh), at=hanoi(20, 16, 3))
    hand_overs.close(batch.pk, by=acting(binh), at=hanoi(20, 16, 10))
    confirming.refuse_parcel(batch.pk, parcels[0].number, why="Rách", by=acting(tu), at=hanoi(20, 16, 15))
    assert (march(hanoi(23, 9)).total.differences, march(hanoi(23, 9)).total.unconfirmed) == (1, 0)
    assert march(hanoi(24, 9)).total.unconfirmed == 1


def test_complaints_are_counted_open_and_late(delivered):
    complaining.complain(delivered()[0].pk, "damaged", words="", by=Actor(CITIZEN), at=hanoi(24, 9))  # until 31/03
    assert [march(hanoi(day, 9, month=4)).total.complaints_late for day in (1, 2)] == [1, 1]
    assert (march(hanoi(31)).total.complaints_open, march(hanoi(31)).total.complaints_late) == (1, 0)


def test_lost_ones_and_short_money_are_counted(with_the_post, tu):
    lost, short = with_the_post(2)
    delivery.lose(lost.pk, note="Rơi", key="l", by=acting(tu), at=hanoi(24))
    told = {"collected_vnd": 30000, "received_by": "An", "note": "Thiếu tiền lẻ", "key": "a"}
    delivery.deliver(short.pk, **told, by=acting(tu), at=hanoi(24))
    assert (march().total.fallen_out, march().total.differences) == (1, 1)


def test_units_are_named_and_people_are_not(client_of, mai, delivered, tu):
    parcel = delivered()[0]
    page = client_of(mai).get(reverse("postal:way"), MARCH).content.decode()
    assert all(name in page for name in ("Hai Bà Trưng", "Bưu điện Hai Bà Trưng", "Cách tính từng chỉ số"))
    assert not any(person in page for person in (tu.full_name, parcel.recipient_name, parcel.application.code))


def test_a_district_sees_its_own_offices_only(client_of, delivered):
    delivered()
    district = factories.office("Quận Ba Đình", level="district")
    supervisor = client_of(factories.official("Lý Văn Xem", district, Role.DISTRICT_SUPERVISOR))
    assert "Chưa có bàn giao nào trong kỳ" in supervisor.get(reverse("postal:way"), MARCH).content.decode()


def test_it_can_be_taken_away_as_csv_and_xlsx(client_of, mai, delivered, tmp_path):
    delivered(2)
    browser = client_of(mai)
    lines = browser.get(reverse("postal:way_csv"), MARCH).content.decode("utf-8-sig").splitlines()
    assert "Bưu điện;Bưu điện Hai Bà Trưng;1;2;0;0;2;1,0;1,0" in lines[-1]
    (tmp_path / "a.xlsx").write_bytes(browser.get(reverse("postal:way_xlsx"), MARCH).content)
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    assert [cell.value for cell in book["Theo cơ quan"][5]][:3] == ["Tổng cộng", 1, 2]
    assert book["Cách tính"]["A1"].value == "Đợt bàn giao"


def test_a_period_that_is_none_is_answered_in_words(client_of, mai):
    page = client_of(mai).get(reverse("postal:way"), MARCH | {"tu": "31/02/2026"})
    assert "Từ ngày phải là ngày có thật" in page.content.decode()
    assert client_of(mai).get(reverse("postal:way_csv"), MARCH | {"den": ""}).status_code == 302


def test_what_was_known_stays_the_answer_whatever_happens_later(delivered, with_the_post, tu, lan):
    load_transit()
    one, late = delivered()[0], with_the_post(1)[0]
    complaining.complain(one.pk, "not_received", words="", by=Actor(CITIZEN), at=hanoi(24, 9))
    asked = hanoi(31, 9)
    before = march(asked).total
    assert (before.delivered, before.late, before.complaints_open, before.fallen_out) == (1, 1, 1, 0)
    complaint = one.complaints.get()
    complaining.answer(complaint.pk, "lost", words="Bưu điện xin lỗi.", by=acting(lan), at=hanoi(31, 10))
    delivery.lose(late.pk, note="Rơi", key="l", by=acting(tu), at=hanoi(31, 11))
    after = march(hanoi(31, 12)).total
    assert (after.delivered, after.late, after.complaints_open, after.fallen_out) == (0, 0, 0, 2)
    assert march(asked).total == before


def test_what_a_phone_told_later_was_not_known_before(with_the_post, tu):
    parcel = with_the_post(1)[0]
    told = {"collected_vnd": parcel.collect_vnd, "received_by": "An", "key": "a"}
    with told_late(hanoi(23, 17)):
        delivery.deliver(parcel.pk, **told, by=acting(tu), at=hanoi(23, 9))
    assert (march(hanoi(23, 12)).total.delivered, march(hanoi(23, 18)).total.delivered) == (0, 1)


def test_a_record_is_counted_as_it_was_before_an_envelope_was_refused(batch, parcel_of, binh, tu):
    parcels = [parcel_of() for _ in range(2)]
    for parcel in parcels:
        hand_overs.scan(batch.pk, parcel.number, by=acting(binh), at=hanoi(20, 16, 3))
    hand_overs.close(batch.pk, by=acting(binh), at=hanoi(20, 16, 10))
    confirming.refuse_parcel(batch.pk, parcels[0].number, why="Rách", by=acting(tu), at=hanoi(20, 16, 15))
    confirming.confirm(batch.pk, by=acting(tu), at=hanoi(24, 9))
    before, after = march(hanoi(20, 16, 12)).total, march(hanoi(24, 10)).total
    assert [(one.parcels, one.differences) for one in (before, after)] == [(2, 0), (1, 1)]
    assert (march(hanoi(24, 8)).total.unconfirmed, after.unconfirmed) == (1, 0)


def test_every_number_leads_to_as_many_rows(client_of, mai, office, parcel_of, delivered, held, tu, binh, monkeypatch):
    load_transit()
    one = delivered(2)[0]
    complaining.complain(one.pk, "damaged", words="", by=Actor(CITIZEN), at=hanoi(24, 9))
    held()
    batch, refused = hand_overs.open_hand_over(office, by=acting(binh), at=hanoi(20, 16)), [parcel_of() for _ in range(2)]
    for parcel in refused:
        hand_overs.scan(batch.pk, parcel.number, by=acting(binh), at=hanoi(20, 16, 3))
    hand_overs.close(batch.pk, by=acting(binh), at=hanoi(20, 16, 10))
    confirming.refuse_parcel(batch.pk, refused[0].number, why="Rách", by=acting(tu), at=hanoi(20, 16, 15))
    monkeypatch.setattr("django.utils.timezone.now", lambda: hanoi(31, 9))
    browser = client_of(mai)
    page = browser.get(reverse("postal:way"), MARCH).content.decode()
    links = re.findall(r'href="(/so-tu-phap/buu-dien-giao/ho-so/[^"]+)">(\d+)</a>', page)
    assert len(links) > 20
    for address, number in links:
        answer = browser.get(html.unescape(address))
        assert answer.context["number"] == len(answer.context["rows"]) == int(number), address
        assert one.recipient_name not in answer.content.decode()


def test_a_district_sees_no_rows_of_another(client_of, delivered):
    office = delivered()[0].office
    district = factories.office("Quận Ba Đình", level="district")
    supervisor = client_of(factories.official("Lý Văn Xem", district, Role.DISTRICT_SUPERVISOR))
    for asked in (MARCH, MARCH | {"co_quan": office.pk}):
        assert supervisor.get(reverse("postal:way_behind", args=["delivered"]), asked).context["rows"] == []

"""Opening and closing a unit by date: refused with what is missing, kept with its reason, followed by the public pages."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from applications.rollout.models import Switch
from portal.accounts.models import Posting, Role
from portal.audit.models import Entry
from portal.offices.models import CalendarYear, OfficeSuccession, OpeningHours, ServiceActivation
from portal.offices.succession import is_live
from postal.models import PostalAgreement
from tests import factories
from tests.factories import EXTRACT_COPY, hanoi
from tests.rollout.conftest import text

pytestmark = pytest.mark.django_db
TODAY, APRIL = date(2026, 3, 20), date(2026, 4, 1)


def open_it(client, office, phase, day="01/04/2026"):
    return client.post(reverse("rollout:open", args=[office.slug]), {"phase": phase.pk, "from_on": day}, follow=True)


def close_it(client, office, day="20/03/2026", reason="Chuyển trụ sở"):
    return client.post(reverse("rollout:close", args=[office.slug]), {"from_on": day, "reason": reason}, follow=True)


def test_a_ready_unit_is_opened_from_its_day_on(keeper, ready, phase):
    page = text(open_it(keeper, ready, phase))
    assert "nhận hồ sơ trực tuyến từ ngày 01/04/2026" in page
    assert [is_live(ready, EXTRACT_COPY, day) for day in (TODAY, date(2026, 3, 31), APRIL)] == [False, False, True]
    assert Switch.objects.get().is_on
    assert Entry.objects.filter(action="service.opened", subject=f"office:{ready.code}").exists()


@pytest.mark.parametrize(
    ("take_away", "said"),
    [
        (lambda: Posting.objects.filter(role=Role.OFFICE_LEADER).delete(), "Chưa có tài khoản lãnh đạo ký"),
        (
            lambda: Posting.objects.filter(role__in=[Role.RECEPTION_OFFICER, Role.CIVIL_STATUS_OFFICER]).delete(),
            "Chưa có tài khoản cán bộ một cửa",
        ),
        (lambda: PostalAgreement.objects.update(valid_to=date(2026, 3, 31)), "Chưa có thỏa thuận với bưu điện còn hiệu lực"),
        (lambda: CalendarYear.objects.filter(year=2026).delete(), "Chưa có lịch làm việc cho ngày 01/04/2026"),
        (lambda: OpeningHours.objects.all().delete(), "Chưa có giờ làm việc"),
    ],
    ids=["signer", "officer", "agreement", "calendar", "hours"],
)
def test_a_unit_that_lacks_something_is_refused_with_what_it_lacks(take_away, said, keeper, ready, phase):
    take_away()
    answer = open_it(keeper, ready, phase)
    assert answer.status_code == 400
    assert said in text(answer)
    assert not ServiceActivation.objects.exists()


@pytest.mark.parametrize("day", ["19/03/2026", "31/02/2026", "", "mai"])
def test_the_past_and_days_that_are_none_are_refused(day, keeper, ready, phase):
    answer = open_it(keeper, ready, phase, day)
    assert answer.status_code == 400
    assert not Switch.objects.exists()


def test_what_is_open_is_not_opened_again(keeper, ready, phase):
    factories.opened(ready)
    assert "đã mở dịch vụ rồi" in text(open_it(keeper, ready, phase))
    assert ServiceActivation.objects.count() == 1


def test_closing_ends_it_the_day_before_and_keeps_the_reason(keeper, ready):
    factories.opened(ready)
    page = text(close_it(keeper, ready, "23/03/2026"))
    assert "tạm dừng nhận hồ sơ trực tuyến từ ngày 23/03/2026" in page
    assert "Chuyển trụ sở" in page
    assert [is_live(ready, EXTRACT_COPY, day) for day in (date(2026, 3, 22), date(2026, 3, 23))] == [True, False]


def test_closing_asks_for_a_reason(keeper, ready):
    factories.opened(ready)
    answer = close_it(keeper, ready, reason=" ")
    assert "Nhập lý do tạm dừng" in text(answer)
    assert is_live(ready, EXTRACT_COPY, APRIL)


def test_a_planned_opening_can_be_taken_back(keeper, ready, phase):
    open_it(keeper, ready, phase)
    close_it(keeper, ready, "01/04/2026")
    assert not ServiceActivation.objects.exists()
    assert [switch.is_on for switch in Switch.objects.all()] == [False, True]


def test_what_was_inherited_can_be_closed_and_opened_again(keeper, ready, phase, other_office):
    """A ward is open because the ward before it was: closing it must hold all the same."""
    factories.opened(other_office)
    link = {"effective_on": date(2025, 7, 1), "kind": "merged_whole", "legal_act": "1656/NQ-UBTVQH15"}
    OfficeSuccession.objects.create(predecessor=other_office, successor=ready, **link)
    assert is_live(ready, EXTRACT_COPY, TODAY)
    close_it(keeper, ready)
    assert not is_live(ready, EXTRACT_COPY, TODAY)
    open_it(keeper, ready, phase, "20/03/2026")
    assert is_live(ready, EXTRACT_COPY, TODAY)


def test_dossiers_sent_before_go_on(keeper, ready):
    factories.opened(ready)
    sent = factories.submitted(ready, at=hanoi(20, 9))
    close_it(keeper, ready)
    sent.refresh_from_db()
    assert sent.state == "submitted"


def test_the_public_page_follows_by_date(keeper, ready, phase, client):
    address = reverse("unit:page", args=[ready.code])
    assert "chưa nhận hồ sơ trực tuyến" in text(client.get(address))
    open_it(keeper, ready, phase)
    assert "nhận hồ sơ trực tuyến từ thứ Tư 01/04/2026" in text(client.get(address))
    close_it(keeper, ready, "01/04/2026")
    open_it(keeper, ready, phase, "20/03/2026")
    assert "Nộp hồ sơ cấp bản sao trích lục hộ tịch đã đăng ký tại phường Hai Bà Trưng" in text(client.get(address))


def test_the_public_page_is_english_too(ready, client, now):
    factories.opened(ready)
    page = text(client.get(f"/en/nop/{ready.code}/"))
    assert "People’s Committee of Hai Bà Trưng Ward" in page or "People's Committee of Hai Bà Trưng Ward" in page
    assert "an event registered at Hai Bà Trưng Ward" in page


@pytest.mark.parametrize("code", ["00000", "x" * 300, "H26.16"])
def test_there_is_no_page_of_a_unit_that_is_none(code, client, department, years):
    assert client.get(f"/nop/{code}/").status_code == 404


def test_the_viewer_of_the_department_decides_nothing(client_of, mai, ready, now):
    for name in ("open", "close"):
        assert client_of(mai).get(reverse(f"rollout:{name}", args=[ready.slug])).status_code == 403


def test_the_database_refuses_a_closing_without_a_reason(ready):
    with pytest.raises(IntegrityError), transaction.atomic():
        Switch.objects.create(office=ready, procedure_code=EXTRACT_COPY, is_on=False, from_on=TODAY, at=hanoi())

"""The Department sees what a change of the calendar moves before it moves, and orders it."""

from datetime import date
from unittest import mock

import pytest
from django.utils import timezone

from applications.models import Application, Recount
from portal.offices import calendar_keeping
from portal.offices.calendar_rules import NewDay
from portal.offices.models import CalendarException
from tests import factories
from tests.factories import acting, hanoi

pytestmark = pytest.mark.django_db
AT = hanoi(20, 16, 30)


@pytest.fixture
def now():
    with mock.patch.object(timezone, "now", return_value=AT):
        yield AT


@pytest.fixture
def department(years):
    return factories.office("Sở Tư pháp Hà Nội", level="department")


@pytest.fixture
def mai(department):
    return factories.with_second_factor(factories.official("Lê Mai", department, "department_admin"))


@pytest.fixture
def viewer(department):
    return factories.with_second_factor(factories.official("Đỗ Quang", department, "department_viewer"))


@pytest.fixture
def change(mai, now):
    factories.submitted(factories.office(), at=hanoi(20, 15, 30))
    kind = CalendarException.Kind.EMERGENCY_CLOSURE
    day = NewDay(on=date(2026, 3, 23), kind=kind, name_vi="Đóng cửa vì bão", legal_document="Công điện 1/CĐ")
    return calendar_keeping.enter_exception(day, by=acting(mai), at=AT).version


def page(change) -> str:
    return f"/so-tu-phap/lich/thay-doi/{change}/"


def test_the_page_says_how_many_move_and_moves_nothing(change, mai, client):
    client.force_login(mai)
    html = client.get(page(change)).content.decode()
    assert "1 hồ sơ đang giải quyết sẽ đổi ngày hẹn" in html
    assert "Thứ Ba 24/03/2026" in html
    assert Application.objects.get().due_on == date(2026, 3, 23)


def test_ordering_moves_the_promises_in_the_background(change, mai, client, django_capture_on_commit_callbacks):
    client.force_login(mai)
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(f"{page(change)}tinh-lai/")
    assert answer.status_code == 302
    assert Application.objects.get().due_on == date(2026, 3, 24)
    assert Recount.objects.get().later == 1


def test_a_viewer_sees_it_and_cannot_order(change, viewer, client):
    client.force_login(viewer)
    assert "Tính lại 1 ngày hẹn" not in client.get(page(change)).content.decode()
    assert client.post(f"{page(change)}tinh-lai/").status_code == 403


def test_a_change_that_does_not_exist_is_not_found(mai, client):
    client.force_login(mai)
    assert client.get(page(999)).status_code == 404

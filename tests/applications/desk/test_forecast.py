"""From 14:00 on the queue and the leader's tray say what today's pace will not reach."""

from unittest import mock

import pytest
from django.utils import timezone

from tests import factories
from tests.factories import hanoi

pytestmark = pytest.mark.django_db
NO_PACE = "Hôm nay chưa giải quyết xong hồ sơ nào; 1 hồ sơ còn phải xong trong ngày."


@pytest.fixture
def dossier(years, office):
    return factories.submitted(office, at=hanoi(20, 9, 22))


def page(client, address: str, at) -> str:
    with mock.patch.object(timezone, "now", return_value=at):
        return client.get(address).content.decode()


@pytest.mark.parametrize("at", [hanoi(20, 14, 0), hanoi(20, 16, 59)])
def test_the_queue_says_it_from_14_00_until_the_close(at, dossier, binh, client_of):
    assert NO_PACE in page(client_of(binh), "/mot-cua/", at)


@pytest.mark.parametrize("at", [hanoi(20, 13, 59), hanoi(20, 17, 0), hanoi(21, 14, 30)])
def test_the_queue_does_not_say_it_at_other_times(at, dossier, binh, client_of):
    assert "chưa giải quyết xong hồ sơ nào" not in page(client_of(binh), "/mot-cua/", at)


def test_the_leader_reads_it_in_the_tray(dossier, dung, client_of):
    assert NO_PACE in page(client_of(dung), "/lanh-dao/", hanoi(20, 14, 0))


def test_an_office_without_promises_left_today_reads_nothing(years, binh, client_of):
    assert "note-warn" not in page(client_of(binh), "/mot-cua/", hanoi(20, 14, 0))


def test_the_line_costs_the_queue_two_queries(dossier, binh, client_of, django_assert_max_num_queries):
    client = client_of(binh)
    with django_assert_max_num_queries(20):
        assert NO_PACE in page(client, "/mot-cua/", hanoi(20, 15, 0))

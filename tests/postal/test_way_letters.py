"""Who is written to about envelopes that take too long and complaints without an answer: once a working morning."""

from datetime import date

import pytest

from portal.accounts.actors import CITIZEN, Actor
from portal.messaging.models import OutgoingMessage
from postal.actions import complaining
from postal.models import Parcel
from postal.way_letters import LISTED, tell_late
from tests.factories import hanoi

pytestmark = pytest.mark.django_db


@pytest.fixture
def late(with_the_post):
    parcels = with_the_post(2)
    Parcel.objects.update(deliver_by_on=date(2026, 3, 24))
    return parcels


def test_the_desk_and_the_post_hear_once_a_morning(late, binh, lan):
    assert [tell_late(at=hanoi(25, 9)) for _ in range(2)] == [2, 0]
    told = OutgoingMessage.objects.filter(idempotency_key__startswith="way:")
    assert set(told.values_list("recipient", flat=True)) == {binh.email, lan.email}
    assert all(late[0].application.code in message.text for message in told)
    assert not any(late[0].recipient_name in message.text for message in told)
    assert tell_late(at=hanoi(26, 9)) == 2


@pytest.mark.parametrize("at", [hanoi(24, 9), hanoi(25, 7), hanoi(28, 9)])
def test_nobody_hears_in_time_at_night_or_on_a_saturday(late, binh, lan, at):
    assert tell_late(at=at) == 0


def test_a_complaint_without_an_answer_is_told_after_its_last_day(late, lan):
    complaining.complain(late[0].pk, "late", words="", by=Actor(CITIZEN), at=hanoi(25, 9))  # to be answered by 01/04
    Parcel.objects.update(deliver_by_on=None)
    assert [tell_late(at=hanoi(day, 9, month=4)) for day in (1, 2)] == [0, 2]


def test_a_long_list_is_counted(with_the_post, lan):
    with_the_post(LISTED + 2)
    Parcel.objects.update(deliver_by_on=date(2026, 3, 24))
    tell_late(at=hanoi(25, 9))
    assert "và 2 hồ sơ khác" in OutgoingMessage.objects.get(recipient=lan.email).text

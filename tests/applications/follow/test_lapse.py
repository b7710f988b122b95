"""A supplement is waited for thirty days, then the dossier is closed and the citizen told."""

from django.urls import reverse

from applications import actions, notifications
from applications.states import State
from portal.messaging.models import OutgoingMessage
from tests.factories import acting, hanoi


def state(application) -> str:
    application.refresh_from_db()
    return application.state


def test_it_is_open_to_the_end_of_the_thirtieth_day(asked):
    assert actions.lapse_unanswered(at=hanoi(19, 23, 59, month=4)) == 0
    assert state(asked) == State.SUPPLEMENT_REQUESTED


def test_it_is_closed_after_the_thirtieth_day_and_told(asked):
    assert actions.lapse_unanswered(at=hanoi(20, 1, 40, month=4)) == 1
    assert state(asked) == State.LAPSED
    notifications.tell_pending(at=hanoi(20, 2, month=4))
    assert OutgoingMessage.objects.filter(text__contains="đã đóng vì không nhận được phần bổ sung").exists()


def test_closing_twice_closes_once(asked):
    actions.lapse_unanswered(at=hanoi(20, 1, 40, month=4))
    assert actions.lapse_unanswered(at=hanoi(20, 1, 41, month=4)) == 0
    assert asked.history.filter(verb="lapse").count() == 1


def test_the_days_count_from_the_last_request(asked, an, binh):
    actions.resubmit(asked.pk, answers={}, by=acting(an), at=hanoi(25))
    actions.ask_for_supplement(asked.pk, items=["Số quyển"], reason="Thiếu.", by=acting(binh), at=hanoi(26))
    assert actions.lapse_unanswered(at=hanoi(20, 1, 40, month=4)) == 0


def test_what_was_answered_stays_open(asked, an):
    actions.resubmit(asked.pk, answers={}, by=acting(an), at=hanoi(25))
    assert actions.lapse_unanswered(at=hanoi(20, 1, 40, month=4)) == 0


def test_the_last_day_is_said_where_the_supplement_is_asked(asked, client_of, an):
    for name in ("timeline", "supplement"):
        page = client_of(an).get(reverse(f"applications:{name}", args=[asked.ref])).content.decode()
        assert "Chủ nhật 19/04/2026" in page

"""What the clock does with appointments: a day closed later, a dossier that goes on, the reminder, the end of the day."""

from datetime import date

import pytest

from applications import actions as dossiers
from applications.visits import actions
from applications.visits.keeping import keep, remind
from applications.visits.models import End, Slot, State
from portal.accounts.actors import SYSTEM
from portal.messaging.models import Ladder, OutgoingMessage
from portal.offices.models import CalendarException, OpeningHours
from tests import factories
from tests.factories import acting, hanoi

pytestmark = pytest.mark.django_db
MONDAY, TUESDAY = date(2026, 3, 23), date(2026, 3, 24)


@pytest.fixture
def book(ready):
    def book(on=TUESDAY, half="afternoon", at=None, **filed):
        return actions.book(ready(**filed).pk, on=on, half=half, by=SYSTEM, at=at or hanoi(20, 13))

    return book


def close(day: date, **about) -> None:
    CalendarException.objects.create(on=day, kind="emergency_closure", name_vi="Đóng cửa vì bão", status="in_force", **about)


def refreshed(one):
    one.refresh_from_db()
    return one


def told(one, about: str):
    return OutgoingMessage.objects.filter(idempotency_key=f"visit:{one.pk}:{about}:sms")


def test_a_day_closed_later_moves_who_had_booked_and_tells_each_once(book):
    closed, other = book(), book(MONDAY)
    close(TUESDAY)
    assert keep(at=hanoi(21, 9)) == 1
    assert keep(at=hanoi(21, 9, 1)) == 0
    assert (refreshed(closed).state, closed.end, closed.slot.booked) == (State.MOVED, End.OFFICE_CLOSED, 0)
    assert refreshed(other).state == State.BOOKED
    assert "mời chọn buổi khác" in told(closed, "moved").get().text.lower()
    assert Ladder.objects.filter(occasion=f"visit:{closed.pk}:moved").exists()  # it must reach him


def test_hours_that_end_at_noon_from_a_day_on_move_the_afternoons_only(book, office):
    afternoon, morning = book(), book(half="morning")
    from_tuesday = {"valid_from": TUESDAY, "opens_at": "07:30", "closes_at": "11:30"}
    OpeningHours.objects.create(office=office, session="weekdays", **from_tuesday)
    keep(at=hanoi(21, 9))
    assert (refreshed(afternoon).state, refreshed(morning).state) == (State.MOVED, State.BOOKED)


def test_another_offices_closure_moves_nobody(book, other_office):
    one = book()
    close(TUESDAY, office=other_office)
    keep(at=hanoi(21, 9))
    assert refreshed(one).state == State.BOOKED


def test_who_was_moved_is_asked_to_choose_again(book, client_of, an, clock):
    one = book()
    close(TUESDAY)
    keep(at=hanoi(21, 9))
    clock(hanoi(21, 9))
    page = client_of(an).get(f"/ho-so/{one.application.ref}/").content.decode()
    assert "cơ quan không tiếp nhận buổi đó" in page
    assert "Chọn buổi đến cơ quan" in page


def test_a_dossier_that_was_fetched_frees_the_place_without_a_word(book, binh):
    one = book()
    about = {"who": "self", "name": "Nguyễn Thị Thùy Dương", "shown": "cccd", "last_digits": "2345"}
    dossiers.collect(one.application_id, **about, by=acting(binh), at=hanoi(20, 16))
    assert keep(at=hanoi(20, 16, 1)) == 1
    assert (refreshed(one).state, one.end) == (State.CANCELLED, End.NOT_NEEDED)
    assert not told(one, "moved").exists()


def test_who_was_given_it_on_the_day_itself_has_come_though_nobody_noted_him(book, binh):
    one = book()
    about = {"who": "self", "name": "Nguyễn Thị Thùy Dương", "shown": "cccd", "last_digits": "2345"}
    dossiers.collect(one.application_id, **about, by=acting(binh), at=hanoi(24, 14))
    assert (keep(at=hanoi(24, 14, 1)), keep(at=hanoi(24, 14, 2))) == (1, 0)
    assert refreshed(one).state == State.DONE


def test_a_dossier_passed_on_takes_its_person_to_another_office(received, other_office, binh):
    dossier = received()
    one = actions.book(dossier.pk, on=TUESDAY, half="morning", by=SYSTEM, at=hanoi(20, 13))
    factories.opened(other_office)
    dossiers.transfer(dossier.pk, to_id=other_office.pk, reason="Sổ ở đó.", by=acting(binh), at=hanoi(20, 14))
    assert keep(at=hanoi(20, 14, 1)) == 1
    assert (refreshed(one).state, one.end) == (State.MOVED, End.OFFICE_CHANGED)
    assert "vì hồ sơ đã chuyển đến" in told(one, "moved").get().text


def test_who_was_compared_and_has_signed_needs_no_appointment_any_more(received, binh):
    dossier = received()
    one = actions.book(dossier.pk, on=TUESDAY, half="morning", by=SYSTEM, at=hanoi(20, 13))
    signed = {"compared": [], "has_signed_register": True, "present": 1}
    dossiers.compare_originals(dossier.pk, **signed, by=acting(binh), at=hanoi(20, 15))
    assert remind(at=hanoi(23, 8)) == 0
    assert keep(at=hanoi(23, 8, 1)) == 1
    assert (refreshed(one).state, one.end) == (State.CANCELLED, End.NOT_NEEDED)


def test_the_reminder_goes_once_on_the_working_day_before(book):
    one = book()
    assert remind(at=hanoi(20, 16)) == 0  # Friday: Monday is the next working day
    assert remind(at=hanoi(23, 8)) == 1
    assert remind(at=hanoi(23, 8, 20)) == 0
    assert "Nhắc hẹn: buổi chiều thứ Ba 24/03/2026, 13:00–17:00" in told(one, "reminder").get().text


def test_a_holiday_between_is_passed_over(book):
    one = book(date(2026, 3, 25))
    close(TUESDAY)
    assert remind(at=hanoi(23, 8)) == 1
    assert told(one, "reminder").exists()


def test_who_books_for_the_next_working_day_is_not_told_twice(book):
    book(MONDAY)
    assert remind(at=hanoi(20, 16)) == 0
    assert remind(at=hanoi(22, 9)) == 0


def test_the_days_are_those_of_ha_noi(book):
    """23:30 on Sunday in UTC is Monday morning here."""
    one = book(MONDAY, at=hanoi(19, 9))
    assert remind(at=hanoi(20, 0, 30)) == 1
    assert told(one, "reminder").exists()
    assert keep(at=hanoi(23, 23, 59)) == 0
    assert keep(at=hanoi(24, 0, 0)) == 1


def test_what_the_desk_did_not_note_is_held_against_nobody(book):
    one = book()
    assert keep(at=hanoi(25, 0, 1)) == 1
    assert refreshed(one).state == State.UNMARKED
    again = actions.book(one.application_id, on=date(2026, 3, 26), half="morning", by=SYSTEM, at=hanoi(25, 9))
    assert again.state == State.BOOKED


def test_a_quiet_sweep_asks_a_few_queries_whatever_is_booked(book, django_assert_max_num_queries):
    for half in ("morning", "afternoon"):
        book(half=half)
    close(date(2026, 4, 30))
    keep(at=hanoi(21, 9))
    assert not Slot.objects.filter(calendar_stamp="").exists()
    with django_assert_max_num_queries(6):
        keep(at=hanoi(21, 9, 1))

"""Who is away: dossiers in hand pass to who stands in, letters and new work go to people who are there."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from applications import actions, cover, watch
from applications.errors import NotHere
from applications.models import Application
from applications.states import State
from portal.accounts import absences
from portal.accounts.absences import AbsenceRefused
from portal.accounts.models import Absence, Role
from portal.audit.models import Entry
from portal.messaging.models import OutgoingMessage
from tests import factories
from tests.factories import acting, hanoi

pytestmark = pytest.mark.django_db
FRIDAY, MONDAY = date(2026, 3, 20), date(2026, 3, 23)
MORNING = hanoi(20, 8, 5)


@pytest.fixture
def lan(office):
    return factories.official("Ngô Thị Lan", office, Role.CIVIL_STATUS_OFFICER)


@pytest.fixture
def in_hand(years, office, binh) -> Application:
    """Bình works on it since Thursday; due on Friday."""
    dossier = factories.submitted(office, at=hanoi(19, 15, 30))
    return actions.receive(dossier.pk, by=acting(binh), at=hanoi(19, 15, 40))


def away(person, office, first=FRIDAY, last=FRIDAY, *, substitute=None, at=MORNING) -> Absence:
    return actions.enter_absence(
        person.pk,
        office_id=office.pk,
        first_on=first,
        last_on=last,
        substitute_id=substitute.pk if substitute else None,
        by=acting(person),
        at=at,
    )


def worker_of(dossier: Application):
    dossier.refresh_from_db()
    return dossier.assigned_to


def letters_to(person) -> int:
    return OutgoingMessage.objects.filter(recipient=person.email).count()


def test_an_absence_of_today_passes_the_dossiers_on_at_once(in_hand, office, binh, lan):
    away(binh, office, substitute=lan)
    assert worker_of(in_hand) == lan
    change = in_hand.history.get(verb="cover")
    assert change.detail == {"from": binh.pk, "to": lan.pk}
    assert change.reason == "Trần Thị Bình nghỉ, Ngô Thị Lan thay."
    assert Entry.objects.filter(action="application.cover").count() == 1


def test_without_a_substitute_they_go_back_to_everybody(in_hand, office, binh, lan):
    away(binh, office)
    assert worker_of(in_hand) is None
    assert letters_to(lan) == 0


def test_an_absence_to_come_passes_them_on_when_its_day_comes_and_once(in_hand, office, binh, lan):
    away(binh, office, MONDAY, MONDAY, substitute=lan)
    assert cover.pass_on(at=hanoi(20, 23, 59)) == 0
    assert worker_of(in_hand) == binh
    assert [cover.pass_on(at=hanoi(23, 0, minute)) for minute in (1, 2)] == [1, 0]
    assert worker_of(in_hand) == lan
    assert in_hand.history.filter(verb="cover").count() == 1


def test_the_citizen_s_promise_and_state_stay_and_he_is_told_nothing(in_hand, office, binh, lan):
    away(binh, office, substitute=lan)
    now = Application.objects.get(pk=in_hand.pk)
    assert (now.state, now.due_at, now.version) == (State.RECEIVED, in_hand.due_at, in_hand.version)
    assert in_hand.history.get(verb="cover").told_at is not None


def test_the_substitute_gets_one_letter_about_all_of_them(years, office, binh, lan):
    for minute in range(3):
        dossier = factories.submitted(office, at=hanoi(19, 15, minute))
        actions.take(dossier.pk, by=acting(binh), at=hanoi(19, 16))
    away(binh, office, substitute=lan)
    letter = OutgoingMessage.objects.get(recipient=lan.email)
    assert letter.subject.startswith("3 hồ sơ chuyển đến ông/bà")
    assert "Thùy Dương" not in letter.text


def test_many_dossiers_are_passed_on_in_few_queries(years, office, binh, lan, django_assert_max_num_queries):
    for minute in range(12):
        dossier = factories.submitted(office, at=hanoi(19, 9, minute))
        actions.take(dossier.pk, by=acting(binh), at=hanoi(19, 16))
    absences.enter(
        binh.pk, office_id=office.pk, first_on=FRIDAY, last_on=FRIDAY, substitute_id=lan.pk, by=acting(binh), at=MORNING
    )
    with django_assert_max_num_queries(16):
        assert cover.pass_on(at=MORNING) == 12


def test_what_is_closed_or_a_colleague_s_stays_where_it_is(in_hand, years, office, binh, lan):
    colleagues = factories.submitted(office)
    actions.take(colleagues.pk, by=acting(lan), at=hanoi())
    actions.withdraw(in_hand.pk, reason="", by=acting(binh), at=MORNING)
    away(binh, office, substitute=lan)
    assert worker_of(in_hand) == binh
    assert worker_of(colleagues) == lan


def test_a_substitute_who_falls_ill_is_covered_in_turn(in_hand, office, binh, lan):
    third = factories.official("Đặng Văn Quý", office, Role.RECEPTION_OFFICER)
    away(binh, office, substitute=lan)
    away(lan, office, substitute=third, at=hanoi(20, 9))
    assert worker_of(in_hand) == third


def test_after_a_cancelled_absence_nothing_is_passed_on(in_hand, office, binh, lan):
    absence = away(binh, office, MONDAY, MONDAY, substitute=lan)
    assert absences.cancel(absence.pk, by=acting(binh), at=MORNING)
    assert not absences.cancel(absence.pk, by=acting(binh), at=MORNING)
    assert cover.pass_on(at=hanoi(23, 8)) == 0


def test_nobody_who_is_away_takes_or_is_given_a_dossier(years, office, binh, lan):
    waiting = factories.submitted(office)
    away(binh, office)
    with pytest.raises(NotHere, match="Trần Thị Bình nghỉ ngày 20/03/2026"):
        actions.take(waiting.pk, by=acting(binh), at=hanoi(20, 10))
    with pytest.raises(NotHere):
        actions.assign(waiting.pk, to_id=binh.pk, by=acting(lan), at=hanoi(20, 10))
    actions.assign(waiting.pk, to_id=binh.pk, by=acting(lan), at=hanoi(21, 10))


def test_the_next_dossier_is_refused_in_words_to_who_is_away(years, office, binh, client_of, monkeypatch):
    factories.submitted(office)
    away(binh, office)
    monkeypatch.setattr("django.utils.timezone.now", lambda: hanoi(20, 10))
    page = client_of(binh).post(reverse("desk:take_next"), follow=True)
    assert "hủy lịch nghỉ trước" in page.content.decode()
    assert Application.objects.get().assigned_to is None


def test_what_an_absent_person_receives_all_the_same_goes_to_the_substitute(years, office, binh, lan):
    waiting = factories.submitted(office)
    away(binh, office, substitute=lan)
    assert actions.receive(waiting.pk, by=acting(binh), at=hanoi(20, 10)).assigned_to == lan


def test_warnings_of_the_clock_go_to_who_stands_in(in_hand, office, binh, lan):
    absences.enter(
        binh.pk, office_id=office.pk, first_on=FRIDAY, last_on=FRIDAY, substitute_id=lan.pk, by=acting(binh), at=MORNING
    )
    watch.remind_before_close(at=hanoi(20, 16))
    assert (letters_to(binh), letters_to(lan)) == (0, 1)


def test_the_leader_s_warning_goes_to_the_deputy(in_hand, office, dung):
    deputy = factories.official("Phạm Thị Hoa", office, Role.OFFICE_LEADER)
    away(dung, office, substitute=deputy)
    watch.remind_before_close(at=hanoi(20, 16, 45))
    assert (letters_to(dung), letters_to(deputy)) == (0, 1)


def test_a_letter_is_never_lost_where_nobody_else_leads(in_hand, office, dung):
    away(dung, office)
    watch.remind_before_close(at=hanoi(20, 16, 45))
    assert letters_to(dung) == 1


def test_another_office_is_not_touched(in_hand, other_office, binh, chi):
    away(chi, other_office)
    assert worker_of(in_hand) == binh


@pytest.mark.parametrize(
    ("first", "last", "field"),
    [
        (date(2026, 3, 19), FRIDAY, "first_on"),
        (MONDAY, FRIDAY, "last_on"),
        (FRIDAY, date(2027, 3, 21), "last_on"),
    ],
)
def test_days_out_of_order_are_refused(first, last, field, office, binh):
    with pytest.raises(AbsenceRefused) as refused:
        away(binh, office, first, last)
    assert refused.value.field == field


def test_two_absences_of_one_person_do_not_overlap(office, binh):
    away(binh, office, FRIDAY, MONDAY)
    with pytest.raises(AbsenceRefused, match="Đã có lịch nghỉ từ 20/03/2026 đến 23/03/2026"):
        away(binh, office, MONDAY, MONDAY)
    away(binh, office, date(2026, 3, 24), date(2026, 3, 24))


def test_a_substitute_does_the_same_work_at_the_same_office_and_is_there(office, binh, chi, dung, lan):
    for unfit in (binh, chi, dung):
        with pytest.raises(AbsenceRefused) as refused:
            away(binh, office, substitute=unfit)
        assert refused.value.field == "substitute"
    away(lan, office, MONDAY, MONDAY)
    with pytest.raises(AbsenceRefused, match="cũng nghỉ ngày 23/03/2026"):
        away(binh, office, FRIDAY, MONDAY, substitute=lan)


@pytest.mark.parametrize("wrong", [{"last_on": date(2026, 3, 19)}, {"own": True}])
def test_the_database_refuses_it_too(wrong, office, binh):
    substitute = binh if wrong.pop("own", False) else None
    days = {"first_on": FRIDAY, "last_on": FRIDAY} | wrong
    with pytest.raises(IntegrityError), transaction.atomic():
        Absence.objects.create(user=binh, office=office, substitute=substitute, entered_by=binh, entered_at=MORNING, **days)

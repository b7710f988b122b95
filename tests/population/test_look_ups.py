"""Looking up: with a purpose, logged before the call, over real HTTP; when the database is away the work goes on."""

from datetime import timedelta

import pytest
from django.utils import timezone

from portal.accounts.actors import SYSTEM
from portal.audit.models import Entry
from portal.exchange.models import Partner
from portal.population import look_ups
from portal.population.comparing import lines_of
from portal.population.models import LookUp, Outcome
from tests.factories import acting
from tests.population.simulator import DUONG

pytestmark = pytest.mark.django_db
DECLARED = {"full_name": "Nguyễn Thị Thuỳ Dương", "birth_date": "1990", "sex": "", "residence": "Hà Nội"}


@pytest.fixture
def now():
    return timezone.now()


def look_up(by, now, number: str = "001190012345", *, actor=None, purpose: str = "requester_identity") -> LookUp:
    about = {"purpose": purpose, "application_ref": "7QK4M92XAB", "by": actor or acting(by), "at": now}
    return look_ups.look_up(number, "Nguyễn Thị Thuỳ Dương", "1990", **about)


def test_one_person_is_found_and_laid_beside_what_was_declared(population, binh, now):
    found = look_up(binh, now)
    assert (found.outcome, found.answer) == (Outcome.FOUND, DUONG)
    words = {line.label: line.words for line in lines_of(found, DECLARED)}
    assert words == {
        "Họ, chữ đệm, tên": "Khác dấu hoặc cách viết",
        "Ngày, tháng, năm sinh": "Khớp",
        "Giới tính": "Không đối chiếu: một bên không có",
        "Nơi cư trú": "Khác",
    }


def test_the_database_is_told_the_purpose_and_a_key_that_counts_once(population, binh, now):
    found = look_up(binh, now)
    look_ups.complete(found.pk, at=now)
    (asked,) = population.asked
    assert (asked["purpose"], asked["key"]) == ("requester_identity", f"tra-cuu:{found.pk}")


@pytest.mark.parametrize(("people", "outcome"), [([], Outcome.NOT_FOUND), ([DUONG, DUONG], Outcome.AMBIGUOUS)])
def test_of_nobody_and_of_two_nothing_is_kept(population, binh, now, people, outcome):
    population.people["001190012345"] = people
    found = look_up(binh, now)
    assert (found.outcome, found.answer) == (outcome, {})


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"purpose": ""}, "mục đích"),
        ({"purpose": "to_mo"}, "mục đích"),
        ({"number": "0011"}, "12 chữ số"),
        ({"number": "١٢٣٤٥٦٧٨٩٠١٢"}, "12 chữ số"),
        ({"actor": SYSTEM}, "cán bộ"),
    ],
)
def test_without_purpose_number_or_person_nobody_is_looked_up(population, binh, now, changed, why):
    with pytest.raises(look_ups.LookUpFault, match=r"(?i)" + why):
        look_up(binh, now, **changed)
    assert not population.asked
    assert not LookUp.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_the_evidence_is_committed_before_the_call(population, binh, now, monkeypatch):
    seen = []
    monkeypatch.setattr(look_ups, "ask", lambda question, *, at: seen.append(Entry.objects.get().purpose) or [])
    look_up(binh, now)
    entry = Entry.objects.get()
    assert seen == ["requester_identity"]
    assert (entry.action, entry.subject, entry.actor) == ("population.looked_up", "application:7QK4M92XAB", binh)
    assert "001190012345" not in str(entry.detail)


def away(population):
    population.is_away = True


def slow(population):
    population.may_answer.clear()


def says(*answers):
    return lambda population: population.answers.extend(answers)


@pytest.mark.parametrize(
    "trouble",
    [away, slow, says(500), says(401), says(b""), says(b"[]"), says(b'{"key": "other", "people": []}'),
     says(b'{"key": 5, "people": {}}')],
)  # fmt: skip
def test_when_the_database_gives_no_answer_the_look_up_waits_and_is_completed_later(population, binh, now, settings, trouble):
    settings.POPULATION_TIMEOUT_SECONDS = 0.1
    trouble(population)
    asked = look_up(binh, now)
    assert (asked.outcome, asked.tries, asked.seen_at) == (Outcome.WAITING, 1, None)
    population.is_away, settings.POPULATION_TIMEOUT_SECONDS = False, 3
    population.may_answer.set()
    assert look_ups.retry_waiting(clock=lambda: now) == 0
    assert look_ups.retry_waiting(clock=lambda: now + timedelta(minutes=5)) == 1
    asked.refresh_from_db()
    assert (asked.outcome, asked.came_later, asked.seen_at) == (Outcome.FOUND, True, None)


def test_a_person_that_cannot_be_read_is_no_answer(population, binh, now):
    population.people["001190012345"] = [{"full_name": 5}]
    assert look_up(binh, now).outcome == Outcome.WAITING


def test_a_silent_database_is_asked_once_a_sweep_not_once_a_look_up(population, binh, now):
    population.is_away = True
    for _ in range(4):
        look_up(binh, now)
    before = sum(LookUp.objects.values_list("tries", flat=True))
    look_ups.retry_waiting(clock=lambda: now + timedelta(minutes=5))
    assert sum(LookUp.objects.values_list("tries", flat=True)) == before + 1


def test_a_partner_that_is_paused_is_not_asked(population, binh, now):
    Partner.objects.update(is_paused=True)
    assert (look_up(binh, now).fault, population.asked) == ("no partner", [])


def test_what_was_asked_and_answered_leaves_and_the_evidence_stays(population, binh, now, settings):
    settings.POPULATION_KEEP_DAYS = 30
    answered = look_up(binh, now)
    population.is_away = True
    waiting = look_up(binh, now)
    assert look_ups.empty_old(at=now + timedelta(days=29)) == 0
    assert look_ups.empty_old(at=now + timedelta(days=31)) == 2
    for row in (answered, waiting):
        row.refresh_from_db()
        assert (row.asked, row.answer) == ({}, {})
    assert (answered.outcome, waiting.outcome) == (Outcome.FOUND, Outcome.GIVEN_UP)
    assert Entry.objects.filter(action="population.looked_up").count() == 2


def test_nothing_of_the_person_stands_in_the_log(population, binh, now, caplog, capsys):
    population.is_away = True
    look_up(binh, now)
    said = caplog.text + capsys.readouterr().err
    assert "population_silent" in said
    assert not any(word in said for word in ("001190012345", "Dương", "1990"))


def test_invented_people_are_found_by_the_last_digit_of_the_number(binh, now, settings):
    settings.POPULATION_ADAPTER = "invented"
    outcomes = {digit: look_up(binh, now, f"00119001234{digit}").outcome for digit in "0589"}
    assert outcomes == {"0": "found", "5": "waiting", "8": "not_found", "9": "ambiguous"}


def test_without_a_database_nobody_is_looked_up(binh, now, settings):
    settings.POPULATION_ADAPTER = "off"
    with pytest.raises(look_ups.LookUpFault, match="Chưa kết nối"):
        look_up(binh, now)
    assert look_ups.retry_waiting(clock=timezone.now) == 0

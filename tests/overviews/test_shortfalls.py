"""A unit that falls below its target is told of once, and again only after it has recovered."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from applications.overviews.management.commands.load_targets import load_targets
from applications.overviews.models import PunctualTarget, Shortfall
from applications.overviews.shortfalls import watch_targets
from applications.overviews.targets import target_on
from portal.messaging.models import OutgoingMessage
from tests.factories import EXTRACT_COPY, hanoi

pytestmark = pytest.mark.django_db
MORNING = hanoi(16, 7, 5)


@pytest.fixture
def fallen(done, office, dung, mai):
    done(office, in_time=45, late=5)


def recipients() -> list[str]:
    return sorted(OutgoingMessage.objects.values_list("recipient", flat=True))


def test_leader_and_department_are_told_once(fallen, office, dung, mai):
    assert [watch_targets(at=at) for at in (MORNING, hanoi(16, 8, 5), hanoi(17, 7, 5))] == [1, 0, 0]
    assert recipients() == sorted([dung.email, mai.email])
    fall = Shortfall.objects.get()
    assert (fall.office, fall.resolved, fall.punctual, fall.percent) == (office, 50, 45, 97)


def test_the_letter_says_the_numbers_their_days_and_what_they_mean(fallen, dung, mai):
    watch_targets(at=MORNING)
    message = OutgoingMessage.objects.get(recipient=dung.email)
    assert message.subject == "Phường Hai Bà Trưng: 90,0% hồ sơ đúng hạn, dưới mục tiêu 97%"
    assert "từ 14/02/2026 đến 15/03/2026" in message.text
    assert "45 trên 50 hồ sơ: 90,0%" in message.text
    assert "07:05 ngày 16/03/2026" in message.text
    assert "(8) + (9), chia cho (7)." in message.text


def test_the_department_has_one_letter_of_all_that_fell_today(fallen, done, other_office, mai):
    done(other_office, in_time=30, late=10)
    assert watch_targets(at=MORNING) == 2
    message = OutgoingMessage.objects.get(recipient=mai.email)
    assert message.subject == "2 đơn vị vừa xuống dưới mục tiêu đúng hạn"
    lowest = "- Phường Bạch Mai: 75,0% (30 trên 40 hồ sơ), mục tiêu 97%\n- Phường Hai Bà Trưng: 90,0% (45 trên 50 hồ sơ)"
    assert lowest in message.text


def test_it_is_over_when_the_unit_is_at_its_target_and_a_new_fall_is_told_anew(fallen, done, office):
    watch_targets(at=MORNING)
    done(office, in_time=950, on=date(2026, 3, 16))
    assert watch_targets(at=hanoi(17, 7, 5)) == 0
    assert Shortfall.objects.get().ended_at == hanoi(17, 7, 5)
    done(office, in_time=0, late=60, on=date(2026, 3, 17))
    assert watch_targets(at=hanoi(18, 7, 5)) == 1
    assert OutgoingMessage.objects.count() == 6  # fallen, recovered, fallen again; to leader and Department


def test_few_dossiers_begin_nothing_and_end_nothing(done, office, dung):
    done(office, in_time=20, late=9)
    assert watch_targets(at=MORNING) == 0
    done(office, in_time=1)
    assert watch_targets(at=hanoi(17, 7, 5)) == 1
    assert watch_targets(at=hanoi(20, 7, 5, month=4)) == 0  # thirty days on nothing is left to look at
    assert Shortfall.objects.get().ended_at is None


def test_it_is_looked_at_once_a_day_and_not_at_night(fallen):
    assert watch_targets(at=hanoi(16, 6, 59)) == 0
    assert watch_targets(at=MORNING) == 1


def test_the_department_sees_who_is_below(fallen, client_of, mai):
    watch_targets(at=MORNING)
    assert "1 đơn vị đang dưới mục tiêu" in client_of(mai).get("/so-tu-phap/ban-do/").content.decode()


def test_one_fall_at_a_time_is_held_by_the_database(fallen):
    watch_targets(at=MORNING)
    fall = Shortfall.objects.get()
    fall.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        fall.save(force_insert=True)


def test_the_target_that_says_more_goes_first():
    load_targets()
    assert load_targets() == 1
    day = date(2026, 3, 20)
    assert target_on(day).percent == 97
    PunctualTarget.objects.create(level="commune", valid_from=date(2026, 1, 1), percent=95, minimum=20)
    PunctualTarget.objects.create(procedure_code=EXTRACT_COPY, valid_from=date(2026, 3, 1), percent=99, minimum=10)
    assert (target_on(day).percent, target_on(date(2026, 2, 1)).percent, target_on(date(2025, 2, 1)).percent) == (99, 95, 97)
    assert target_on(date(2026, 2, 1), level="district").percent == 97


def test_a_target_is_a_share():
    with pytest.raises(IntegrityError), transaction.atomic():
        PunctualTarget.objects.create(valid_from=date(2026, 1, 1), percent=101, minimum=1)

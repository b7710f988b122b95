"""A filing becomes a case of several parts: by itself, once, and in the version of its day."""

import threading
from datetime import date

import pytest
from django.db import connection

from applications import actions as filing
from applications.linked import actions
from applications.linked.actions import opening
from applications.linked.models import ChildCase, LinkedCase
from applications.linked.plans import WrongPlan, plan_for, plan_from
from applications.linked.radar import unopened
from tests import factories
from tests.factories import acting, hanoi
from tests.linked.filings import BIRTH_GROUP, OLD_BIRTH, filed, opened, part, registered, stated

pytestmark = pytest.mark.django_db


def test_a_linked_filing_gets_a_case_with_a_part_for_each_authority(case):
    assert list(case.children.values_list("key", "kind", "state")) == [
        ("residence", "police", "waiting"),
        ("health_card", "social_insurance", "waiting"),
    ]


def test_the_case_is_opened_once_however_often_it_is_looked_for(case):
    assert actions.open_cases(at=hanoi(16, 9, 5)) == 0
    assert (LinkedCase.objects.count(), ChildCase.objects.count()) == (1, 2)


def test_an_extract_copy_opens_no_case(world, office, an):
    factories.submitted(office, an)
    assert actions.open_cases(at=hanoi()) == 0


def test_a_draft_opens_no_case(world, an):
    filing.start_draft(procedure_code=BIRTH_GROUP, kind="birth", at=hanoi(), applicant_id=an.pk)
    assert actions.open_cases(at=hanoi()) == 0


def test_what_is_exercised_goes_to_no_authority(world, office, an):
    sandbox = factories.office("Khu tập huấn", parent=office, is_training=True)
    filed(sandbox, an)
    assert actions.open_cases(at=hanoi()) == 0


def test_the_whole_is_due_counted_from_the_filing(case):
    assert case.due_on == date(2026, 3, 19)  # three working days after Monday 16/3


def test_the_old_procedure_is_closed_from_the_day_of_the_decree(world, office, an):
    before = opened(filed(office, an, code=OLD_BIRTH, at=hanoi(28, month=6, year=2024)))
    assert before.plan_version == "2.000986 2015-07-01"
    assert plan_for(OLD_BIRTH, date(2024, 7, 1)) is None
    assert plan_for(BIRTH_GROUP, date(2024, 6, 30)) is None
    assert plan_for(BIRTH_GROUP, date(2024, 7, 1)).version == "2.002621 2024-07-01"


def test_a_case_keeps_the_version_of_its_day(world, office, an):
    before = opened(filed(office, an, code=OLD_BIRTH, at=hanoi(28, month=6, year=2024)))
    assert part(before, "residence").plan.days == 15


def test_what_was_filed_under_a_closed_procedure_is_shown_and_not_lost(world, office, an):
    late = filed(office, an, code=OLD_BIRTH, at=hanoi(16, 9))
    actions.open_cases(at=hanoi(16, 9, 1))
    assert unopened(now=hanoi(16, 10)) == [late]


def test_what_can_have_no_case_keeps_none_from_having_one(world, office, an, monkeypatch):
    monkeypatch.setattr(opening, "BATCH", 1)
    filed(office, an, code=OLD_BIRTH, at=hanoi(16, 9))
    filed(office, an, at=hanoi(16, 9, 1))
    assert actions.open_cases(at=hanoi(16, 9, 2)) == 1


def test_nothing_is_stated_before_the_commune_has_registered(case):
    actions.advance_cases(at=hanoi(16, 9, 30))
    assert actions.send_pending(at=hanoi(16, 9, 30)) == 0


def test_once_registered_every_part_is_stated_and_none_counts_as_handed_over(case, binh, dung):
    stated(case, binh, dung)
    assert {child.state for child in case.children.all()} == {"sent"}
    assert {child.accepted_at for child in case.children.all()} == {None}


def test_a_case_opened_after_the_registration_goes_on_at_once(world, office, an, binh, dung):
    application = filed(office, an)
    registered(application, binh, dung)
    case = opened(application, at=hanoi(16, 11))
    assert set(case.children.values_list("state", flat=True)) == {"to_send"}


def test_a_refusal_by_the_commune_ends_what_was_to_follow(case, binh, dung):
    slip = filing.propose_refusal(
        case.application.pk, reason="Sai nơi đăng ký.", next_way="", by=acting(binh), at=hanoi(16, 10)
    )
    filing.sign_refusal(slip.pk, by=acting(dung), at=hanoi(16, 11))
    actions.advance_cases(at=hanoi(16, 11))
    case.refresh_from_db()
    assert set(case.children.values_list("state", flat=True)) == {"cancelled"}
    assert case.ended_at == hanoi(16, 11)


def test_a_withdrawal_cancels_what_nobody_has_taken(case, an):
    filing.withdraw(case.application.pk, reason="Đổi ý", by=acting(an), at=hanoi(16, 10))
    actions.advance_cases(at=hanoi(16, 10, 1))
    assert set(case.children.values_list("state", flat=True)) == {"cancelled"}


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"starts_after": "nothing"}, "starts after"),
        ({"authority": "the moon"}, "not known"),
        ({"days": 0}, "no limit"),
        ({"sees": ["everything"]}, "not known"),
    ],
)
def test_a_plan_that_contradicts_itself_stops_the_start(wrong, said):
    words = {"vi": "Việc", "en": "Thing"}
    child = {"key": "a", "authority": "police", "name": words, "gives": words, "days": 1} | wrong
    told = {"code": "1", "name": words, "justice": words, "valid_from": date(2026, 1, 1), "overall_days": 3, "source": "x"}
    with pytest.raises(WrongPlan, match=said):
        plan_from(told | {"children": [child]}, where="x.toml")


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_open_one_case(world, office, an):
    filed(office, an)
    if connection.vendor == "sqlite":
        actions.open_cases(at=hanoi(16, 9, 1))
        actions.open_cases(at=hanoi(16, 9, 1))
    else:
        _at_once(lambda: actions.open_cases(at=hanoi(16, 9, 1)))
    assert (LinkedCase.objects.count(), ChildCase.objects.count()) == (1, 2)


def _at_once(work) -> None:
    def run():
        try:
            work()
        finally:
            connection.close()

    workers = [threading.Thread(target=run) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

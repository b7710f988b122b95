"""The verbs of an apology: once, with reason and new time, signed by a leader who did not draft it; the promise stays."""

from dataclasses import replace

import pytest

from applications import actions
from applications.apologies import Terms
from applications.errors import (
    AccountableUnknown,
    CannotBeAppointed,
    ChangedMeanwhile,
    NotTheSigner,
    ReasonMissing,
    SecondApology,
)
from applications.models import Slip
from applications.states import State
from portal.accounts.actors import CITIZEN, Actor
from portal.accounts.models import Role
from tests import factories
from tests.factories import acting, hanoi

pytestmark = pytest.mark.django_db
LATE = hanoi(20, 17, 30)


@pytest.fixture
def dossier(years, office):
    """Due on Friday 20/03/2026 at 17:00."""
    return factories.submitted(office)


@pytest.fixture
def terms(binh):
    return Terms("Sổ năm 1990 đang được phục chế.", hanoi(23, 10, 0), binh.pk)


@pytest.fixture
def proposed(dossier, terms, binh):
    return actions.propose_apology(dossier.pk, terms, by=acting(binh), at=LATE)


@pytest.fixture
def signed(proposed, terms, dung):
    return actions.sign_apology(proposed.pk, terms, by=acting(dung), at=hanoi(20, 17, 40))


def test_signed_it_is_numbered_and_frozen_and_the_promise_stays(dossier, signed, dung, binh):
    dossier.refresh_from_db()
    assert dossier.reappointed_at == hanoi(23, 10, 0)
    assert (dossier.due_at, dossier.state) == (hanoi(20, 17, 0), State.SUBMITTED)
    assert (signed.number, signed.signed_by_id, signed.drafted_by_id) == (1, dung.pk, binh.pk)
    assert signed.content["reason"] == "Sổ năm 1990 đang được phục chế."
    assert signed.content["accountable"] == "Trần Thị Bình"
    assert signed.content["due_at"] == hanoi(20, 17, 0).isoformat()
    assert dossier.history.last().verb == "apologise"


def test_what_is_resolved_by_the_new_time_is_late_all_the_same(dossier, signed, office, binh, dung):
    entry = factories.birth_entry(office)
    actions.receive(dossier.pk, by=acting(binh), at=hanoi(23, 8, 30))
    actions.draw_up(dossier.pk, entry_id=entry.pk, by=acting(binh), at=hanoi(23, 8, 40))
    actions.send_for_signature(dossier.pk, by=acting(binh), at=hanoi(23, 8, 50))
    assert actions.sign(dossier.pk, by=acting(dung), at=hanoi(23, 9, 0)).was_on_time is False


def test_it_may_be_written_before_the_time_has_run_out(dossier, terms, binh):
    assert actions.propose_apology(dossier.pk, terms, by=acting(binh), at=hanoi(20, 10, 0)).pk


def test_a_second_one_is_refused_while_the_first_waits(dossier, proposed, terms, binh):
    with pytest.raises(SecondApology, match="đang chờ lãnh đạo ký"):
        actions.propose_apology(dossier.pk, terms, by=acting(binh), at=LATE)


def test_a_second_one_is_refused_after_the_first_was_signed(dossier, signed, terms, binh):
    with pytest.raises(SecondApology, match="chỉ cho hẹn lại một lần"):
        actions.propose_apology(dossier.pk, terms, by=acting(binh), at=hanoi(23, 11, 0))


def test_a_new_promise_does_not_allow_a_second_one(dossier, signed, terms, binh):
    actions.ask_for_supplement(dossier.pk, items=["Ảnh"], reason="Thiếu.", by=acting(binh), at=hanoi(23, 9, 0))
    actions.resubmit(dossier.pk, answers={}, by=Actor(CITIZEN), at=hanoi(24, 9, 0))
    dossier.refresh_from_db()
    assert dossier.reappointed_at is None
    with pytest.raises(SecondApology):
        actions.propose_apology(dossier.pk, replace(terms, reappointed_at=hanoi(26, 10)), by=acting(binh), at=hanoi(24, 18))


def test_sent_back_it_may_be_drafted_again(dossier, proposed, terms, binh, dung):
    actions.decline_apology(proposed.pk, reason="Ghi rõ hơn.", by=acting(dung), at=hanoi(20, 17, 40))
    again = actions.propose_apology(dossier.pk, terms, by=acting(binh), at=hanoi(20, 17, 50))
    assert again.pk != proposed.pk
    proposed.refresh_from_db()
    assert proposed.declined_reason == "Ghi rõ hơn."


def test_the_leader_may_change_reason_and_time(dossier, proposed, terms, dung):
    changed = replace(terms, reason="Cán bộ vắng mặt.", reappointed_at=hanoi(24, 9, 0))
    slip = actions.sign_apology(proposed.pk, changed, by=acting(dung), at=LATE)
    dossier.refresh_from_db()
    assert (slip.content["reason"], dossier.reappointed_at) == ("Cán bộ vắng mặt.", hanoi(24, 9, 0))


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"reason": "  "}, ReasonMissing),
        ({"reappointed_at": hanoi(21, 10, 0)}, CannotBeAppointed),
        ({"reappointed_at": hanoi(23, 18, 0)}, CannotBeAppointed),
        ({"reappointed_at": hanoi(20, 16, 0)}, CannotBeAppointed),
        ({"accountable_id": 0}, AccountableUnknown),
    ],
    ids=["no reason", "Saturday", "closed", "past", "nobody"],
)
def test_reason_time_and_person_are_checked_at_both_ends(dossier, proposed, terms, binh, dung, change, fault):
    with pytest.raises(fault):
        actions.sign_apology(proposed.pk, replace(terms, **change), by=acting(dung), at=LATE)
    Slip.objects.filter(pk=proposed.pk).delete()
    with pytest.raises(fault):
        actions.propose_apology(dossier.pk, replace(terms, **change), by=acting(binh), at=LATE)


def test_nobody_of_another_office_is_accountable(dossier, terms, binh, chi):
    with pytest.raises(AccountableUnknown):
        actions.propose_apology(dossier.pk, replace(terms, accountable_id=chi.pk), by=acting(binh), at=LATE)


def test_only_a_leader_of_the_office_signs(proposed, terms, binh, chi):
    for person in (binh, chi):
        with pytest.raises(NotTheSigner):
            actions.sign_apology(proposed.pk, terms, by=acting(person), at=LATE)


def test_a_leader_does_not_sign_what_he_drafted(dossier, terms, dung):
    slip = actions.propose_apology(dossier.pk, terms, by=acting(dung, Role.OFFICE_LEADER), at=LATE)
    with pytest.raises(NotTheSigner, match="không được tự ký"):
        actions.sign_apology(slip.pk, terms, by=acting(dung), at=LATE)


def test_signed_twice_the_second_is_told(proposed, terms, signed, dung):
    with pytest.raises(ChangedMeanwhile):
        actions.sign_apology(proposed.pk, terms, by=acting(dung), at=hanoi(20, 17, 50))


def test_a_draft_ends_with_the_time_it_was_for(dossier, proposed, terms, binh, dung):
    actions.ask_for_supplement(dossier.pk, items=["Ảnh"], reason="Thiếu.", by=acting(binh), at=hanoi(20, 17, 35))
    proposed.refresh_from_db()
    assert proposed.declined_at == hanoi(20, 17, 35)
    with pytest.raises(ChangedMeanwhile):
        actions.sign_apology(proposed.pk, terms, by=acting(dung), at=LATE)


def test_what_is_closed_is_not_apologised_for(dossier, terms, binh):
    actions.withdraw(dossier.pk, reason="", by=Actor(CITIZEN), at=hanoi(20, 10, 0))
    with pytest.raises(ChangedMeanwhile):
        actions.propose_apology(dossier.pk, terms, by=acting(binh), at=LATE)

"""A partner's messages: repeated, late, early and contradicting ones change nothing twice and are never thrown away."""

from datetime import date, datetime

import pytest

from applications.linked import actions
from applications.linked.errors import KeyTaken, NotYourChild, UnknownChild, WrongMessage
from applications.linked.incoming import Said, receive, settle_all
from applications.linked.models import ChildMove, PartnerMessage
from applications.linked.states import ChildState
from applications.linked.transport import hand_over
from tests.factories import acting, hanoi
from tests.linked.filings import part, stated

pytestmark = pytest.mark.django_db


@pytest.fixture
def sent(case, binh, dung):
    stated(case, binh, dung)
    return case


@pytest.fixture
def number(sent) -> str:
    return part(sent, "residence").number


def confirm(number, *, attempt=1, key="k1", at=None) -> Said:
    return Said(key, number, "confirm", at or hanoi(17, 9), {"attempt": attempt})


def result(number, *, key="k2", at=None) -> Said:
    return Said(key, number, "resolve", at or hanoi(18, 9), {"number": "12/TB", "on": "2026-03-18"})


def test_the_clock_runs_from_when_it_happened_not_from_when_we_heard(sent, number, police):
    receive(confirm(number), of=police, at=hanoi(18, 16))
    child = part(sent, "residence")
    assert (child.accepted_at, child.due_on) == (hanoi(17, 9), date(2026, 3, 19))
    assert child.history.last().known_at == hanoi(18, 16)


def test_the_same_message_twice_is_one(sent, number, police):
    first, again = (receive(confirm(number), of=police, at=hanoi(17, hour)) for hour in (9, 10))
    assert first.pk == again.pk
    assert part(sent, "residence").history.filter(verb="confirm").count() == 1


def test_a_result_that_overtakes_the_confirmation_waits_for_it(sent, number, police):
    early = receive(result(number), of=police, at=hanoi(18, 9))
    assert (early.fate, part(sent, "residence").state) == ("waits", "sent")
    receive(confirm(number), of=police, at=hanoi(18, 10))
    child = part(sent, "residence")
    assert (child.state, child.result_number, child.accepted_at) == ("resolved", "12/TB", hanoi(17, 9))


def test_a_confirmation_after_the_result_changes_nothing(sent, number, police):
    for said in (confirm(number), result(number)):
        receive(said, of=police, at=hanoi(18, 9))
    late = receive(confirm(number, key="k9", at=hanoi(18, 12)), of=police, at=hanoi(18, 12))
    assert (late.fate, late.why) == ("ignored", "Phần việc đã kết thúc.")
    assert part(sent, "residence").accepted_at == hanoi(17, 9)


def test_a_dispute_of_an_earlier_attempt_does_not_undo_the_later(sent, number, police, binh):
    actions.send(part(sent, "residence").pk, by=acting(binh), at=hanoi(16, 15))
    old = Said("k1", number, "dispute", hanoi(16, 12), {"attempt": 1, "reason": "Thiếu"})
    assert receive(old, of=police, at=hanoi(16, 16)).fate == "ignored"
    assert part(sent, "residence").state == "sent"


def test_a_hand_over_that_was_disputed_is_not_confirmed_by_a_straggler(sent, number, police, binh):
    receive(Said("k1", number, "dispute", hanoi(16, 12), {"attempt": 1, "reason": "Thiếu"}), of=police, at=hanoi(16, 12))
    assert receive(confirm(number, key="k2"), of=police, at=hanoi(17)).fate == "ignored"
    assert part(sent, "residence").state == "to_send"


def test_a_message_from_the_future_counts_from_now(sent, number, police):
    receive(confirm(number, at=hanoi(1, month=6)), of=police, at=hanoi(17, 9))
    assert part(sent, "residence").accepted_at == hanoi(17, 9)


def test_a_key_stands_for_one_message_only(sent, number, police):
    receive(confirm(number), of=police, at=hanoi(17))
    with pytest.raises(KeyTaken):
        receive(Said("k1", number, "refuse", hanoi(17), {"reason": "Không"}), of=police, at=hanoi(17))


def test_one_authority_says_nothing_about_anothers_part(sent, number, insurance):
    with pytest.raises(NotYourChild):
        receive(confirm(number), of=insurance, at=hanoi(17))
    assert not PartnerMessage.objects.exists()


def test_a_part_that_never_was_is_told_so(sent, police):
    with pytest.raises(UnknownChild):
        receive(confirm("XXXXXXXXXX-1"), of=police, at=hanoi(17))


@pytest.mark.parametrize(
    ("verb", "told"),
    [
        ("confirm", {}),
        ("confirm", {"attempt": "1"}),
        ("confirm", {"attempt": True}),
        ("dispute", {"attempt": 1, "reason": "  "}),
        ("refuse", {"reason": "x" * 1001}),
        ("refuse", {"reason": ["x"]}),
        ("ask_for_supplement", {"items": [], "reason": "x"}),
        ("ask_for_supplement", {"items": ["a"] * 11, "reason": "x"}),
        ("ask_for_supplement", {"items": [{"a": 1}], "reason": "x"}),
        ("resolve", {"number": "", "on": "2026-03-18"}),
        ("resolve", {"number": "1", "on": "18/3/2026"}),
        ("resolve", {"number": "1", "on": 20260318}),
        ("delete", {}),
    ],
)
def test_a_faulty_message_is_refused_in_words_and_not_kept(sent, number, police, verb, told):
    with pytest.raises(WrongMessage):
        receive(Said("k1", number, verb, hanoi(17), told), of=police, at=hanoi(17))
    assert not PartnerMessage.objects.exists()


def test_a_message_without_a_zone_is_refused(sent, number, police):
    naive = datetime(2026, 3, 17, 9)
    with pytest.raises(WrongMessage):
        receive(confirm(number, at=naive), of=police, at=hanoi(17))


def test_what_waits_is_found_by_the_sweep(sent, number, police, linh):
    receive(result(number), of=police, at=hanoi(18, 9))
    actions.confirm(part(sent, "residence").pk, by=acting(linh), at=hanoi(18, 10))
    settle_all(at=hanoi(18, 10, 1))
    assert part(sent, "residence").state == "resolved"


def test_an_authority_is_told_only_what_it_needs(sent, police):
    child = part(sent, "residence")
    told = hand_over(child, at=hanoi(16, 11)).payload
    assert set(told) == {
        "child",
        "part",
        "procedure",
        "attempt",
        "commune",
        "days",
        "requester",
        "subject",
        "justice",
        "answers",
    }
    assert told["subject"] == {"name": "Nguyễn Gia Bảo", "personal_id": ""}


def test_a_message_leaves_one_row_of_history_under_the_authoritys_role(sent, number, police):
    receive(confirm(number), of=police, at=hanoi(17))
    row = ChildMove.objects.get(verb="confirm")
    assert (row.role, row.actor, row.office) == ("police_officer", None, police.office)


def test_a_result_that_comes_while_papers_are_waited_for_ends_the_part(sent, number, police):
    receive(confirm(number), of=police, at=hanoi(17, 9))
    asked = Said("k5", number, "ask_for_supplement", hanoi(17, 10), {"items": ["Giấy tờ nhà ở"], "reason": "Thiếu"})
    receive(asked, of=police, at=hanoi(17, 10))
    assert receive(result(number), of=police, at=hanoi(18, 9)).fate == "applied"
    child = part(sent, "residence")
    assert (child.state, child.asked, child.reason) == (ChildState.RESOLVED, [], "")

"""One side states the hand-over, the other confirms or disputes it: only then anything counts as sent."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from applications.linked import actions
from applications.linked.errors import NobodyToSendTo, NotNow
from applications.linked.models import Authority, ChildCase, ChildMove
from portal.audit.append_only import EvidenceIsKept
from tests.factories import acting, hanoi
from tests.linked.filings import an_authority, filed, opened, part, stated

pytestmark = pytest.mark.django_db


@pytest.fixture
def sent(case, binh, dung):
    stated(case, binh, dung)
    return case


def test_the_clock_of_an_authority_runs_from_its_own_confirmation(sent, linh):
    child = actions.confirm(part(sent, "residence").pk, by=acting(linh), at=hanoi(17, 14))
    assert (child.state, child.due_on) == ("accepted", date(2026, 3, 19))  # two working days after Tuesday
    assert child.policy == "2.002621 2024-07-01 residence"


def test_each_authority_has_its_own_clock(sent, linh, yen):
    actions.confirm(part(sent, "residence").pk, by=acting(linh), at=hanoi(17, 14))
    actions.confirm(part(sent, "health_card").pk, by=acting(yen), at=hanoi(20, 9))
    assert (part(sent, "residence").due_on, part(sent, "health_card").due_on) == (date(2026, 3, 19), date(2026, 3, 24))


def test_both_people_and_both_moments_are_kept(sent, linh):
    actions.confirm(part(sent, "residence").pk, by=acting(linh), at=hanoi(17, 14))
    told = part(sent, "residence").history.filter(verb__in=["send", "confirm"])
    assert list(told.values_list("verb", "at", "role")) == [
        ("send", hanoi(16, 10), "system"),
        ("confirm", hanoi(17, 14), "police_officer"),
    ]
    assert told.last().actor == linh


def test_a_disputed_part_is_the_communes_again_and_waits_for_a_person(sent, linh):
    child = actions.dispute(part(sent, "residence").pk, reason="Thiếu tờ khai", by=acting(linh), at=hanoi(17))
    assert (child.state, child.reason) == ("to_send", "Thiếu tờ khai")
    assert actions.send_pending(at=hanoi(17, 10)) == 0


def test_sent_again_it_is_the_same_part_in_another_attempt(sent, linh, binh):
    child = part(sent, "residence")
    actions.dispute(child.pk, reason="Thiếu tờ khai", by=acting(linh), at=hanoi(17))
    again = actions.send(child.pk, by=acting(binh), at=hanoi(17, 10))
    assert (again.number, again.attempts, again.state) == (child.number, 2, "sent")


def test_confirming_twice_changes_nothing_the_second_time(sent, linh):
    child = part(sent, "residence")
    actions.confirm(child.pk, by=acting(linh), at=hanoi(17))
    with pytest.raises(NotNow):
        actions.confirm(child.pk, by=acting(linh), at=hanoi(18))
    assert part(sent, "residence").accepted_at == hanoi(17)


def test_who_looked_at_an_older_statement_confirms_nothing(sent, linh, binh):
    child = part(sent, "residence")
    actions.send(child.pk, by=acting(binh), at=hanoi(16, 15))
    with pytest.raises(NotNow):
        actions.confirm(child.pk, by=acting(linh), at=hanoi(17), seen_version=child.version)


def test_where_nobody_is_known_the_part_waits_and_is_not_lost(case, police, binh, dung):
    Authority.objects.filter(pk=police.pk).update(valid_to=date(2020, 1, 1))
    stated(case, binh, dung)
    child = part(case, "residence")
    assert child.state == "to_send"
    with pytest.raises(NobodyToSendTo):
        actions.send(child.pk, by=acting(binh), at=hanoi(16, 11))


def test_by_hand_it_counts_from_the_signature_on_the_record(sent, binh):
    child = part(sent, "residence")
    slip = actions.deliver_by_hand(child.pk, by=acting(binh), at=hanoi(17, 8))
    assert slip.content["giver"] == "Trần Thị Bình"
    actions.confirm_on_paper(
        child.pk, received_by="Ngô Hoài Linh", title="Cán bộ", received_at=hanoi(17, 9), by=acting(binh), at=hanoi(18, 8)
    )
    child = part(sent, "residence")
    assert (child.accepted_at, child.due_on) == (hanoi(17, 9), date(2026, 3, 19))
    told = child.history.get(verb="confirm")
    assert (told.known_at, told.detail["received_by"]) == (hanoi(18, 8), "Ngô Hoài Linh")


def test_without_a_printed_record_nothing_is_confirmed_on_paper(sent, binh):
    with pytest.raises(NotNow):
        actions.confirm_on_paper(
            part(sent, "residence").pk, received_by="A", title="", received_at=hanoi(17), by=acting(binh), at=hanoi(17)
        )


def test_a_supplement_stops_this_clock_and_starts_it_anew(sent, linh, an):
    child = part(sent, "residence")
    actions.confirm(child.pk, by=acting(linh), at=hanoi(17))
    actions.ask_for_supplement(child.pk, items=["Giấy tờ nhà"], reason="Chưa rõ.", by=acting(linh), at=hanoi(18))
    asked = part(sent, "residence")
    assert (asked.state, asked.runs_out_at) == ("supplement_requested", None)
    back = actions.answer(child.pk, words={1: "Nhà của ông bà"}, by=acting(an), at=hanoi(25, 9))
    assert (back.state, back.due_on, back.asked) == ("accepted", date(2026, 3, 27), [])


def test_a_supplement_in_one_part_leaves_the_others_alone(sent, linh, yen):
    for key, person in (("residence", linh), ("health_card", yen)):
        actions.confirm(part(sent, key).pk, by=acting(person), at=hanoi(17))
    before = part(sent, "health_card").due_at
    actions.ask_for_supplement(
        part(sent, "residence").pk, items=["Giấy tờ nhà"], reason="Chưa rõ.", by=acting(linh), at=hanoi(18)
    )
    assert (part(sent, "health_card").state, part(sent, "health_card").due_at) == ("accepted", before)


def test_the_case_ends_with_its_last_part(sent, linh, yen):
    for key, person in (("residence", linh), ("health_card", yen)):
        actions.confirm(part(sent, key).pk, by=acting(person), at=hanoi(17))
    actions.refuse(part(sent, "residence").pk, reason="Không đủ điều kiện", by=acting(linh), at=hanoi(18))
    sent.refresh_from_db()
    assert sent.ended_at is None
    actions.resolve(part(sent, "health_card").pk, number="TE101", on=date(2026, 3, 18), by=acting(yen), at=hanoi(18, 15))
    sent.refresh_from_db()
    assert sent.ended_at == hanoi(18, 15)


def test_what_an_authority_has_taken_is_not_cancelled(sent, linh):
    child = actions.confirm(part(sent, "residence").pk, by=acting(linh), at=hanoi(17))
    sent.application.refresh_from_db()
    actions.advance_cases(at=hanoi(17, 10))
    assert part(sent, "residence").state == child.state == "accepted"


def test_a_successor_takes_over_with_number_clock_and_history(sent, police, linh, office):
    child = actions.confirm(part(sent, "residence").pk, by=acting(linh), at=hanoi(17))
    heir = abolished(police, office)
    assert actions.pass_on_abolished(at=hanoi(19)) == 1
    taken = part(sent, "residence")
    assert (taken.authority, taken.number, taken.due_at) == (heir, child.number, child.due_at)
    assert [move.verb for move in taken.history.all()] == ["open", "become_ready", "send", "confirm", "pass_on"]
    assert actions.pass_on_abolished(at=hanoi(19, 10)) == 0


def test_a_part_that_ends_while_it_is_passed_on_stays_where_it_ended(sent, police, linh, office, monkeypatch):
    child = actions.confirm(part(sent, "residence").pk, by=acting(linh), at=hanoi(17))
    abolished(police, office)

    def ends_meanwhile(authority, day):
        actions.refuse(child.pk, reason="Không đủ điều kiện", by=acting(linh), at=hanoi(19))
        return authority.successor

    monkeypatch.setattr(Authority, "standing_heir", ends_meanwhile)
    assert actions.pass_on_abolished(at=hanoi(19)) == 0
    assert (part(sent, "residence").authority, part(sent, "residence").history.last().verb) == (police, "refuse")


def test_an_heir_whose_system_is_not_known_holds_up_no_other_part(sent, police, insurance, linh, yen, office):
    for key, person in (("residence", linh), ("health_card", yen)):
        actions.confirm(part(sent, key).pk, by=acting(person), at=hanoi(17))
    Authority.objects.filter(pk=abolished(police, office).pk).update(transport="http", partner_code="KHONG-CO")
    heir = abolished(insurance, office, name="Bảo hiểm xã hội mới")
    assert actions.pass_on_abolished(at=hanoi(19)) == 1
    assert (part(sent, "residence").authority, part(sent, "health_card").authority) == (police, heir)


def test_what_was_not_confirmed_goes_out_to_the_successor(sent, police, office):
    heir = abolished(police, office)
    actions.pass_on_abolished(at=hanoi(19))
    assert part(sent, "residence").state == "to_send"
    actions.send_pending(at=hanoi(19, 8, 1))
    child = part(sent, "residence")
    assert (child.state, child.authority, child.attempts) == ("sent", heir, 2)


def test_what_is_abolished_with_its_successor_goes_to_the_end_of_the_line(sent, police, linh, office):
    actions.confirm(part(sent, "residence").pk, by=acting(linh), at=hanoi(16, 11))
    heir = abolished(police, office)
    last = abolished(heir, office, name="Công an quận")
    actions.pass_on_abolished(at=hanoi(19))
    assert part(sent, "residence").authority == last


def test_history_is_written_once(sent):
    row = ChildMove.objects.first()
    row.reason = "khác"
    with pytest.raises(EvidenceIsKept):
        row.save()
    with pytest.raises(EvidenceIsKept):
        ChildMove.objects.update(reason="khác")


def test_the_database_refuses_a_confirmed_part_without_a_promise(sent):
    with pytest.raises(IntegrityError), transaction.atomic():
        ChildCase.objects.filter(case=sent, key="residence").update(accepted_at=hanoi(17))


def test_a_part_that_waits_for_another_starts_after_it(world, office, an, binh, dung, linh, chained):
    case = opened(filed(office, an))
    stated(case, binh, dung)
    assert (part(case, "residence").state, part(case, "health_card").state) == ("sent", "waiting")
    actions.confirm(part(case, "residence").pk, by=acting(linh), at=hanoi(17))
    actions.resolve(part(case, "residence").pk, number="1", on=date(2026, 3, 17), by=acting(linh), at=hanoi(17, 10))
    assert part(case, "health_card").state == "to_send"


@pytest.mark.parametrize(("chained", "then"), [(False, "to_send"), (True, "cancelled")], indirect=["chained"])
def test_a_refusal_stops_what_follows_only_where_the_law_says_so(world, office, an, binh, dung, linh, chained, then):
    case = opened(filed(office, an))
    stated(case, binh, dung)
    actions.confirm(part(case, "residence").pk, by=acting(linh), at=hanoi(17))
    actions.refuse(part(case, "residence").pk, reason="Không đủ điều kiện", by=acting(linh), at=hanoi(18))
    assert part(case, "health_card").state == then


def abolished(authority, office, *, name="Công an phường mới"):
    heir = an_authority(authority.kind, name, office, since=date(2026, 3, 18))
    Authority.objects.filter(pk=authority.pk).update(valid_to=max(date(2026, 3, 17), authority.valid_from), successor=heir)
    return heir

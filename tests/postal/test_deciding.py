"""The office decides: sent again, invited to the desk, or kept; always with a reason and a name."""

import pytest
from django.db import IntegrityError
from django.urls import reverse

from applications import actions
from applications.models import Application
from applications.notifications import messages_about
from applications.states import State
from postal.actions import deciding, delivery
from postal.errors import NoSuchDecision, ReasonNeeded
from postal.models import Account, ParcelDecision, ParcelState
from tests.factories import acting, hanoi

pytestmark = pytest.mark.django_db


@pytest.fixture
def returned(held, tu):
    parcel = held()
    for day in (23, 25):
        delivery.fail(parcel.pk, reason="absent", key=f"f{day}", by=acting(tu), at=hanoi(day, 9))
    return delivery.return_to_office(parcel.pk, key="r", by=acting(tu), at=hanoi(26, 9))


def decide(parcel, choice, official, **told):
    told = {"reason": "Đã gọi điện, người nhận hẹn tuần sau."} | told
    return deciding.decide(parcel.pk, choice, by=acting(official), at=hanoi(26, 14), **told)


@pytest.mark.parametrize(("payer", "postage"), [("recipient", 26000), ("office", 0), ("post", 0)])
def test_sent_again_the_postage_is_whose_fault_it_was(returned, binh, payer, postage):
    parcel = decide(returned, "send_again", binh, payer=payer)
    assert (parcel.state, parcel.postage_vnd) == (ParcelState.CREATED, postage)
    account = Account.objects.get(application=parcel.application, charge="postage")
    assert (account.outstanding_vnd, account.waived_vnd) == (postage, 26000 - postage)


def test_invited_to_the_desk_the_dossier_waits_there(returned, binh):
    decide(returned, "desk", binh)
    returned.refresh_from_db()
    returned.application.refresh_from_db()
    assert (returned.state, returned.application.state) == (ParcelState.AT_DESK, State.READY_FOR_COLLECTION)
    facts = {"who": "self", "name": "Nguyễn Thị Thùy Dương", "shown": "cccd", "last_digits": "2345"}
    assert actions.collect(returned.application_id, **facts, by=acting(binh), at=hanoi(27)).state == State.COLLECTED


def test_kept_it_may_still_be_sent_when_somebody_asks(returned, binh):
    assert decide(returned, "keep", binh).state == ParcelState.KEPT
    assert decide(returned, "send_again", binh, payer="recipient").state == ParcelState.CREATED
    assert [made.choice for made in ParcelDecision.objects.all()] == ["keep", "send_again"]


@pytest.mark.parametrize(
    "told", [{"reason": " "}, {"payer": ""}, {"payer": "nobody"}, {"choice": "burn"}, {"choice": "keep", "payer": "office"}]
)
def test_half_a_decision_is_none(returned, binh, told):
    choice = told.pop("choice", "send_again")
    with pytest.raises(ReasonNeeded):
        decide(returned, choice, binh, **({"payer": "office"} | told))
    assert not ParcelDecision.objects.exists()


def test_nothing_is_decided_over_what_is_on_its_way(held, binh):
    with pytest.raises(NoSuchDecision, match="Đã bàn giao"):
        decide(held(), "keep", binh)


def test_the_database_refuses_a_decision_without_its_reason(returned, binh):
    with pytest.raises(IntegrityError):
        ParcelDecision.objects.create(parcel=returned, choice="keep", reason="", by=binh, at=hanoi(26))


def test_what_is_lost_is_replaced_by_another_copy(held, tu, binh, client_of):
    parcel = held()
    delivery.lose(parcel.pk, note="Xe thư cháy.", key="x", by=acting(tu), at=hanoi(24))
    desk, page = client_of(binh), reverse("postal:decision", args=[parcel.number])
    asked = desk.get(page).context["form"]
    assert "payer" not in asked.fields  # the same sheet is not sent again
    assert asked["choice"].value() == "replace"  # nothing else can be decided
    answer = desk.post(page, {"choice": "replace", "reason": "Bưu điện xác nhận mất."}, follow=True)
    parcel.refresh_from_db()
    assert parcel.state == ParcelState.REPLACED
    assert reverse("desk:propose_correction", args=[parcel.application.code]) in answer.content.decode()
    assert desk.get(reverse("desk:propose_correction", args=[parcel.application.code])).status_code == 200


@pytest.mark.parametrize(
    ("language", "words"), [("vi", "cấp lại bản khác, không thu thêm tiền"), ("en", "issues another one at no further cost")]
)
def test_the_citizen_is_told_that_a_lost_copy_is_issued_again(held, binh, tu, language, words):
    parcel = held()
    Application.objects.filter(pk=parcel.application_id).update(language=language)
    delivery.lose(parcel.pk, note="Rơi xe", key="l", by=acting(tu), at=hanoi(23, 9))
    decide(parcel, "replace", binh)
    change = parcel.application.history.select_related("application__office").get(verb="replace_lost")
    [message, *_rest] = messages_about(change, at=hanoi(26, 14))
    assert words in message.text

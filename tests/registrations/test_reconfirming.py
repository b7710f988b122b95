"""Once a year each unit says who is still there; what nobody confirmed ends after a warning. Each step may run twice."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from portal.messaging.models import OutgoingMessage
from portal.registrations import reconfirming
from portal.registrations.errors import RegistrationRefused
from portal.registrations.models import PostingConfirmation, ReconfirmationRound
from tests.factories import acting, hanoi

pytestmark = pytest.mark.django_db
OPENS, WARNS, AFTER = hanoi(1, 5, 30, month=11), hanoi(24, 5, 30, month=11), hanoi(2, 5, 30, month=12)


@pytest.fixture
def round_(binh, dung):
    return reconfirming.open_round(at=OPENS)


def ids(*people) -> list[int]:
    return [posting.pk for person in people for posting in person.postings.all()]


def left() -> set[str]:
    day = date(2026, 12, 3)
    return {str(p.user) for p in reconfirming.asked_in(ReconfirmationRound.objects.get(), day).filter(is_confirmed=False)}


def test_a_round_opens_once_and_writes_to_who_answers(round_, dung):
    assert reconfirming.open_round(at=hanoi(2, month=11)) is None
    assert OutgoingMessage.objects.filter(recipient=dung.email).count() == 1


def test_before_its_day_none_opens(db):
    assert reconfirming.open_round(at=hanoi(31, month=10)) is None


def test_what_was_confirmed_goes_on_and_the_rest_ends_after_the_warning(round_, binh, dung, bao):
    reconfirming.confirm(round_.pk, ids(dung), by=acting(bao), at=OPENS)
    assert reconfirming.close_round(at=AFTER) == 0, "nobody was warned yet"
    assert reconfirming.warn(at=WARNS) >= 1
    assert reconfirming.close_round(at=AFTER) >= 2
    assert dung.postings.get().valid_to is None
    assert {posting.valid_to for posting in binh.postings.all()} == {date(2026, 12, 2)}
    assert reconfirming.close_round(at=AFTER) == 0


def test_a_warning_that_comes_late_moves_the_last_day(round_, binh):
    reconfirming.warn(at=AFTER)
    round_.refresh_from_db()
    assert round_.due_on == date(2026, 12, 9)
    assert reconfirming.close_round(at=AFTER) == 0


def test_confirming_twice_counts_once(round_, binh, dung):
    assert reconfirming.confirm(round_.pk, ids(binh), by=acting(dung), at=OPENS) == 2
    assert reconfirming.confirm(round_.pk, ids(binh), by=acting(dung), at=OPENS) == 0


def test_nobody_confirms_himself(round_, dung):
    with pytest.raises(RegistrationRefused, match="chính mình"):
        reconfirming.confirm(round_.pk, ids(dung), by=acting(dung), at=OPENS)


def test_the_database_refuses_to_confirm_oneself(round_, dung):
    posting = dung.postings.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        PostingConfirmation.objects.create(round=round_, posting=posting, user=dung, by=dung, at=OPENS)


def test_the_last_administrator_of_the_department_stays(huy, van):
    reconfirming.open_round(at=OPENS)
    reconfirming.warn(at=WARNS)
    reconfirming.close_round(at=AFTER)
    still = [person for person in (huy, van) if person.postings.get().valid_to is None]
    assert len(still) == 1


def test_a_leader_answers_for_his_unit_in_the_browser(client_of, binh, dung, office):
    today = timezone.localdate()
    ReconfirmationRound.objects.create(year=today.year, opens_on=today, due_on=today.replace(year=today.year + 1))
    here, ending = binh.postings.order_by("id")
    address = reverse("registrations:reconfirm", args=[office.pk])
    client_of(dung).post(address, {f"p{here.pk}": "here", f"p{ending.pk}": "ends"})
    ending.refresh_from_db()
    assert ending.valid_to == today
    assert PostingConfirmation.objects.get().posting == here


def test_an_empty_answer_is_told(client_of, binh, dung, office):
    today = timezone.localdate()
    ReconfirmationRound.objects.create(year=today.year, opens_on=today, due_on=today.replace(year=today.year + 1))
    page = client_of(dung).post(reverse("registrations:reconfirm", args=[office.pk]))
    assert "Chưa chọn ai" in page.content.decode()


def test_another_unit_is_not_there(client_of, dung, other_office):
    assert client_of(dung).get(reverse("registrations:reconfirm", args=[other_office.pk])).status_code == 404

"""What the citizen hears and sees of an apology: messages, the timeline, the letter; in his language, and told once."""

import html

import pytest
from django.urls import reverse
from django.utils import translation

from applications import actions, notifications
from applications.apologies import Terms
from applications.models import Application, Slip, StateChange
from applications.slips import render_slip
from portal.messaging.models import Channel, OutgoingMessage
from portal.messaging.sms import MOST_PARTS, sms_parts
from tests.factories import acting, hanoi

pytestmark = pytest.mark.django_db
REASON = "Sổ năm 1990 đang được phục chế."


@pytest.fixture
def apologise(filed, binh, dung):
    """`apologise(at)`: the signed letter, re-appointed to Tuesday 24/03/2026 at 10:00."""

    def signed(at=None) -> Slip:
        at, terms = at or hanoi(20, 17, 30), Terms(REASON, hanoi(24, 10, 0), binh.pk)
        slip = actions.propose_apology(filed.pk, terms, by=acting(binh), at=at)
        return actions.sign_apology(slip.pk, terms, by=acting(dung), at=at)

    return signed


@pytest.fixture
def shown_at(filed, an, client_of, clock):
    """`shown_at(moment)`: the citizen's timeline then, as text."""

    def read(at, language: str = "vi") -> str:
        clock(at)
        with translation.override(language):
            address = reverse("applications:timeline", args=[filed.ref])
        return html.unescape(client_of(an).get(address).content.decode())

    return read


def told(channel: str) -> OutgoingMessage:
    notifications.tell_pending(at=hanoi(20, 18))
    change = StateChange.objects.get(verb="apologise")
    return OutgoingMessage.objects.get(idempotency_key=f"change:{change.pk}:{channel}")


def test_the_message_says_what_was_due_the_new_time_why_and_who(filed, apologise):
    apologise()
    mail, sms = told(Channel.EMAIL), told(Channel.SMS)
    for text in (mail.text, sms.text):
        assert "17:00, thứ Sáu 20/03/2026" in text
        assert "Thời hạn mới: 10:00, thứ Ba 24/03/2026." in text
    assert f"Lý do: {REASON}" in mail.text
    assert "Người chịu trách nhiệm: Trần Thị Bình." in mail.text
    assert "chưa giải quyết xong" in mail.text
    assert sms_parts(sms.text) <= MOST_PARTS


def test_before_the_deadline_it_says_that_it_will_not_be_kept(apologise):
    apologise(hanoi(20, 10, 0))
    assert "không giải quyết xong được đúng hạn" in told(Channel.EMAIL).text


def test_it_is_told_in_the_citizen_s_language(filed, apologise):
    Application.objects.update(language="en")
    apologise()
    assert "New time: 10:00, Tuesday 24/03/2026." in told(Channel.EMAIL).text
    assert sms_parts(told(Channel.SMS).text) <= MOST_PARTS


def test_a_draft_is_nothing_that_the_citizen_hears_of(filed, binh, shown_at):
    terms = Terms(REASON, hanoi(24, 10, 0), binh.pk)
    slip = actions.propose_apology(filed.pk, terms, by=acting(binh), at=hanoi(20, 10, 0))
    notifications.tell_pending(at=hanoi(20, 18))
    assert not OutgoingMessage.objects.filter(text__contains="Xin lỗi").exists()
    shown = shown_at(hanoi(20, 10, 30))
    assert "Phiếu xin lỗi" not in shown
    assert REASON not in shown
    assert slip.issued_at is None


def test_the_page_says_the_new_time_beside_the_promise(apologise, shown_at):
    apologise()
    shown = shown_at(hanoi(23, 9, 0))
    assert "Đã quá hạn giải quyết" in shown
    assert "chưa giải quyết xong đúng hạn 17:00, thứ Sáu 20/03/2026" in shown
    assert "Hẹn lại: <strong>10:00, thứ Ba 24/03/2026</strong>" in shown
    assert "Hạn giải quyết: 17:00, thứ Sáu 20/03/2026" in shown
    assert REASON in shown
    assert "Cơ quan xin lỗi và hẹn lại" in shown
    assert "cũng đã qua" not in shown


def test_in_english_too(apologise, shown_at):
    apologise()
    shown = shown_at(hanoi(23, 9, 0), "en")
    assert "New time: <strong>10:00, Tuesday 24/03/2026</strong>" in shown
    assert "Letter of apology with a new result date" in shown


def test_a_second_time_that_is_missed_is_not_passed_over(apologise, shown_at):
    apologise()
    assert "Giờ hẹn lại cũng đã qua" in shown_at(hanoi(24, 10, 1))


def test_the_letter_is_printed_and_downloaded_by_its_owner_only(filed, apologise, an, client_of, chi):
    slip = apologise()
    render_slip(slip.pk)
    address = reverse("applications:slip", args=[filed.ref, slip.pk])
    assert client_of(an).get(address)["Content-Type"] == "application/pdf"
    assert client_of(chi).get(address).status_code == 404


def test_an_unsigned_letter_is_not_downloaded(filed, binh, an, client_of):
    slip = actions.propose_apology(filed.pk, Terms(REASON, hanoi(24, 10), binh.pk), by=acting(binh), at=hanoi(20, 10))
    assert client_of(an).get(reverse("applications:slip", args=[filed.ref, slip.pk])).status_code == 404


def test_who_has_only_the_code_sees_no_times(filed, apologise, client):
    apologise()
    shown = client.post(reverse("applications:lookup_result"), {"code": filed.ref, "phone": "0912345678"}).content.decode()
    assert "Chờ cơ quan tiếp nhận" in shown
    assert "24/03" not in shown
    assert REASON not in shown

"""SMTP and the HTTP gateway, against real servers on this machine."""

import json
from email import message_from_bytes, policy

import pytest

from portal.messaging.backends import Undelivered, send
from tests.messaging.conftest import message

pytestmark = pytest.mark.django_db


def test_an_sms_is_posted_with_token_and_key(gateway):
    sms = message()
    send(sms)
    [(path, headers, body)] = gateway.seen
    assert path == "/v1/send?kenh=cskh"
    assert headers["Authorization"] == "Bearer khoa-bi-mat"
    assert headers["Idempotency-Key"] == sms.idempotency_key
    assert json.loads(body) == {"to": "0912345678", "text": "Hộ tịch Hà Nội: đã nộp hồ sơ"}


def test_a_gateway_that_cannot_send_vietnamese_gets_it_without_tones(gateway, settings):
    settings.SMS_GATEWAY_UNICODE = False
    send(message())
    assert json.loads(gateway.seen[0][2])["text"] == "Ho tich Ha Noi: da nop ho so"


@pytest.mark.parametrize(
    ("status", "is_final"), [(400, True), (401, True), (408, False), (429, False), (500, False), (302, False)]
)
def test_an_answer_says_whether_to_try_again(gateway, status, is_final):
    gateway.status = status
    with pytest.raises(Undelivered) as fault:
        send(message())
    assert fault.value.is_final is is_final


def test_a_redirect_is_not_followed_with_the_token(gateway):
    gateway.status = 307
    with pytest.raises(Undelivered):
        send(message())
    assert len(gateway.seen) == 1


def test_a_gateway_that_is_away_is_tried_again(settings):
    settings.SMS_GATEWAY_URL = "http://127.0.0.1:9/"
    with pytest.raises(Undelivered) as fault:
        send(message())
    assert fault.value.is_final is False


def test_a_mail_goes_over_smtp(smtp):
    mail = message("email")
    send(mail)
    got = message_from_bytes(smtp.seen[0], policy=policy.default)
    assert got["Subject"] == "Đã nộp hồ sơ 7QK4-M92X-AB"
    assert got.get_body(("plain",)).get_content().strip() == mail.text


@pytest.mark.parametrize(("answer", "is_final"), [(b"550 nobody\r\n", True), (b"450 later\r\n", False)])
def test_a_refused_recipient_is_final_only_when_the_server_says_so(smtp, answer, is_final):
    smtp.answer_to_recipient = answer
    with pytest.raises(Undelivered) as fault:
        send(message("email"))
    assert fault.value.is_final is is_final


def test_a_mail_server_that_is_away_is_tried_again(settings):
    settings.EMAIL_URL = "smtp://127.0.0.1:9"
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    with pytest.raises(Undelivered) as fault:
        send(message("email"))
    assert fault.value.is_final is False

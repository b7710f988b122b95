"""The ways out, each against the real thing: a folder, a mail server, a gateway over HTTP."""

from email import message_from_bytes, policy

import pytest

from portal.messaging.backends import Undelivered, send
from portal.messaging.models import Channel

pytestmark = pytest.mark.django_db


def test_an_sms_goes_to_the_gateway_with_token_and_key(gateway, queued):
    send(queued())
    (request,) = gateway.requests
    assert request["path"] == "/v1/messages"
    assert request["headers"]["Authorization"] == "Bearer khoa-thu-nghiem"
    assert request["headers"]["Idempotency-Key"] == "change:1:sms"
    assert request["json"] == {"to": "0912345678", "text": "Hộ tịch Hà Nội: đã nộp hồ sơ 7QK4-M92X-AB"}


def test_tones_are_dropped_only_for_a_gateway_that_cannot_send_them(gateway, queued, settings):
    settings.SMS_GATEWAY_UNICODE = False
    send(queued())
    assert gateway.requests[0]["json"]["text"] == "Ho tich Ha Noi: da nop ho so 7QK4-M92X-AB"


@pytest.mark.parametrize(
    ("status", "is_final"), [(500, False), (429, False), (401, False), (302, False), (400, True), (422, True)]
)
def test_what_the_gateway_refuses_for_good_is_final(gateway, queued, status, is_final):
    gateway.answers = [status]
    with pytest.raises(Undelivered) as fault:
        send(queued())
    assert fault.value.is_final is is_final
    assert len(gateway.requests) == 1  # a redirect is not followed: the token stays here


def test_a_gateway_that_says_nothing_is_given_up(gateway, queued, settings):
    settings.MESSAGE_TIMEOUT_SECONDS = 0.2
    gateway.may_answer.clear()
    with pytest.raises(Undelivered, match="TimeoutError"):
        send(queued())


def test_a_gateway_that_is_not_there_is_tried_again(queued, settings):
    settings.SMS_GATEWAY_URL = "http://127.0.0.1:1/"
    with pytest.raises(Undelivered) as fault:
        send(queued())
    assert not fault.value.is_final


def test_only_web_addresses_are_gateways(queued, settings):
    settings.SMS_GATEWAY_URL = "file:///etc/passwd"
    with pytest.raises(Undelivered, match="no http address"):
        send(queued())


def test_a_mail_goes_over_smtp_as_text_and_html(mailbox, queued):
    send(queued(Channel.EMAIL))
    mail = message_from_bytes(mailbox.mails[0], policy=policy.default)
    assert mail["Subject"] == "Đã nộp hồ sơ 7QK4-M92X-AB"
    assert mail["To"] == "an@hotich.example"
    assert mail["From"] == "Hộ tịch trực tuyến Hà Nội <khong-tra-loi@hotich.example>"
    assert mail["Message-ID"] == "<change.1.email@127.0.0.1>"
    assert "đã nộp hồ sơ" in mail.get_body(("plain",)).get_content()
    assert mail.get_body(("html",)).get_content().strip() == "<p>Đã nộp hồ sơ</p>"


@pytest.mark.parametrize(("answer", "is_final"), [("550 5.1.1 no such user", True), ("451 4.7.1 come back later", False)])
def test_a_recipient_refused_for_good_is_final(mailbox, queued, answer, is_final):
    mailbox.refused, mailbox.answer = "an@hotich.example", answer
    with pytest.raises(Undelivered) as fault:
        send(queued(Channel.EMAIL))
    assert fault.value.is_final is is_final
    assert "an@" not in str(fault.value)


def test_an_address_that_would_forge_a_header_is_refused_for_good(mailbox, queued):
    with pytest.raises(Undelivered) as fault:
        send(queued(Channel.EMAIL, recipient="an@hotich.example\nBcc: all@hotich.example"))
    assert fault.value.is_final
    assert mailbox.mails == []


def test_the_outbox_takes_no_forged_header_either(outbox_dir, queued):
    with pytest.raises(Undelivered) as fault:
        send(queued(Channel.EMAIL, subject="Đã nộp\nBcc: all@hotich.example"))
    assert fault.value.is_final


def test_without_servers_messages_are_files_named_by_day_row_and_channel(outbox_dir, queued):
    sms, mail = queued(), queued(Channel.EMAIL)
    send(sms)
    send(mail)
    send(mail)  # a second try writes the same file
    names = {path.name.split("-", 1)[1] for path in outbox_dir.iterdir()}
    assert names == {f"{sms.pk}-sms.txt", f"{mail.pk}-email.eml"}
    text = next(outbox_dir.glob("*-sms.txt")).read_text()
    assert text == "0912345678\n\nHộ tịch Hà Nội: đã nộp hồ sơ 7QK4-M92X-AB\n"
    parsed = message_from_bytes(next(outbox_dir.glob("*-email.eml")).read_bytes(), policy=policy.default)
    assert parsed["Subject"] == mail.subject


def test_an_outbox_that_cannot_be_written_is_tried_again(outbox_dir, queued):
    outbox_dir.write_text("a file in the place of the folder")
    with pytest.raises(Undelivered) as fault:
        send(queued())
    assert not fault.value.is_final

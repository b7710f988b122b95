"""P7, P8: a code and a telephone show how far it is, and nothing else; a one-time code opens the rest."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from applications.models import OneTimeCode
from portal.messaging.models import OutgoingMessage
from tests import factories
from tests.factories import hanoi

RESULT = reverse("applications:lookup_result")
SEND = reverse("applications:send_code")
ENTER = reverse("applications:enter_code")


def ask(client, code: str, phone: str = "0912345678"):
    return client.post(RESULT, {"code": code, "phone": phone})


def sent_code() -> str:
    text = OutgoingMessage.objects.filter(idempotency_key__startswith="onetime").latest("id").text
    return re.search(r"\b\d{6}\b", text)[0]


@pytest.fixture
def at_the_code(client, posted):
    ask(client, posted.ref)
    client.post(SEND)
    return client


@pytest.mark.parametrize(
    "typed",
    ["{ref}", "{ref_lower}", "{a}-{b}-{c}", " {a} {b} {c} ", "{dossier}", "{dossier_bare}", "{dossier_lower}"],
)
def test_it_is_found_however_the_code_is_typed(client, posted, typed):
    ref, dossier = posted.ref, posted.dossier_code
    code = typed.format(
        ref=ref,
        ref_lower=ref.lower(),
        a=ref[:4],
        b=ref[4:8],
        c=ref[8:],
        dossier=dossier,
        dossier_bare=re.sub(r"[.-]", "", dossier),
        dossier_lower=dossier.lower().replace("-", " "),
    )
    answer = ask(client, code, "+84 912 345 678")
    assert answer.status_code == 200
    assert "Đã bàn giao cho bưu điện" in answer.content.decode()


def test_only_the_degree_of_completion_is_shown(client, posted):
    page = ask(client, posted.ref).content.decode()
    private = ["Dương", "Nguyễn", "Võ Thị Sáu", "Hai Bà Trưng", "0912", "EB123", "EB 123", "2026", "09:22", "42.000"]
    private.append(posted.dossier_code)
    assert [word for word in private if word in page] == []


def test_the_reason_of_a_refusal_is_not_shown(client, refused):
    page = ask(client, refused.ref).content.decode()
    assert "Không có trong sổ" not in page
    assert "Từ chối" not in page
    assert "Không giải quyết được" not in page


def test_a_wrong_pair_is_answered_like_an_unknown_code(client, posted):
    wrong_phone = ask(client, posted.ref, "0987654321")
    unknown = ask(client, "ABCDEFGH23", "0987654321")
    assert wrong_phone.status_code == unknown.status_code == 404
    strip = lambda answer: re.sub(r'value="[^"]*"|nonce', "", answer.content.decode())  # noqa: E731
    assert strip(wrong_phone) == strip(unknown)


def test_a_draft_is_not_found(client, years):
    draft = factories.draft()
    assert ask(client, draft.ref, "").status_code == 400
    assert ask(client, draft.ref).status_code == 404


@pytest.mark.parametrize("code", ["x" * 60, "💥", "H26", "'; DROP TABLE", "\u202e7QK4"])
def test_strange_codes_are_simply_not_found(client, db, code):
    assert ask(client, code).status_code == 404


def test_what_is_missing_is_said_at_its_field(client, db):
    page = ask(client, "", "091").content.decode()
    assert "Nhập mã nộp hồ sơ hoặc mã hồ sơ" in page
    assert "Số điện thoại phải có 10 chữ số và bắt đầu bằng 0" in page


def test_guessing_telephones_for_a_code_is_stopped(client, posted):
    for n in range(5):
        ask(client, posted.ref, f"098765432{n}")
    assert ask(client, posted.ref).status_code == 429


def test_many_behind_one_address_who_know_their_pair_are_not_stopped(client, posted):
    assert {ask(client, posted.ref).status_code for _ in range(12)} == {200}


def test_one_address_that_guesses_is_stopped_whatever_it_looks_for(client, posted):
    for n in range(10):
        ask(client, f"7QK4M92X{n:02}".replace("0", "A").replace("1", "B"))
    assert ask(client, posted.ref).status_code == 429


def test_a_bookmark_of_the_result_leads_back_to_the_form(client, db):
    assert client.get(RESULT).url == reverse("applications:lookup")


def test_a_code_goes_by_sms_to_the_telephone_of_the_application(at_the_code, posted):
    message = OutgoingMessage.objects.get(idempotency_key__startswith="onetime")
    assert (message.channel, message.recipient) == ("sms", "0912345678")
    assert "Không đưa mã này cho ai" in message.text
    assert "09•• ••• 678" in at_the_code.get(ENTER).content.decode()


def test_the_code_itself_is_not_kept(at_the_code):
    assert sent_code() not in OneTimeCode.objects.get().code_hash


def test_the_right_code_opens_the_whole_application_for_half_an_hour(at_the_code, posted, clock):
    answer = at_the_code.post(ENTER, {"code": sent_code()})
    timeline = reverse("applications:timeline", args=[posted.ref])
    assert answer.url == timeline
    clock(hanoi(20, 9, 51))
    assert "Võ Thị Sáu" in at_the_code.get(timeline).content.decode()
    clock(hanoi(20, 9, 53))
    assert at_the_code.get(timeline).status_code == 404


def test_it_opens_this_application_only(at_the_code, office):
    other = factories.submitted(office)
    at_the_code.post(ENTER, {"code": sent_code()})
    assert at_the_code.get(reverse("applications:timeline", args=[other.ref])).status_code == 404


def test_it_opens_in_this_browser_only(at_the_code, posted):
    at_the_code.post(ENTER, {"code": sent_code()})
    assert Client().get(reverse("applications:timeline", args=[posted.ref])).status_code == 404


def test_a_wrong_code_says_how_many_tries_are_left(at_the_code):
    wrong = f"{(int(sent_code()) + 1) % 1_000_000:06d}"
    assert "Còn 4 lần nhập" in at_the_code.post(ENTER, {"code": wrong}).content.decode()


def test_after_five_wrong_tries_the_right_one_does_not_open(at_the_code):
    right = sent_code()
    wrong = f"{(int(right) + 1) % 1_000_000:06d}"
    for _ in range(5):
        at_the_code.post(ENTER, {"code": wrong})
    assert "Mã này không dùng được nữa" in at_the_code.post(ENTER, {"code": right}).content.decode()


def test_after_ten_minutes_the_code_is_over(at_the_code, clock):
    clock(hanoi(20, 9, 32))
    assert "Mã này không dùng được nữa" in at_the_code.post(ENTER, {"code": sent_code()}).content.decode()


def test_a_new_code_ends_the_one_before(at_the_code):
    first = sent_code()
    at_the_code.post(SEND)
    second = sent_code()
    assert OneTimeCode.objects.count() == 1
    if first != second:
        assert at_the_code.post(ENTER, {"code": first}).status_code == 400
    assert at_the_code.post(ENTER, {"code": second}).status_code == 302


def test_a_code_is_used_once(at_the_code, posted):
    code = sent_code()
    at_the_code.post(ENTER, {"code": code})
    ask(at_the_code, posted.ref)
    assert "không dùng được nữa" in at_the_code.post(ENTER, {"code": code}).content.decode()


def test_no_more_than_three_codes_in_ten_minutes(at_the_code):
    for _ in range(4):
        at_the_code.post(SEND)
    assert OutgoingMessage.objects.filter(idempotency_key__startswith="onetime").count() == 3


@pytest.mark.parametrize("code", ["12345", "abcdef", "１２３４５６", ""])
def test_what_is_no_code_costs_no_try(at_the_code, code):
    assert at_the_code.post(ENTER, {"code": code}).status_code == 400
    assert OneTimeCode.objects.get().tries == 0


@pytest.mark.parametrize("address", [SEND, ENTER])
def test_without_having_found_anything_one_begins_at_the_form(client, db, address):
    assert client.post(address).url == reverse("applications:lookup")


def test_without_sms_no_code_is_promised(client, posted, settings):
    settings.SMS_IS_OFF = True
    ask(client, posted.ref)
    page = client.post(SEND, follow=True).content.decode()
    assert "Cổng hiện không gửi tin nhắn SMS" in page
    assert not OneTimeCode.objects.exists()

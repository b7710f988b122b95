"""The payment gateway over real HTTP: a small one of our own that signs, replays, lies and forges."""

import json
import urllib.request
from datetime import timedelta
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest
from django.urls import reverse

from applications.models import Application
from portal.days import HANOI
from postal import gateway
from postal.actions.payments import begin_gateway_payment
from postal.models import Account, GatewayPayment, LedgerEntry
from tests import factories
from tests.factories import hanoi


@pytest.fixture(autouse=True)
def switched_on(settings):
    settings.PAYMENT_GATEWAY_URL = "https://gateway.example/pay"
    settings.PAYMENT_GATEWAY_CODE, settings.PAYMENT_GATEWAY_SECRET = "HOTICH01", "a-secret-of-32-characters-or-more"


class Gateway:
    """Knows the secret and where to tell; what it tells may be spoilt."""

    def __init__(self, portal: str) -> None:
        self.portal = portal

    def tell(self, payment: GatewayPayment, *, forge: bool = False, **changed) -> str:
        """The portal's answer to the callback: a RspCode."""
        told = {
            "vnp_TmnCode": "HOTICH01",
            "vnp_Amount": str(payment.amount_vnd * 100),
            "vnp_TxnRef": payment.number,
            "vnp_ResponseCode": "00",
            "vnp_TransactionStatus": "00",
            "vnp_TransactionNo": "14226112",
            "vnp_PayDate": (payment.begun_at + timedelta(minutes=2)).astimezone(HANOI).strftime("%Y%m%d%H%M%S"),
            "vnp_OrderInfo": "HT thử tiếng Việt + dấu & cách",
        } | changed
        told["vnp_SecureHash"] = "0" * 128 if forge else gateway.signature(told)
        with urllib.request.urlopen(f"{self.portal}{reverse('money:gateway_notified')}?{urlencode(told)}") as answer:
            return json.loads(answer.read())["RspCode"]


@pytest.fixture
def begun(transactional_db):
    """A payment of 16.000 đồng that a citizen has begun."""
    factories.calendar_years()
    dossier = factories.submitted(factories.office(), collection_mode="either")
    return begin_gateway_payment(dossier, at=hanoi(20, 10, 0))


@pytest.fixture
def their(live_server) -> Gateway:
    return Gateway(live_server.url)


def test_a_payment_told_twice_is_booked_once(begun, their):
    assert [their.tell(begun) for _ in range(3)] == ["00", "02", "02"]
    assert LedgerEntry.objects.filter(kind="paid_online").count() == 1
    assert Application.objects.get().fee_paid_at == hanoi(20, 10, 2)


def test_a_forged_word_changes_nothing(begun, their):
    assert their.tell(begun, forge=True) == "97"
    assert their.tell(begun, vnp_TmnCode="SOMEBODY") == "97"
    assert not Account.objects.exists()


def test_another_amount_or_number_changes_nothing(begun, their):
    assert their.tell(begun, vnp_Amount="100") == "04"
    assert their.tell(begun, vnp_TxnRef="unknown") == "01"
    assert their.tell(begun, vnp_Amount="1e9") == "97"
    assert not Account.objects.exists()


@pytest.mark.parametrize("failed", [{"vnp_ResponseCode": "24"}, {"vnp_TransactionStatus": "02"}])
def test_a_payment_that_failed_is_kept_as_failed(begun, their, failed):
    assert their.tell(begun, **failed) == "00"
    begun.refresh_from_db()
    assert begun.response_code in {"24", "02"}
    assert not Account.objects.exists()


@pytest.mark.django_db
def test_what_is_asked_is_signed_in_the_order_of_names(settings):
    about = {"number": "A1", "amount_vnd": 16000, "note": "HT A1", "return_url": "http://x/", "client": "1.2.3.4"}
    asked = dict(parse_qsl(urlsplit(gateway.address_to_pay(**about, at=hanoi(20, 10, 0))).query))
    assert (asked["vnp_Amount"], asked["vnp_CreateDate"]) == ("1600000", "20260320100000")
    assert asked.pop("vnp_SecureHash") == gateway.signature(asked)


@pytest.mark.django_db
def test_the_citizen_is_led_to_the_gateway_and_back(client_of, an, years, office):
    dossier = factories.submitted(office, an, collection_mode="either")
    browser = client_of(an)
    page = browser.post(reverse("paying:begin", args=[dossier.ref])).content.decode()
    assert "https://gateway.example/pay?" in page
    assert "Chưa có kết quả" in browser.get(reverse("paying:returned", args=[dossier.ref])).content.decode()


@pytest.mark.django_db
def test_switched_off_it_is_not_there(client, settings):
    settings.PAYMENT_GATEWAY_URL = ""
    assert client.get(reverse("money:gateway_notified")).status_code == 404

"""Tries are counted by caller and by what is tried."""

import pytest
from django.test import RequestFactory

from portal.accounts.limits import is_within_limit


@pytest.fixture
def sending():
    def request(address: str = "10.0.0.1"):
        return RequestFactory().post("/", REMOTE_ADDR=address)

    return request


def test_one_caller_is_stopped_and_another_is_not(sending):
    tries = [is_within_limit(sending(), "look_up", "3/m/ip") for _ in range(4)]
    assert tries == [True, True, True, False]
    assert is_within_limit(sending("10.0.0.2"), "look_up", "3/m/ip")


def test_one_code_is_protected_from_many_callers(sending):
    tries = [is_within_limit(sending(f"10.0.0.{n}"), "look_up", "3/m/key", key="7QK4M92XAB") for n in range(4)]
    assert tries == [True, True, True, False]
    assert is_within_limit(sending(), "look_up", "3/m/key", key="9999999999")


def test_the_same_number_for_another_purpose_is_counted_apart(sending):
    for _ in range(4):
        is_within_limit(sending(), "look_up", "3/m/ip")
    assert is_within_limit(sending(), "verify", "3/m/ip")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "typed"),
    [
        ("/tra-cuu/ket-qua/", {"code": "---", "phone": "0912345678"}),
        ("/phan-anh/tra-loi/", {"code": "---", "contact": "0912345678"}),
        ("/tiep-tuc-ho-so/", {"ref": "--", "code": "abcd efgh"}),
    ],
)
def test_a_code_of_separators_is_answered_like_any_wrong_one(client, address, typed):
    assert client.post(address, typed).status_code < 500

"""The steps of a draft that is ready to be filed, each sent with a few of its answers spoilt: never an error of ours."""

import pytest

from tests.hostile import is_never_an_error

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("step", ["kind", "office", "requester", "subject", "registration", "delivery", "check"])
def test_a_spoilt_answer_is_never_an_error(step, filing, dong_mac):
    draft = filing.ready(dong_mac)
    is_never_an_error([filing.client], filing.url(draft, step), at_once=2)

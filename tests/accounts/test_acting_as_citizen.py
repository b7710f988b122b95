"""Who works for the state and files a request of his own acts as a citizen."""

import pytest

from applications.models import Application, StateChange
from tests import factories
from tests.factories import hanoi

pytestmark = pytest.mark.django_db


def test_an_official_who_withdraws_his_own_request_acts_as_a_citizen(years, office, binh, client):
    own = factories.submitted(office, binh, at=hanoi())
    client.force_login(binh)
    answer = client.post(f"/ho-so/{own.ref}/rut/", {"reason": "Đã có bản sao", "version": own.version})
    assert answer.status_code == 302, answer.content.decode()
    assert Application.objects.get().state == "withdrawn"
    change = StateChange.objects.get(verb="withdraw")
    assert (change.role, change.actor, change.office) == ("citizen", binh, None)

"""The demo shows a look-up that matched, one that differed and one that waits."""

import pytest
from django.utils import timezone

from applications import actions
from applications.models import Application
from portal.exchange.models import Partner
from portal.population.models import LookUp
from postal.demo import population
from tests import factories
from tests.factories import acting, hanoi

pytestmark = pytest.mark.django_db


def test_the_demo_shows_one_of_each_and_is_loaded_once(years, office, an, binh):
    requester = {"full_name": "Nguyễn Thị Thùy Dương", "birth_date": "1990", "personal_id": "001190012341"}
    for _ in range(4):
        made = factories.submitted(office, an)
        actions.receive(made.pk, by=acting(binh), at=hanoi(20, 10))
        Application.objects.filter(pk=made.pk).update(answers={"requester": requester | {"id_kind": "personal_id"}})
    for _ in range(2):
        population.load(office, at=timezone.now())
    found = LookUp.objects.order_by("pk").values_list("outcome", "answer__full_name")
    assert list(found) == [("found", requester["full_name"]), ("found", f"{requester['full_name']} Anh"), ("waiting", None)]
    assert Partner.objects.filter(is_paused=True).count() == 2

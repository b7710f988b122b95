"""The demo's dossier that was filed at the desk."""

import pytest
from django.core.management import call_command

from applications.assisted.models import Sitting
from applications.models import Application
from applications.states import State
from postal.demo import assisted, cast
from tests.factories import hanoi

pytestmark = pytest.mark.django_db


def test_the_demo_has_one_dossier_filed_for_a_woman_without_a_telephone():
    call_command("load_reference", verbosity=0)
    call_command("load_fees", verbosity=0)
    people = cast.load()
    for _again in range(2):
        assisted.load(people, at=hanoi())
    filed, sitting = Application.objects.get(), Sitting.objects.get()
    assert (filed.state, filed.channel, filed.has_no_phone) == (State.SUBMITTED, "desk", True)
    assert (sitting.application, sitting.ended_how) == (filed, "key")

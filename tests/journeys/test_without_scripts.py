"""A telephone that runs no scripts files as well as any other."""

import pytest

from applications.models import Application
from applications.states import State
from tests.journeys.citizen import file_for_herself

pytestmark = pytest.mark.browser


def test_a_telephone_without_scripts_files_to_the_end(people, window):
    ref = file_for_herself(window(390, scripts=False), scripts=False)
    assert Application.objects.get().state == State.SUBMITTED
    assert ref.replace("-", "") == Application.objects.get().ref

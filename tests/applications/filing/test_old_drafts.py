"""Drafts that nobody goes on with are removed; a file added is going on with one."""

import pytest

from applications import actions
from applications.models import Application
from portal.uploads import check
from tests import factories, pictures
from tests.factories import hanoi

pytestmark = pytest.mark.django_db


def test_a_draft_left_alone_goes_and_one_with_a_fresh_photo_stays():
    _left_alone, gone_on_with = (factories.draft(at=hanoi(1, 9, month=2)) for _ in range(2))
    photo = check("giay-to.jpg", pictures.photo())
    actions.attach(gone_on_with.pk, slot="id_front", max_files=1, file=photo, at=hanoi(20))
    assert actions.remove_old_drafts(at=hanoi(21, 2), days=30) == 1
    assert list(Application.objects.all()) == [gone_on_with]

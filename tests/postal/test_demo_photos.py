"""The photos of demo dossiers: drawn once for the filed ones, of its own for a draft."""

import pytest

from applications import actions
from applications.models import Application
from postal.demo import photos
from tests import factories
from tests.factories import hanoi

pytestmark = pytest.mark.django_db


@pytest.fixture
def two_drafts(years, an) -> list[Application]:
    drafts = [factories.draft(an), factories.draft(an)]
    for draft in drafts:
        photos.attach(draft, hanoi(20), own=True)
    return drafts


def test_a_demo_draft_can_be_thrown_away_without_the_photos_of_another(two_drafts):
    gone, kept = two_drafts
    actions.discard_draft(gone.pk, at=hanoi(20))
    assert [photo.document.read()[:2] for photo in kept.attachments.all()] == [b"\xff\xd8"] * 2


def test_filed_demo_dossiers_share_their_photos(two_drafts):
    for draft in two_drafts:
        draft.attachments.all().delete()
        photos.attach(draft, hanoi(20))
    assert len(set(Application.objects.values_list("attachments__document", flat=True))) == 2

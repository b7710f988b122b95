"""`manage.py samples`: the papers about an application."""

import pytest

from applications.models import Application
from applications.samples import samples

pytestmark = pytest.mark.django_db


def test_every_paper_has_a_usual_and_a_long_sample_and_nothing_stays():
    papers = dict(samples())
    assert len(papers) == 21
    assert all(content.startswith(b"%PDF") for content in papers.values())
    assert not Application.objects.exists()

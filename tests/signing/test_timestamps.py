"""Timestamps: put in at once where the server answers, later where it was down; both papers are kept."""

import pytest

from civil_registry import tasks
from civil_registry.models import ExtractCopy, SignatureLevel
from civil_registry.render import render_copy
from portal.documents.models import StoredDocument
from portal.documents.signing.pades import signed_part
from tests.documents import judges
from tests.factories import birth_entry, with_signing_key
from tests.registry.papers import signed

pytestmark = pytest.mark.django_db
NOBODY = "http://127.0.0.1:9/tsa"


@pytest.fixture
def copy(office, binh, dung, years) -> ExtractCopy:
    with_signing_key(dung)
    return signed(office, binh, dung)


def printed(copy: ExtractCopy) -> ExtractCopy:
    render_copy(copy.pk)
    copy.refresh_from_db()
    return copy


@pytest.fixture
def untimed(copy, timestamps, settings) -> ExtractCopy:
    """Printed while the server was down; now it is back."""
    settings.TIMESTAMP_SERVER_URL = NOBODY
    printed(copy)
    settings.TIMESTAMP_SERVER_URL = timestamps.url
    return copy


def test_where_the_server_answers_the_paper_is_timestamped_at_once(copy, timestamps):
    assert printed(copy).signature_level == SignatureLevel.TIMED
    assert copy.untimed_document is None
    assert StoredDocument.objects.count() == 1


def test_without_a_server_signatures_stay_bare_and_nothing_waits(copy):
    assert printed(copy).signature_level == SignatureLevel.BARE
    tasks.timestamp_pending_copies()
    assert StoredDocument.objects.count() == 1


def test_a_server_that_is_down_stops_no_paper(untimed):
    assert untimed.signature_level == SignatureLevel.BARE
    assert untimed.document is not None


def test_the_sweep_puts_the_timestamp_in_later_and_keeps_both_papers(untimed):
    before = untimed.document
    tasks.timestamp_pending_copies()
    untimed.refresh_from_db()
    assert untimed.signature_level == SignatureLevel.TIMED
    assert untimed.untimed_document == before
    assert untimed.document.read() != before.read()


def test_the_later_paper_carries_the_same_signature_over_the_same_bytes(untimed, tmp_path):
    before = signed_part(untimed.document.read())[0]
    tasks.timestamp_pending_copies()
    untimed.refresh_from_db()
    paper = tmp_path / "paper.pdf"
    paper.write_bytes(untimed.document.read())
    assert signed_part(paper.read_bytes())[0] == before
    said = judges.signature(paper)
    assert "Signature is Valid." in said
    assert "Total document signed" in said
    assert judges.is_sound(paper)
    assert judges.broken_rules(paper) == []


def test_sweeping_again_changes_nothing(untimed):
    tasks.timestamp_pending_copies()
    tasks.timestamp_pending_copies()
    assert StoredDocument.objects.count() == 2


def test_a_dead_server_is_asked_once_not_by_every_paper(untimed, office, binh, dung, settings):
    settings.TIMESTAMP_SERVER_URL = NOBODY
    printed(signed(office, binh, dung, birth_entry(office, number="88")))
    settings.TIMESTAMP_SERVER_URL = "http://[asked"  # would raise
    other = printed(signed(office, binh, dung, birth_entry(office, number="89")))
    assert other.signature_level == SignatureLevel.BARE

"""A signed copy becomes a paper once, whoever asks and however often."""

import hashlib

import pytest
from django.db import transaction

from civil_registry import extracts, tasks
from civil_registry.models import ExtractCopy
from civil_registry.render import render_copy
from civil_registry.sheet import preview
from civil_registry.sheetcodes import sheet_number
from portal.documents.models import StoredDocument
from tests.documents import judges
from tests.factories import birth_entry, hanoi
from tests.registry.papers import drafted, signed

pytestmark = pytest.mark.django_db


def test_a_signed_copy_is_rendered_and_kept_byte_for_byte(office, binh, dung):
    copy = signed(office, binh, dung, quantity=2)
    document = render_copy(copy.pk)
    assert document.sha256 == hashlib.sha256(document.read()).hexdigest()
    assert document.size == len(document.read())


def test_rendering_again_changes_nothing(office, binh, dung):
    copy = signed(office, binh, dung)
    first = render_copy(copy.pk)
    assert render_copy(copy.pk) == first
    assert StoredDocument.objects.count() == 1


def test_the_sweep_finds_what_lost_its_nudge(office, binh, dung):
    first, second = signed(office, binh, dung), signed(office, binh, dung, birth_entry(office, number="88"))
    tasks.render_pending_copies()
    assert not ExtractCopy.objects.filter(pk__in=[first.pk, second.pk], document__isnull=True).exists()


def test_one_copy_that_cannot_be_printed_does_not_stop_the_others(office, binh, dung):
    broken, sound = signed(office, binh, dung), signed(office, binh, dung, birth_entry(office, number="88"))
    ExtractCopy.objects.filter(pk=broken.pk).update(snapshot={})
    tasks.render_pending_copies()
    sound.refresh_from_db()
    assert sound.document_id


def test_a_draft_is_not_rendered(office, binh):
    assert render_copy(drafted(office, binh).pk) is None
    assert not StoredDocument.objects.exists()


def test_a_copy_cancelled_before_it_was_printed_is_not_printed(office, binh, dung):
    copy = signed(office, binh, dung)
    with transaction.atomic():
        extracts.cancel(copy.pk, reason="Sai chữ đệm", by_id=binh.pk, at=hanoi(20, 12))
    assert render_copy(copy.pk) is None


def test_the_paper_says_what_the_snapshot_says_even_after_the_entry_changed(office, binh, dung, tmp_path):
    entry = birth_entry(office)
    copy = signed(office, binh, dung, entry)
    entry.fields["full_name"] = "Đã Đổi"
    entry.save()
    paper = tmp_path / "paper.pdf"
    paper.write_bytes(render_copy(copy.pk).read())
    words = judges.text(paper)
    assert "NGUYỄN THỊ THÙY DƯƠNG" in words
    assert copy.serial_text in words
    assert "Hoàng Tiến Dũng" in words


def test_no_personal_data_stand_in_the_address_of_the_code(office, binh, dung, tmp_path, settings):
    copy = signed(office, binh, dung)
    paper = tmp_path / "paper.pdf"
    paper.write_bytes(render_copy(copy.pk).read())
    assert judges.scanned(paper, tmp_path) == [f"{settings.PUBLIC_URL}/kt/{copy.check_code}/", sheet_number(copy.pk, 1)]


def test_a_preview_is_made_without_keeping_anything(office, binh):
    page = preview(drafted(office, binh))
    assert "BẢN DỰ THẢO" in page
    assert "NGUYỄN THỊ THÙY DƯƠNG" in page
    assert "url(" not in page  # nothing to fetch: its policy would refuse it
    assert not StoredDocument.objects.exists()

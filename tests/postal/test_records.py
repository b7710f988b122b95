"""The papers of the post desk: rendered once, kept byte for byte, and silent outside about what is inside."""

import pytest
from django.template.loader import render_to_string

from portal.documents.models import StoredDocument
from postal import tasks
from postal.actions import confirming, hand_overs
from postal.labels import label_of
from postal.models import HandOver
from postal.printing import RECORD_KIND, dressed, render_record
from postal.records import short_kind
from postal.samples import samples
from tests.factories import acting, hanoi

pytestmark = pytest.mark.django_db


@pytest.fixture
def closed(batch, parcel_of, binh):
    hand_overs.scan(batch.pk, parcel_of().number, by=acting(binh), at=hanoi(20, 16, 3))
    return hand_overs.close(batch.pk, by=acting(binh), at=hanoi(20, 16, 10))


def test_a_record_is_rendered_once(closed):
    first = render_record(closed.pk)
    again = render_record(closed.pk)
    assert first.pk == again.pk
    assert StoredDocument.objects.filter(kind=RECORD_KIND).count() == 1
    assert first.read().startswith(b"%PDF")


def test_an_open_batch_has_no_record(batch):
    assert render_record(batch.pk) is None


def test_the_sweep_finds_what_a_lost_nudge_left_behind(closed):
    tasks.render_pending_records()
    assert HandOver.objects.get(pk=closed.pk).document is not None


def test_the_confirmed_record_is_a_paper_of_its_own(closed, tu):
    before = render_record(closed.pk)
    confirming.confirm(closed.pk, by=acting(tu), at=hanoi(20, 16, 21))
    after = render_record(closed.pk)
    assert before.pk != after.pk
    assert StoredDocument.objects.filter(pk=before.pk).exists()


def test_the_record_prints_what_was_frozen(closed):
    record = closed.record
    html = render_to_string("documents/hand_over.html", {"record": record, "code": "data:,", "digits": "", "printed": ""})
    for words in ("01/BB-UBND", "16 giờ 10 phút, ngày 20 tháng 3 năm 2026", "Bốn mươi hai nghìn đồng", "2 KS", "KS: khai sinh"):
        assert words in html


def test_a_label_says_nothing_of_what_is_inside(parcel_of):
    parcel = parcel_of()
    html = render_to_string("documents/label.html", {"labels": [dressed(label_of(parcel))]})
    printed = html.split("<body", 1)[1].lower()
    for secret in ("hộ tịch", "khai sinh", "trích lục", "001190012345", parcel.application.dossier_code.lower()):
        assert secret not in printed
    assert "42.000" in printed
    assert parcel.number[6:] in printed


def test_short_names_of_kinds():
    assert [short_kind(suffix) for suffix in ("TLKS-BS", "TLKH-BS", "TLKT-BS")] == ["KS", "KH", "KT"]


def test_samples_cover_every_paper_of_the_desk():
    made = dict(samples())
    assert {"bien-ban-ban-giao-nhieu-trang.pdf", "bien-ban-ban-giao.pdf", "nhan-phong-bi.pdf"} <= set(made)
    assert all(content.startswith(b"%PDF") for content in made.values())

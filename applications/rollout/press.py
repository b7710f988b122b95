"""Posters and leaflets printed by the worker from what was frozen: once, kept byte for byte; and joined for a whole phase.

Printing happens outside the transaction that keeps a paper. A batch killed on its way finds its papers printed next time.
"""

import shutil
from pathlib import Path
from tempfile import mkdtemp

from django.conf import settings
from django.db import transaction

from applications.rollout.models import PaperBatch, PaperKind, UnitPaper
from portal.documents.codes import qr_image
from portal.documents.joining import JoinedPapers
from portal.documents.models import StoredDocument
from portal.documents.render import render_pdf

TEMPLATE = "documents/public_posting.html"
TITLES = {PaperKind.POSTER: "Niêm yết công khai", PaperKind.LEAFLET: "Tờ rơi"}


def paper_pdf(facts: dict, kind: str) -> bytes:
    """The bytes of a poster (A3) or leaflet (A4) of one unit."""
    context = {"facts": facts, "kind": kind, "qr": qr_image(facts["url"], error="q")}
    return render_pdf(TEMPLATE, context, title=f"{TITLES[PaperKind(kind)]}: cấp bản sao trích lục hộ tịch, {facts['office']}")


def print_unit_paper(paper_id: int) -> StoredDocument:
    """Print a paper once. Safe to run twice or at once."""
    paper = UnitPaper.objects.select_related("document").get(pk=paper_id)
    if paper.document_id:
        return paper.document
    content = paper_pdf(paper.facts, paper.kind)
    with transaction.atomic():
        paper = UnitPaper.objects.select_for_update(of=("self",)).select_related("document").get(pk=paper_id)
        if paper.document_id is None:
            paper.document = StoredDocument.keep(content, kind=f"public_{paper.kind}")
            paper.save()
    return paper.document


def join_papers(batch_id: int) -> StoredDocument:
    """Print what is missing, then join the stored bytes page by page. Safe to run twice or at once."""
    batch = PaperBatch.objects.select_related("document").get(pk=batch_id)
    if batch.document_id:
        return batch.document
    rooms = Path(settings.PRIVATE_FILES_DIR) / "paper_batches"
    rooms.mkdir(parents=True, exist_ok=True)
    folder = Path(mkdtemp(dir=rooms))
    try:
        with JoinedPapers(folder / "whole.pdf") as whole:
            for paper_id in batch.papers:
                with print_unit_paper(paper_id).file.open("rb") as paper:
                    whole.append(paper)
        document = StoredDocument.keep_file(folder / "whole.pdf", kind="paper_batch")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    with transaction.atomic():
        batch = PaperBatch.objects.select_for_update(of=("self",)).select_related("document").get(pk=batch_id)
        if batch.document_id is None:
            batch.document = document
            batch.save()
    return batch.document


def unprinted_papers(limit: int = 100) -> list[int]:
    """Papers asked for but not printed, oldest first: what the sweep finds."""
    return list(UnitPaper.objects.filter(document__isnull=True).order_by("pk").values_list("pk", flat=True)[:limit])


def unjoined_batches(limit: int = 5) -> list[int]:
    return list(PaperBatch.objects.filter(document__isnull=True).order_by("pk").values_list("pk", flat=True)[:limit])

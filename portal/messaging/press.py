"""Letters printed by the worker, once, from the words that were frozen when the matter was told; kept byte for byte.

Printing happens outside the transaction that keeps a letter: on SQLite a writer keeps everybody else waiting.
"""

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from portal.documents.codes import qr_image
from portal.documents.heading import heading
from portal.documents.models import StoredDocument
from portal.documents.render import render_pdf
from portal.messaging.models import Ladder, Letter

TEMPLATE, KIND = "documents/letter.html", "letter"


def print_letter(letter_id: int) -> StoredDocument:
    """Print a letter once. Safe to run twice or at once."""
    letter = Letter.objects.select_related("document", "ladder__office__parent").get(pk=letter_id)
    if letter.document_id:
        return letter.document
    content = letter_pdf(letter.ladder)
    with transaction.atomic():
        letter = Letter.objects.select_for_update(of=("self",)).select_related("document").get(pk=letter_id)
        if letter.document_id is None:
            letter.document = StoredDocument.keep(content, kind=KIND)
            letter.save()
    return letter.document


def letter_pdf(ladder: Ladder) -> bytes:
    """One A4 sheet, folded in three for a window envelope."""
    context = {
        "head": heading(ladder.office, timezone.localdate(ladder.made_at)),
        "ladder": ladder,
        "paragraphs": [part.strip() for part in ladder.text.split("\n\n") if part.strip()],
        "desk": f"Bộ phận Tiếp nhận và Trả kết quả {ladder.office.authority_name}",
        "qr": qr_image(f"{settings.PUBLIC_URL}/tra-cuu/"),
        "site": settings.PUBLIC_URL,
        "is_demo": not settings.IS_PRODUCTION,
    }
    return render_pdf(TEMPLATE, context, title=f"Thư báo về hồ sơ {ladder.code}")


def unprinted_letters(limit: int = 200) -> list[int]:
    """Letters asked for but not printed, oldest first: what the sweep finds."""
    return list(Letter.objects.filter(document__isnull=True).order_by("pk").values_list("pk", flat=True)[:limit])

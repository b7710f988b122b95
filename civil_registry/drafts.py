"""The very paper of a draft, printed by the worker and kept: the drafter and the signer look at the same bytes."""

from django.db import transaction

from civil_registry.models import CopyState, ExtractCopy
from civil_registry.render import paper_of
from portal.documents.models import StoredDocument

KIND = "extract_draft"
OPEN = (CopyState.DRAFTED, CopyState.AWAITING_SIGNATURE)


def render_draft(copy_id: int) -> StoredDocument | None:
    """Print a draft once for each thing it says; safe to run twice or at once. None for what is no draft any more.

    Printing happens outside the transaction; a draft that was rewritten meanwhile is left to the next nudge.
    """
    copy = ExtractCopy.objects.select_related("office__parent", "draft").get(pk=copy_id)
    if copy.state not in OPEN:
        return None
    if copy.draft:
        return copy.draft
    paper, printed = paper_of(copy, is_draft=True), (copy.snapshot, copy.office_id)
    with transaction.atomic():
        copy = ExtractCopy.objects.select_for_update().get(pk=copy_id)
        if copy.draft_id is None and copy.state in OPEN and (copy.snapshot, copy.office_id) == printed:
            copy.draft = StoredDocument.keep(paper, kind=KIND)
            copy.save()
    return copy.draft


def unrendered_ids(limit: int = 200) -> list[int]:
    """Drafts that were not printed, what waits for a signature first, then oldest first: what the sweep finds."""
    waiting = ExtractCopy.objects.filter(state__in=OPEN, draft__isnull=True)
    return list(waiting.order_by("state", "id").values_list("pk", flat=True)[:limit])

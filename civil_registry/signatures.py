"""The digital signature of a copy: the box in its page, the signature under its bytes, and the timestamp that may come later.

A stored paper never changes. A timestamp put in later makes a further document; both are kept, both count as issued by us.
"""

from datetime import datetime

from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from civil_registry.models import CopyState, ExtractCopy, SignatureLevel
from portal.documents.models import SigningKey, StoredDocument
from portal.documents.signing.errors import TimestampServerDown
from portal.documents.signing.models import KeyState, SignedHow

COPY_REASON, ORIGINAL_REASON = "Cấp bản sao trích lục hộ tịch", "Đăng ký hộ tịch, cấp bản chính"
_IS_DOWN, _FOR_SECONDS = "timestamp-server-is-down", 45  # a dead server is asked once a sweep, not by each paper


def signature_box(copy: ExtractCopy) -> dict | None:
    """What stands in the box: of a paper signed by hand nothing. Time as NĐ 30/2020 annex I asks: with seconds and zone."""
    if copy.signed_how != SignedHow.DIGITAL:
        return None
    key, at = copy.signing_key, timezone.localtime(copy.signed_at)
    return {
        "holder": key.holder_name,
        "issuer": key.issuer_name,
        "serial": key.serial_number,
        "time": f"{at:%d/%m/%Y %H:%M:%S} {at.isoformat()[-6:]}",
        "is_demo": key.is_demo,
    }


def signed(copy: ExtractCopy, paper: bytes) -> tuple[bytes, str]:
    """The paper with its digital signature, and the level; as it came and no level where the copy is signed by hand.

    Bare where the timestamp server is not set or does not answer. Raises TokenUnreachable: the sweep tries again.
    """
    if copy.signed_how != SignedHow.DIGITAL:
        return paper, ""
    from portal.documents.signing.pades import sign_pdf  # noqa: PLC0415  pyHanko: 50 MB that a web worker never needs

    reason = ORIGINAL_REASON if copy.is_original else COPY_REASON
    paper = sign_pdf(paper, copy.signing_key, at=copy.signed_at, reason=reason)
    if not settings.TIMESTAMP_SERVER_URL or cache.get(_IS_DOWN):
        return paper, SignatureLevel.BARE
    try:
        return _timed(paper), SignatureLevel.TIMED
    except (TimestampServerDown, ValueError):  # ValueError: a timestamp larger than the room left for it
        return paper, SignatureLevel.BARE


def add_timestamp(copy_id: int) -> ExtractCopy:
    """The later timestamp, once: a further document, the one before kept. Raises TimestampServerDown."""
    copy = ExtractCopy.objects.select_related("document").get(pk=copy_id)
    if copy.signature_level != SignatureLevel.BARE:
        return copy
    paper = _timed(copy.document.read())
    with transaction.atomic():
        copy = ExtractCopy.objects.select_for_update().get(pk=copy_id)
        if copy.signature_level == SignatureLevel.BARE:
            copy.untimed_document_id = copy.document_id
            copy.document = StoredDocument.keep(paper, kind="extract_copy")
            copy.signature_level = SignatureLevel.TIMED
            copy.save()
    return copy


def untimed_ids(limit: int = 200) -> list[int]:
    """Copies whose signature waits for a timestamp, oldest first; none where no server is set."""
    if not settings.TIMESTAMP_SERVER_URL:
        return []
    waiting = ExtractCopy.objects.filter(signature_level=SignatureLevel.BARE, state=CopyState.SIGNED)
    return list(waiting.order_by("signed_at").values_list("pk", flat=True)[:limit])


def erase_stopped_keys(*, at: datetime) -> int:
    """Erase the secrets of keys stopped before `at` with which nothing waits to be printed; returns how many."""
    to_print = ExtractCopy.objects.filter(signing_key=OuterRef("pk"), state=CopyState.SIGNED, document__isnull=True)
    stopped = SigningKey.objects.filter(state=KeyState.STOPPED, stopped_at__lte=at).exclude(secret="")
    return stopped.filter(~Exists(to_print)).update(secret="")


def _timed(paper: bytes) -> bytes:
    from portal.documents.signing.pades import with_timestamp  # noqa: PLC0415  as above

    try:
        return with_timestamp(paper)
    except TimestampServerDown:
        cache.set(_IS_DOWN, 1, _FOR_SECONDS)
        raise

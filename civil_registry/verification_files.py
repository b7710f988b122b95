"""Is this very file a copy that we issued, and do its signatures hold? Answered to whoever has the file; nothing is kept."""

import hashlib
from dataclasses import dataclass, field
from enum import StrEnum

from django.db.models import Q
from django.utils.translation import gettext_noop

from civil_registry.models import CopyState, ExtractCopy
from civil_registry.verification import UNKNOWN, Verdict, verdict_of
from portal.documents.signing.checking import Fault, Report, check_pdf

SENTENCES = {
    Fault.NOT_PDF: gettext_noop("Tệp này không phải tệp PDF. Chọn đúng tệp đã tải về, đừng chọn ảnh chụp"),
    Fault.BROKEN: gettext_noop("Tệp PDF bị hỏng hoặc bị cắt ngắn nên không đọc được. Tải tệp về lại rồi thử lần nữa"),
    Fault.ENCRYPTED: gettext_noop("Tệp PDF có mật khẩu nên không kiểm tra được. Bản sao do cổng cấp không đặt mật khẩu"),
    Fault.TOO_MANY: gettext_noop("Tệp có quá nhiều chữ ký. Bản sao do cổng cấp chỉ có một chữ ký số"),
    Fault.TOO_HEAVY: gettext_noop("Tệp quá phức tạp nên không kiểm tra được. Đây không phải tệp do cổng cấp"),
    Fault.BUSY: gettext_noop("Đang có nhiều người kiểm tra cùng lúc. Chờ một phút rồi thử lại"),
}


class FileAnswer(StrEnum):
    ISSUED = "issued"  # byte for byte ours, and counts
    CANCELLED = "cancelled"  # byte for byte ours, cancelled since
    TRAINING = "training"  # byte for byte ours, made in an exercise
    CHANGED = "changed"  # signed, and not what was signed
    SIGNED = "signed"  # well signed, but not a file of ours
    UNTRUSTED = "untrusted"  # signed by nobody we trust
    UNSIGNED = "unsigned"


@dataclass(frozen=True, slots=True)
class FileVerdict:
    """`fault` is a sentence for the person where the file could not be read; then nothing else is said."""

    answer: FileAnswer | None
    copy: Verdict = UNKNOWN
    report: Report = field(default_factory=Report)
    fault: str = ""


def verify_file(content: bytes) -> FileVerdict:
    """The verdict on a file. What we issued is found by its SHA-256, also the paper from before its timestamp came."""
    digest = hashlib.sha256(content).hexdigest()
    ours = Q(document__sha256=digest) | Q(untimed_document__sha256=digest)
    copy = ExtractCopy.objects.select_related("office__parent").filter(ours).order_by("pk").first()
    report = check_pdf(content)
    if copy is not None:
        answer = FileAnswer.CANCELLED if copy.state == CopyState.CANCELLED else FileAnswer.ISSUED
        if copy.office.is_training:
            return FileVerdict(FileAnswer.TRAINING, report=report)
        return FileVerdict(answer, verdict_of(copy), report)
    if report.fault:
        return FileVerdict(None, fault=SENTENCES[report.fault])
    return FileVerdict(_said_by(report), report=report)


def _said_by(report: Report) -> FileAnswer:
    if not report.signatures:
        return FileAnswer.UNSIGNED
    if not all(signature.is_intact and signature.is_whole for signature in report.signatures):
        return FileAnswer.CHANGED
    return FileAnswer.SIGNED if all(signature.is_good for signature in report.signatures) else FileAnswer.UNTRUSTED

"""Taking the files of one request: each checked by itself, the good ones kept, the first fault told."""

from datetime import datetime

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from applications import actions
from applications.errors import ApplicationError
from applications.models import Application
from portal.uploads import UploadRefused, check, errors
from portal.uploads.checking import clean_name

FILES = "files"  # the name of both inputs: camera and chooser
FRAGMENT = "X-Fragment"  # sent by upload.js: answer with the slot alone


def keep_files(application: Application, files: list[UploadedFile], *, slot: str, max_files: int, at: datetime) -> str:
    """Check and keep them. Returns the first sentence of what is wrong, or "" where all were taken."""
    if not files:
        return _("Chọn ảnh hoặc tệp PDF trước, rồi bấm Tải ảnh lên")
    faults = []
    for file in files:
        try:
            checked = check(file.name or "", _content(file))
            actions.attach(application.pk, slot=slot, max_files=max_files, file=checked, at=at)
        except (UploadRefused, ApplicationError) as fault:
            faults.append(str(fault))
    return faults[0] if faults else ""


def _content(file: UploadedFile) -> bytes:
    """Raises UploadRefused for a file that was too large to be read in."""
    if file.size > settings.UPLOAD_MAX_BYTES:
        raise errors.too_big(clean_name(file.name or ""), file.size, settings.UPLOAD_MAX_BYTES)
    return file.read()

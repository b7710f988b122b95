"""Files of an application: kept while it is a draft, or while a supplement is asked for; never changed after that.

A file sent twice (a retry on a bad line) is kept once: re-encoding gives the same bytes for the same file.
"""

import hashlib
from datetime import datetime
from functools import partial

from django.conf import settings
from django.db import transaction

from applications.errors import ChangedMeanwhile, PaperFull, TooManyFiles
from applications.models import Application, Attachment
from applications.states import State
from portal.documents.models import StoredDocument
from portal.uploads import Checked

_TAKES_FILES = {State.DRAFT, State.SUPPLEMENT_REQUESTED}


def attach(application_id: int, *, slot: str, max_files: int, file: Checked, at: datetime) -> Attachment:
    """Keep a checked file for one paper. A paper of one file is replaced, others are filled up to `max_files`.

    Raises ChangedMeanwhile where the application takes no files any more, TooManyFiles, PaperFull.
    """
    with transaction.atomic():
        application = _locked(application_id)
        present = list(_of_this_filing(application))
        in_slot = [attachment for attachment in present if attachment.slot == slot]
        digest = hashlib.sha256(file.content).hexdigest()
        if already := next((a for a in in_slot if a.document.sha256 == digest), None):
            return already
        replaced = in_slot if max_files == 1 else []
        if not replaced and len(in_slot) >= max_files:
            raise PaperFull(max_files)
        if len(present) - len(replaced) >= settings.UPLOAD_MAX_FILES:
            raise TooManyFiles(settings.UPLOAD_MAX_FILES)
        for attachment in replaced:
            _take_away(attachment, application, at)
        _changed(application, at)
        return _keep(application, slot, file, at)


def remove_attachment(application_id: int, attachment_id: int, *, at: datetime) -> None:
    """Take a file away at the person's wish; nothing happens where it has gone already. Raises ChangedMeanwhile."""
    with transaction.atomic():
        application = _locked(application_id)
        attachment = _of_this_filing(application).filter(pk=attachment_id).first()
        if attachment is not None:
            _take_away(attachment, application, at)
            _changed(application, at)


def supplement_slot(application: Application, number: int) -> str:
    """The slot of the n-th thing asked for (from 1) in the request for supplement that is open now."""
    return f"{_supplement_prefix(application)}{number}"


def _supplement_prefix(application: Application) -> str:
    return f"supplement_{application.supplement_count}_"


def _locked(application_id: int) -> Application:
    application = Application.objects.select_for_update().get(pk=application_id)
    if application.state not in _TAKES_FILES:
        raise ChangedMeanwhile(application.history.last())
    return application


def _of_this_filing(application: Application):
    """What may still be changed: a draft's files, or those of the open supplement; what was filed before stays."""
    present = application.attachments.filter(removed_at__isnull=True).select_related("document", "thumbnail")
    if application.state == State.DRAFT:
        return present
    return present.filter(slot__startswith=_supplement_prefix(application))


def _keep(application: Application, slot: str, file: Checked, at: datetime) -> Attachment:
    thumbnail = None
    if file.thumbnail:
        thumbnail = StoredDocument.keep(file.thumbnail, kind="thumbnail", content_type="image/jpeg")
    return Attachment.objects.create(
        application=application,
        slot=slot,
        document=StoredDocument.keep(file.content, kind="attachment", content_type=file.content_type),
        thumbnail=thumbnail,
        original_name=file.name,
        width=file.width,
        height=file.height,
        pages=file.pages,
        warning=file.warning,
        uploaded_at=at,
    )


def _changed(application: Application, at: datetime) -> None:
    """A draft with other files is another draft: what was read to its person and confirmed is not it any more."""
    if application.state == State.DRAFT:
        Application.objects.filter(pk=application.pk).update(saved_at=at)


def _take_away(attachment: Attachment, application: Application, at: datetime) -> None:
    """From a draft for good, bytes and all; from a filed application the row stays as evidence."""
    if application.state != State.DRAFT:
        attachment.removed_at = at
        attachment.save()
        return
    attachment.delete()
    for document in (attachment.document, attachment.thumbnail):
        if document is not None:
            document.delete()
            transaction.on_commit(partial(document.file.delete, save=False))

"""What the Department does with the forms: say that one was compared with the Ministry's print, or correct it by a version.

Source: domain reference §14 (forms that stay uncertain until somebody holds the print beside them).
"""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Max

from civil_registry.form_lines import read_lines
from civil_registry.form_store import forget
from civil_registry.models import ExtractTemplate
from portal.accounts.actors import Actor
from portal.audit.trail import record
from portal.background import nudge

KEPT = ("code", "kind", "subtype", "valid_to")
CORRECTED = ("title", "suffix", "serial_style", "signer_label", "layout", "rows", "source", "valid_from")


class ChangedMeanwhile(ValueError):
    """Somebody else entered a version of this form, or compared it, while this was typed."""


def review_form(form_id: int, *, document: str, compared_on: date, note: str, by: Actor, at: datetime) -> ExtractTemplate:
    """Compared with the print: staff are no longer warned. Raises ChangedMeanwhile where it was done already."""
    with transaction.atomic():
        row = ExtractTemplate.objects.select_for_update().get(pk=form_id)
        if not row.is_uncertain:
            raise ChangedMeanwhile
        row.reviewed_by_id, row.reviewed_at = by.user_id, at
        row.review_document, row.review_compared_on, row.review_note = document, compared_on, note
        row.save(update_fields=list(ExtractTemplate.REVIEW))
        record("form.reviewed", subject=f"form:{row}", by=by, at=at, document=document)
    forget()
    return row


def correct_form(form_id: int, values: dict, *, by: Actor, at: datetime) -> ExtractTemplate:
    """The next version of a form, holding from `valid_from`; the one it replaces stays for what was drawn up in it.

    `values` holds what CORRECTED names. Raises BadLine for rows nobody can print, ChangedMeanwhile where `form_id` is no
    longer the last version.
    """
    read_lines(values["rows"])
    with transaction.atomic():
        old = ExtractTemplate.objects.select_for_update().get(pk=form_id)
        if old.version != ExtractTemplate.objects.filter(code=old.code).aggregate(last=Max("version"))["last"]:
            raise ChangedMeanwhile
        row = ExtractTemplate.objects.create(
            **{name: getattr(old, name) for name in KEPT},
            **{name: values[name] for name in CORRECTED},
            version=old.version + 1,
            needs_review=True,
            entered_by_id=by.user_id,
            entered_at=at,
        )
        record("form.corrected", subject=f"form:{row}", by=by, at=at)
        nudge("civil_registry.tasks.render_form_sample", row.pk)
    forget()
    return row

"""The life of a certified copy: drawn up from an entry, sent for signature, signed and numbered, cancelled.

Source: 60/2014/QH13 Art. 63-64; TT 04/2020/TT-BTP Art. 23, 35 (a paper with an error is cancelled and rewritten).
Callers hold the transaction; each function locks the copy it changes.
"""

import secrets
from datetime import datetime

from django.utils import timezone

from civil_registry.checkcodes import new_check_code
from civil_registry.corrections import locked_entry, mark_checked
from civil_registry.events import NoForm
from civil_registry.form_store import form_for_entry, form_of
from civil_registry.models import WITHOUT_COPIES, CopyState, ExtractCopy, RegisterEntry
from civil_registry.numbering import counter_of
from civil_registry.print_runs import spoil_sheets_of
from civil_registry.registering import enter
from civil_registry.snapshots import Difference, changes_since, drawn, with_note
from portal.accounts.models import Posting
from portal.documents.models import next_number
from portal.documents.signing.keys import key_to_sign_with
from portal.documents.signing.models import SignedHow
from portal.offices.models import Office


class SignedByItsDrafter(PermissionError):
    """A person never signs what he drew up."""


class NotCompared(PermissionError):
    """The entry was typed in or corrected here, and no second person has compared it with the book yet."""


class EntryChanged(ValueError):
    """The entry says something else than the draft: `changes`, field by field. Nothing was signed or numbered."""

    def __init__(self, changes: list[Difference]) -> None:
        super().__init__(len(changes))
        self.changes = changes


def draw_up(
    entry_id: int,
    *,
    office: Office,
    quantity: int,
    dossier_code: str,
    by_id: int,
    at: datetime,
    note: str | None = None,
) -> ExtractCopy:
    """A draft: the snapshot of an entry in the form in force on the day of issue. No number yet.

    Raises NoForm, also for a kind of which no copies are given.
    """
    entry = RegisterEntry.objects.select_related("book").get(pk=entry_id)
    if entry.book.kind in WITHOUT_COPIES:
        raise NoForm("Không cấp bản sao của giấy này: người có nhu cầu đề nghị cấp giấy mới.")
    form = form_for_entry(entry, timezone.localdate(at))
    return ExtractCopy.objects.create(
        kind=entry.book.kind,
        entry=entry,
        office=office,
        quantity=quantity,
        dossier_code=dossier_code,
        snapshot=drawn(form, entry, note),
        entry_version=entry.version,
        drafted_by_id=by_id,
        drafted_at=at,
    )


def rewrite(copy_id: int, *, note: str) -> ExtractCopy:
    """A draft with another note; what was printed of the old one is let go. Raises TransitionNotAllowed for no draft."""
    copy = _locked(copy_id)
    copy.rewrite(with_note(copy.snapshot, note))
    copy.save()
    return copy


def send_for_signature(copy_id: int) -> ExtractCopy:
    copy = _locked(copy_id)
    copy.send_for_signature()
    copy.save()
    return copy


def return_to_drafter(copy_id: int, *, reason: str) -> ExtractCopy:
    copy = _locked(copy_id)
    copy.return_to_drafter(reason)
    copy.save()
    return copy


def discard(copy_id: int) -> ExtractCopy:
    copy = _locked(copy_id)
    copy.discard()
    copy.save()
    return copy


def sign(copy_id: int, *, posting: Posting, at: datetime, has_compared: bool = False) -> ExtractCopy:
    """Sign and number in one step: the serial comes from a gap-free counter (numbering.py), back if the signing fails.

    `has_compared`: the signer has compared an entry that was typed in with the book himself, and becomes its second reader.
    Raises SignedByItsDrafter, EntryChanged, NotCompared; SigningFault where his key cannot sign now, asked before a number is
    taken; TransitionNotAllowed where it is not waiting for signature.
    """
    copy = _locked(copy_id)
    if copy.drafted_by_id == posting.user_id:
        raise SignedByItsDrafter
    copy.signing_key = None if copy.office.is_training else key_to_sign_with(posting.user_id, posting.office_id, at=at)
    copy.signed_how = SignedHow.DIGITAL if copy.signing_key else SignedHow.PAPER
    copy.sign()
    form, year = form_of(copy), timezone.localdate(at).year
    if copy.is_original:
        copy.serial, copy.serial_scope = enter(copy, at=at)
    else:
        _hold_against_the_book(copy, posting, at, has_compared=has_compared)
        copy.serial_scope = counter_of(copy.office, year=year, suffix=form.suffix)
        copy.serial = next_number(copy.serial_scope)
    copy.serial_year, copy.serial_suffix = year, form.suffix
    copy.serial_text = form.serial_text(copy.serial, year)
    copy.signed_by_id, copy.signed_at = posting.user_id, at
    copy.signer_name, copy.signer_title_lines = posting.user.full_name, posting.title_lines
    copy.check_code = new_check_code(secrets)
    copy.save()
    return copy


def cancel(copy_id: int, *, reason: str, by_id: int, at: datetime) -> ExtractCopy:
    """Declare a signed copy void; the number stays used. Whoever verifies it is told so from now on.

    Raises ValueError without a reason; TransitionNotAllowed where it is not signed. Source: TT 04/2020/TT-BTP Art. 35.
    """
    if not reason.strip():
        raise ValueError("A copy is cancelled for a reason.")
    copy = _locked(copy_id)
    copy.cancel(reason=reason.strip(), at=at, by_id=by_id)
    copy.save()
    spoil_sheets_of(copy.pk, reason="Bản sao đã hủy", by_id=by_id, at=at)
    return copy


def replace(copy_id: int, *, by_copy_id: int, reason: str, by_id: int, at: datetime) -> ExtractCopy:
    """Cancel a wrong copy in favour of another that is signed; one cancelled before keeps its reason and its moment."""
    copy = _locked(copy_id)
    if copy.state == CopyState.SIGNED:
        copy = cancel(copy_id, reason=reason, by_id=by_id, at=at)
    copy.replaced_by_id = by_copy_id
    copy.save()
    return copy


def _hold_against_the_book(copy: ExtractCopy, posting: Posting, at: datetime, *, has_compared: bool) -> None:
    """The entry, locked until the signature stands: it equals the draft, and two people have read it."""
    entry = locked_entry(copy.entry_id)
    if changes := changes_since(copy, entry, timezone.localdate(at)):
        raise EntryChanged(changes)
    if not entry.needs_check:
        return
    if not has_compared or entry.writer_id == posting.user_id:
        raise NotCompared
    mark_checked(entry, by_id=posting.user_id, at=at)


def _locked(copy_id: int) -> ExtractCopy:
    return ExtractCopy.objects.select_for_update().get(pk=copy_id)


def mark_printed(*copy_ids: int, at: datetime) -> None:
    """Remember when signed copies were first fetched for printing."""
    ExtractCopy.objects.filter(pk__in=copy_ids, printed_at__isnull=True).update(printed_at=at)

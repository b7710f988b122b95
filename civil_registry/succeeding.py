"""What a unit that has ended leaves: its books are kept, its drafts signed and its papers printed by its successor.

No source says where the paper lies of a unit that was divided: its books go with the greater part, or wait until somebody
chooses. Source: domain reference §4.3; NĐ 120/2025/NĐ-CP.
"""

from datetime import date

from civil_registry.models import CopyState, ExtractCopy, PrintedSheet, PrintRun, RegisterBook
from portal.background import nudge
from portal.offices.models import Office
from portal.offices.succession import heirs_of

_DRAFT = {CopyState.DRAFTED, CopyState.AWAITING_SIGNATURE}


def pass_on_books(day: date) -> int:
    """Books of units that ended before that local day. Returns how many found a holder; may run twice."""
    left = RegisterBook.objects.filter(holder__valid_to__lt=day, holder__is_training=False).order_by()
    heirs = heirs_of(left.values_list("holder_id", flat=True).distinct(), day)
    return sum(RegisterBook.objects.filter(holder_id=ended).update(holder=heir) for ended, heir in heirs.items())


def pass_on_paper(copy_id: int, heir: Office) -> None:
    """A draft will be signed and numbered by the successor; what was signed stays as it is, and is printed and given out there.

    In the caller's transaction.
    """
    copy = ExtractCopy.objects.select_for_update().get(pk=copy_id)
    if copy.state in _DRAFT:
        copy.pass_on(heir)
        nudge("civil_registry.tasks.render_draft", copy.pk)
    else:
        copy.passed_to = heir
        _pass_on_sheets(copy, heir)
    copy.save()


def _pass_on_sheets(copy: ExtractCopy, heir: Office) -> None:
    """Sheets that are not back yet are scanned there; the others keep the series of seals of the office that sealed them."""
    out = PrintedSheet.objects.filter(copy=copy, spoiled_at__isnull=True, scanned_at__isnull=True)
    PrintRun.objects.filter(pk__in=out.values("run_id")).update(office=heir)
    out.update(office=heir)

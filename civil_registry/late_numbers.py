"""Personal identification numbers that come after the registration: the certificate was given without, the register waits.

Source: Luật Căn cước 26/2023/QH15 Art. 12; NĐ 123/2015/NĐ-CP Art. 9 (the number comes from the national population database).
"""

from datetime import datetime

from django.db.models import QuerySet

from civil_registry.corrections import correct
from civil_registry.models import EventKind, RegisterEntry
from portal.offices.models import Office

GROUND = "Cơ sở dữ liệu quốc gia về dân cư cấp số định danh cá nhân sau ngày đăng ký"


def births_without_number(office: Office) -> QuerySet[RegisterEntry]:
    """Births registered here whose number has not come yet, longest first."""
    ours = RegisterEntry.objects.filter(book__holder=office, book__kind=EventKind.BIRTH)
    waiting = ours.filter(source=RegisterEntry.Source.REGISTERED, personal_id="")
    return waiting.select_related("book").order_by("id")


def complete(entry_id: int, personal_id: str, *, by_id: int, at: datetime, seen_version: int | None = None) -> RegisterEntry:
    """Write the number that came; a second person compares it, as every change of an entry.

    Raises CorrectedMeanwhile, NothingCorrected.
    """
    fields = {"personal_id": personal_id}
    return correct(entry_id, fields, by_id=by_id, at=at, ground=GROUND, seen_version=seen_version)

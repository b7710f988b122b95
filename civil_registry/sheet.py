"""What stands on the sheet of an extract; and a draft of it on the screen, as it would be printed.

Source: domain reference §2.2.
"""

import math
from dataclasses import dataclass

from django.conf import settings
from django.utils import timezone
from django.utils.html import format_html

from civil_registry.checkcodes import grouped
from civil_registry.events import IN_WORDS, ExtractForm
from civil_registry.form_store import form_of
from civil_registry.models import EventKind, ExtractCopy
from civil_registry.seal import to_digits
from civil_registry.sheetcodes import grouped as digits_grouped
from civil_registry.sheetcodes import sheet_number
from civil_registry.signatures import signature_box
from civil_registry.snapshots import with_note
from portal.documents.codes import boxed_qr, code128_image, qr_image
from portal.documents.heading import heading
from portal.documents.screen import page_of

TEMPLATE = "documents/extract.html"


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of a copy: which, and the bar code by which it is scanned back; a draft has none."""

    index: int
    code: str = ""
    digits: str = ""

    def __str__(self) -> str:
        return str(self.index)


# The sheet in ordinary type: letters in a line, height of a line and of the gap under a row, room for all rows.
LINE_LETTERS, LINE_MM, ROW_MM, ROOM_MM = 72, 5.75, 1.5, 154
TITLE_LETTERS = 38
USUAL_LINES = 5  # of title, heading and signer together, for which ROOM_MM leaves room
SPOUSES_LINES = 5  # what the two signatures on a marriage certificate take
SIGNER_LETTERS = 28  # of its label in one line


def preview(copy: ExtractCopy, *, note: str | None = None, form: ExtractForm | None = None) -> str:
    """The draft as an HTML page, marked as a draft, without number and code; `note`: as it would be with this note."""
    if note is not None:
        copy.snapshot = with_note(copy.snapshot, note)
    return page_of(TEMPLATE, sheet_of(copy, is_draft=True, form=form))


def sheet_of(copy: ExtractCopy, *, is_draft: bool = False, form: ExtractForm | None = None) -> dict:
    """The context of the template: one sheet for each copy asked for; of a draft one, without number and code."""
    day = timezone.localdate(copy.signed_at or copy.drafted_at)
    form = form or form_of(copy)
    rows = _rows(form, copy.snapshot)
    head = heading(copy.office, day, "" if is_draft else copy.serial_text)
    titles = copy.signer_title_lines.splitlines()
    spouses_sign = form.is_original and form.kind == EventKind.MARRIAGE  # 60/2014/QH13 Art. 18(2): both sign the certificate
    around = _lines_around(form, head["agency_lines"], titles) + (SPOUSES_LINES if spouses_sign else 0)
    return {
        "form": form,
        "rows": rows,
        "spouses_sign": spouses_sign,
        "is_dense": _is_dense(rows, more_lines=around - USUAL_LINES),
        "head": head | ({"number_line": "Số: ……"} if is_draft else {}),
        "sheets": [Sheet(1)] if is_draft else _sheets(copy),
        "total": copy.quantity,
        "signer": {"label": _without_widow(form.signer_label), "name": copy.signer_name, "title_lines": titles},
        "signature": None if is_draft else signature_box(copy),
        "check": None if is_draft else _check(copy),
        "is_draft": is_draft,
        "is_demo": not settings.IS_PRODUCTION,
        "document_title": f"{_named(form)} {'dự thảo' if is_draft else f'số {copy.serial_text}'}",
    }


def _without_widow(label: str) -> str:
    """A label that needs two lines does not leave one syllable alone in the second."""
    return label if len(label) <= SIGNER_LETTERS else "\u00a0".join(label.rsplit(" ", 1))


def _named(form: ExtractForm) -> str:
    return form.title.capitalize() if form.is_original else f"{form.title.capitalize()} (bản sao)"


def _rows(form: ExtractForm, snapshot: dict) -> list[dict]:
    """The printed rows with how they stand: three or two columns, or one sentence ("Số: 87, ngày 20 tháng 3 năm 1990")."""
    rows = form.printed(snapshot)
    for row in rows:
        row["cells"] = [(label, _words_apart(value)) for label, value in row["cells"]]
        is_sentence = not row["cells"] or row["cells"][-1][0] == "ngày"
        row["columns"] = 1 if is_sentence else len(row["cells"])
    last_group = max((index for index, row in enumerate(rows) if row["starts_group"]), default=len(rows) - 1)
    rows[last_group]["opens_closing"] = True  # goes with the signature, which never stands alone on a sheet
    return rows


def _words_apart(value: str) -> str:
    """The label inside a date stands in plain letters: **12/3/1990**; ghi bằng chữ: **Ngày mười hai, …**."""
    digits, label, words = value.partition(IN_WORDS)
    return format_html("{}</b>{}<b>{}", digits, label, words) if label else value


def _is_dense(rows: list[dict], *, more_lines: int) -> bool:
    """Whether long names and places would push the signature off the sheet: then the paper is set in smaller type."""
    return sum(_lines(row) * LINE_MM + ROW_MM for row in rows) > ROOM_MM - max(more_lines, 0) * LINE_MM


def _lines_around(form: ExtractForm, agency_lines: list[str], titles: list[str]) -> int:
    """Lines of the title, of the heading at the left and over the signer's name; a second line of the title is a high one."""
    of_title = math.ceil(len(form.title) / TITLE_LETTERS)
    return len(agency_lines) + len(titles) + of_title * 2 - 1


def _lines(row: dict) -> int:
    """How many lines a row takes, about; capitals are a third wider."""
    wide = [len(label) + 2 + len(value) * (4 if value.isupper() else 3) / 3 for label, value in row["cells"]]
    if row["sentence"]:
        return 1
    if row["columns"] == 1:
        return math.ceil(sum(wide) / LINE_LETTERS) + sum(value.count("\n") for _label, value in row["cells"])
    return max(math.ceil(width * row["columns"] / LINE_LETTERS) for width in wide)


def seal_prefix() -> str:
    """The address in front of the digits of a seal: a browser never sends on what stands behind the #."""
    return f"{settings.PUBLIC_URL}/kt/#"


def _sheets(copy: ExtractCopy) -> list[Sheet]:
    numbers = [(index, sheet_number(copy.pk or 0, index)) for index in range(1, copy.quantity + 1)]
    return [Sheet(index, code128_image(number, height_mm=6), digits_grouped(number)) for index, number in numbers]


def _check(copy: ExtractCopy) -> dict:
    """The QR code: the seal where there is one, else the short address with the check code."""
    address = f"{settings.PUBLIC_URL}/kt/{copy.check_code}/"
    return {
        "qr": boxed_qr(seal_prefix(), to_digits(bytes(copy.seal))) if copy.seal else {"image": qr_image(address)},
        "code": grouped(copy.check_code),
        "site": settings.PUBLIC_URL.partition("//")[2],
        "dossier_code": copy.dossier_code,
        "is_sealed": bool(copy.seal),
    }

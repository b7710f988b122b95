"""From a number of a report to the dossiers behind it, as of the report's own moment: addresses of applications.reports.

Only numbers that the figures themselves counted lead on; sums over a choice of units, money and copies of other counts do not.
"""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone

from applications.reports.dossiers import BEHIND
from applications.reports.forms import ALONE, CUSTOM
from applications.statutory.resolution import COLUMNS, OF_ONE_OFFICE, RESOLUTION
from applications.statutory.service_index import INPUTS
from applications.statutory.tables import Question

COUNTED = {column.key for column in COLUMNS} & set(BEHIND)
# Of the inputs of QĐ 766: which number of the figures stands in which column.
OF_INPUTS = {
    "input:punctual": {"part": "punctual", "whole": "resolved"},
    "input:in_time": {"part": "in_time", "whole": "pending"},
    "input:online": {"part": "received"},
}


def addresses(content: dict, asked: Question) -> list[list[str]]:
    """For each row of a report's content an address for each cell; empty where nothing lies behind it."""
    return [
        [_address(content["form"], row["key"], column["key"], asked) if cell else "" for column, cell in _cells(content, row)]
        for row in content["rows"]
    ]


def _cells(content: dict, row: dict):
    return zip(content["columns"], row["cells"], strict=True)


def _address(form: str, row: str, column: str, asked: Question) -> str:
    name = _name(form, row, column)
    narrowed = _narrowed(row, asked) if name else None
    if narrowed is None:
        return ""
    moment = timezone.localtime(asked.as_of)
    period = {"ky": CUSTOM, "tu": f"{asked.first_on:%d/%m/%Y}", "den": f"{asked.last_on:%d/%m/%Y}"}
    query = urlencode(period | {"luc": f"{moment:%Y-%m-%dT%H:%M:%S}"} | narrowed)
    return f"{reverse('reports:dossiers', args=[name])}?{query}"


def _name(form: str, row: str, column: str) -> str:
    if form == INPUTS.code:
        return OF_INPUTS.get(row, {}).get(column, "")
    return column if form in {RESOLUTION.code, OF_ONE_OFFICE.code} and column in COUNTED else ""


def _narrowed(row: str, asked: Question) -> dict[str, str] | None:
    """The rest of the question; None where the list of dossiers cannot ask it: several units that were chosen by hand."""
    what, _colon, key = row.partition(":")
    if what == "office":
        return {"don_vi": key, "pham_vi": ALONE}
    if len(asked.unit_ids) > 1:
        return None
    one = {"don_vi": str(asked.unit_ids[0]), "pham_vi": ALONE} if asked.unit_ids else {}
    if what == "group":
        return one | {"cap": key}
    return one | ({"loai": key} if what == "kind" else {})

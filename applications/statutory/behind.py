"""From a number of a report to the dossiers behind it, as of the report's own moment.

What the figures themselves counted leads to the lists of applications.reports; what a form counts by itself (causes, copies,
fees, post) to the report's own list, by the functions that the form names under `behind`.
"""

from dataclasses import replace
from itertools import takewhile
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone

from applications.reports.dossiers import BEHIND
from applications.reports.forms import ALONE, CUSTOM
from applications.reports.way_back import REPORT
from applications.statutory.content import LINE
from applications.statutory.offered import all_forms
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


def addresses(content: dict, asked: Question, report_id: int) -> list[list[str]]:
    """For each row of a report's content an address for each cell; empty where nothing lies behind it."""
    form = all_forms().get(content["form"])

    def address(row: str, column: str) -> str:
        if form and column in form.behind:
            query = urlencode({"dong": row, "cot": column})
            return f"{reverse('statutory:behind', args=[report_id])}?{query}"
        return _address(content["form"], row, column, asked, report_id)

    return [
        [address(row["key"], column["key"]) if cell else "" for column, cell in _cells(content, row)] for row in content["rows"]
    ]


def narrowed(content: dict, row: str, asked: Question) -> tuple[Question, str]:
    """The question of one row, and the kind of event that it is about ("": all). A sum asks for the units that it sums."""
    what, _colon, key = row.partition(":")
    if what == "kind":
        return asked, key
    if what == "office":
        return replace(asked, unit_ids=(int(key),)), ""
    units = _units_under(content["rows"], row)
    return (replace(asked, unit_ids=units) if units else asked), ""


def _units_under(rows: list[dict], key: str) -> tuple[int, ...]:
    """Of a group the lines that follow it, of the total all of them."""
    lines = [row["key"] for row in rows]
    if key != "total":
        after = rows[lines.index(key) + 1 :]
        lines = [row["key"] for row in takewhile(lambda row: row["level"] == LINE, after)]
    return tuple(int(line.partition(":")[2]) for line in lines if line.startswith("office:"))


def _cells(content: dict, row: dict):
    return zip(content["columns"], row["cells"], strict=True)


def _address(form: str, row: str, column: str, asked: Question, report_id: int) -> str:
    name = _name(form, row, column)
    narrowed = _narrowed(row, asked) if name else None
    if narrowed is None:
        return ""
    moment = timezone.localtime(asked.as_of)
    period = {"ky": CUSTOM, "tu": f"{asked.first_on:%d/%m/%Y}", "den": f"{asked.last_on:%d/%m/%Y}"}
    query = urlencode(period | {"luc": f"{moment:%Y-%m-%dT%H:%M:%S}"} | narrowed | {REPORT: report_id})
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

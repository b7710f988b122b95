"""Reads the files of this folder: one procedure each, as the public reads of it and, where it is filed here, as it is filed."""

import tomllib
from collections.abc import Mapping
from dataclasses import replace
from datetime import time
from functools import cache
from pathlib import Path
from typing import Any

from applications.limits import Limit, Policy
from applications.procedures.base import (
    ALWAYS,
    Extension,
    Kind,
    Option,
    OtherLimit,
    PaperSlot,
    Procedure,
    Question,
    Relation,
    Step,
    When,
    Writing,
)
from portal.language import NO_WORDS, Words

HERE = Path(__file__).parent
FOLDERS = [HERE]  # a test adds one of its own
SHARED = "shared.toml"
_OF_FILING = {"filing", "kinds", "relations", "steps", "slots", "register", "extension"}

Row = Mapping[str, Any]


@cache
def procedure_files() -> tuple[dict[str, Any], ...]:
    """The files as they stand, in the order of their codes."""
    paths = [path for folder in FOLDERS for path in folder.glob("*.toml") if path.name != SHARED]
    return tuple(tomllib.loads(path.read_text()) for path in sorted(paths, key=lambda path: path.name))


def read(row: Row) -> Procedure:
    """A procedure that is filed here. Raises KeyError for a file that lacks what filing needs."""
    row = _over_its_model(row)
    filing = row["filing"]
    writing = _writing(row["register"]) if "register" in row else None
    return Procedure(
        code=row["code"],
        slug=row["slug"],
        name=Words(**row["name"]),
        level=row["level"],
        offered_as=filing.get("offered_as", row["code"]),
        place_words={name: Words(**value) for name, value in filing.get("place_words", {}).items()},
        kinds=tuple(_kind(kind) for kind in row["kinds"]),
        relations=tuple(Relation(one["code"], Words(**one["label"]), one["group"]) for one in row.get("relations", [])),
        steps=tuple(_step(step, row.get("relations", [])) for step in row["steps"]),
        slots=tuple(_slot(slot) for slot in row.get("slots", [])),
        subject=filing["subject"],
        second_subject=filing.get("second_subject", ""),
        relationship=filing.get("relationship", ""),
        copies=filing.get("copies", ""),
        delivery=filing.get("delivery", "post"),
        present=filing.get("present", 1),
        limit=_limit(filing["limit"]),
        other_limits=tuple(
            OtherLimit(other["code"], replace(_limit(other["limit"]), version=other["code"]), _when(other))
            for other in filing.get("other_limits", [])
        ),
        extension=Extension(**row["extension"]) if "extension" in row else None,
        fee_vnd=filing.get("fee_vnd"),
        writing=writing,
        filed_from=filing.get("from"),
        filed_until=filing.get("until"),
    )


def _over_its_model(row: Row) -> Row:
    """The row over the procedure it is `like`: what is asked and written there, with its own steps before the papers, and
    its own slots after them."""
    if "like" not in row:
        return row
    model = next(one for one in procedure_files() if one["code"] == row["like"])
    taken = {name: model[name] for name in _OF_FILING if name in model}
    place = next(number for number, step in enumerate(model["steps"]) if step.get("use") == "papers")
    steps = [*model["steps"][:place], *row.get("steps", []), *model["steps"][place:]]
    slots = [*model.get("slots", []), *row.get("slots", [])]
    return {**taken, **row, "filing": {**model["filing"], **row["filing"]}, "steps": steps, "slots": slots}


@cache
def _shared() -> dict[str, Any]:
    return tomllib.loads((HERE / SHARED).read_text())


def _taken(row: Row, what: str) -> dict[str, Any]:
    """The row, over what it takes from the shared file by `use`."""
    own = {name: value for name, value in row.items() if name != "use"}
    return {**_shared()[what][row["use"]], **own} if "use" in row else own


def _kind(row: Row) -> Kind:
    words = {name: Words(**value) for name, value in row.items() if isinstance(value, dict)}
    return Kind(**{**row, **words})


def _step(row: Row, relations: list[Row]) -> Step:
    row = _taken(row, "steps")
    return Step(
        code=row["code"],
        part=row["part"],
        title=Words(**row["title"]),
        todo=_words(row.get("todo")) or _words(row.get("heading")),
        heading=_words(row.get("heading")),
        lead=_words(row.get("lead")),
        questions=tuple(_question(each, relations) for question in row.get("questions", []) for each in _expanded(question)),
        when=_when(row),
        rules=tuple(row.get("rules", [])),
        doubts=tuple(row.get("doubts", [])),
        continues=row.get("continues", ""),
        is_requester=_when({"when": row["is_requester"]}) if "is_requester" in row else None,
    )


def _expanded(row: Row) -> list[Row]:
    """A question as it is; or those of a shared `group` about one person, with his `prefix` before every code.

    `register_prefix` stands before the fields of the entry alone: where the person has a page to himself. `required`, `when`
    and `heading` of the row count for the group: the heading stands over its first question.
    """
    if "group" not in row:
        return [row]
    prefix, left_out = row.get("prefix", ""), row.get("without", [])
    written = row.get("register_prefix", prefix)
    over = {name: row[name] for name in ("when", "unless") if name in row}
    if row.get("required") is False:
        over["required"] = False
    rows = [question for question in _shared()["groups"][row["group"]] if question["code"] not in left_out]
    expanded = [
        {**question, **over, "code": prefix + question["code"]}
        | ({"register": written + question["register"]} if "register" in question else {})
        for question in rows
    ]
    return [{**expanded[0], "heading": row["heading"]}, *expanded[1:]] if "heading" in row else expanded


def _question(row: Row, relations: list[Row]) -> Question:
    options = relations if row.get("type") == "relation" else row.get("options", [])
    return Question(
        code=row["code"],
        label=Words(**row["label"]),
        type=row.get("type", "text"),
        required=row.get("required", True),
        help=_words(row.get("help")),
        heading=_words(row.get("heading")),
        options=tuple(Option(option["code"], Words(**option["label"]), option.get("register", "")) for option in options),
        initial=row.get("initial", ""),
        when=_when(row),
        register=row.get("register", ""),
        register_as=row.get("register_as", "{}"),
        max_length=row.get("max_length", 0),
    )


def _slot(row: Row) -> PaperSlot:
    row = _taken(row, "slots")
    return PaperSlot(
        code=row["code"],
        label=Words(**row["label"]),
        required=row.get("required", False),
        hint=_words(row.get("hint")),
        max_files=row.get("max_files", 1),
        when=_when(row),
        listed=Words(**row["listed"]) if "listed" in row else None,
        is_compared=row.get("is_compared", False),
    )


def _writing(row: Row) -> Writing:
    return Writing(
        kind=row["kind"],
        entries=tuple(row["entries"]),
        copies=row.get("copies", 1),
        values=tuple(row.get("values", {}).items()),
        look_up=tuple(row.get("look_up", [])),
        status_field=row.get("status_field", ""),
        note=row.get("note", ""),
        noted_in=tuple(row.get("noted_in", [])),
    )


def _limit(row: Row) -> Policy:
    cutoff = row.get("cutoff", time(15))
    return Policy(limit=Limit(row["kind"]), amount=row.get("amount", 0), cutoff=cutoff, version=row.get("version", ""))


def _when(row: Row) -> When:
    only, unless = (tuple((path, tuple(values)) for path, values in row.get(key, {}).items()) for key in ("when", "unless"))
    return When(only, unless) if only or unless else ALWAYS


def _words(row: Row | None) -> Words:
    return Words(**row) if row else NO_WORDS

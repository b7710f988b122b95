"""The life of one import: uploaded, looked at, started, run by the worker some thousand rows at a time, reported.

Every portion of rows is one transaction that also moves the counts: killed at any moment, the next worker goes on behind the
last portion. Two workers on one file never both write a portion: who finds the count moved stops.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from django.db import transaction

from civil_registry.importing.checking import Checker, Problem, Row
from civil_registry.importing.columns import Columns, columns_of, kind_of
from civil_registry.importing.reading import count_rows, rows_of
from civil_registry.importing.writing import Outcome, Writer
from civil_registry.models import ImportState, RegisterImport, RowProblem
from portal.accounts.actors import Actor
from portal.audit.trail import record
from portal.background import nudge
from portal.csv_files import FileUnreadable
from portal.documents.models import StoredDocument
from portal.offices.models import Office

PORTION = 2000  # rows in one transaction
SHOWN, LOOKED_AT = 12, 300  # rows of the preview; rows whose problems it tells
KIND = "register_import"
TASK = "civil_registry.tasks.run_import"
Line = tuple[int, list[str]]


@dataclass(frozen=True, slots=True)
class Preview:
    """The first rows, columns that nobody knows left out, and what is wrong with the first LOOKED_AT (rows not stored)."""

    columns: Columns
    rows: list[Line]
    problems: list[RowProblem]
    looked_at: int


def upload(
    content: bytes, *, name: str, content_type: str, office: Office, kind: str, by: Actor, at: datetime
) -> RegisterImport:
    """Keep the file; nothing is entered yet. `kind` may be "": the file says it. Raises FileUnreadable."""
    columns, _ = _opened(content, kind)
    with transaction.atomic():
        document = StoredDocument.keep(content, kind=KIND, content_type=content_type)
        run = RegisterImport.objects.create(
            office=office,
            kind=columns.kind,
            document=document,
            file_name=name[:200],
            uploaded_by_id=by.user_id,
            uploaded_from_id=by.office_id,
            uploaded_at=at,
        )
        record("register.import_uploaded", subject=f"import:{run.pk}", by=by, at=at, kind=columns.kind, office=office.code)
    return run


def preview(run: RegisterImport) -> Preview:
    columns, lines = _opened(run.document.read(), run.kind)
    first, checker = list(islice(lines, LOOKED_AT)), Checker(columns)
    problems = [_as_row(run, line, each) for line, cells in first for each in _problems(checker.check(line, cells))]
    return Preview(columns, [(line, _known(columns, cells)) for line, cells in first[:SHOWN]], problems, len(first))


def start(import_id: int, *, by: Actor, at: datetime) -> RegisterImport:
    """Raises TransitionNotAllowed where it was started or discarded already."""
    with transaction.atomic():
        run = RegisterImport.objects.select_for_update().get(pk=import_id)
        run.start(at=at)
        run.save()
        record("register.import_started", subject=f"import:{run.pk}", by=by, at=at)
        nudge(TASK, run.pk)
    return run


def discard(import_id: int, *, by: Actor, at: datetime) -> RegisterImport:
    """Raises TransitionNotAllowed where it was started already."""
    with transaction.atomic():
        run = RegisterImport.objects.select_for_update().get(pk=import_id)
        run.discard()
        run.save()
        record("register.import_discarded", subject=f"import:{run.pk}", by=by, at=at)
    return run


def run_import(import_id: int, *, clock: Callable[[], datetime]) -> RegisterImport:
    """Enter what is left of a started file. Safe to run twice or at once; does nothing for one that is not started."""
    run = RegisterImport.objects.select_related("document", "office").get(pk=import_id)
    if run.state != ImportState.STARTED:
        return run
    content = run.document.read()
    try:
        if not run.rows_total:
            RegisterImport.objects.filter(pk=run.pk).update(rows_total=count_rows(content), touched_at=clock())
        columns, lines = _opened(content, run.kind)
        return _run_portions(run, columns, lines, clock)
    except FileUnreadable as fault:
        return _end(run.pk, at=clock(), fault=str(fault))


def unfinished_ids(*, untouched_since: datetime) -> list[int]:
    """Started, and no worker has touched them since: what the sweep takes up again."""
    waiting = RegisterImport.objects.filter(state=ImportState.STARTED, touched_at__lt=untouched_since)
    return list(waiting.order_by("pk").values_list("pk", flat=True)[:20])


def _opened(content: bytes, kind: str) -> tuple[Columns, Iterator[Line]]:
    lines = rows_of(content)
    header, first = next(lines, (0, []))[1], next(lines, None)
    if first is None:
        raise FileUnreadable("Tệp chỉ có dòng tên cột, chưa có mục nào. Thêm các mục rồi chọn lại")
    columns = columns_of(header, kind_of(header, first[1], kind))
    return columns, _with_first(first, lines)


def _with_first(first: Line, lines: Iterator[Line]) -> Iterator[Line]:
    yield first
    yield from lines


def _run_portions(run: RegisterImport, columns: Columns, lines: Iterator[Line], clock) -> RegisterImport:
    checker, done = Checker(columns), run.rows_done
    number_title = columns.titles["@number"]
    writer = Writer(kind=run.kind, office=run.office, by_id=run.uploaded_by_id, number_title=number_title)
    lines = islice(lines, done, None)
    while portion := list(islice(lines, PORTION)):
        checked = [(line, checker.check(line, cells)) for line, cells in portion]
        with transaction.atomic():
            locked = RegisterImport.objects.select_for_update().get(pk=run.pk)
            if locked.rows_done != done or locked.state != ImportState.STARTED:
                return locked  # another worker has gone on
            outcome = writer.write([row for _, row in checked if isinstance(row, Row)])
            faulty = [(line, answer) for line, answer in checked if not isinstance(answer, Row)]
            _keep_problems(run, outcome, faulty)
            done += len(portion)
            locked.rows_done, locked.rows_total = done, max(done, locked.rows_total)
            locked.entered += outcome.entered
            locked.unchanged += outcome.unchanged
            locked.refused += len(faulty) + len(outcome.refused)
            locked.differing += len(outcome.differing)
            locked.touched_at = clock()
            locked.save()
    return _end(run.pk, at=clock())


def _end(import_id: int, *, at: datetime, fault: str = "") -> RegisterImport:
    with transaction.atomic():
        run = RegisterImport.objects.select_for_update().get(pk=import_id)
        if run.state == ImportState.STARTED:
            run.fail(fault=fault[:300], at=at) if fault else run.finish(at=at)
            run.save()
            by = Actor(role="system", user_id=run.uploaded_by_id, office_id=run.office_id)
            counts = {"entered": run.entered, "unchanged": run.unchanged, "refused": run.refused, "differing": run.differing}
            record("register.import_ended", subject=f"import:{run.pk}", by=by, at=at, **counts)
    return run


def _keep_problems(run: RegisterImport, outcome: Outcome, faulty: Sequence[tuple[int, list[Problem]]]) -> None:
    told = [(line, problem, False) for line, problems in faulty for problem in problems]
    told += [(line, problem, False) for line, problem in outcome.refused]
    told += [(line, problem, True) for line, problem in outcome.differing]
    RowProblem.objects.bulk_create((_as_row(run, *each) for each in told), batch_size=PORTION)


def _as_row(run: RegisterImport, line: int, problem: Problem, is_difference: bool = False) -> RowProblem:
    column, value, reason = problem.column[:120], problem.value[:120], problem.reason[:400]
    return RowProblem(run=run, row=line, column=column, value=value, reason=reason, is_difference=is_difference)


def _known(columns: Columns, cells: list[str]) -> list[str]:
    """The cells of the columns that are known, one for each title."""
    padded = cells + [""] * (len(columns.codes) - len(cells))
    return [cell for cell, code in zip(padded, columns.codes, strict=False) if code]


def _problems(answer: Row | list[Problem]) -> list[Problem]:
    return [] if isinstance(answer, Row) else answer

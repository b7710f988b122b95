"""What became of the demo's signed papers: printed singly in the past, in a run lately, and two that were wrong."""

from datetime import datetime, timedelta

from applications import actions
from applications.models import Application
from civil_registry.annotating import GroundPaper, annotate, confirm_note
from civil_registry.extracts import mark_printed
from civil_registry.models import Ground, Matter, PrintRun, RegisterEntry
from civil_registry.print_runs import ask_for_run, reprint, waiting_to_print
from civil_registry.scanning import scan_back
from portal.accounts.actors import Actor
from portal.offices.models import Office

Signed = list[tuple[Application, str, datetime]]
NOTE = "Đã cải chính chữ đệm theo Quyết định số 12/QĐ-UBND ngày 03/4/2019."
IN_THE_RUN = 6  # the other ones that were signed lately wait in the print tray


def print_papers(office: Office, officer: Actor, signed: Signed, now: datetime) -> None:
    """A run of what was signed lately, partly back with its seal, one sheet of it jammed; the rest waits."""
    left = [application.pk for application, course, _ in signed if course in {"handed_over", "failed", "delivered", "returned"}]
    copies = Application.objects.filter(pk__in=left).values_list("extract_id", flat=True)
    mark_printed(*copies, at=now - timedelta(days=1))
    lately = list(waiting_to_print(office).values_list("pk", flat=True)[:IN_THE_RUN])
    if not lately:
        return
    run = ask_for_run(office, lately, by=officer, at=now - timedelta(minutes=50))
    jammed = run.sheets.get(position=2)
    reprint(run.pk, [jammed.pk], reason="Kẹt giấy, nhàu góc", by=officer, at=now - timedelta(minutes=40))
    _scan_some(run, officer, now - timedelta(minutes=30))


def put_right(signed: Signed, officer: Actor, leader: Actor, now: datetime) -> None:
    """Of the delivered ones the first was wrong and has been replaced; for the second it is proposed."""
    replaced, proposed = [
        Application.objects.select_related("extract__entry").get(pk=application.pk)
        for application, course, _ in signed
        if course == "delivered"
    ][:2]
    for application in (replaced, proposed):  # what the paper left out
        _note(application.extract.entry, officer, leader, now - timedelta(minutes=45))
    words = {"by": officer, "at": now - timedelta(minutes=35)}
    correction = actions.propose_correction(replaced.pk, reason="In thiếu ghi chú của sổ.", **words)
    actions.reissue(correction.pk, by=leader, at=now - timedelta(minutes=20))
    actions.propose_correction(proposed.pk, reason="In thiếu ghi chú của sổ.", **words)


def _note(entry: RegisterEntry, officer: Actor, leader: Actor, at: datetime) -> None:
    paper = GroundPaper(Ground.DECISION, "12/QĐ-UBND", "2019-04-03", "Ủy ban nhân dân quận Hai Bà Trưng")
    words = {"matter": Matter.CORRECTION, "ground": paper, "values": {}, "text": NOTE, "seen_version": entry.version}
    note = annotate(entry.pk, **words, by=officer, at=at)
    confirm_note(note.pk, by=leader, at=at + timedelta(minutes=5))


def _scan_some(run: PrintRun, officer: Actor, at: datetime) -> None:
    """Every sheet but the last two."""
    sheets = list(run.sheets.filter(spoiled_at__isnull=True).order_by("position"))
    for place, sheet in enumerate(sheets[:-2]):
        serial = f"HN-{place + 4120:06d}" if place < 2 else ""
        scan_back(run.pk, sheet.number, by=officer, at=at + timedelta(seconds=8 * place), security_serial=serial)

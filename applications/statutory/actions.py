"""The verbs of a report: prepare, issue, correct, discard. One transaction each; told who and when.

Source: TT 01/2020/TT-VPCP; NĐ 30/2020/NĐ-CP (numbers run from 1 each year, without gaps).
"""

from datetime import date, datetime

from django.db import transaction

from applications.statutory.content import content_of, differences, fingerprint
from applications.statutory.errors import (
    AlreadyIssued,
    GoneMeanwhile,
    NeedsExplanation,
    NothingDiffers,
    NotTheNewest,
    StillOpen,
    SumsDisagree,
)
from applications.statutory.models import DossierExport, Report
from applications.statutory.offered import all_forms
from applications.statutory.periods import in_words
from applications.statutory.reading import checks, newest, units_key
from applications.statutory.tables import Question
from portal.accounts.actors import Actor
from portal.audit.trail import record
from portal.background import nudge
from portal.days import local_day
from portal.documents.models import next_number
from portal.text import clean

PAPER = "applications.statutory.tasks.render_report"
EXPORT = "applications.statutory.tasks.write_export"


def prepare(
    form_code: str,
    *,
    period_kind: str,
    first_on: date,
    last_on: date,
    as_of: datetime,
    unit_ids: tuple[int, ...] = (),
    units: str,
    by: Actor,
    at: datetime,
) -> Report:
    """Count once and keep what was counted, to be looked at and issued as it is. `units` in words."""
    asked = Question(first_on, last_on, as_of, unit_ids)
    content = content_of(all_forms()[form_code], asked, period=in_words(period_kind, first_on, last_on), units=units)
    return _keep(form_code, period_kind, asked, content, by=by, at=at)


def correct(report_id: int, *, by: Actor, at: datetime) -> Report:
    """Prepare the next version of an issued report, counted as of now; it names what differs.

    Raises NotTheNewest, NothingDiffers.
    """
    with transaction.atomic():
        wrong = Report.objects.select_for_update().get(pk=report_id, issued_at__isnull=False)
        if (last := newest(wrong)) != wrong:
            raise NotTheNewest(last.number_text)
        asked = Question(wrong.first_on, wrong.last_on, at, tuple(wrong.unit_ids))
        said = {"period": wrong.content["period"], "units": wrong.content["units"]}
        content = content_of(all_forms()[wrong.form], asked, **said)
        differs = differences(wrong.content, content)
        if not differs:
            raise NothingDiffers
        content["corrects"] = {"number": wrong.number_text, "issued_at": wrong.sealed()["issued_at"], "differs": differs}
        return _keep(wrong.form, wrong.period_kind, asked, content, by=by, at=at, corrects=wrong)


def issue(report_id: int, *, explanation: str = "", by: Actor, at: datetime) -> Report:
    """Number it and freeze it: exactly what was prepared and looked at. The worker prints it.

    Raises StillOpen, SumsDisagree, NeedsExplanation, AlreadyIssued, NotTheNewest, GoneMeanwhile. Issued already: it is left as
    it is.
    """
    with transaction.atomic():
        prepared = Report.objects.select_for_update(of=("self",)).select_related("office", "corrects")
        report = prepared.filter(pk=report_id).first()
        if report is None:
            raise GoneMeanwhile
        if report.is_issued:
            return report
        report.explanation = clean(explanation)
        _refuse_what_is_wrong(report)
        report.year = local_day(at).year
        report.number = next_number(f"statutory:{report.office_id}:{report.year}")  # its row is locked: one at a time from here
        _refuse_what_was_issued(report)
        report.issued_by_id, report.issued_at = by.user_id, at.replace(microsecond=0)
        report.sha256 = fingerprint(report.sealed())
        report.save()
        told = {"number": report.number_text, "form": report.form, "version": report.version, "sha256": report.sha256}
        record("statutory.issued", subject=f"report:{report.pk}", by=by, at=at, **told)
        nudge(PAPER, report.pk)
    return report


def discard(report_id: int, *, by: Actor, at: datetime) -> bool:
    """Throw away what was prepared and not issued. False where that was done, or it was issued, meanwhile."""
    with transaction.atomic():
        report = Report.objects.select_for_update().filter(pk=report_id, issued_at__isnull=True).first()
        if report is None:
            return False
        record("statutory.discarded", subject=f"report:{report.pk}", by=by, at=at, form=report.form)
        report.delete()
    return True


def ask_for_export(*, first_on: date, last_on: date, by: Actor, at: datetime) -> DossierExport:
    """The dossiers of a period as a file, as they stand when the worker writes them."""
    with transaction.atomic():
        about = {"office_id": by.office_id, "asked_by_id": by.user_id, "asked_at": at}
        export = DossierExport.objects.create(first_on=first_on, last_on=last_on, **about)
        period = {"first_on": first_on.isoformat(), "last_on": last_on.isoformat()}
        record("statutory.export_asked", subject=f"export:{export.pk}", by=by, at=at, **period)
        nudge(EXPORT, export.pk)
    return export


def _keep(
    form_code: str, period_kind: str, asked: Question, content: dict, *, by: Actor, at: datetime, corrects: Report | None = None
) -> Report:
    with transaction.atomic():
        report = Report.objects.create(
            form=form_code,
            office_id=by.office_id,
            period_kind=period_kind,
            first_on=asked.first_on,
            last_on=asked.last_on,
            as_of=asked.as_of,
            unit_ids=list(asked.unit_ids),
            units_key=units_key(asked.unit_ids),
            content=content,
            version=corrects.version + 1 if corrects else 1,
            corrects=corrects,
            prepared_by_id=by.user_id,
            prepared_at=at,
        )
        record("statutory.prepared", subject=f"report:{report.pk}", by=by, at=at, form=form_code)
    return report


def _refuse_what_is_wrong(report: Report) -> None:
    if report.asked.is_open:
        raise StillOpen
    broken = [check for check in checks(report) if not check.holds]
    if any(check.must for check in broken):
        raise SumsDisagree
    if broken and not report.explanation:
        raise NeedsExplanation


def _refuse_what_was_issued(report: Report) -> None:
    if report.corrects and (last := newest(report.corrects)) != report.corrects:
        raise NotTheNewest(last.number_text)
    same = {name: getattr(report, name) for name in ("form", "office_id", "first_on", "last_on", "units_key", "version")}
    if issued := Report.objects.filter(issued_at__isnull=False, **same).first():
        raise AlreadyIssued(issued.number_text)

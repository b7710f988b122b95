"""What a report is checked against: itself, the period before, and today's count of the same question."""

from datetime import datetime
from hashlib import sha256

from applications.statutory.checks import Before, Check, checks_of
from applications.statutory.content import content_of, differences
from applications.statutory.models import Report
from applications.statutory.offered import all_forms
from applications.statutory.tables import Form, Question


def checks(report: Report) -> list[Check]:
    """Of a report as it is kept. Reads the report of the period before, or counts it where none was issued."""
    form = all_forms().get(report.form)
    if form is None or form.carries is None:
        return checks_of(report.content)
    return checks_of(report.content, carries=form.carries, before=before(form, report.asked, office_id=report.office_id))


def before(form: Form, asked: Question, *, office_id: int) -> Before:
    """What the period before left over: of the report issued last that ends the day before, else counted now."""
    kept = _issued_before(form, asked, office_id)
    content = kept.content if kept else content_of(form, asked.before(), period="", units="")
    at = [column["key"] for column in content["columns"]].index(form.carries[1])
    left = {row["key"]: row["cells"][at] for row in content["rows"]}
    return Before(left, f"báo cáo số {kept.number_text} năm {kept.year}" if kept else "số đếm lại của kỳ trước")


def changed_since(report: Report, *, at: datetime) -> list[dict]:
    """Cell by cell what a count of the same period with all that is known at `at` says otherwise; nothing: it still holds.

    As of its own moment it would say the same for ever: what was recorded later is what a reader wants to see.
    """
    form = all_forms().get(report.form)
    if form is None:  # of an app that is not installed any more: what was issued stays to be read
        return []
    asked = Question(report.first_on, report.last_on, at, tuple(report.unit_ids))
    return differences(report.content, content_of(form, asked, period="", units=""))


def newest(report: Report) -> Report:
    """The last issued correction of a report, or itself."""
    while later := report.corrections.filter(issued_at__isnull=False).first():
        report = later
    return report


def _issued_before(form: Form, asked: Question, office_id: int) -> Report | None:
    ends = {"last_on": asked.before().last_on, "units_key": units_key(asked.unit_ids)}
    issued = Report.objects.filter(form=form.code, office_id=office_id, issued_at__isnull=False, **ends)
    return issued.order_by("-issued_at").first()


def units_key(unit_ids: tuple[int, ...]) -> str:
    """Short and the same for the same units; empty for all of the city."""
    return sha256(",".join(map(str, sorted(unit_ids))).encode()).hexdigest() if unit_ids else ""

"""What rows written before can still say: the office from the transfers, the promise from the details, the rest from today's
row of the application. Best effort: what was not kept then cannot be known now.
"""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db import migrations

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
SESSIONS = ((time(8), time(12)), (time(13), time(17)))
OPEN = ("submitted", "received", "supplement_requested")
FILLED = [
    "known_at", "dossier_office_id", "kind", "procedure_code", "channel", "promised_on", "due_at", "copies", "fee_vnd",
    "fee_paid_vnd", "left_office_id", "left_promised_on", "worked_minutes", "delivery_days",
]  # fmt: skip


def fill(apps, schema_editor):
    Application = apps.get_model("applications", "Application")
    StateChange = apps.get_model("applications", "StateChange")
    days_off = _days_off(apps)
    for application in Application.objects.exclude(state="draft").iterator(chunk_size=500):
        rows = list(StateChange.objects.filter(application=application).order_by("id"))
        _fill_dossier(application, rows, days_off)
        StateChange.objects.bulk_update(rows, [name.removesuffix("_id") for name in FILLED], batch_size=200)


def _fill_dossier(application, rows, days_off):
    office_id = next((row.detail["from"] for row in rows if _is_transfer(row)), application.office_id)
    due_at, known_at, handed_at, paid = None, None, None, 0
    for row in rows:
        if _is_transfer(row):
            row.left_office_id, row.left_promised_on = office_id, _local_day(due_at or application.due_at)
            office_id = row.detail.get("to", application.office_id)
        if row.detail.get("due_at"):
            due_at = datetime.fromisoformat(row.detail["due_at"])
        paid += row.detail.get("paid_vnd", 0) if row.verb == "pay" else 0
        known_at = max(row.at, known_at or row.at)
        row.known_at, row.dossier_office_id = known_at, office_id
        row.kind, row.procedure_code, row.channel = application.kind, application.procedure_code, "online"
        row.copies, row.fee_vnd, row.fee_paid_vnd = application.copies, application.fee_vnd, paid
        row.due_at = due_at or application.due_at
        row.promised_on = _promised_on(application, row.due_at)
        if row.to_state == "handed_to_post" and row.verb == "hand_to_post":
            handed_at = row.at
        if row.verb == "deliver" and handed_at is not None:
            row.delivery_days = max(0, (_local_day(row.at) - _local_day(handed_at)).days)
        if row.from_state in OPEN and row.to_state == "issued":
            row.worked_minutes = _worked_minutes(application.counted_at, row.at, days_off)


def _is_transfer(row):
    return row.verb == "transfer" and "from" in row.detail


def _promised_on(application, due_at):
    """The promise of today's row keeps the first day promised; an earlier promise is known by its due moment only."""
    return application.promised_on if due_at == application.due_at and application.promised_on else _local_day(due_at)


def _local_day(moment):
    return moment.astimezone(HANOI).date()


def _days_off(apps):
    rows = apps.get_model("offices", "CalendarException").objects.filter(status="in_force", office__isnull=True)
    return set(rows.exclude(kind="swap_working").values_list("on", flat=True))


def _worked_minutes(start, end, days_off):
    minutes, day = 0.0, _local_day(start)
    while day <= _local_day(end):
        if day.weekday() < 5 and day not in days_off:
            for opens, closes in SESSIONS:
                first = max(start, datetime.combine(day, opens, HANOI))
                last = min(end, datetime.combine(day, closes, HANOI))
                minutes += max(0.0, (last - first).total_seconds() / 60)
        day += timedelta(days=1)
    return int(minutes)


class Migration(migrations.Migration):
    dependencies = [("applications", "0030_what_history_knows")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]

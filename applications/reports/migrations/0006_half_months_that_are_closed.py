"""Adds up the half-months that are closed already, from their days; sums of months stay as they are."""

from datetime import timedelta

from django.db import migrations

NUMBERS = (
    "received, received_otherwise, early, on_time, late, refused, withdrawn, lapsed, issued, copies, fee_vnd, passed_in, passed_on, "
    "supplemented, with_fee, paid_online, paid_online_vnd, sent_after, handed_over, delivered, returned, delivery_days"
).split(", ")
CELL = "office_id, kind, procedure_code, channel"
AS_OBJECT = {"postgresql": "jsonb_object_agg", "sqlite": "json_group_object"}
EACH_OF_OBJECT = {"postgresql": "jsonb_each_text(CAST(each_worked AS jsonb))", "sqlite": "json_each(each_worked)"}


def fill(apps, schema_editor):
    closed = list(apps.get_model("reports", "ClosedDay").objects.order_by("on").values_list("on", flat=True))
    if not closed:
        return
    start, following = _half(closed[0])
    while following <= closed[-1] + timedelta(days=1):
        _add_up(schema_editor.connection, start, following)
        start, following = _half(following)


def _half(day):
    """The half-month that holds it: its first day, and the first day after it."""
    if day.day < 15:
        return day.replace(day=1), day.replace(day=15)
    return day.replace(day=15), (day.replace(day=1) + timedelta(days=32)).replace(day=1)


def _add_up(connection, start, following):
    summed = ", ".join(f"SUM({name}) AS {name}" for name in NUMBERS)
    same = " AND ".join(f"times.{name} = summed.{name}" for name in CELL.split(", "))
    days = 'FROM reports_dayfigures WHERE "on" >= %s AND "on" < %s'
    sql = f"""
        INSERT INTO reports_halfmonthfigures ("on", {CELL}, worked, {", ".join(NUMBERS)})
        SELECT %s, {", ".join(f"summed.{name}" for name in CELL.split(", "))}, times.worked, {", ".join(NUMBERS)}
        FROM (
            SELECT {CELL}, {summed} {days} GROUP BY {CELL} HAVING SUM({" + ".join(NUMBERS)}) > 0
        ) AS summed LEFT JOIN (
            SELECT {CELL}, CAST({AS_OBJECT[connection.vendor]}(minutes, number) AS text) AS worked FROM (
                SELECT {CELL}, "key" AS minutes, SUM(CAST("value" AS integer)) AS number
                FROM (SELECT {CELL}, worked AS each_worked {days} AND worked IS NOT NULL) AS each_day,
                    {EACH_OF_OBJECT[connection.vendor]} AS each_number
                GROUP BY {CELL}, "key"
            ) AS each_time GROUP BY {CELL}
        ) AS times ON {same}"""  # noqa: S608  # nosec B608: names of columns only
    begin, end = (connection.ops.adapt_datefield_value(day) for day in (start, following))
    with connection.cursor() as cursor:
        cursor.execute(sql, [begin, begin, end, begin, end])


def empty(apps, schema_editor):
    apps.get_model("reports", "HalfMonthFigures").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("reports", "0005_sums_of_half_months")]
    operations = [migrations.RunPython(fill, empty)]

"""The days of a fee, waiver or tariff stand in order; who took over from a row is kept, and every change told.

Going back makes the three tables anew, which on SQLite drops the stamps of 0017: they are made again.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


TABLES = ("applications_feepolicy", "applications_feewaiver", "applications_postagetariff")
ON_SQLITE = (
    "CREATE TRIGGER IF NOT EXISTS {table}_stamp_{event} AFTER {event} ON {table}"
    " BEGIN INSERT OR REPLACE INTO offices_calendarstamp (id, stamp) VALUES (1, lower(hex(randomblob(16)))); END;"
)


def stamp_again(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        return
    for table in TABLES:
        for event in ("insert", "update", "delete"):
            schema_editor.execute(ON_SQLITE.format(table=table, event=event), params=None)


class Migration(migrations.Migration):

    dependencies = [
        ('applications', '0032_history_knows_for_certain'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunPython(migrations.RunPython.noop, stamp_again),
        migrations.CreateModel(
            name='TermsChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('what', models.CharField(max_length=400)),
            ],
            options={
                'ordering': ['-pk'],
            },
        ),
        migrations.AddField(
            model_name='feepolicy',
            name='ended_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='applications.feepolicy'),
        ),
        migrations.AddField(
            model_name='feewaiver',
            name='ended_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='applications.feewaiver'),
        ),
        migrations.AddField(
            model_name='postagetariff',
            name='ended_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='applications.postagetariff'),
        ),
        migrations.AddConstraint(
            model_name='feepolicy',
            constraint=models.CheckConstraint(condition=models.Q(('valid_to__isnull', True), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='fee_days_in_order'),
        ),
        migrations.AddConstraint(
            model_name='feewaiver',
            constraint=models.CheckConstraint(condition=models.Q(('valid_to__isnull', True), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='waiver_days_in_order'),
        ),
        migrations.AddConstraint(
            model_name='postagetariff',
            constraint=models.CheckConstraint(condition=models.Q(('valid_to__isnull', True), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='tariff_days_in_order'),
        ),
        migrations.AddField(
            model_name='termschange',
            name='by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
    ]

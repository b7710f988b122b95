"""The tables as they stood on 23/11/2026, in one step. A database of an earlier version is first brought to the last that this
replaces, by that version.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    replaces = [
        ("statutory", "0001_initial"),
        ("statutory", "0003_exports_of_dossiers"),
    ]

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('documents', '0100_tables'),
        ('offices', '0100_tables'),
    ]

    operations = [
        migrations.CreateModel(
            name='DossierExport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('first_on', models.DateField()),
                ('last_on', models.DateField()),
                ('asked_at', models.DateTimeField()),
                ('total', models.PositiveIntegerField(blank=True, null=True)),
                ('done', models.PositiveIntegerField(default=0)),
                ('told_at', models.DateTimeField(blank=True, null=True)),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('document', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.storeddocument')),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office')),
            ],
            options={
                'verbose_name': 'tệp hồ sơ của kỳ',
                'ordering': ['-id'],
                'indexes': [models.Index(condition=models.Q(('document__isnull', True)), fields=['id'], name='export_to_write')],
                'constraints': [models.CheckConstraint(condition=models.Q(('last_on__gte', models.F('first_on'))), name='export_period_in_order')],
            },
        ),
        migrations.CreateModel(
            name='Report',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('form', models.CharField(max_length=30)),
                ('period_kind', models.CharField(choices=[('month', 'Tháng'), ('quarter', 'Quý'), ('half', '6 tháng'), ('nine_months', '9 tháng'), ('year', 'Năm'), ('custom', 'Tùy chọn')], max_length=12)),
                ('first_on', models.DateField()),
                ('last_on', models.DateField()),
                ('as_of', models.DateTimeField()),
                ('unit_ids', models.JSONField(default=list)),
                ('units_key', models.CharField(blank=True, max_length=64)),
                ('content', models.JSONField()),
                ('explanation', models.CharField(blank=True, max_length=1000)),
                ('version', models.PositiveSmallIntegerField(default=1)),
                ('prepared_at', models.DateTimeField()),
                ('year', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('number', models.PositiveIntegerField(blank=True, null=True)),
                ('issued_at', models.DateTimeField(blank=True, null=True)),
                ('sha256', models.CharField(blank=True, max_length=64)),
                ('corrects', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='corrections', to='statutory.report')),
                ('document', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.storeddocument')),
                ('issued_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office')),
                ('prepared_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'báo cáo định kỳ',
                'ordering': ['-id'],
                'indexes': [models.Index(fields=['office', '-id'], name='statutory_of_office'), models.Index(condition=models.Q(('document__isnull', True), ('issued_at__isnull', False)), fields=['id'], name='statutory_to_print')],
                'constraints': [models.CheckConstraint(condition=models.Q(('last_on__gte', models.F('first_on'))), name='statutory_period_in_order'), models.CheckConstraint(condition=models.Q(models.Q(('issued_at__isnull', True), ('issued_by__isnull', True), ('number__isnull', True), ('sha256', ''), ('year__isnull', True)), models.Q(('issued_at__isnull', False), ('issued_by__isnull', False), ('number__gte', 1), ('year__isnull', False), models.Q(('sha256', ''), _negated=True)), _connector='OR'), name='statutory_issued_whole'), models.CheckConstraint(condition=models.Q(models.Q(('corrects__isnull', True), ('version', 1)), models.Q(('corrects__isnull', False), ('version__gt', 1)), _connector='OR'), name='statutory_version_corrects'), models.CheckConstraint(condition=models.Q(('document__isnull', True), ('issued_at__isnull', False), _connector='OR'), name='statutory_paper_of_issued'), models.UniqueConstraint(fields=('office', 'year', 'number'), name='statutory_number_once'), models.UniqueConstraint(condition=models.Q(('issued_at__isnull', False)), fields=('form', 'office', 'first_on', 'last_on', 'units_key', 'version'), name='statutory_issued_once')],
            },
        ),
    ]

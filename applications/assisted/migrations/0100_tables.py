"""The tables as they stood on 23/11/2026, in one step. A database of an earlier version is first brought to the last that this
replaces, by that version.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from portal.tables import CreateModels


class Migration(migrations.Migration):

    initial = True

    replaces = [
        ("assisted", "0001_sittings"),
        ("assisted", "0002_sittings_by_day"),
    ]

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('applications', '0100_tables'),
        ('documents', '0100_tables'),
        ('offices', '0100_tables'),
    ]

    operations = [
        CreateModels(
            [
                migrations.CreateModel(
                    name='KeptDraft',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('code_hash', models.CharField(max_length=128)),
                        ('made_at', models.DateTimeField()),
                        ('application', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='kept', to='applications.application')),
                    ],
                ),
                migrations.CreateModel(
                    name='Sitting',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('role', models.CharField(max_length=24)),
                        ('shown', models.CharField(max_length=10)),
                        ('last_digits', models.CharField(max_length=4)),
                        ('started_at', models.DateTimeField()),
                        ('last_seen_at', models.DateTimeField()),
                        ('ended_at', models.DateTimeField(blank=True, null=True)),
                        ('ended_how', models.CharField(blank=True, choices=[('key', 'Cán bộ kết thúc'), ('silence', 'Tự kết thúc vì không có thao tác')], max_length=8)),
                        ('filed_at', models.DateTimeField(blank=True, null=True)),
                        ('application', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='sitting', to='applications.application')),
                        ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office')),
                        ('official', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'verbose_name': 'phiên nộp hộ',
                        'indexes': [models.Index(condition=models.Q(('ended_at__isnull', True)), fields=['last_seen_at'], name='sitting_open'), models.Index(fields=['office', 'started_at'], name='sitting_begun')],
                        'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True)), fields=('official',), name='one_open_sitting'), models.CheckConstraint(condition=models.Q(models.Q(('ended_at__isnull', True), ('ended_how', '')), models.Q(('ended_at__isnull', False), models.Q(('ended_how', ''), _negated=True)), _connector='OR'), name='sitting_ended_somehow')],
                    },
                ),
                migrations.CreateModel(
                    name='Screen',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('token_hash', models.CharField(max_length=64, unique=True)),
                        ('code', models.CharField(max_length=6)),
                        ('code_until', models.DateTimeField()),
                        ('sitting', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='screen', to='assisted.sitting')),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(condition=models.Q(('sitting__isnull', True)), fields=('code',), name='screen_code_once')],
                    },
                ),
                migrations.CreateModel(
                    name='Reading',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('way', models.CharField(choices=[('screen', 'Trên màn hình thứ hai'), ('paper', 'Trên giấy, đã ký')], max_length=8)),
                        ('content', models.JSONField()),
                        ('saved_at', models.DateTimeField()),
                        ('asked_at', models.DateTimeField()),
                        ('answered_at', models.DateTimeField(blank=True, null=True)),
                        ('is_right', models.BooleanField(blank=True, null=True)),
                        ('answered_by', models.CharField(blank=True, max_length=200)),
                        ('complaint', models.CharField(blank=True, max_length=300)),
                        ('application', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='readings', to='applications.application')),
                        ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('document', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.storeddocument')),
                        ('scan', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.storeddocument')),
                    ],
                    options={
                        'ordering': ['id'],
                        'indexes': [models.Index(condition=models.Q(('document__isnull', True), ('way', 'paper')), fields=['id'], name='reading_to_print')],
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('answered_at__isnull', True), ('answered_by', ''), ('is_right__isnull', True)), models.Q(('answered_at__isnull', False), ('is_right__isnull', False), models.Q(('answered_by', ''), _negated=True)), _connector='OR'), name='reading_answered_by_somebody')],
                    },
                ),
            ]
        ),
    ]

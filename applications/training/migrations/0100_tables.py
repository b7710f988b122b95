"""The tables as they stood on 23/11/2026, in one step. A database of an earlier version is first brought to the last that this
replaces, by that version.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    replaces = [("training", "0001_sandboxes_and_runs")]

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('applications', '0100_tables'),
        ('offices', '0100_tables'),
    ]

    operations = [
        migrations.CreateModel(
            name='Sandbox',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField()),
                ('opened_at', models.DateTimeField()),
                ('closed_at', models.DateTimeField(blank=True, null=True)),
                ('closed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('office', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='sandbox', to='offices.office')),
                ('opened_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sandboxes_of_unit', to='offices.office')),
            ],
            options={
                'verbose_name': 'khu tập huấn',
                'constraints': [models.UniqueConstraint(fields=('unit', 'number'), name='sandbox_number_once'), models.UniqueConstraint(condition=models.Q(('closed_at__isnull', True)), fields=('unit',), name='sandbox_one_open'), models.CheckConstraint(condition=models.Q(('unit', models.F('office')), _negated=True), name='sandbox_is_not_its_unit'), models.CheckConstraint(condition=models.Q(('closed_at__isnull', True), ('closed_at__gte', models.F('opened_at')), _connector='OR'), name='sandbox_in_order')],
            },
        ),
        migrations.CreateModel(
            name='ExerciseRun',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('exercise', models.CharField(max_length=40)),
                ('started_at', models.DateTimeField()),
                ('must_end_at', models.DateTimeField(blank=True, null=True)),
                ('done', models.JSONField(default=dict)),
                ('passed_at', models.DateTimeField(blank=True, null=True)),
                ('application', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='exercise_run', to='applications.application')),
                ('trainee', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='exercise_runs', to=settings.AUTH_USER_MODEL)),
                ('sandbox', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='runs', to='training.sandbox')),
            ],
            options={
                'verbose_name': 'lượt tập',
                'ordering': ['-started_at', '-id'],
                'indexes': [models.Index(fields=['trainee', 'exercise'], name='run_of_trainee'), models.Index(condition=models.Q(('passed_at__isnull', True)), fields=['id'], name='run_to_settle')],
                'constraints': [models.CheckConstraint(condition=models.Q(('passed_at__isnull', True), ('passed_at__gte', models.F('started_at')), _connector='OR'), name='run_passed_after_its_start')],
            },
        ),
    ]

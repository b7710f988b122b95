"""The tables as they stood on 23/11/2026, in one step. A database of an earlier version is first brought to the last that this
replaces, by that version.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from portal.tables import CreateModels


class Migration(migrations.Migration):

    initial = True

    replaces = [("rollout", "0001_initial")]

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('documents', '0100_tables'),
        ('offices', '0100_tables'),
    ]

    operations = [
        CreateModels(
            [
                migrations.CreateModel(
                    name='Phase',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('code', models.SlugField(max_length=40, unique=True)),
                        ('name', models.CharField(max_length=120, verbose_name='tên đợt')),
                        ('procedure_code', models.CharField(max_length=20)),
                        ('online_level', models.PositiveSmallIntegerField()),
                        ('planned_on', models.DateField()),
                        ('precision', models.CharField(choices=[('day', 'Ngày'), ('month', 'Tháng'), ('year', 'Năm')], default='day', max_length=5)),
                        ('source', models.CharField(blank=True, max_length=200)),
                        ('made_at', models.DateTimeField()),
                        ('made_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ['-planned_on', 'code'],
                        'constraints': [models.CheckConstraint(condition=models.Q(('online_level__gte', 2), ('online_level__lte', 4)), name='phase_level_known'), models.CheckConstraint(condition=models.Q(('precision__in', ['day', 'month', 'year'])), name='phase_precision_known')],
                    },
                ),
                migrations.CreateModel(
                    name='PaperBatch',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('kind', models.CharField(choices=[('poster', 'Áp phích A3'), ('leaflet', 'Tờ rơi A4')], max_length=8)),
                        ('papers', models.JSONField()),
                        ('asked_at', models.DateTimeField()),
                        ('asked_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('document', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.storeddocument')),
                        ('phase', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='batches', to='rollout.phase')),
                    ],
                    options={
                        'ordering': ['-id'],
                        'indexes': [models.Index(condition=models.Q(('document__isnull', True)), fields=['id'], name='paper_batch_to_join')],
                    },
                ),
                migrations.CreateModel(
                    name='Course',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('code', models.SlugField(max_length=40, unique=True)),
                        ('title', models.CharField(max_length=200)),
                        ('first_on', models.DateField()),
                        ('last_on', models.DateField()),
                        ('place', models.CharField(max_length=200)),
                        ('organiser', models.CharField(blank=True, max_length=200)),
                        ('reported_attendees', models.PositiveIntegerField(blank=True, null=True)),
                        ('source', models.CharField(blank=True, max_length=200)),
                        ('made_at', models.DateTimeField()),
                        ('made_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('phase', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='courses', to='rollout.phase')),
                    ],
                    options={
                        'ordering': ['-first_on', 'code'],
                        'constraints': [models.CheckConstraint(condition=models.Q(('last_on__gte', models.F('first_on'))), name='course_days_in_order')],
                    },
                ),
                migrations.CreateModel(
                    name='PhaseUnit',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('basis', models.CharField(choices=[('named', 'Nguồn nêu tên'), ('deduced', 'Suy ra từ nguồn'), ('decided', 'Sở Tư pháp quyết định')], default='decided', max_length=10)),
                        ('first_dossier_at', models.DateTimeField(blank=True, null=True)),
                        ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='phase_units', to='offices.office')),
                        ('phase', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='units', to='rollout.phase')),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('phase', 'office'), name='unit_once_in_a_phase'), models.CheckConstraint(condition=models.Q(('basis__in', ['named', 'deduced', 'decided'])), name='phase_unit_basis_known')],
                    },
                ),
                migrations.CreateModel(
                    name='Equipment',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('told_at', models.DateTimeField()),
                        ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                        ('counted_on', models.DateField()),
                        ('computers', models.PositiveSmallIntegerField()),
                        ('scanners', models.PositiveSmallIntegerField()),
                        ('printers', models.PositiveSmallIntegerField()),
                        ('told_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('withdrawn_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='equipment', to='rollout.phaseunit')),
                    ],
                    options={
                        'ordering': ['-told_at', '-id'],
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Coaching',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('told_at', models.DateTimeField()),
                        ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                        ('coach', models.CharField(max_length=120)),
                        ('first_on', models.DateField()),
                        ('last_on', models.DateField()),
                        ('note', models.CharField(blank=True, max_length=400)),
                        ('told_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('withdrawn_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='coachings', to='rollout.phaseunit')),
                    ],
                    options={
                        'ordering': ['-told_at', '-id'],
                        'abstract': False,
                        'constraints': [models.CheckConstraint(condition=models.Q(('last_on__gte', models.F('first_on'))), name='coaching_days_in_order'), models.CheckConstraint(condition=models.Q(('coach', ''), _negated=True), name='coaching_says_who')],
                    },
                ),
                migrations.CreateModel(
                    name='PublicNotice',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('told_at', models.DateTimeField()),
                        ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                        ('posted_on', models.DateField()),
                        ('place', models.CharField(max_length=200)),
                        ('photo', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.storeddocument')),
                        ('told_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='notices', to='rollout.phaseunit')),
                        ('withdrawn_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ['-told_at', '-id'],
                        'abstract': False,
                        'constraints': [models.CheckConstraint(condition=models.Q(('place', ''), _negated=True), name='notice_says_where')],
                    },
                ),
                migrations.CreateModel(
                    name='Switch',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('procedure_code', models.CharField(max_length=20)),
                        ('is_on', models.BooleanField()),
                        ('from_on', models.DateField()),
                        ('reason', models.CharField(blank=True, max_length=400)),
                        ('at', models.DateTimeField()),
                        ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='switches', to='offices.office')),
                        ('phase', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='rollout.phase')),
                    ],
                    options={
                        'ordering': ['-at', '-id'],
                        'indexes': [models.Index(fields=['office', 'procedure_code', 'at'], name='switch_of_office')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('is_on', True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='switch_off_has_a_reason')],
                    },
                ),
                migrations.CreateModel(
                    name='UnitPaper',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('kind', models.CharField(choices=[('poster', 'Áp phích A3'), ('leaflet', 'Tờ rơi A4')], max_length=8)),
                        ('facts', models.JSONField()),
                        ('digest', models.CharField(max_length=64)),
                        ('asked_at', models.DateTimeField()),
                        ('asked_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('document', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.storeddocument')),
                        ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='posters', to='offices.office')),
                    ],
                    options={
                        'ordering': ['-id'],
                        'indexes': [models.Index(condition=models.Q(('document__isnull', True)), fields=['id'], name='unit_paper_to_print')],
                        'constraints': [models.UniqueConstraint(fields=('office', 'kind', 'digest'), name='unit_paper_once'), models.CheckConstraint(condition=models.Q(('kind__in', ['poster', 'leaflet'])), name='unit_paper_kind_known')],
                    },
                ),
                migrations.CreateModel(
                    name='Attendee',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('full_name', models.CharField(max_length=120)),
                        ('title', models.CharField(blank=True, max_length=120)),
                        ('is_present', models.BooleanField(null=True)),
                        ('told_at', models.DateTimeField()),
                        ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office')),
                        ('told_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('course', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attendees', to='rollout.course')),
                    ],
                    options={
                        'ordering': ['office_id', 'id'],
                        'constraints': [models.UniqueConstraint(fields=('course', 'office', 'full_name', 'title'), name='attendee_once'), models.CheckConstraint(condition=models.Q(('full_name', ''), _negated=True), name='attendee_has_a_name')],
                    },
                ),
            ]
        ),
    ]

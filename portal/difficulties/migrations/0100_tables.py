"""The tables as they stood on 23/11/2026, in one step. A database of an earlier version is first brought to the last that this
replaces, by that version.
"""

import django.db.models.deletion
import django_fsm
from django.conf import settings
from django.db import migrations, models

from portal.tables import CreateModels


class Migration(migrations.Migration):

    initial = True

    replaces = [("difficulties", "0001_difficulties")]

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('documents', '0100_tables'),
        ('offices', '0100_tables'),
        ('pages', '0100_tables'),
    ]

    operations = [
        CreateModels(
            [
                migrations.CreateModel(
                    name='AnswerLimit',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('valid_from', models.DateField(unique=True)),
                        ('working_days', models.PositiveSmallIntegerField()),
                        ('legal_document', models.CharField(blank=True, max_length=160)),
                    ],
                    options={
                        'verbose_name': 'thời hạn trả lời',
                        'ordering': ['-valid_from'],
                        'constraints': [models.CheckConstraint(condition=models.Q(('working_days__gte', 1), ('working_days__lte', 60)), name='limit_1_to_60_days')],
                    },
                ),
                migrations.CreateModel(
                    name='DifficultyReport',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('kind', models.CharField(choices=[('process', 'Quy trình nghiệp vụ'), ('technical', 'Kỹ thuật, phần mềm'), ('proposal', 'Kiến nghị, đề xuất')], max_length=10)),
                        ('procedure_code', models.CharField(blank=True, max_length=20)),
                        ('dossier_code', models.CharField(blank=True, max_length=40)),
                        ('subject', models.CharField(max_length=160)),
                        ('text', models.TextField(max_length=4000)),
                        ('search_text', models.TextField()),
                        ('state', django_fsm.FSMField(choices=[('open', 'Chờ trả lời'), ('passed_on', 'Đang xử lý'), ('answered', 'Đã trả lời'), ('closed', 'Đã xong'), ('merged', 'Đã gộp')], default='open', max_length=50, protected=True)),
                        ('written_at', models.DateTimeField()),
                        ('waiting_since', models.DateTimeField()),
                        ('answer_by_on', models.DateField()),
                        ('passed_to', models.CharField(blank=True, choices=[('process', 'Bộ phận nghiệp vụ'), ('technical', 'Bộ phận kỹ thuật')], max_length=10)),
                        ('answer', models.TextField(blank=True, max_length=4000)),
                        ('answered_at', models.DateTimeField(blank=True, null=True)),
                        ('done', models.TextField(blank=True, max_length=4000)),
                        ('closed_at', models.DateTimeField(blank=True, null=True)),
                        ('reopened_at', models.DateTimeField(blank=True, null=True)),
                        ('answered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('guidance', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='difficulties', to='pages.page')),
                        ('merged_into', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='merged', to='difficulties.difficultyreport')),
                        ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='difficulties', to='offices.office')),
                        ('written_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'verbose_name': 'khó khăn, kiến nghị',
                        'ordering': ['-written_at', '-id'],
                        'indexes': [models.Index(condition=models.Q(('state__in', ['open', 'passed_on'])), fields=['answer_by_on'], name='difficulty_waiting'), models.Index(fields=['office', '-written_at'], name='difficulty_of_office')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['open', 'passed_on', 'answered', 'closed', 'merged'])), name='difficulty_state_known'), models.CheckConstraint(condition=models.Q(('kind__in', ['process', 'technical', 'proposal'])), name='difficulty_kind_known'), models.CheckConstraint(condition=models.Q(models.Q(('subject', ''), _negated=True), models.Q(('text', ''), _negated=True)), name='difficulty_has_words'), models.CheckConstraint(condition=models.Q(models.Q(('answer', ''), ('answered_at__isnull', True), ('answered_by__isnull', True)), models.Q(('answered_at__isnull', False), ('answered_by__isnull', False), models.Q(('answer', ''), _negated=True)), _connector='OR'), name='difficulty_answered_in_words'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'answered'), _negated=True), ('answered_at__isnull', False), _connector='OR'), name='answered_has_answer'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'closed'), _negated=True), models.Q(('closed_at__isnull', False), models.Q(('done', ''), _negated=True)), _connector='OR'), name='closed_says_what'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'passed_on'), _negated=True), models.Q(('passed_to', ''), _negated=True), _connector='OR'), name='passed_on_to_somebody'), models.CheckConstraint(condition=models.Q(models.Q(('merged_into__isnull', False), ('state', 'merged')), models.Q(models.Q(('state', 'merged'), _negated=True), ('merged_into__isnull', True)), _connector='OR'), name='merged_into_another'), models.CheckConstraint(condition=models.Q(('merged_into__isnull', True), models.Q(('merged_into', models.F('id')), _negated=True), _connector='OR'), name='difficulty_not_into_itself')],
                    },
                    bases=(django_fsm.FSMModelMixin, models.Model),
                ),
                migrations.CreateModel(
                    name='DifficultyFile',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('name', models.CharField(max_length=200)),
                        ('added_at', models.DateTimeField()),
                        ('document', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.storeddocument')),
                        ('difficulty', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='files', to='difficulties.difficultyreport')),
                    ],
                    options={
                        'verbose_name': 'tệp đính kèm',
                        'ordering': ['id'],
                    },
                ),
                migrations.CreateModel(
                    name='DifficultyEvent',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('verb', models.CharField(max_length=20)),
                        ('from_state', models.CharField(blank=True, max_length=10)),
                        ('to_state', models.CharField(max_length=10)),
                        ('role', models.CharField(max_length=24)),
                        ('words', models.TextField(blank=True)),
                        ('at', models.DateTimeField()),
                        ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('office', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office')),
                        ('difficulty', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='events', to='difficulties.difficultyreport')),
                    ],
                    options={
                        'verbose_name': 'lịch sử',
                        'ordering': ['id'],
                        'indexes': [models.Index(fields=['verb', 'at'], name='difficulty_event_of_a_time')],
                    },
                ),
                migrations.CreateModel(
                    name='Echo',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('at', models.DateTimeField()),
                        ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('difficulty', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='echoes', to='difficulties.difficultyreport')),
                        ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office')),
                    ],
                    options={
                        'verbose_name': 'đơn vị cũng gặp',
                        'ordering': ['id'],
                        'constraints': [models.UniqueConstraint(fields=('difficulty', 'office'), name='echo_once_of_a_unit')],
                    },
                ),
            ]
        ),
    ]

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

    replaces = [("reflections", "0001_reflections")]

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('offices', '0100_tables'),
    ]

    operations = [
        CreateModels(
            [
                migrations.CreateModel(
                    name='Reflection',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('code', models.CharField(max_length=8, unique=True)),
                        ('sent_key', models.UUIDField(unique=True)),
                        ('topic', models.CharField(choices=[('late', 'Hồ sơ chậm, không thấy trả lời'), ('result', 'Kết quả có sai sót'), ('conduct', 'Thái độ, cách phục vụ'), ('money', 'Phí, tiền thu khi giao'), ('post', 'Giao nhận qua bưu điện'), ('portal', 'Trang này bị lỗi, khó dùng'), ('proposal', 'Kiến nghị, góp ý'), ('other', 'Việc khác')], max_length=10)),
                        ('text', models.TextField(max_length=3000)),
                        ('dossier_code', models.CharField(blank=True, max_length=40)),
                        ('sender_name', models.CharField(max_length=120)),
                        ('sender_phone', models.CharField(blank=True, max_length=15)),
                        ('sender_email', models.EmailField(blank=True, max_length=254)),
                        ('language', models.CharField(default='vi', max_length=5)),
                        ('state', django_fsm.FSMField(choices=[('received', 'Chờ trả lời'), ('answered', 'Đã trả lời'), ('set_aside', 'Không xử lý')], default='received', max_length=50, protected=True)),
                        ('sent_at', models.DateTimeField()),
                        ('answer_by_on', models.DateField()),
                        ('answer', models.TextField(blank=True, max_length=4000)),
                        ('answered_at', models.DateTimeField(blank=True, null=True)),
                        ('about_office', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office')),
                        ('answered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('office', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reflections', to='offices.office')),
                    ],
                    options={
                        'verbose_name': 'phản ánh, kiến nghị',
                        'ordering': ['-sent_at', '-id'],
                        'indexes': [models.Index(condition=models.Q(('state', 'received')), fields=['answer_by_on'], name='reflection_waiting'), models.Index(fields=['office', '-sent_at'], name='reflection_of_office')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['received', 'answered', 'set_aside'])), name='reflection_state_known'), models.CheckConstraint(condition=models.Q(('topic__in', ['late', 'result', 'conduct', 'money', 'post', 'portal', 'proposal', 'other'])), name='reflection_topic_known'), models.CheckConstraint(condition=models.Q(models.Q(('text', ''), _negated=True), models.Q(('sender_name', ''), _negated=True)), name='reflection_has_words_and_sender'), models.CheckConstraint(condition=models.Q(('sender_email', ''), ('sender_phone', ''), _negated=True), name='reflection_can_be_answered'), models.CheckConstraint(condition=models.Q(models.Q(('answer', ''), ('answered_at__isnull', True), ('answered_by__isnull', True)), models.Q(('answered_at__isnull', False), ('answered_by__isnull', False), models.Q(('answer', ''), _negated=True)), _connector='OR'), name='reflection_answered_in_words'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'answered'), _negated=True), ('answered_at__isnull', False), _connector='OR'), name='reflection_answered_has_answer')],
                    },
                    bases=(django_fsm.FSMModelMixin, models.Model),
                ),
                migrations.CreateModel(
                    name='ReflectionEvent',
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
                        ('reflection', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='events', to='reflections.reflection')),
                    ],
                    options={
                        'verbose_name': 'lịch sử phản ánh',
                        'ordering': ['id'],
                    },
                ),
                migrations.CreateModel(
                    name='ReplyLimit',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('valid_from', models.DateField(unique=True)),
                        ('working_days', models.PositiveSmallIntegerField()),
                        ('legal_document', models.CharField(blank=True, max_length=160)),
                    ],
                    options={
                        'verbose_name': 'thời hạn trả lời người dân',
                        'ordering': ['-valid_from'],
                        'constraints': [models.CheckConstraint(condition=models.Q(('working_days__gte', 1), ('working_days__lte', 60)), name='reply_in_1_to_60_days')],
                    },
                ),
            ]
        ),
    ]

"""The tables as they stood on 23/11/2026, in one step. A database of an earlier version is first brought to the last that this
replaces, by that version.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    replaces = [("population", "0001_initial")]

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('offices', '0100_tables'),
    ]

    operations = [
        migrations.CreateModel(
            name='LookUp',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('subject_ref', models.CharField(db_index=True, max_length=60)),
                ('person', models.CharField(max_length=20)),
                ('purpose', models.CharField(max_length=30)),
                ('role', models.CharField(max_length=24)),
                ('asked_at', models.DateTimeField()),
                ('asked', models.JSONField()),
                ('answer', models.JSONField(default=dict)),
                ('outcome', models.CharField(choices=[('waiting', 'Chờ: hệ thống dân cư chưa trả lời'), ('found', 'Có một người'), ('ambiguous', 'Có nhiều người, không xác định được'), ('not_found', 'Không có người này'), ('given_up', 'Quá thời gian giữ, không có trả lời')], default='waiting', max_length=12)),
                ('tries', models.PositiveIntegerField(default=0)),
                ('next_try_at', models.DateTimeField()),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
                ('seen_at', models.DateTimeField(blank=True, null=True)),
                ('came_later', models.BooleanField(default=False)),
                ('fault', models.CharField(blank=True, max_length=100)),
                ('emptied_at', models.DateTimeField(blank=True, null=True)),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office')),
            ],
            options={
                'ordering': ['-id'],
                'indexes': [models.Index(condition=models.Q(('outcome', 'waiting')), fields=['next_try_at'], name='look_up_waiting'), models.Index(condition=models.Q(('seen_at', None)), fields=['office', 'asked_at'], name='look_up_to_complete')],
                'constraints': [models.CheckConstraint(condition=models.Q(('purpose', ''), _negated=True), name='look_up_has_a_purpose'), models.CheckConstraint(condition=models.Q(('outcome', 'waiting'), ('answered_at__isnull', False), _connector='OR'), name='look_up_answered_has_moment')],
            },
        ),
    ]

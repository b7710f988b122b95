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
        ("messaging", "0001_initial"),
        ("messaging", "0002_channel_off"),
        ("messaging", "0003_ladder"),
    ]

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('documents', '0100_tables'),
        ('offices', '0100_tables'),
    ]

    operations = [
        CreateModels(
            [
                migrations.CreateModel(
                    name='Call',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('asked_at', models.DateTimeField()),
                        ('call_from', models.DateTimeField()),
                        ('attempts', models.PositiveSmallIntegerField(default=0)),
                        ('outcome', models.CharField(blank=True, choices=[('reached', 'Đã nói với người nộp'), ('not_reached', 'Không nghe máy, gọi lại sau'), ('wrong_number', 'Sai số'), ('not_needed', 'Không cần gọi nữa')], max_length=12)),
                        ('closed_at', models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        'verbose_name': 'cuộc gọi phải thực hiện',
                        'ordering': ['call_from', 'id'],
                        'indexes': [models.Index(condition=models.Q(('closed_at__isnull', True)), fields=['call_from'], name='call_open')],
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('closed_at__isnull', True), ('outcome', '')), models.Q(('closed_at__isnull', False), ('outcome__in', ['reached', 'wrong_number', 'not_needed'])), _connector='OR'), name='call_closed_with_outcome')],
                    },
                ),
                migrations.CreateModel(
                    name='CallAttempt',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('outcome', models.CharField(choices=[('reached', 'Đã nói với người nộp'), ('not_reached', 'Không nghe máy, gọi lại sau'), ('wrong_number', 'Sai số'), ('not_needed', 'Không cần gọi nữa')], max_length=12)),
                        ('note', models.CharField(blank=True, max_length=300)),
                        ('at', models.DateTimeField()),
                        ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('call', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='tries', to='messaging.call')),
                    ],
                    options={
                        'verbose_name': 'lần gọi',
                        'ordering': ['id'],
                    },
                ),
                migrations.CreateModel(
                    name='Ladder',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('occasion', models.CharField(max_length=60, unique=True)),
                        ('subject_ref', models.CharField(db_index=True, max_length=60)),
                        ('code', models.CharField(max_length=40)),
                        ('person', models.CharField(max_length=200)),
                        ('address', models.CharField(blank=True, max_length=500)),
                        ('phone', models.CharField(blank=True, max_length=15)),
                        ('subject', models.CharField(max_length=200)),
                        ('text', models.TextField()),
                        ('made_at', models.DateTimeField()),
                        ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office')),
                    ],
                    options={
                        'verbose_name': 'việc phải báo đến người dân',
                    },
                ),
                migrations.CreateModel(
                    name='Letter',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('asked_at', models.DateTimeField()),
                        ('posted_at', models.DateTimeField(blank=True, null=True)),
                        ('failed_at', models.DateTimeField(blank=True, null=True)),
                        ('document', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.storeddocument')),
                        ('failed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('ladder', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='letter', to='messaging.ladder')),
                        ('posted_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'verbose_name': 'thư giấy',
                        'ordering': ['id'],
                        'indexes': [models.Index(condition=models.Q(('document__isnull', True)), fields=['id'], name='letter_to_print'), models.Index(condition=models.Q(('failed_at__isnull', True), ('posted_at__isnull', True)), fields=['id'], name='letter_to_post')],
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('posted_at__isnull', True), ('posted_by__isnull', True)), models.Q(('posted_at__isnull', False), ('posted_by__isnull', False)), _connector='OR'), name='letter_posted_by_somebody')],
                    },
                ),
                migrations.CreateModel(
                    name='OutgoingMessage',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('idempotency_key', models.CharField(max_length=80, unique=True)),
                        ('channel', models.CharField(choices=[('email', 'Thư điện tử'), ('sms', 'Tin nhắn SMS')], max_length=8)),
                        ('recipient', models.CharField(max_length=254)),
                        ('subject', models.CharField(blank=True, max_length=200)),
                        ('text', models.TextField()),
                        ('html', models.TextField(blank=True)),
                        ('subject_ref', models.CharField(db_index=True, max_length=60)),
                        ('status', models.CharField(choices=[('pending', 'Chờ gửi'), ('sent', 'Đã gửi'), ('failed', 'Không gửi được'), ('off', 'Không gửi: kênh đang tắt')], default='pending', max_length=8)),
                        ('attempts', models.PositiveSmallIntegerField(default=0)),
                        ('next_try_at', models.DateTimeField()),
                        ('sent_at', models.DateTimeField(blank=True, null=True)),
                        ('error', models.CharField(blank=True, max_length=300)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('ladder', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='messages', to='messaging.ladder')),
                    ],
                    options={
                        'indexes': [models.Index(condition=models.Q(('status', 'pending')), fields=['next_try_at'], name='message_pending')],
                    },
                ),
            ]
        ),
        migrations.AddField(
            model_name='call',
            name='ladder',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='call', to='messaging.ladder'),
        ),
    ]

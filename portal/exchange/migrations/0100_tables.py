"""The tables as they stood on 23/11/2026, in one step. A database of an earlier version is first brought to the last that this
replaces, by that version.
"""

import django.core.serializers.json
import django.core.validators
import django.db.models.deletion
from django.db import migrations, models

from portal.tables import CreateModels


class Migration(migrations.Migration):

    initial = True

    replaces = [("exchange", "0001_initial")]

    dependencies = [
    ]

    operations = [
        CreateModels(
            [
                migrations.CreateModel(
                    name='Partner',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('code', models.CharField(max_length=40, unique=True, validators=[django.core.validators.RegexValidator('\\A[A-Z0-9][A-Z0-9._-]{1,39}\\Z', 'Mã gồm chữ hoa không dấu, chữ số, dấu chấm hoặc gạch nối')])),
                        ('name', models.CharField(max_length=200)),
                        ('transport', models.CharField(choices=[('http', 'Qua mạng (HTTP có ký)'), ('files', 'Qua tệp có ký trong thư mục')], max_length=8)),
                        ('address', models.CharField(blank=True, max_length=300)),
                        ('valid_from', models.DateField()),
                        ('valid_to', models.DateField(blank=True, null=True)),
                        ('is_paused', models.BooleanField(default=False)),
                        ('talking_until', models.DateTimeField(blank=True, null=True)),
                        ('rests_until', models.DateTimeField(blank=True, null=True)),
                        ('failed_tries', models.PositiveIntegerField(default=0)),
                        ('silent_since', models.DateTimeField(blank=True, null=True)),
                        ('last_fault', models.CharField(blank=True, max_length=200)),
                        ('last_acknowledged_at', models.DateTimeField(blank=True, null=True)),
                        ('last_heard_at', models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        'ordering': ['code'],
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('transport', 'http'), _negated=True), models.Q(('address', ''), _negated=True), _connector='OR'), name='partner_over_http_has_an_address'), models.CheckConstraint(condition=models.Q(('valid_to', None), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='partner_ends_after_it_begins')],
                    },
                ),
                migrations.CreateModel(
                    name='OutgoingMessage',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('key', models.CharField(max_length=80)),
                        ('kind', models.CharField(max_length=40)),
                        ('payload', models.JSONField(encoder=django.core.serializers.json.DjangoJSONEncoder)),
                        ('digest', models.CharField(max_length=64)),
                        ('created_at', models.DateTimeField()),
                        ('attempts', models.PositiveIntegerField(default=0)),
                        ('next_attempt_at', models.DateTimeField()),
                        ('sent_at', models.DateTimeField(blank=True, null=True)),
                        ('acknowledged_at', models.DateTimeField(blank=True, null=True)),
                        ('refused_at', models.DateTimeField(blank=True, null=True)),
                        ('fault', models.CharField(blank=True, max_length=200)),
                        ('emptied_at', models.DateTimeField(blank=True, null=True)),
                        ('partner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='outgoing', to='exchange.partner')),
                    ],
                    options={
                        'ordering': ['id'],
                        'indexes': [models.Index(condition=models.Q(('acknowledged_at', None), ('refused_at', None)), fields=['partner', 'next_attempt_at'], name='exchange_outgoing_waiting')],
                        'constraints': [models.UniqueConstraint(models.F('partner'), models.F('key'), name='exchange_outgoing_key'), models.CheckConstraint(condition=models.Q(('acknowledged_at', None), ('sent_at__isnull', False), _connector='OR'), name='exchange_confirmed_was_sent'), models.CheckConstraint(condition=models.Q(('acknowledged_at', None), ('refused_at', None), _connector='OR'), name='exchange_one_end_only'), models.CheckConstraint(condition=models.Q(('refused_at', None), models.Q(('fault', ''), _negated=True), _connector='OR'), name='exchange_refused_has_reason')],
                    },
                ),
                migrations.CreateModel(
                    name='IncomingMessage',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('key', models.CharField(max_length=80)),
                        ('kind', models.CharField(max_length=40)),
                        ('payload', models.JSONField()),
                        ('digest', models.CharField(max_length=64)),
                        ('received_at', models.DateTimeField()),
                        ('attempts', models.PositiveIntegerField(default=0)),
                        ('next_attempt_at', models.DateTimeField()),
                        ('handled_at', models.DateTimeField(blank=True, null=True)),
                        ('outcome', models.CharField(choices=[('waiting', 'Chờ xử lý'), ('done', 'Đã xử lý'), ('refused', 'Từ chối')], default='waiting', max_length=8)),
                        ('fault', models.CharField(blank=True, max_length=200)),
                        ('emptied_at', models.DateTimeField(blank=True, null=True)),
                        ('partner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='incoming', to='exchange.partner')),
                    ],
                    options={
                        'ordering': ['id'],
                        'indexes': [models.Index(condition=models.Q(('outcome', 'waiting')), fields=['next_attempt_at'], name='exchange_incoming_waiting')],
                        'constraints': [models.UniqueConstraint(models.F('partner'), models.F('key'), name='exchange_incoming_key'), models.CheckConstraint(condition=models.Q(models.Q(('handled_at', None), ('outcome', 'waiting')), models.Q(models.Q(('outcome', 'waiting'), _negated=True), ('handled_at__isnull', False)), _connector='OR'), name='exchange_handled_has_outcome')],
                    },
                ),
            ]
        ),
    ]

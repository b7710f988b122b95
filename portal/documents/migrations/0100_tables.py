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

    replaces = [
        ("documents", "0001_initial"),
        ("documents", "0002_signing_keys"),
    ]

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('offices', '0100_tables'),
    ]

    operations = [
        CreateModels(
            [
                migrations.CreateModel(
                    name='Counter',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('scope', models.CharField(max_length=80, unique=True)),
                        ('last', models.PositiveBigIntegerField(default=0)),
                    ],
                ),
                migrations.CreateModel(
                    name='StoredDocument',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('kind', models.CharField(max_length=30)),
                        ('file', models.FileField(max_length=200, upload_to='documents/%Y/%m/')),
                        ('content_type', models.CharField(max_length=80)),
                        ('size', models.PositiveBigIntegerField()),
                        ('sha256', models.CharField(db_index=True, max_length=64)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                    ],
                ),
                migrations.CreateModel(
                    name='SigningChoice',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('how', models.CharField(choices=[('paper', 'Ký trên giấy'), ('digital', 'Ký số')], max_length=10)),
                        ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office')),
                        ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'verbose_name': 'cách ký',
                        'constraints': [models.UniqueConstraint(fields=('user', 'office'), name='one_signing_choice'), models.CheckConstraint(condition=models.Q(('how__in', ['paper', 'digital'])), name='signing_choice_known')],
                    },
                ),
                migrations.CreateModel(
                    name='SigningKey',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('kind', models.CharField(choices=[('pkcs12', 'Tệp khóa (PKCS#12)'), ('pkcs11', 'Thiết bị (PKCS#11)')], max_length=10)),
                        ('state', django_fsm.FSMField(choices=[('active', 'Đang dùng'), ('stopped', 'Đã ngừng dùng')], default='active', max_length=50, protected=True)),
                        ('secret', models.TextField(blank=True)),
                        ('token_label', models.CharField(blank=True, max_length=64)),
                        ('key_label', models.CharField(blank=True, max_length=64)),
                        ('certificates_pem', models.TextField()),
                        ('holder_name', models.CharField(max_length=200)),
                        ('issuer_name', models.CharField(max_length=200)),
                        ('serial_number', models.CharField(max_length=64)),
                        ('fingerprint', models.CharField(max_length=64)),
                        ('valid_from', models.DateTimeField()),
                        ('valid_to', models.DateTimeField()),
                        ('is_demo', models.BooleanField(default=False)),
                        ('added_at', models.DateTimeField()),
                        ('stopped_at', models.DateTimeField(blank=True, null=True)),
                        ('added_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='signing_keys', to='offices.office')),
                        ('stopped_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='signing_keys', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'verbose_name': 'khóa ký số',
                        'constraints': [models.UniqueConstraint(condition=models.Q(('state', 'active')), fields=('user', 'office'), name='one_signing_key_at_a_time'), models.CheckConstraint(condition=models.Q(('state__in', ['active', 'stopped'])), name='signing_key_state_known'), models.CheckConstraint(condition=models.Q(('valid_to__gt', models.F('valid_from'))), name='signing_key_valid_in_order'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'stopped'), _negated=True), ('stopped_at__isnull', False), _connector='OR'), name='stopped_signing_key_says_when'), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'pkcs11'), ('secret', ''), models.Q(('token_label', ''), _negated=True), models.Q(('key_label', ''), _negated=True)), models.Q(('kind', 'pkcs12'), models.Q(('state', 'stopped'), models.Q(('secret', ''), _negated=True), _connector='OR')), _connector='OR'), name='signing_key_lies_in_one_place')],
                    },
                    bases=(django_fsm.FSMModelMixin, models.Model),
                ),
            ]
        ),
    ]

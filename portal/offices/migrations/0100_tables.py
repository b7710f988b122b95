"""The tables as they stood on 23/11/2026, in one step. A database of an earlier version is first brought to the last that this
replaces, by that version.
"""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from portal.tables import CreateModels


class Migration(migrations.Migration):

    initial = True

    replaces = [
        ("offices", "0001_initial"),
        ("offices", "0002_addresses_and_constraints_for_sqlite"),
        ("offices", "0003_calendar_kept_by_the_department"),
        ("offices", "0020_sandboxes_of_training"),
        ("offices", "0021_level_of_partners"),
    ]

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        CreateModels(
            [
                migrations.CreateModel(
                    name='CalendarStamp',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('stamp', models.CharField(max_length=32)),
                    ],
                ),
                migrations.CreateModel(
                    name='Province',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('code', models.CharField(max_length=2, unique=True)),
                        ('name', models.CharField(max_length=60, verbose_name='tên')),
                        ('short_name', models.CharField(max_length=60)),
                        ('kind', models.CharField(max_length=12)),
                        ('search_name', models.CharField(max_length=60)),
                    ],
                    options={
                        'verbose_name': 'tỉnh, thành phố',
                        'ordering': ['search_name'],
                    },
                ),
                migrations.CreateModel(
                    name='CalendarVersion',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('number', models.PositiveIntegerField(unique=True)),
                        ('at', models.DateTimeField()),
                        ('what', models.CharField(max_length=240)),
                        ('spans', models.JSONField(default=list)),
                        ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ['-number'],
                    },
                ),
                migrations.CreateModel(
                    name='CalendarYear',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('year', models.PositiveSmallIntegerField(unique=True)),
                        ('known_from', models.DateField()),
                        ('known_until', models.DateField()),
                        ('legal_document', models.CharField(blank=True, max_length=160)),
                    ],
                    options={
                        'constraints': [models.CheckConstraint(condition=models.Q(('known_from__year', models.F('year')), ('known_until__year', models.F('year'))), name='year_knows_its_own_days'), models.CheckConstraint(condition=models.Q(('known_until__gte', models.F('known_from'))), name='year_known_in_order')],
                    },
                ),
                migrations.CreateModel(
                    name='Office',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('code', models.CharField(max_length=20)),
                        ('name', models.CharField(max_length=120, verbose_name='tên')),
                        ('kind', models.CharField(max_length=12)),
                        ('level', models.CharField(choices=[('department', 'Sở Tư pháp'), ('district', 'Cấp huyện'), ('commune', 'Cấp xã'), ('post', 'Bưu điện'), ('partner', 'Cơ quan liên thông')], max_length=12)),
                        ('valid_from', models.DateField(blank=True, null=True)),
                        ('valid_to', models.DateField(blank=True, null=True)),
                        ('act_created', models.CharField(blank=True, max_length=60)),
                        ('act_ended', models.CharField(blank=True, max_length=60)),
                        ('search_name', models.CharField(db_index=True, max_length=260)),
                        ('slug', models.SlugField(max_length=140)),
                        ('agency_code', models.CharField(blank=True, max_length=20)),
                        ('address', models.CharField(blank=True, max_length=200)),
                        ('phone', models.CharField(blank=True, max_length=20)),
                        ('is_training', models.BooleanField(default=False)),
                        ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='offices.office')),
                    ],
                    options={
                        'verbose_name': 'cơ quan',
                        'ordering': ['level', 'name'],
                        'indexes': [models.Index(condition=models.Q(('is_training', True)), fields=['id'], name='office_sandboxes')],
                        'constraints': [models.UniqueConstraint(fields=('code', 'valid_from'), name='office_code_valid_from'), models.UniqueConstraint(condition=models.Q(('valid_from__isnull', True)), fields=('code',), name='office_code_of_old'), models.CheckConstraint(condition=models.Q(('valid_from__isnull', True), ('valid_to__isnull', True), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='office_life_in_order'), models.CheckConstraint(condition=models.Q(('is_training', False), ('parent__isnull', False), _connector='OR'), name='sandbox_stands_beside_a_unit')],
                    },
                ),
                migrations.CreateModel(
                    name='CalendarException',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('on', models.DateField()),
                        ('kind', models.CharField(choices=[('public_holiday', 'Nghỉ lễ, tết'), ('compensatory', 'Nghỉ bù'), ('swap_off', 'Nghỉ hoán đổi'), ('swap_working', 'Làm bù'), ('emergency_closure', 'Đóng cửa vì sự cố')], max_length=20)),
                        ('status', models.CharField(choices=[('proposed', 'Đề xuất, chưa có hiệu lực'), ('in_force', 'Có hiệu lực'), ('withdrawn', 'Đã rút')], default='in_force', max_length=12)),
                        ('name_vi', models.CharField(max_length=120)),
                        ('name_en', models.CharField(blank=True, max_length=120)),
                        ('legal_document', models.CharField(blank=True, max_length=160)),
                        ('announced_on', models.DateField(blank=True, null=True)),
                        ('entered_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('confirmed_at', models.DateTimeField(blank=True, null=True)),
                        ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                        ('withdrawn_reason', models.CharField(blank=True, max_length=200)),
                        ('confirmed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('entered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('withdrawn_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('office', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='calendar_exceptions', to='offices.office')),
                    ],
                    options={
                        'ordering': ['on'],
                        'constraints': [models.UniqueConstraint(condition=models.Q(('status', 'withdrawn'), _negated=True), fields=('office', 'on', 'status'), name='exception_once'), models.UniqueConstraint(condition=models.Q(('office__isnull', True), models.Q(('status', 'withdrawn'), _negated=True)), fields=('on', 'status'), name='exception_of_city_once'), models.CheckConstraint(condition=models.Q(('kind', 'emergency_closure'), models.Q(('kind', 'swap_working'), ('on__week_day__in', [1, 7])), models.Q(('kind__in', ['public_holiday', 'compensatory', 'swap_off']), ('on__week_day__in', [2, 3, 4, 5, 6])), _connector='OR'), name='exception_fits_its_weekday'), models.CheckConstraint(condition=models.Q(models.Q(('status', 'withdrawn'), _negated=True), models.Q(('withdrawn_at__isnull', False), models.Q(('withdrawn_reason', ''), _negated=True)), _connector='OR'), name='exception_withdrawn_with_reason')],
                    },
                ),
                migrations.CreateModel(
                    name='OfficeSuccession',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('effective_on', models.DateField()),
                        ('kind', models.CharField(choices=[('merged_whole', 'Nhập toàn bộ'), ('split_part', 'Chia tách'), ('district_abolished', 'Kết thúc cấp huyện')], max_length=24)),
                        ('share', models.CharField(blank=True, max_length=24)),
                        ('share_note', models.CharField(blank=True, max_length=400)),
                        ('is_main', models.BooleanField(null=True)),
                        ('main_basis', models.CharField(blank=True, max_length=24)),
                        ('legal_act', models.CharField(max_length=60)),
                        ('predecessor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='successions', to='offices.office')),
                        ('successor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='inheritances', to='offices.office')),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('predecessor', 'successor', 'effective_on'), name='succession_once'), models.CheckConstraint(condition=models.Q(('predecessor', models.F('successor')), _negated=True), name='succession_not_to_itself')],
                    },
                ),
                migrations.CreateModel(
                    name='OpeningHours',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('session', models.CharField(choices=[('weekdays', 'Ngày làm việc'), ('saturday', 'Thứ Bảy')], default='weekdays', max_length=12)),
                        ('valid_from', models.DateField()),
                        ('valid_to', models.DateField(blank=True, null=True)),
                        ('opens_at', models.TimeField()),
                        ('closes_at', models.TimeField()),
                        ('counts_as_working_day', models.BooleanField(default=False)),
                        ('legal_document', models.CharField(blank=True, max_length=160)),
                        ('entered_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                        ('withdrawn_reason', models.CharField(blank=True, max_length=200)),
                        ('ended_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='ended', to='offices.openinghours')),
                        ('entered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('office', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='opening_hours', to='offices.office')),
                        ('withdrawn_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ['valid_from'],
                        'constraints': [models.CheckConstraint(condition=models.Q(('closes_at__gt', models.F('opens_at'))), name='hours_in_order'), models.CheckConstraint(condition=models.Q(('valid_to__isnull', True), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='hours_days_in_order'), models.CheckConstraint(condition=models.Q(('counts_as_working_day', False), ('session', 'saturday'), _connector='OR'), name='hours_count_on_saturday_only'), models.CheckConstraint(condition=models.Q(('withdrawn_at__isnull', True), models.Q(('withdrawn_reason', ''), _negated=True), _connector='OR'), name='hours_withdrawn_with_reason')],
                    },
                ),
                migrations.CreateModel(
                    name='Commune',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('code', models.CharField(max_length=5, unique=True)),
                        ('name', models.CharField(max_length=80, verbose_name='tên')),
                        ('kind', models.CharField(max_length=12)),
                        ('search_name', models.CharField(max_length=80)),
                        ('province', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='communes', to='offices.province')),
                    ],
                    options={
                        'verbose_name': 'xã, phường, đặc khu',
                        'ordering': ['search_name', 'kind'],
                        'indexes': [models.Index(fields=['province', 'search_name'], name='commune_of_province')],
                    },
                ),
                migrations.CreateModel(
                    name='ServiceActivation',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('procedure_code', models.CharField(max_length=20)),
                        ('online_level', models.PositiveSmallIntegerField()),
                        ('valid_from', models.DateField()),
                        ('valid_to', models.DateField(blank=True, null=True)),
                        ('phase', models.CharField(max_length=40)),
                        ('basis', models.CharField(max_length=20)),
                        ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='activations', to='offices.office')),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('procedure_code', 'office', 'valid_from'), name='activation_once')],
                    },
                ),
            ]
        ),
    ]

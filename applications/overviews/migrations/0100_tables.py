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
        ("overviews", "0001_targets_letters_and_published_months"),
        ("overviews", "0002_ratings_of_published_months"),
        ("overviews", "0003_level_of_partners"),
    ]

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('offices', '0100_tables'),
    ]

    operations = [
        CreateModels(
            [
                migrations.CreateModel(
                    name='PublishedMonth',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('first_on', models.DateField(unique=True)),
                        ('as_of', models.DateTimeField()),
                        ('resolved', models.PositiveIntegerField()),
                        ('punctual', models.PositiveIntegerField()),
                        ('median_minutes', models.PositiveIntegerField(blank=True, null=True)),
                        ('rated', models.PositiveIntegerField(blank=True, null=True)),
                        ('content', models.PositiveIntegerField(blank=True, null=True)),
                        ('hidden_units', models.PositiveSmallIntegerField(default=0)),
                    ],
                    options={
                        'verbose_name': 'tháng đã công bố',
                        'ordering': ['-first_on'],
                        'constraints': [models.CheckConstraint(condition=models.Q(('first_on__day', 1)), name='published_month_begins_on_the_first'), models.CheckConstraint(condition=models.Q(('punctual__lte', models.F('resolved'))), name='published_month_is_a_share'), models.CheckConstraint(condition=models.Q(models.Q(('content__isnull', True), ('rated__isnull', True)), models.Q(('content__lte', models.F('rated')), ('rated__gte', 10)), _connector='OR'), name='published_month_no_few_ratings')],
                    },
                ),
                migrations.CreateModel(
                    name='PunctualTarget',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('procedure_code', models.CharField(blank=True, max_length=20, verbose_name='mã thủ tục')),
                        ('level', models.CharField(blank=True, choices=[('department', 'Sở Tư pháp'), ('district', 'Cấp huyện'), ('commune', 'Cấp xã'), ('post', 'Bưu điện'), ('partner', 'Cơ quan liên thông')], max_length=12, verbose_name='cấp')),
                        ('valid_from', models.DateField(verbose_name='từ ngày')),
                        ('percent', models.PositiveSmallIntegerField(verbose_name='tỷ lệ đúng hạn ít nhất (%)')),
                        ('minimum', models.PositiveSmallIntegerField(verbose_name='xét từ số hồ sơ đã giải quyết')),
                        ('basis', models.CharField(blank=True, max_length=160, verbose_name='căn cứ')),
                    ],
                    options={
                        'verbose_name': 'mục tiêu đúng hạn',
                        'ordering': ['valid_from', 'procedure_code', 'level'],
                        'constraints': [models.UniqueConstraint(fields=('procedure_code', 'level', 'valid_from'), name='target_once_a_day'), models.CheckConstraint(condition=models.Q(('percent__gte', 1), ('percent__lte', 100)), name='target_is_a_share'), models.CheckConstraint(condition=models.Q(('minimum__gte', 1)), name='target_needs_dossiers')],
                    },
                ),
                migrations.CreateModel(
                    name='Letter',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('every', models.CharField(choices=[('week', 'Hằng tuần'), ('month', 'Hằng tháng')], max_length=5)),
                        ('first_on', models.DateField()),
                        ('at', models.DateTimeField()),
                        ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='overview_letters', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'verbose_name': 'thư tổng quan',
                        'constraints': [models.UniqueConstraint(fields=('user', 'every', 'first_on'), name='letter_once_a_period')],
                    },
                ),
                migrations.CreateModel(
                    name='PublishedUnit',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('resolved', models.PositiveIntegerField()),
                        ('punctual', models.PositiveIntegerField()),
                        ('median_minutes', models.PositiveIntegerField(blank=True, null=True)),
                        ('rated', models.PositiveIntegerField(blank=True, null=True)),
                        ('content', models.PositiveIntegerField(blank=True, null=True)),
                        ('month', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='units', to='overviews.publishedmonth')),
                        ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office')),
                    ],
                    options={
                        'verbose_name': 'đơn vị trong tháng đã công bố',
                        'constraints': [models.UniqueConstraint(fields=('month', 'office'), name='published_unit_once'), models.CheckConstraint(condition=models.Q(('punctual__lte', models.F('resolved')), ('resolved__gte', 5)), name='published_unit_no_small_cell'), models.CheckConstraint(condition=models.Q(models.Q(('content__isnull', True), ('rated__isnull', True)), models.Q(('content__lte', models.F('rated')), ('rated__gte', 10)), _connector='OR'), name='published_unit_no_few_ratings')],
                    },
                ),
                migrations.CreateModel(
                    name='Shortfall',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('percent', models.PositiveSmallIntegerField()),
                        ('first_on', models.DateField()),
                        ('last_on', models.DateField()),
                        ('resolved', models.PositiveIntegerField()),
                        ('punctual', models.PositiveIntegerField()),
                        ('began_at', models.DateTimeField()),
                        ('ended_at', models.DateTimeField(blank=True, null=True)),
                        ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='shortfalls', to='offices.office')),
                    ],
                    options={
                        'verbose_name': 'lần dưới mục tiêu',
                        'ordering': ['-began_at', 'id'],
                        'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True)), fields=('office',), name='shortfall_one_at_a_time'), models.CheckConstraint(condition=models.Q(('punctual__lte', models.F('resolved')), ('resolved__gt', 0)), name='shortfall_is_a_share'), models.CheckConstraint(condition=models.Q(('ended_at__isnull', True), ('ended_at__gte', models.F('began_at')), _connector='OR'), name='shortfall_in_order')],
                    },
                ),
                migrations.CreateModel(
                    name='Subscription',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('every', models.CharField(choices=[('week', 'Hằng tuần'), ('month', 'Hằng tháng')], max_length=5)),
                        ('since', models.DateTimeField()),
                        ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='overview_subscriptions', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'verbose_name': 'đăng ký thư tổng quan',
                        'constraints': [models.UniqueConstraint(fields=('user', 'every'), name='subscription_once'), models.CheckConstraint(condition=models.Q(('every__in', ['week', 'month'])), name='subscription_every_known')],
                    },
                ),
            ]
        ),
    ]

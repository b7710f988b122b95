"""The tables as they stood on 23/11/2026, in one step. A database of an earlier version is first brought to the last that this
replaces, by that version.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from portal.tables import CreateModels


class Migration(migrations.Migration):

    initial = True

    replaces = [("pages", "0001_pages_of_the_department")]

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        CreateModels(
            [
                migrations.CreateModel(
                    name='Page',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('kind', models.CharField(choices=[('news', 'Thông báo'), ('guidance', 'Hướng dẫn'), ('question', 'Câu hỏi thường gặp'), ('note', 'Ghi chú trên trang dịch vụ')], max_length=10)),
                        ('slug', models.SlugField(max_length=80)),
                        ('topic', models.CharField(blank=True, choices=[('filing', 'Nộp hồ sơ'), ('papers', 'Giấy tờ, ảnh chụp'), ('time', 'Thời hạn, tra cứu'), ('money', 'Phí, cước'), ('result', 'Nhận và dùng bản sao')], max_length=10)),
                        ('position', models.PositiveSmallIntegerField(default=100)),
                        ('created_at', models.DateTimeField()),
                        ('created_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'verbose_name': 'trang',
                        'ordering': ['kind', 'position', 'id'],
                        'constraints': [models.UniqueConstraint(fields=('kind', 'slug'), name='page_once'), models.CheckConstraint(condition=models.Q(('kind__in', ['news', 'guidance', 'question', 'note'])), name='page_kind_known'), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'question'), models.Q(('topic', ''), _negated=True)), models.Q(models.Q(('kind', 'question'), _negated=True), ('topic', '')), _connector='OR'), name='page_question_has_topic')],
                    },
                ),
                migrations.CreateModel(
                    name='PageVersion',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('number', models.PositiveIntegerField()),
                        ('title_vi', models.CharField(max_length=160)),
                        ('body_vi', models.TextField(max_length=30000)),
                        ('title_en', models.CharField(blank=True, max_length=160)),
                        ('body_en', models.TextField(blank=True, max_length=30000)),
                        ('saved_at', models.DateTimeField()),
                        ('restored_from', models.PositiveIntegerField(blank=True, null=True)),
                        ('page', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='pages.page')),
                        ('saved_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'verbose_name': 'phiên bản trang',
                        'ordering': ['-number'],
                        'constraints': [models.UniqueConstraint(fields=('page', 'number'), name='page_version_once'), models.CheckConstraint(condition=models.Q(models.Q(('title_vi', ''), _negated=True), models.Q(('body_vi', ''), _negated=True)), name='page_version_has_vietnamese')],
                    },
                ),
                migrations.CreateModel(
                    name='Publication',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('from_at', models.DateTimeField()),
                        ('reason', models.CharField(blank=True, max_length=300)),
                        ('at', models.DateTimeField()),
                        ('called_off_at', models.DateTimeField(blank=True, null=True)),
                        ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('called_off_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('page', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='publications', to='pages.page')),
                        ('version', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='publications', to='pages.pageversion')),
                    ],
                    options={
                        'verbose_name': 'lần đăng',
                        'ordering': ['-from_at', '-id'],
                        'indexes': [models.Index(condition=models.Q(('called_off_at__isnull', True)), fields=['page', 'from_at'], name='publication_in_force')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('version__isnull', False), models.Q(('reason', ''), _negated=True), _connector='OR'), name='page_taken_down_with_reason'), models.CheckConstraint(condition=models.Q(('from_at__gte', models.F('at'))), name='page_published_not_in_the_past'), models.CheckConstraint(condition=models.Q(('called_off_at__isnull', True), ('called_off_at__lt', models.F('from_at')), _connector='OR'), name='page_called_off_before_it_began')],
                    },
                ),
            ]
        ),
    ]

"""The tables as they stood on 23/11/2026, in one step. A database of an earlier version is first brought to the last that this
replaces, by that version.
"""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    replaces = [
        ("ratings", "0001_ratings"),
        ("ratings", "0002_marital_status_as_a_kind"),
    ]

    dependencies = [
        ('applications', '0100_tables'),
        ('offices', '0100_tables'),
    ]

    operations = [
        migrations.CreateModel(
            name='Rating',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('birth', 'Khai sinh'), ('birth_noted', 'Ghi vào Sổ hộ tịch việc khai sinh'), ('marriage', 'Kết hôn'), ('marriage_noted', 'Ghi chú kết hôn'), ('death', 'Khai tử'), ('parent_child', 'Nhận cha, mẹ, con'), ('guardianship', 'Giám hộ'), ('guardianship_end', 'Chấm dứt giám hộ'), ('guardianship_supervision', 'Giám sát việc giám hộ'), ('guardianship_supervision_end', 'Chấm dứt giám sát việc giám hộ'), ('change', 'Thay đổi, cải chính, bổ sung hộ tịch, xác định lại dân tộc'), ('change_noted', 'Ghi chú thay đổi hộ tịch'), ('divorce_noted', 'Ghi chú ly hôn, hủy việc kết hôn'), ('adoption', 'Nuôi con nuôi'), ('marital_status', 'Xác nhận tình trạng hôn nhân')], max_length=30)),
                ('procedure_code', models.CharField(max_length=20)),
                ('channel', models.CharField(choices=[('online', 'Trực tuyến'), ('desk', 'Trực tiếp'), ('post', 'Bưu chính')], max_length=8)),
                ('grade', models.PositiveSmallIntegerField(choices=[(4, 'Rất hài lòng'), (3, 'Hài lòng'), (2, 'Bình thường'), (1, 'Không hài lòng')])),
                ('points', models.JSONField(default=dict)),
                ('words', models.CharField(blank=True, max_length=500)),
                ('first_at', models.DateTimeField()),
                ('at', models.DateTimeField()),
                ('replaced_at', models.DateTimeField(blank=True, null=True)),
                ('application', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='ratings', to='applications.application')),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office')),
            ],
            options={
                'verbose_name': 'đánh giá',
                'indexes': [models.Index(fields=['first_at', 'office'], name='rating_by_first_at')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('replaced_at__isnull', True)), fields=('application',), name='rating_once'), models.CheckConstraint(condition=models.Q(('grade__in', [4, 3, 2, 1])), name='rating_grade_known'), models.CheckConstraint(condition=models.Q(('at__gte', models.F('first_at'))), name='rating_after_its_first'), models.CheckConstraint(condition=models.Q(('replaced_at__isnull', True), ('replaced_at__gte', models.F('at')), _connector='OR'), name='rating_replaced_later')],
            },
        ),
    ]

"""The tables as they stood on 23/11/2026, in one step. A database of an earlier version is first brought to the last that this
replaces, by that version.
"""

import django.db.models.deletion
from django.db import migrations, models

from portal.tables import CreateModels


class Migration(migrations.Migration):

    initial = True

    replaces = [
        ("reports", "0001_sums_of_days_and_months"),
        ("reports", "0002_what_was_sent_each_day"),
        ("reports", "0003_what_was_sent_before"),
        ("reports", "0004_marital_status_as_a_kind"),
        ("reports", "0005_sums_of_half_months"),
        ("reports", "0006_half_months_that_are_closed"),
    ]

    dependencies = [
        ('offices', '0100_tables'),
    ]

    operations = [
        CreateModels(
            [
                migrations.CreateModel(
                    name='ClosedDay',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('on', models.DateField(unique=True)),
                        ('closed_at', models.DateTimeField()),
                        ('sent', models.PositiveIntegerField(default=0)),
                        ('sent_after', models.PositiveIntegerField(default=0)),
                    ],
                ),
                migrations.CreateModel(
                    name='DayFigures',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('on', models.DateField()),
                        ('kind', models.CharField(choices=[('birth', 'Khai sinh'), ('birth_noted', 'Ghi vào Sổ hộ tịch việc khai sinh'), ('marriage', 'Kết hôn'), ('marriage_noted', 'Ghi chú kết hôn'), ('death', 'Khai tử'), ('parent_child', 'Nhận cha, mẹ, con'), ('guardianship', 'Giám hộ'), ('guardianship_end', 'Chấm dứt giám hộ'), ('guardianship_supervision', 'Giám sát việc giám hộ'), ('guardianship_supervision_end', 'Chấm dứt giám sát việc giám hộ'), ('change', 'Thay đổi, cải chính, bổ sung hộ tịch, xác định lại dân tộc'), ('change_noted', 'Ghi chú thay đổi hộ tịch'), ('divorce_noted', 'Ghi chú ly hôn, hủy việc kết hôn'), ('adoption', 'Nuôi con nuôi'), ('marital_status', 'Xác nhận tình trạng hôn nhân')], max_length=30)),
                        ('procedure_code', models.CharField(max_length=20)),
                        ('channel', models.CharField(choices=[('online', 'Trực tuyến'), ('desk', 'Trực tiếp'), ('post', 'Bưu chính')], max_length=8)),
                        ('received', models.PositiveIntegerField(default=0)),
                        ('received_otherwise', models.PositiveIntegerField(default=0)),
                        ('early', models.PositiveIntegerField(default=0)),
                        ('on_time', models.PositiveIntegerField(default=0)),
                        ('late', models.PositiveIntegerField(default=0)),
                        ('refused', models.PositiveIntegerField(default=0)),
                        ('withdrawn', models.PositiveIntegerField(default=0)),
                        ('lapsed', models.PositiveIntegerField(default=0)),
                        ('issued', models.PositiveIntegerField(default=0)),
                        ('copies', models.PositiveIntegerField(default=0)),
                        ('fee_vnd', models.PositiveBigIntegerField(default=0)),
                        ('passed_in', models.PositiveIntegerField(default=0)),
                        ('passed_on', models.PositiveIntegerField(default=0)),
                        ('supplemented', models.PositiveIntegerField(default=0)),
                        ('with_fee', models.PositiveIntegerField(default=0)),
                        ('paid_online', models.PositiveIntegerField(default=0)),
                        ('paid_online_vnd', models.PositiveBigIntegerField(default=0)),
                        ('sent_after', models.PositiveIntegerField(default=0)),
                        ('handed_over', models.PositiveIntegerField(default=0)),
                        ('delivered', models.PositiveIntegerField(default=0)),
                        ('returned', models.PositiveIntegerField(default=0)),
                        ('delivery_days', models.PositiveIntegerField(default=0)),
                        ('worked', models.TextField(null=True)),
                        ('in_time', models.PositiveIntegerField(default=0)),
                        ('overdue', models.PositiveIntegerField(default=0)),
                        ('waiting', models.PositiveIntegerField(default=0)),
                        ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office')),
                    ],
                    options={
                        'indexes': [models.Index(fields=['office', 'on'], name='day_figures_of_office')],
                        'constraints': [models.UniqueConstraint(fields=('on', 'office', 'kind', 'procedure_code', 'channel'), name='day_figures_once')],
                    },
                ),
                migrations.CreateModel(
                    name='HalfMonthFigures',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('on', models.DateField()),
                        ('kind', models.CharField(choices=[('birth', 'Khai sinh'), ('birth_noted', 'Ghi vào Sổ hộ tịch việc khai sinh'), ('marriage', 'Kết hôn'), ('marriage_noted', 'Ghi chú kết hôn'), ('death', 'Khai tử'), ('parent_child', 'Nhận cha, mẹ, con'), ('guardianship', 'Giám hộ'), ('guardianship_end', 'Chấm dứt giám hộ'), ('guardianship_supervision', 'Giám sát việc giám hộ'), ('guardianship_supervision_end', 'Chấm dứt giám sát việc giám hộ'), ('change', 'Thay đổi, cải chính, bổ sung hộ tịch, xác định lại dân tộc'), ('change_noted', 'Ghi chú thay đổi hộ tịch'), ('divorce_noted', 'Ghi chú ly hôn, hủy việc kết hôn'), ('adoption', 'Nuôi con nuôi'), ('marital_status', 'Xác nhận tình trạng hôn nhân')], max_length=30)),
                        ('procedure_code', models.CharField(max_length=20)),
                        ('channel', models.CharField(choices=[('online', 'Trực tuyến'), ('desk', 'Trực tiếp'), ('post', 'Bưu chính')], max_length=8)),
                        ('received', models.PositiveIntegerField(default=0)),
                        ('received_otherwise', models.PositiveIntegerField(default=0)),
                        ('early', models.PositiveIntegerField(default=0)),
                        ('on_time', models.PositiveIntegerField(default=0)),
                        ('late', models.PositiveIntegerField(default=0)),
                        ('refused', models.PositiveIntegerField(default=0)),
                        ('withdrawn', models.PositiveIntegerField(default=0)),
                        ('lapsed', models.PositiveIntegerField(default=0)),
                        ('issued', models.PositiveIntegerField(default=0)),
                        ('copies', models.PositiveIntegerField(default=0)),
                        ('fee_vnd', models.PositiveBigIntegerField(default=0)),
                        ('passed_in', models.PositiveIntegerField(default=0)),
                        ('passed_on', models.PositiveIntegerField(default=0)),
                        ('supplemented', models.PositiveIntegerField(default=0)),
                        ('with_fee', models.PositiveIntegerField(default=0)),
                        ('paid_online', models.PositiveIntegerField(default=0)),
                        ('paid_online_vnd', models.PositiveBigIntegerField(default=0)),
                        ('sent_after', models.PositiveIntegerField(default=0)),
                        ('handed_over', models.PositiveIntegerField(default=0)),
                        ('delivered', models.PositiveIntegerField(default=0)),
                        ('returned', models.PositiveIntegerField(default=0)),
                        ('delivery_days', models.PositiveIntegerField(default=0)),
                        ('worked', models.TextField(null=True)),
                        ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office')),
                    ],
                    options={
                        'indexes': [models.Index(fields=['office', 'on'], name='half_figures_of_office')],
                        'constraints': [models.UniqueConstraint(fields=('on', 'office', 'kind', 'procedure_code', 'channel'), name='half_figures_once')],
                    },
                ),
                migrations.CreateModel(
                    name='MonthFigures',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('on', models.DateField()),
                        ('kind', models.CharField(choices=[('birth', 'Khai sinh'), ('birth_noted', 'Ghi vào Sổ hộ tịch việc khai sinh'), ('marriage', 'Kết hôn'), ('marriage_noted', 'Ghi chú kết hôn'), ('death', 'Khai tử'), ('parent_child', 'Nhận cha, mẹ, con'), ('guardianship', 'Giám hộ'), ('guardianship_end', 'Chấm dứt giám hộ'), ('guardianship_supervision', 'Giám sát việc giám hộ'), ('guardianship_supervision_end', 'Chấm dứt giám sát việc giám hộ'), ('change', 'Thay đổi, cải chính, bổ sung hộ tịch, xác định lại dân tộc'), ('change_noted', 'Ghi chú thay đổi hộ tịch'), ('divorce_noted', 'Ghi chú ly hôn, hủy việc kết hôn'), ('adoption', 'Nuôi con nuôi'), ('marital_status', 'Xác nhận tình trạng hôn nhân')], max_length=30)),
                        ('procedure_code', models.CharField(max_length=20)),
                        ('channel', models.CharField(choices=[('online', 'Trực tuyến'), ('desk', 'Trực tiếp'), ('post', 'Bưu chính')], max_length=8)),
                        ('received', models.PositiveIntegerField(default=0)),
                        ('received_otherwise', models.PositiveIntegerField(default=0)),
                        ('early', models.PositiveIntegerField(default=0)),
                        ('on_time', models.PositiveIntegerField(default=0)),
                        ('late', models.PositiveIntegerField(default=0)),
                        ('refused', models.PositiveIntegerField(default=0)),
                        ('withdrawn', models.PositiveIntegerField(default=0)),
                        ('lapsed', models.PositiveIntegerField(default=0)),
                        ('issued', models.PositiveIntegerField(default=0)),
                        ('copies', models.PositiveIntegerField(default=0)),
                        ('fee_vnd', models.PositiveBigIntegerField(default=0)),
                        ('passed_in', models.PositiveIntegerField(default=0)),
                        ('passed_on', models.PositiveIntegerField(default=0)),
                        ('supplemented', models.PositiveIntegerField(default=0)),
                        ('with_fee', models.PositiveIntegerField(default=0)),
                        ('paid_online', models.PositiveIntegerField(default=0)),
                        ('paid_online_vnd', models.PositiveBigIntegerField(default=0)),
                        ('sent_after', models.PositiveIntegerField(default=0)),
                        ('handed_over', models.PositiveIntegerField(default=0)),
                        ('delivered', models.PositiveIntegerField(default=0)),
                        ('returned', models.PositiveIntegerField(default=0)),
                        ('delivery_days', models.PositiveIntegerField(default=0)),
                        ('worked', models.TextField(null=True)),
                        ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office')),
                    ],
                    options={
                        'indexes': [models.Index(fields=['office', 'on'], name='month_figures_of_office')],
                        'constraints': [models.UniqueConstraint(fields=('on', 'office', 'kind', 'procedure_code', 'channel'), name='month_figures_once')],
                    },
                ),
            ]
        ),
    ]

"""Every row of the history says what the figures depend on; none may leave it out. Found by moment and by office."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('applications', '0031_what_history_knew_before'),
        ('offices', '0005_calendar_stamp'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name='statechange',
            name='copies',
            field=models.PositiveSmallIntegerField(),
        ),
        migrations.AlterField(
            model_name='statechange',
            name='dossier_office',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office'),
        ),
        migrations.AlterField(
            model_name='statechange',
            name='due_at',
            field=models.DateTimeField(),
        ),
        migrations.AlterField(
            model_name='statechange',
            name='fee_paid_vnd',
            field=models.PositiveIntegerField(),
        ),
        migrations.AlterField(
            model_name='statechange',
            name='fee_vnd',
            field=models.PositiveIntegerField(),
        ),
        migrations.AlterField(
            model_name='statechange',
            name='kind',
            field=models.CharField(choices=[('birth', 'Khai sinh'), ('birth_noted', 'Ghi vào Sổ hộ tịch việc khai sinh'), ('marriage', 'Kết hôn'), ('marriage_noted', 'Ghi chú kết hôn'), ('death', 'Khai tử'), ('parent_child', 'Nhận cha, mẹ, con'), ('guardianship', 'Giám hộ'), ('guardianship_end', 'Chấm dứt giám hộ'), ('guardianship_supervision', 'Giám sát việc giám hộ'), ('guardianship_supervision_end', 'Chấm dứt giám sát việc giám hộ'), ('change', 'Thay đổi, cải chính, bổ sung hộ tịch, xác định lại dân tộc'), ('change_noted', 'Ghi chú thay đổi hộ tịch'), ('divorce_noted', 'Ghi chú ly hôn, hủy việc kết hôn'), ('adoption', 'Nuôi con nuôi')], max_length=30),
        ),
        migrations.AlterField(
            model_name='statechange',
            name='known_at',
            field=models.DateTimeField(),
        ),
        migrations.AlterField(
            model_name='statechange',
            name='procedure_code',
            field=models.CharField(max_length=20),
        ),
        migrations.AlterField(
            model_name='statechange',
            name='promised_on',
            field=models.DateField(),
        ),
        migrations.AddIndex(
            model_name='statechange',
            index=models.Index(fields=['known_at', 'id'], name='change_known_at'),
        ),
        migrations.AddIndex(
            model_name='statechange',
            index=models.Index(fields=['dossier_office', 'known_at', 'id'], name='change_of_office'),
        ),
        migrations.AddIndex(
            model_name='statechange',
            index=models.Index(condition=models.Q(('left_office__isnull', False)), fields=['left_office', 'known_at'], name='change_left_office'),
        ),
        migrations.AddConstraint(
            model_name='statechange',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('left_office__isnull', True), ('left_promised_on__isnull', True)), models.Q(('left_office__isnull', False), ('left_promised_on__isnull', False)), _connector='OR'), name='left_with_its_promise'),
        ),
    ]

import django.db.models.deletion
import django.db.models.expressions
import django_fsm
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('civil_registry', '0004_names_of_what_was_entered_before'),
        ('documents', '0001_initial'),
        ('offices', '0005_calendar_stamp'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='RegisterImport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('birth', 'Khai sinh'), ('birth_noted', 'Ghi vào Sổ hộ tịch việc khai sinh'), ('marriage', 'Kết hôn'), ('marriage_noted', 'Ghi chú kết hôn'), ('death', 'Khai tử'), ('parent_child', 'Nhận cha, mẹ, con'), ('guardianship', 'Giám hộ'), ('guardianship_end', 'Chấm dứt giám hộ'), ('guardianship_supervision', 'Giám sát việc giám hộ'), ('guardianship_supervision_end', 'Chấm dứt giám sát việc giám hộ'), ('change', 'Thay đổi, cải chính, bổ sung hộ tịch, xác định lại dân tộc'), ('change_noted', 'Ghi chú thay đổi hộ tịch'), ('divorce_noted', 'Ghi chú ly hôn, hủy việc kết hôn'), ('adoption', 'Nuôi con nuôi')], max_length=30)),
                ('file_name', models.CharField(max_length=200)),
                ('state', django_fsm.FSMField(choices=[('uploaded', 'Chờ xem trước'), ('started', 'Đang nhập'), ('finished', 'Đã nhập xong'), ('failed', 'Không nhập được'), ('discarded', 'Đã bỏ')], default='uploaded', max_length=50, protected=True)),
                ('uploaded_at', models.DateTimeField()),
                ('started_at', models.DateTimeField(blank=True, null=True)),
                ('touched_at', models.DateTimeField(blank=True, null=True)),
                ('finished_at', models.DateTimeField(blank=True, null=True)),
                ('rows_total', models.PositiveIntegerField(default=0)),
                ('rows_done', models.PositiveIntegerField(default=0)),
                ('entered', models.PositiveIntegerField(default=0)),
                ('unchanged', models.PositiveIntegerField(default=0)),
                ('refused', models.PositiveIntegerField(default=0)),
                ('differing', models.PositiveIntegerField(default=0)),
                ('fault', models.CharField(blank=True, max_length=300)),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.storeddocument')),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='register_imports', to='offices.office')),
                ('uploaded_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('uploaded_from', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office')),
            ],
            options={
                'verbose_name': 'lần nhập sổ',
                'ordering': ['-pk'],
            },
            bases=(django_fsm.FSMModelMixin, models.Model),
        ),
        migrations.CreateModel(
            name='RowProblem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('row', models.PositiveIntegerField()),
                ('column', models.CharField(blank=True, max_length=120)),
                ('value', models.CharField(blank=True, max_length=120)),
                ('reason', models.CharField(max_length=400)),
                ('is_difference', models.BooleanField(default=False)),
                ('run', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='problems', to='civil_registry.registerimport')),
            ],
            options={
                'verbose_name': 'dòng không nhập',
                'ordering': ['row', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Annotation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('matter', models.CharField(choices=[('divorce', 'Ly hôn'), ('annulment', 'Hủy việc kết hôn'), ('correction', 'Cải chính hộ tịch'), ('change', 'Thay đổi hộ tịch'), ('addition', 'Bổ sung thông tin hộ tịch'), ('ethnicity', 'Xác định lại dân tộc'), ('parenthood', 'Nhận cha, mẹ, con'), ('adoption', 'Nuôi con nuôi, chấm dứt nuôi con nuôi'), ('guardianship', 'Giám hộ, chấm dứt giám hộ'), ('other', 'Việc khác')], max_length=20, verbose_name='việc ghi chú')),
                ('text', models.TextField(verbose_name='nội dung ghi chú')),
                ('changes', models.JSONField(blank=True, default=list)),
                ('ground', models.CharField(choices=[('court', 'Bản án, quyết định của Tòa án'), ('decision', 'Quyết định của cơ quan có thẩm quyền'), ('extract', 'Trích lục hộ tịch'), ('foreign', 'Giấy tờ nước ngoài đã ghi vào sổ'), ('law', 'Văn bản pháp luật')], max_length=20, verbose_name='căn cứ')),
                ('ground_number', models.CharField(max_length=60, verbose_name='số văn bản')),
                ('ground_on', models.CharField(max_length=10, verbose_name='ngày văn bản')),
                ('ground_authority', models.CharField(max_length=200, verbose_name='cơ quan ban hành')),
                ('entered_at', models.DateTimeField()),
                ('checked_at', models.DateTimeField(blank=True, null=True)),
                ('declined_reason', models.CharField(blank=True, max_length=500)),
                ('made_version', models.PositiveIntegerField(blank=True, null=True)),
                ('checked_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('entered_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='annotations', to='civil_registry.registerentry')),
            ],
            options={
                'verbose_name': 'ghi chú trong sổ',
                'ordering': ['pk'],
                'indexes': [models.Index(condition=models.Q(('checked_at__isnull', True)), fields=['entered_at'], name='note_to_check')],
                'constraints': [models.CheckConstraint(condition=models.Q(('checked_by__isnull', True), models.Q(('checked_by', models.F('entered_by')), _negated=True), _connector='OR'), name='nobody_checks_his_own_note'), models.CheckConstraint(condition=models.Q(models.Q(('checked_at__isnull', True), ('checked_by__isnull', True), ('declined_reason', ''), ('made_version__isnull', True)), models.Q(('checked_at__isnull', False), ('checked_by__isnull', False)), _connector='OR'), name='note_checked_by_somebody'), models.CheckConstraint(condition=models.Q(('checked_at__isnull', True), models.Q(('declined_reason', ''), ('made_version__isnull', False)), models.Q(models.Q(('declined_reason', ''), _negated=True), ('made_version__isnull', True)), _connector='OR'), name='note_in_force_or_declined'), models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='note_says_something')],
            },
        ),
        migrations.CreateModel(
            name='EntryScan',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200)),
                ('pages', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('added_at', models.DateTimeField()),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                ('withdrawn_reason', models.CharField(blank=True, max_length=300)),
                ('added_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.storeddocument')),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='scans', to='civil_registry.registerentry')),
                ('withdrawn_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'bản quét trang sổ',
                'ordering': ['pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_at__isnull', True), ('withdrawn_by__isnull', True)), models.Q(('withdrawn_at__isnull', False), ('withdrawn_by__isnull', False), models.Q(('withdrawn_reason', ''), _negated=True)), _connector='OR'), name='scan_withdrawn_for_a_reason')],
            },
        ),
        migrations.AddIndex(
            model_name='registerimport',
            index=models.Index(condition=models.Q(('state', 'started')), fields=['touched_at'], name='import_under_way'),
        ),
        migrations.AddConstraint(
            model_name='registerimport',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['uploaded', 'started', 'finished', 'failed', 'discarded'])), name='import_state_known'),
        ),
        migrations.AddConstraint(
            model_name='registerimport',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'failed'), _negated=True), models.Q(('fault', ''), _negated=True), _connector='OR'), name='failed_import_says_why'),
        ),
        migrations.AddConstraint(
            model_name='registerimport',
            constraint=models.CheckConstraint(condition=models.Q(('rows_done', django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(models.F('entered'), '+', models.F('unchanged')), '+', models.F('refused')), '+', models.F('differing')))), name='every_row_is_accounted_for'),
        ),
    ]

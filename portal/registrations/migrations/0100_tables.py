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
        ("registrations", "0001_lists_proposals_links_rounds"),
        ("registrations", "0003_partner_roles"),
    ]

    dependencies = [
        ('accounts', '0101_tables_that_name_others'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('documents', '0100_tables'),
        ('offices', '0100_tables'),
    ]

    operations = [
        CreateModels(
            [
                migrations.CreateModel(
                    name='ReconfirmationRound',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('year', models.PositiveSmallIntegerField(unique=True)),
                        ('opens_on', models.DateField()),
                        ('due_on', models.DateField()),
                        ('warned_on', models.DateField(blank=True, null=True)),
                        ('closed_at', models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        'verbose_name': 'đợt xác nhận hằng năm',
                        'ordering': ['-year'],
                        'constraints': [models.CheckConstraint(condition=models.Q(('due_on__gt', models.F('opens_on'))), name='round_in_order'), models.CheckConstraint(condition=models.Q(('closed_at__isnull', True), ('warned_on__isnull', False), _connector='OR'), name='round_warns_first')],
                    },
                ),
                migrations.CreateModel(
                    name='AccessChange',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('at', models.DateTimeField()),
                        ('verb', models.CharField(choices=[('account_opened', 'Mở tài khoản'), ('posting_proposed', 'Đề nghị phân công'), ('proposal_refused', 'Không chấp nhận đề nghị'), ('posting_opened', 'Phân công'), ('posting_changed', 'Sửa phân công'), ('posting_ended', 'Kết thúc phân công'), ('posting_confirmed', 'Xác nhận hằng năm'), ('link_sent', 'Gửi liên kết một lần'), ('activated', 'Đặt mật khẩu bằng liên kết'), ('warned', 'Báo sắp khóa'), ('locked', 'Khóa tài khoản'), ('unlocked', 'Mở khóa tài khoản'), ('reset_proposed', 'Đề nghị cấp lại xác thực hai lớp'), ('reset_refused', 'Không cấp lại xác thực hai lớp'), ('factor_reset', 'Cấp lại xác thực hai lớp')], max_length=20)),
                        ('role', models.CharField(blank=True, choices=[('reception_officer', 'Cán bộ một cửa'), ('civil_status_officer', 'Công chức tư pháp – hộ tịch'), ('office_leader', 'Lãnh đạo ký'), ('district_supervisor', 'Lãnh đạo, cán bộ giám sát cấp huyện'), ('it_officer', 'Cán bộ công nghệ thông tin'), ('postal_worker', 'Nhân viên bưu điện'), ('postal_supervisor', 'Giám sát bưu điện'), ('department_viewer', 'Chuyên viên Sở Tư pháp'), ('department_admin', 'Quản trị Sở Tư pháp'), ('accountant', 'Kế toán, thủ quỹ'), ('social_officer', 'Cán bộ lao động, thương binh và xã hội'), ('police_officer', 'Cán bộ công an đăng ký cư trú'), ('insurance_officer', 'Cán bộ bảo hiểm xã hội')], max_length=24)),
                        ('valid_from', models.DateField(blank=True, null=True)),
                        ('valid_to', models.DateField(blank=True, null=True)),
                        ('reason', models.CharField(blank=True, max_length=200)),
                        ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('office', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office')),
                        ('posting', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='changes', to='accounts.posting')),
                        ('seconded_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='access_changes', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'verbose_name': 'thay đổi quyền',
                        'ordering': ['-id'],
                        'indexes': [models.Index(fields=['user', 'at'], name='access_of_person')],
                    },
                ),
                migrations.CreateModel(
                    name='FactorReset',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('proposed_at', models.DateTimeField()),
                        ('confirmed_at', models.DateTimeField(blank=True, null=True)),
                        ('refused_at', models.DateTimeField(blank=True, null=True)),
                        ('refused_reason', models.CharField(blank=True, max_length=200)),
                        ('reason', models.CharField(max_length=200)),
                        ('confirmed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('proposed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('refused_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='factor_resets', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'verbose_name': 'đề nghị cấp lại xác thực hai lớp',
                        'ordering': ['id'],
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('confirmed_at__isnull', True), ('confirmed_by__isnull', True)), models.Q(('confirmed_at__isnull', False), ('confirmed_by__isnull', False), models.Q(('confirmed_by', models.F('proposed_by')), _negated=True)), _connector='OR'), name='reset_second'), models.CheckConstraint(condition=models.Q(models.Q(('proposed_by', models.F('user')), _negated=True), models.Q(('confirmed_by__isnull', True), models.Q(('confirmed_by', models.F('user')), _negated=True), _connector='OR')), name='reset_not_own'), models.CheckConstraint(condition=models.Q(('refused_at__isnull', True), models.Q(('confirmed_at__isnull', True), ('confirmed_by__isnull', True), ('refused_by__isnull', False), models.Q(('refused_reason', ''), _negated=True)), _connector='OR'), name='reset_refused_why'), models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='reset_has_reason'), models.UniqueConstraint(condition=models.Q(('confirmed_at__isnull', True), ('refused_at__isnull', True)), fields=('user',), name='reset_waits_once')],
                    },
                ),
                migrations.CreateModel(
                    name='OneTimeLink',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('secret_hash', models.CharField(max_length=64, unique=True)),
                        ('channel', models.CharField(choices=[('email', 'Thư điện tử'), ('sms', 'Tin nhắn SMS'), ('both', 'Thư điện tử và tin nhắn')], default='email', max_length=8)),
                        ('sent_at', models.DateTimeField()),
                        ('expires_at', models.DateTimeField()),
                        ('used_at', models.DateTimeField(blank=True, null=True)),
                        ('ended_at', models.DateTimeField(blank=True, null=True)),
                        ('sent_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='one_time_links', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'verbose_name': 'liên kết một lần',
                        'ordering': ['-id'],
                        'constraints': [models.CheckConstraint(condition=models.Q(('expires_at__gt', models.F('sent_at'))), name='link_in_order'), models.CheckConstraint(condition=models.Q(('used_at__isnull', True), ('ended_at__isnull', True), _connector='OR'), name='link_used_or_ended'), models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True), ('used_at__isnull', True)), fields=('user',), name='link_open_once')],
                    },
                ),
                migrations.CreateModel(
                    name='PostingProposal',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('proposed_at', models.DateTimeField()),
                        ('confirmed_at', models.DateTimeField(blank=True, null=True)),
                        ('refused_at', models.DateTimeField(blank=True, null=True)),
                        ('refused_reason', models.CharField(blank=True, max_length=200)),
                        ('role', models.CharField(choices=[('reception_officer', 'Cán bộ một cửa'), ('civil_status_officer', 'Công chức tư pháp – hộ tịch'), ('office_leader', 'Lãnh đạo ký'), ('district_supervisor', 'Lãnh đạo, cán bộ giám sát cấp huyện'), ('it_officer', 'Cán bộ công nghệ thông tin'), ('postal_worker', 'Nhân viên bưu điện'), ('postal_supervisor', 'Giám sát bưu điện'), ('department_viewer', 'Chuyên viên Sở Tư pháp'), ('department_admin', 'Quản trị Sở Tư pháp'), ('accountant', 'Kế toán, thủ quỹ'), ('social_officer', 'Cán bộ lao động, thương binh và xã hội'), ('police_officer', 'Cán bộ công an đăng ký cư trú'), ('insurance_officer', 'Cán bộ bảo hiểm xã hội')], max_length=24)),
                        ('valid_from', models.DateField()),
                        ('valid_to', models.DateField(blank=True, null=True)),
                        ('title', models.CharField(blank=True, max_length=120)),
                        ('confirmed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='posting_proposals', to='offices.office')),
                        ('posting', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='proposal', to='accounts.posting')),
                        ('proposed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('refused_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='posting_proposals', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'verbose_name': 'đề nghị phân công',
                        'ordering': ['id'],
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('confirmed_at__isnull', True), ('confirmed_by__isnull', True)), models.Q(('confirmed_at__isnull', False), ('confirmed_by__isnull', False), models.Q(('confirmed_by', models.F('proposed_by')), _negated=True)), _connector='OR'), name='proposal_second'), models.CheckConstraint(condition=models.Q(models.Q(('proposed_by', models.F('user')), _negated=True), models.Q(('confirmed_by__isnull', True), models.Q(('confirmed_by', models.F('user')), _negated=True), _connector='OR')), name='proposal_not_own'), models.CheckConstraint(condition=models.Q(('refused_at__isnull', True), models.Q(('confirmed_at__isnull', True), ('confirmed_by__isnull', True), ('refused_by__isnull', False), models.Q(('refused_reason', ''), _negated=True)), _connector='OR'), name='proposal_refused_why'), models.CheckConstraint(condition=models.Q(models.Q(('confirmed_at__isnull', True), ('posting__isnull', True)), models.Q(('confirmed_at__isnull', False), ('posting__isnull', False)), _connector='OR'), name='proposal_posts_when_confirmed'), models.CheckConstraint(condition=models.Q(('valid_to__isnull', True), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='proposal_in_order'), models.UniqueConstraint(condition=models.Q(('confirmed_at__isnull', True), ('refused_at__isnull', True)), fields=('user', 'office', 'role'), name='proposal_waits_once')],
                    },
                ),
                migrations.CreateModel(
                    name='PostingConfirmation',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('at', models.DateTimeField()),
                        ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('posting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='confirmations', to='accounts.posting')),
                        ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('round', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='confirmations', to='registrations.reconfirmationround')),
                    ],
                    options={
                        'verbose_name': 'xác nhận hằng năm',
                        'constraints': [models.UniqueConstraint(fields=('round', 'posting'), name='confirmation_once'), models.CheckConstraint(condition=models.Q(('by', models.F('user')), _negated=True), name='confirmation_not_own')],
                    },
                ),
                migrations.CreateModel(
                    name='RegistrationList',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('file_name', models.CharField(max_length=200)),
                        ('uploaded_at', models.DateTimeField()),
                        ('applied_at', models.DateTimeField(blank=True, null=True)),
                        ('discarded_at', models.DateTimeField(blank=True, null=True)),
                        ('result', models.JSONField(default=dict)),
                        ('applied_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('document', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.storeddocument')),
                        ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office')),
                        ('uploaded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'verbose_name': 'danh sách đăng ký',
                        'ordering': ['-id'],
                        'constraints': [models.CheckConstraint(condition=models.Q(('applied_at__isnull', True), ('discarded_at__isnull', True), _connector='OR'), name='list_applied_or_discarded'), models.CheckConstraint(condition=models.Q(models.Q(('applied_at__isnull', True), ('applied_by__isnull', True)), models.Q(('applied_at__isnull', False), ('applied_by__isnull', False)), _connector='OR'), name='list_applied_by_somebody')],
                    },
                ),
            ]
        ),
    ]

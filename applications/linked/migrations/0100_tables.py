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
        ("linked", "0001_cases_parts_and_authorities"),
        ("linked", "0003_the_day_promised_is_the_day_due"),
    ]

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('applications', '0100_tables'),
        ('documents', '0100_tables'),
        ('offices', '0100_tables'),
    ]

    operations = [
        CreateModels(
            [
                migrations.CreateModel(
                    name='Authority',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('kind', models.CharField(choices=[('police', 'Công an đăng ký cư trú'), ('social_insurance', 'Bảo hiểm xã hội'), ('social_affairs', 'Bộ phận lao động, thương binh và xã hội')], max_length=20, verbose_name='loại')),
                        ('name', models.CharField(max_length=160, verbose_name='tên')),
                        ('name_en', models.CharField(blank=True, max_length=160, verbose_name='tên tiếng Anh')),
                        ('valid_from', models.DateField(verbose_name='từ ngày')),
                        ('valid_to', models.DateField(blank=True, null=True, verbose_name='đến hết ngày')),
                        ('transport', models.CharField(choices=[('screens', 'Làm việc ngay trên cổng này'), ('http', 'Hệ thống của cơ quan, qua HTTP có ký'), ('files', 'Hệ thống của cơ quan, qua tệp')], default='screens', max_length=8, verbose_name='cách chuyển')),
                        ('partner_code', models.CharField(blank=True, max_length=40, verbose_name='mã hệ thống')),
                        ('phone', models.CharField(blank=True, max_length=20, verbose_name='điện thoại')),
                        ('confirm_hours', models.PositiveSmallIntegerField(default=8, verbose_name='giờ làm việc phải xác nhận')),
                        ('silent_hours', models.PositiveSmallIntegerField(default=24, verbose_name='giờ làm việc không có tin thì báo')),
                        ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='authorities', to='offices.office', verbose_name='đơn vị của cán bộ')),
                        ('serves', models.ManyToManyField(related_name='served_by', to='offices.office', verbose_name='phường, xã phụ trách')),
                        ('successor', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='inherits_from', to='linked.authority')),
                    ],
                    options={
                        'verbose_name': 'cơ quan liên thông',
                        'verbose_name_plural': 'cơ quan liên thông',
                        'ordering': ['kind', 'name', 'valid_from'],
                        'constraints': [models.UniqueConstraint(fields=('kind', 'office', 'valid_from'), name='authority_once'), models.CheckConstraint(condition=models.Q(('valid_to__isnull', True), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='authority_life_in_order'), models.CheckConstraint(condition=models.Q(('successor__isnull', True), ('valid_to__isnull', False), _connector='OR'), name='authority_succeeded_has_ended'), models.CheckConstraint(condition=models.Q(('transport', 'screens'), models.Q(('partner_code', ''), _negated=True), _connector='OR'), name='authority_has_partner_code'), models.CheckConstraint(condition=models.Q(('confirm_hours__gte', 1), ('silent_hours__gte', 1)), name='authority_hours_positive')],
                    },
                ),
                migrations.CreateModel(
                    name='ChildCase',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('key', models.CharField(max_length=30)),
                        ('number', models.CharField(max_length=20, unique=True)),
                        ('kind', models.CharField(choices=[('police', 'Công an đăng ký cư trú'), ('social_insurance', 'Bảo hiểm xã hội'), ('social_affairs', 'Bộ phận lao động, thương binh và xã hội')], max_length=20)),
                        ('state', django_fsm.FSMField(choices=[('waiting', 'Chờ bước trước'), ('to_send', 'Chờ chuyển'), ('sent', 'Chờ cơ quan nhận xác nhận'), ('accepted', 'Đã nhận, đang giải quyết'), ('supplement_requested', 'Chờ bổ sung'), ('resolved', 'Đã có kết quả'), ('refused', 'Từ chối'), ('cancelled', 'Đã dừng')], default='waiting', max_length=50, protected=True)),
                        ('version', models.PositiveIntegerField(default=0)),
                        ('is_by_hand', models.BooleanField(default=False)),
                        ('attempts', models.PositiveSmallIntegerField(default=0)),
                        ('disputed_attempt', models.PositiveSmallIntegerField(default=0)),
                        ('sent_at', models.DateTimeField(blank=True, null=True)),
                        ('accepted_at', models.DateTimeField(blank=True, null=True)),
                        ('clock_from', models.DateTimeField(blank=True, null=True)),
                        ('due_on', models.DateField(blank=True, null=True)),
                        ('due_at', models.DateTimeField(blank=True, null=True)),
                        ('policy', models.CharField(blank=True, max_length=80)),
                        ('due_why', models.JSONField(default=list)),
                        ('due_why_en', models.JSONField(default=list)),
                        ('runs_out_at', models.GeneratedField(db_persist=True, expression=models.Case(models.When(state='accepted', then=models.F('due_at'))), output_field=models.DateTimeField(null=True))),
                        ('last_event_at', models.DateTimeField()),
                        ('idle_since', models.GeneratedField(db_persist=True, expression=models.Case(models.When(state__in=['to_send', 'sent', 'accepted'], then=models.F('last_event_at'))), output_field=models.DateTimeField(null=True))),
                        ('supplement_count', models.PositiveSmallIntegerField(default=0)),
                        ('asked', models.JSONField(default=list)),
                        ('result_number', models.CharField(blank=True, max_length=60)),
                        ('result_on', models.DateField(blank=True, null=True)),
                        ('result_where', models.CharField(blank=True, max_length=200)),
                        ('reason', models.CharField(blank=True, max_length=1000)),
                        ('ended_at', models.DateTimeField(blank=True, null=True)),
                        ('authority', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='linked.authority')),
                    ],
                    options={
                        'verbose_name': 'phần việc liên thông',
                        'ordering': ['id'],
                        'indexes': [models.Index(fields=['authority', 'state', 'due_at'], name='linked_child_queue'), models.Index(condition=models.Q(('idle_since__isnull', False)), fields=['idle_since'], name='linked_child_idle'), models.Index(condition=models.Q(('state', 'to_send')), fields=['id'], name='linked_child_to_send')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['waiting', 'to_send', 'sent', 'accepted', 'supplement_requested', 'resolved', 'refused', 'cancelled'])), name='linked_child_state_known'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'sent'), _negated=True), models.Q(('attempts__gte', 1), ('authority__isnull', False), ('sent_at__isnull', False)), _connector='OR'), name='linked_sent_to_somebody'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['accepted', 'supplement_requested', 'resolved', 'refused']), _negated=True), models.Q(('accepted_at__isnull', False), ('authority__isnull', False), ('due_at__isnull', False), ('due_on__isnull', False)), _connector='OR'), name='linked_accepted_has_promise'), models.CheckConstraint(condition=models.Q(('state__in', ['accepted', 'supplement_requested', 'resolved', 'refused']), ('accepted_at__isnull', True), _connector='OR'), name='linked_confirmed_or_not'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'resolved'), _negated=True), models.Q(models.Q(('result_number', ''), _negated=True), ('result_on__isnull', False)), _connector='OR'), name='linked_resolved_has_result'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['refused', 'cancelled', 'supplement_requested']), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='linked_no_result_has_reason'), models.CheckConstraint(condition=models.Q(models.Q(('ended_at__isnull', False), ('state__in', ['resolved', 'refused', 'cancelled'])), models.Q(models.Q(('state__in', ['resolved', 'refused', 'cancelled']), _negated=True), ('ended_at__isnull', True)), _connector='OR'), name='linked_ended_when_final')],
                    },
                    bases=(django_fsm.FSMModelMixin, models.Model),
                ),
                migrations.CreateModel(
                    name='ChildMove',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('verb', models.CharField(max_length=24)),
                        ('from_state', models.CharField(choices=[('waiting', 'Chờ bước trước'), ('to_send', 'Chờ chuyển'), ('sent', 'Chờ cơ quan nhận xác nhận'), ('accepted', 'Đã nhận, đang giải quyết'), ('supplement_requested', 'Chờ bổ sung'), ('resolved', 'Đã có kết quả'), ('refused', 'Từ chối'), ('cancelled', 'Đã dừng')], max_length=24)),
                        ('to_state', models.CharField(choices=[('waiting', 'Chờ bước trước'), ('to_send', 'Chờ chuyển'), ('sent', 'Chờ cơ quan nhận xác nhận'), ('accepted', 'Đã nhận, đang giải quyết'), ('supplement_requested', 'Chờ bổ sung'), ('resolved', 'Đã có kết quả'), ('refused', 'Từ chối'), ('cancelled', 'Đã dừng')], max_length=24)),
                        ('at', models.DateTimeField()),
                        ('known_at', models.DateTimeField()),
                        ('role', models.CharField(max_length=24)),
                        ('attempt', models.PositiveSmallIntegerField(default=0)),
                        ('reason', models.TextField(blank=True)),
                        ('detail', models.JSONField(default=dict)),
                        ('actor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('authority', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='linked.authority')),
                        ('child', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='history', to='linked.childcase')),
                        ('office', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office')),
                    ],
                    options={
                        'ordering': ['id'],
                        'indexes': [models.Index(fields=['child', 'id'], name='linked_move_of_child')],
                    },
                ),
                migrations.CreateModel(
                    name='ChildPaper',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('round', models.PositiveSmallIntegerField()),
                        ('place', models.PositiveSmallIntegerField()),
                        ('name', models.CharField(max_length=120)),
                        ('added_at', models.DateTimeField()),
                        ('child', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='papers', to='linked.childcase')),
                        ('document', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.storeddocument')),
                    ],
                    options={
                        'ordering': ['id'],
                        'constraints': [models.UniqueConstraint(fields=('child', 'round', 'place', 'document'), name='linked_paper_once')],
                    },
                ),
                migrations.CreateModel(
                    name='HandOverSlip',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('attempt', models.PositiveSmallIntegerField()),
                        ('content', models.JSONField()),
                        ('made_at', models.DateTimeField()),
                        ('child', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='slips', to='linked.childcase')),
                        ('document', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.storeddocument')),
                    ],
                    options={
                        'ordering': ['id'],
                        'indexes': [models.Index(condition=models.Q(('document__isnull', True)), fields=['id'], name='linked_slip_unprinted')],
                        'constraints': [models.UniqueConstraint(fields=('child', 'attempt'), name='linked_slip_once')],
                    },
                ),
                migrations.CreateModel(
                    name='LinkedCase',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('plan_version', models.CharField(max_length=40)),
                        ('opened_at', models.DateTimeField()),
                        ('due_on', models.DateField()),
                        ('ended_at', models.DateTimeField(blank=True, null=True)),
                        ('application', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='linked_case', to='applications.application')),
                    ],
                    options={
                        'verbose_name': 'hồ sơ liên thông',
                        'ordering': ['id'],
                        'indexes': [models.Index(condition=models.Q(('ended_at__isnull', True)), fields=['id'], name='linked_case_running')],
                    },
                ),
                migrations.CreateModel(
                    name='PartnerMessage',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('key', models.CharField(max_length=80, unique=True)),
                        ('verb', models.CharField(max_length=24)),
                        ('told', models.JSONField(default=dict)),
                        ('happened_at', models.DateTimeField()),
                        ('arrived_at', models.DateTimeField()),
                        ('fate', models.CharField(choices=[('waits', 'Đến sớm, chờ bước trước'), ('applied', 'Đã ghi'), ('ignored', 'Không thay đổi gì')], default='waits', max_length=8)),
                        ('why', models.CharField(blank=True, max_length=200)),
                        ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='linked.authority')),
                        ('child', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='messages', to='linked.childcase')),
                    ],
                    options={
                        'ordering': ['id'],
                        'indexes': [models.Index(condition=models.Q(('fate', 'waits')), fields=['child', 'happened_at'], name='linked_message_waits')],
                    },
                ),
                migrations.CreateModel(
                    name='UntoldMove',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('move', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='untold', to='linked.childmove')),
                    ],
                ),
            ]
        ),
        migrations.AddField(
            model_name='childcase',
            name='case',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='children', to='linked.linkedcase'),
        ),
        migrations.AddConstraint(
            model_name='childcase',
            constraint=models.UniqueConstraint(fields=('case', 'key'), name='linked_child_once'),
        ),
    ]

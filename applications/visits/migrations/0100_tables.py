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
        ("visits", "0001_appointments"),
        ("visits", "0002_what_was_noted_of_who_had_not_come"),
    ]

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('applications', '0100_tables'),
        ('offices', '0100_tables'),
    ]

    operations = [
        CreateModels(
            [
                migrations.CreateModel(
                    name='Slot',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('on', models.DateField()),
                        ('half', models.CharField(choices=[('morning', 'Buổi sáng'), ('afternoon', 'Buổi chiều')], max_length=9)),
                        ('capacity', models.PositiveSmallIntegerField(default=0)),
                        ('booked', models.PositiveSmallIntegerField(default=0)),
                        ('calendar_stamp', models.CharField(blank=True, max_length=40)),
                        ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='visit_slots', to='offices.office')),
                    ],
                    options={
                        'verbose_name': 'buổi hẹn',
                        'indexes': [models.Index(condition=models.Q(('booked__gt', 0)), fields=['on'], name='slot_with_people')],
                        'constraints': [models.UniqueConstraint(fields=('office', 'on', 'half'), name='slot_once'), models.CheckConstraint(condition=models.Q(('booked__lte', models.F('capacity'))), name='slot_not_overbooked'), models.CheckConstraint(condition=models.Q(('half__in', ['morning', 'afternoon'])), name='slot_half_known')],
                    },
                ),
                migrations.CreateModel(
                    name='Appointment',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('purpose', models.CharField(choices=[('sign', 'Đối chiếu bản chính và ký'), ('collect', 'Nhận kết quả')], max_length=8)),
                        ('state', django_fsm.FSMField(choices=[('booked', 'Đã hẹn'), ('arrived', 'Đã đến'), ('done', 'Xong'), ('no_show', 'Không đến'), ('unmarked', 'Không ghi nhận'), ('cancelled', 'Đã hủy'), ('moved', 'Phải chọn lại')], default='booked', max_length=50, protected=True)),
                        ('booked_at', models.DateTimeField()),
                        ('reminded_at', models.DateTimeField(blank=True, null=True)),
                        ('absence', models.CharField(blank=True, choices=[('no_show', 'Không đến'), ('unmarked', 'Không ghi nhận')], max_length=8)),
                        ('absent_at', models.DateTimeField(blank=True, null=True)),
                        ('arrived_at', models.DateTimeField(blank=True, null=True)),
                        ('ended_at', models.DateTimeField(blank=True, null=True)),
                        ('end', models.CharField(blank=True, choices=[('citizen', 'Người hẹn hủy'), ('changed', 'Đổi sang buổi khác'), ('office_closed', 'Cơ quan không làm việc buổi này'), ('office_changed', 'Hồ sơ chuyển cơ quan khác'), ('not_needed', 'Hồ sơ không còn cần buổi hẹn')], max_length=16)),
                        ('application', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='visits', to='applications.application')),
                        ('slot', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='appointments', to='visits.slot')),
                    ],
                    options={
                        'verbose_name': 'lịch hẹn',
                        'ordering': ['booked_at', 'id'],
                        'indexes': [models.Index(fields=['slot', 'booked_at'], name='visit_of_slot'), models.Index(condition=models.Q(('reminded_at__isnull', True), ('state', 'booked')), fields=['id'], name='visit_to_remind')],
                        'constraints': [models.UniqueConstraint(condition=models.Q(('state__in', ['booked', 'arrived'])), fields=('application', 'purpose'), name='visit_one_live'), models.CheckConstraint(condition=models.Q(('state__in', ['booked', 'arrived', 'done', 'no_show', 'unmarked', 'cancelled', 'moved'])), name='visit_state_known'), models.CheckConstraint(condition=models.Q(('purpose__in', ['sign', 'collect'])), name='visit_purpose_known'), models.CheckConstraint(condition=models.Q(models.Q(('ended_at__isnull', True), ('state__in', ['booked', 'arrived'])), models.Q(models.Q(('state__in', ['booked', 'arrived']), _negated=True), ('ended_at__isnull', False)), _connector='OR'), name='visit_ended_or_live'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['cancelled', 'moved']), models.Q(('end', ''), _negated=True)), models.Q(models.Q(('state__in', ['cancelled', 'moved']), _negated=True), ('end', '')), _connector='OR'), name='visit_says_why_it_ended'), models.CheckConstraint(condition=models.Q(models.Q(('absence', ''), ('absent_at__isnull', True)), models.Q(('absence__in', ['no_show', 'unmarked']), ('absent_at__isnull', False)), _connector='OR'), name='visit_absence_has_its_moment'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['no_show', 'unmarked']), _negated=True), ('absence', models.F('state')), _connector='OR'), name='visit_keeps_its_absence')],
                    },
                    bases=(django_fsm.FSMModelMixin, models.Model),
                ),
                migrations.CreateModel(
                    name='Capacity',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('weekday', models.PositiveSmallIntegerField()),
                        ('valid_from', models.DateField()),
                        ('morning', models.PositiveSmallIntegerField()),
                        ('afternoon', models.PositiveSmallIntegerField()),
                        ('entered_at', models.DateTimeField()),
                        ('entered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='visit_capacities', to='offices.office')),
                    ],
                    options={
                        'verbose_name': 'sức chứa buổi hẹn',
                        'ordering': ['-valid_from', '-id'],
                        'indexes': [models.Index(fields=['office', 'valid_from'], name='capacity_of_office')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('weekday__lte', 6)), name='capacity_of_a_weekday'), models.CheckConstraint(condition=models.Q(('afternoon__lte', 200), ('morning__lte', 200)), name='capacity_not_absurd')],
                    },
                ),
            ]
        ),
    ]

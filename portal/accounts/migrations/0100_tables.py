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
        ("accounts", "0001_initial"),
        ("accounts", "0002_postings"),
        ("accounts", "0003_absences"),
    ]

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
    ]

    operations = [
        CreateModels(
            [
                migrations.CreateModel(
                    name='Posting',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('role', models.CharField(choices=[('reception_officer', 'Cán bộ một cửa'), ('civil_status_officer', 'Công chức tư pháp – hộ tịch'), ('office_leader', 'Lãnh đạo ký'), ('district_supervisor', 'Lãnh đạo, cán bộ giám sát cấp huyện'), ('it_officer', 'Cán bộ công nghệ thông tin'), ('postal_worker', 'Nhân viên bưu điện'), ('postal_supervisor', 'Giám sát bưu điện'), ('department_viewer', 'Chuyên viên Sở Tư pháp'), ('department_admin', 'Quản trị Sở Tư pháp'), ('accountant', 'Kế toán, thủ quỹ'), ('social_officer', 'Cán bộ lao động, thương binh và xã hội'), ('police_officer', 'Cán bộ công an đăng ký cư trú'), ('insurance_officer', 'Cán bộ bảo hiểm xã hội')], max_length=24)),
                        ('valid_from', models.DateField()),
                        ('valid_to', models.DateField(blank=True, null=True)),
                        ('title', models.CharField(blank=True, max_length=120, verbose_name='chức danh')),
                        ('title_lines', models.TextField(blank=True, verbose_name='dòng chức vụ khi ký')),
                        ('staff_code', models.CharField(blank=True, max_length=20)),
                    ],
                    options={
                        'verbose_name': 'phân công',
                    },
                ),
                migrations.CreateModel(
                    name='User',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('password', models.CharField(max_length=128, verbose_name='password')),
                        ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                        ('is_superuser', models.BooleanField(default=False, help_text='Designates that this user has all permissions without explicitly assigning them.', verbose_name='superuser status')),
                        ('email', models.EmailField(max_length=254, unique=True, verbose_name='thư điện tử')),
                        ('full_name', models.CharField(blank=True, max_length=120, verbose_name='họ, chữ đệm, tên')),
                        ('phone', models.CharField(blank=True, db_index=True, max_length=15, verbose_name='điện thoại')),
                        ('is_active', models.BooleanField(default=True)),
                        ('is_staff', models.BooleanField(default=False)),
                        ('is_demo', models.BooleanField(default=False)),
                        ('date_joined', models.DateTimeField(default=django.utils.timezone.now)),
                        ('groups', models.ManyToManyField(blank=True, help_text='The groups this user belongs to. A user will get all permissions granted to each of their groups.', related_name='user_set', related_query_name='user', to='auth.group', verbose_name='groups')),
                        ('user_permissions', models.ManyToManyField(blank=True, help_text='Specific permissions for this user.', related_name='user_set', related_query_name='user', to='auth.permission', verbose_name='user permissions')),
                    ],
                    options={
                        'verbose_name': 'tài khoản',
                    },
                ),
                migrations.CreateModel(
                    name='Absence',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('first_on', models.DateField()),
                        ('last_on', models.DateField()),
                        ('entered_at', models.DateTimeField()),
                        ('cancelled_at', models.DateTimeField(blank=True, null=True)),
                        ('entered_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'verbose_name': 'lịch nghỉ',
                        'ordering': ['first_on', 'id'],
                    },
                ),
            ]
        ),
    ]

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('civil_registry', '0002_copies_of_an_office'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='EntryName',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.BinaryField()),
            ],
            options={
                'verbose_name': 'khóa tìm tên',
            },
        ),
        migrations.RemoveIndex(
            model_name='registerentry',
            name='entry_search_name',
        ),
        migrations.RemoveField(
            model_name='registerentry',
            name='search_name',
        ),
        migrations.AddField(
            model_name='registerentry',
            name='first_digest',
            field=models.CharField(blank=True, max_length=32),
        ),
        migrations.AddField(
            model_name='registerentry',
            name='number_key',
            field=models.CharField(blank=True, max_length=20),
        ),
        migrations.AddIndex(
            model_name='registerentry',
            index=models.Index(fields=['book', 'number_key'], name='entry_by_number_in_its_book'),
        ),
        migrations.AddField(
            model_name='entryname',
            name='book',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='civil_registry.registerbook'),
        ),
        migrations.AddField(
            model_name='entryname',
            name='entry',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.CASCADE, related_name='names', to='civil_registry.registerentry'),
        ),
        migrations.AddIndex(
            model_name='entryname',
            index=models.Index(fields=['book', 'key', 'entry'], name='entry_name_in_its_book'),
        ),
    ]

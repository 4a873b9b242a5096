import django.contrib.postgres.fields
import django.utils.timezone
from django.db import migrations, models


#: What is there already has been as it is since it was published last.
_SINCE_PUBLISHED = """
    UPDATE projects_projectpage SET changed_at = page.last_published_at
    FROM wagtailcore_page AS page
    WHERE page.id = projects_projectpage.page_ptr_id AND page.last_published_at IS NOT NULL
"""


class Migration(migrations.Migration):

    dependencies = [
        ('projects', '0006_seed_further_vocabularies'),
    ]

    operations = [
        migrations.CreateModel(
            name='WithdrawnRecord',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('identifier', models.CharField(max_length=20, unique=True, verbose_name='permanent identifier')),
                ('translation_key', models.UUIDField(editable=False, unique=True)),
                ('title', models.CharField(max_length=255, verbose_name='title')),
                ('author', models.CharField(blank=True, max_length=255, verbose_name='carrier')),
                ('language', models.CharField(max_length=20, verbose_name='language')),
                ('version', models.PositiveIntegerField(default=1, verbose_name='version')),
                ('issued', models.DateField(blank=True, null=True, verbose_name='published on')),
                ('licence', models.CharField(blank=True, max_length=100, verbose_name='licence')),
                ('reason', models.CharField(blank=True, help_text='One sentence for readers: why it has gone.', max_length=300, verbose_name='reason')),
                ('withdrawn_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='withdrawn')),
                ('field_keys', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=50), default=list, editable=False, size=None)),
                ('land_keys', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=2), default=list, editable=False, size=None)),
            ],
            options={
                'verbose_name': 'withdrawn project',
                'verbose_name_plural': 'withdrawn projects',
                'ordering': ['-withdrawn_at', 'identifier'],
            },
        ),
        migrations.AddField(
            model_name='projectpage',
            name='changed_at',
            field=models.DateTimeField(default=django.utils.timezone.now, editable=False, serialize=False),
        ),
        migrations.RunSQL(_SINCE_PUBLISHED, migrations.RunSQL.noop),
        migrations.AddIndex(
            model_name='projectpage',
            index=models.Index(fields=['changed_at', 'identifier'], name='projects_project_harvest'),
        ),
        migrations.AddIndex(
            model_name='withdrawnrecord',
            index=models.Index(fields=['withdrawn_at', 'identifier'], name='projects_withdrawn_harvest'),
        ),
    ]

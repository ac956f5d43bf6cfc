"""Exchange rounds: who is admitted, and everything done in them, append-only."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from tidings.register.append_only import forbid


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0002_negotiator'),
        ('casework', '0002_append_only'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Round',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=80)),
                ('as_of', models.DateField()),
                ('moment', models.DateTimeField()),
                ('bureau', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.bureau')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='RoundEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('turn', models.PositiveIntegerField()),
                ('kind', models.CharField(max_length=10)),
                ('content', models.BinaryField()),
                ('moment', models.DateTimeField()),
                ('bureau', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.bureau')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('refers', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='casework.roundentry')),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='entries', to='casework.round')),
            ],
        ),
        migrations.CreateModel(
            name='RoundMember',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('moment', models.DateTimeField()),
                ('left', models.DateTimeField(null=True)),
                ('bureau', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.bureau')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='members', to='casework.round')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.AddConstraint(
            model_name='round',
            constraint=models.UniqueConstraint(fields=('bureau', 'name'), name='round_name_once'),
        ),
        migrations.AddConstraint(
            model_name='roundentry',
            constraint=models.UniqueConstraint(fields=('round', 'turn'), name='round_entry_turn'),
        ),
        migrations.AddConstraint(
            model_name='roundentry',
            constraint=models.UniqueConstraint(condition=models.Q(('kind', 'second')), fields=('refers', 'by'), name='round_second_once'),
        ),
        migrations.AddConstraint(
            model_name='roundentry',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ('list', 'finding', 'terms', 'run', 'override', 'lot', 'draw', 'signature', 'second', 'withdrawal', 'outcome'))), name='round_entry_kind_known'),
        ),
        migrations.AddConstraint(
            model_name='roundmember',
            constraint=models.UniqueConstraint(condition=models.Q(('left', None)), fields=('round', 'user'), name='round_member_once'),
        ),
        *forbid("casework_roundentry"),
    ]

"""A role that plans exchanges."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0001_users'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='user',
            name='user_role_known',
        ),
        migrations.AlterField(
            model_name='user',
            name='role',
            field=models.CharField(choices=[('caseworker', 'caseworker'), ('supervisor', 'supervisor'), ('negotiator', 'negotiator'), ('family', 'family')], max_length=20),
        ),
        migrations.AddConstraint(
            model_name='user',
            constraint=models.CheckConstraint(condition=models.Q(('role__in', ['caseworker', 'supervisor', 'negotiator', 'family'])), name='user_role_known'),
        ),
    ]

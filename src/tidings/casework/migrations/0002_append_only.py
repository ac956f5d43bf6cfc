"""What a family was told stays told: answers are never edited or deleted."""

from django.db import migrations

from tidings.register.append_only import forbid


class Migration(migrations.Migration):
    dependencies = [("casework", "0001_tables")]

    operations = [*forbid("casework_answer")]

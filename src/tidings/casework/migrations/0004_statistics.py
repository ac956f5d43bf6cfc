"""SQLite is told how telling the indexes are, those of casework too."""

from django.db import migrations

from tidings.register.statistics import tell_planner


class Migration(migrations.Migration):
    dependencies = [("casework", "0003_rounds"), ("register", "0006_statistics")]

    operations = [migrations.RunPython(tell_planner, migrations.RunPython.noop)]

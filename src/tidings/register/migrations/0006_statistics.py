"""SQLite is told how telling the indexes of a large register are."""

from django.db import migrations

from tidings.register.statistics import tell_planner


class Migration(migrations.Migration):
    dependencies = [("register", "0005_keys")]

    operations = [migrations.RunPython(tell_planner, migrations.RunPython.noop)]

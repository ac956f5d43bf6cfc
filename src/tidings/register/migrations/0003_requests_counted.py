"""An index of the tracing requests among the reports: they are counted on every page."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("register", "0002_append_only")]

    operations = [
        migrations.AddIndex(
            model_name="reportrow",
            index=models.Index(
                condition=models.Q(("erased", None), ("request", True)), fields=["bureau", "id"], name="report_requests"
            ),
        ),
    ]

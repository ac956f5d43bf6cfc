"""Linkage keys as numbers with a sketch, and reports kept as they are compared. `reindexing` fills both afterwards."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

KEY_ROWS = "register_keyrow"


def without_rowid(_: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """On SQLite have the key table be its own index; on PostgreSQL it has one beside it."""
    if editor.connection.vendor == "sqlite":
        with editor.connection.cursor() as cursor:
            cursor.execute("SELECT sql FROM sqlite_master WHERE type = 'table' AND name = %s", [KEY_ROWS])
            made = cursor.fetchone()[0]
        editor.execute(f"DROP TABLE {KEY_ROWS}", params=None)
        editor.execute(f"{made} WITHOUT ROWID", params=None)


class Migration(migrations.Migration):
    dependencies = [("register", "0004_listings")]

    operations = [
        migrations.DeleteModel("KeyRow"),
        migrations.CreateModel(
            name="KeyRow",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "bureau_id",
                        "key",
                        "sketch",
                        "report_id",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("key", models.BigIntegerField()),
                ("sketch", models.BigIntegerField()),
                (
                    "bureau",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.bureau",
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="register.reportrow",
                    ),
                ),
            ],
            options={"abstract": False},
        ),
        migrations.RunPython(without_rowid, migrations.RunPython.noop),
        migrations.CreateModel(
            name="PreparedRow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("engine", models.PositiveSmallIntegerField()),
                ("sketch", models.BigIntegerField()),
                ("entries", models.BinaryField()),
                ("form", models.TextField()),
                (
                    "bureau",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.bureau",
                    ),
                ),
                (
                    "report",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="register.reportrow"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["bureau", "-id"], name="prepared_newest")],
            },
        ),
    ]

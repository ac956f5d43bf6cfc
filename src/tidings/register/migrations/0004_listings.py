"""Listings: on whose list a person stands; append-only."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from tidings.register.append_only import forbid


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_users"),
        ("register", "0003_requests_counted"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Listing",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kept_by", models.CharField(max_length=10)),
                ("since", models.DateField()),
                ("proof", models.TextField()),
                ("moment", models.DateTimeField()),
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
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="listings", to="register.person"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Delisting",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reason", models.TextField()),
                ("moment", models.DateTimeField()),
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
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "listing",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="delisting", to="register.listing"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddIndex(
            model_name="listing",
            index=models.Index(fields=["bureau", "person"], name="listing_person"),
        ),
        migrations.AddConstraint(
            model_name="listing",
            constraint=models.CheckConstraint(
                condition=models.Q(("kept_by__in", ("detaining", "own", "icrc"))), name="listing_list_known"
            ),
        ),
        *forbid("register_listing", "register_delisting"),
    ]

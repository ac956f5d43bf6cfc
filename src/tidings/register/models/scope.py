"""Rows of one bureau, and no other door to them: a table asked without saying who asks refuses."""

from collections.abc import Iterable
from typing import Any, Self, TypeVar

from django.db import models

from tidings.accounts.actor import Actor
from tidings.accounts.models import Bureau

Row = TypeVar("Row", bound="BureauRow")


class NoScopeError(RuntimeError):
    """Somebody asked a table without saying for whom. A bug, never an answer."""


class BureauQuerySet(models.QuerySet[Row]):
    """Rows that have already been narrowed to one bureau."""

    def locked(self) -> Self:
        """Lock these rows until the deed ends (PostgreSQL; on SQLite the deed holds the whole database)."""
        return self.select_for_update(no_key=True)


class BureauManager(models.Manager[Row]):
    """Opens a table only to somebody; used bare it refuses."""

    def get_queryset(self) -> BureauQuerySet[Row]:
        """Refuse: no rows without an actor."""
        raise NoScopeError(f"{self.model.__name__}: say who asks, with seen_by(actor)")

    def seen_by(self, actor: Actor) -> BureauQuerySet[Row]:
        """Return the rows of the actor's bureau."""
        return self._every().filter(bureau_id=actor.bureau_id)

    def with_every_bureau(self, *, reason: str) -> BureauQuerySet[Row]:
        """Return the rows of every bureau, for the few things that are of the whole installation.

        Raises:
            NoScopeError: no reason was given.
        """
        if not reason:
            raise NoScopeError(f"{self.model.__name__}: say why rows of every bureau are needed")
        return self._every()

    def put(self, actor: Actor, **values: Any) -> Row:  # noqa: ANN401 -- a row's columns, typed by the model itself
        """Write a new row of the actor's bureau."""
        row = self.model(bureau_id=actor.bureau_id, **values)
        row.save(force_insert=True)
        return row

    def put_all(self, rows: Iterable[Row]) -> list[Row]:
        """Write many new rows that already name their bureau."""
        return self._every().bulk_create(list(rows), batch_size=200)

    def _every(self) -> BureauQuerySet[Row]:
        return BureauQuerySet(self.model, using=self._db)


class BureauRow(models.Model):
    """A row that belongs to one bureau."""

    bureau = models.ForeignKey(Bureau, on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        """No table of its own."""

        abstract = True

"""Tables: bureaux and the people who sign in."""

from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models

from tidings.accounts.actor import Role


class Bureau(models.Model):
    """One tracing bureau; every other row belongs to exactly one."""

    slug = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=200)
    opened = models.DateTimeField()

    def __str__(self) -> str:
        return self.slug


class UserManager(BaseUserManager["User"]):
    """Finds users by the name they sign in with; users are made by `tidings.accounts.staff`."""


class User(AbstractBaseUser):
    """Somebody who signs in: staff with a free-text name, a relative with the request's number."""

    username = models.CharField(max_length=150, unique=True)
    display_name = models.CharField(max_length=150)
    role = models.CharField(max_length=20, choices=[(role.value, role.value) for role in Role])
    bureau = models.ForeignKey(Bureau, on_delete=models.PROTECT, related_name="+")
    language = models.CharField(max_length=2, default="en")
    is_active = models.BooleanField(default=True)

    objects = UserManager()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        """A role outside the list never reaches the table."""

        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(role__in=[role.value for role in Role]), name="user_role_known")
        ]

    def __str__(self) -> str:
        return f"user {self.pk}"

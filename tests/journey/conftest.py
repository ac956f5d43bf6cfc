"""Steps of the journey, as a caseworker takes them."""

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest

from tidings.accounts import Actor
from tidings.intake import read

os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # playwright runs a loop in the thread that also asks the database
STARTED = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)


@dataclass
class Journey:
    """One bureau's work, minute by minute; every deed gets a fresh key."""

    desk: "object"
    steps: "count[int]" = field(default_factory=count)

    def ground(self, actor: Actor) -> dict[str, object]:
        step = next(self.steps)
        return {"actor": actor, "key": f"journey-step-{step}", "moment": STARTED + timedelta(minutes=step)}

    def lodge(self, path: Path) -> dict[str, object]:
        """Lodge every request of a table; return record_id → lodged."""
        from tidings.casework import deeds

        reading = read(path, source="Families")
        lodged = deeds.lodge_requests_from(
            **self.ground(self.desk.olena), content=path.read_bytes(), filename=path.name, reading=reading
        ).lodged
        return {report.record_id: each for report, each in zip(reading.reports, lodged, strict=True)}

    def take(self, path: Path, *, as_of: date | None = None, kind: str = "newspaper", accept: bool = True) -> object:
        from tidings.register import deeds
        from tidings.register.results import SourceGiven

        reading = read(path, as_of=as_of, source=f"Source of {path.name}")
        return deeds.take(
            **self.ground(self.desk.olena),
            content=path.read_bytes(),
            filename=path.name,
            source=SourceGiven(f"Source of {path.name}", kind, "C", ""),
            reading=reading,
            accept=accept,
        )

    def persons(self, lodged: dict[str, object]) -> dict[str, str]:
        """Return record_id → register number of the person each request seeks."""
        from tidings.casework import queries

        lines = {line.number: line.person for line in queries.requests(actor=self.desk.olena, limit=500).lines}
        return {record: lines[each.number] for record, each in lodged.items()}

    def proposals(self, person: str) -> list[object]:
        """Open every proposal about a person, the likeliest first."""
        from tidings.register import deeds, queries

        lines = queries.review_queue(actor=self.desk.olena, limit=1000).lines
        mine = [line for line in lines if person in (line.left, line.right)]
        opened = [
            deeds.open_proposal(**self.ground(self.desk.olena), proposal_id=line.proposal_id)
            for line in sorted(mine, key=lambda line: -line.probability)
        ]
        return [Proposal.seen_from(person, each) for each in opened]

    def decide(self, person: str, other: str, verdict: str) -> object:
        from tidings.register import deeds

        return deeds.decide(
            **self.ground(self.desk.olena), left=person, right=other, verdict=verdict, reason="compared field by field"
        )

    def answer(self, number: str) -> object:
        """Open a family's answer as that family does."""
        from tidings.accounts import staff
        from tidings.accounts.models import User
        from tidings.casework import deeds

        family = staff.actor_of(User.objects.get(username=number))
        return deeds.open_answer(**self.ground(family)).answer


@dataclass(frozen=True)
class Proposal:
    """A proposal seen from one person: who the other is, by name and number."""

    name: str
    person: str
    probability: float
    verdict: str
    reasons: tuple[str, ...]

    @classmethod
    def seen_from(cls, person: str, file: object) -> "Proposal":
        other = file.comparison.right if file.left_person == person else file.comparison.left
        report = other.report
        name = report.name or " ".join(part for part in (report.given, report.surname) if part)
        number = file.right_person if file.left_person == person else file.left_person
        words = tuple(reason.words("en") for reason in file.comparison.reasons)
        return cls(name, number, file.comparison.probability, file.comparison.verdict, words)


@pytest.fixture
def journey(desk) -> Journey:
    return Journey(desk)


@pytest.fixture
def written(tmp_path: Path) -> Callable[[str, str], Path]:
    """Write a text into a file of this test and return its path."""

    def write(name: str, text: str) -> Path:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return write


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    """Debian's chromium, without reaching for the network."""
    quiet = ["--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"]
    return {
        **browser_type_launch_args,
        "executable_path": "/usr/bin/chromium",
        "args": ["--no-sandbox", "--disable-gpu", "--disable-quic", *quiet],
    }

"""Filling a fresh home folder with the rehearsal: sources, families' requests, an article that waits in the inbox."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from django.conf import settings

from tidings.accounts.actor import Actor, Role
from tidings.accounts.staff import actor_named
from tidings.casework import deeds as casework
from tidings.casework.results import Lodged
from tidings.cli.opening import fresh_key, now
from tidings.cli.rehearsing_round import rehearse_round
from tidings.cli.showing import progress
from tidings.intake import Reading, read
from tidings.linkage import link_files
from tidings.register import deeds, founding, queries
from tidings.register.results import SourceGiven, Taken
from tidings.rehearsal import ARTICLE, ARTICLE_DAY, ARTICLE_REQUESTS, Table, rehearse, write_files

PASSWORDS: Final = {"olena": "olena-rehearsal-only", "bohdan": "bohdan-rehearsal-only"}
ARTICLE_SOURCE: Final = SourceGiven("Regional weekly", "newspaper", "C", "")


@dataclass(frozen=True, slots=True)
class Summary:
    """What the demonstration prints."""

    header: tuple[str, ...]
    rows: tuple[tuple[object, ...], ...]
    lines: tuple[str, ...]
    accounts: tuple[tuple[str, str, str], ...]


def fill(*, seed: int, people: int) -> Summary:
    """Take the whole rehearsal in, as a bureau would, and say what came of it."""
    war = rehearse(seed, people)
    folder = settings.TIDINGS_HOME / "rehearsal-files"
    tables = write_files(war, folder)
    caseworker = _staff()
    with progress() as bar:
        task = bar.add_task("Families ask", total=len(war.sources) + 5)
        families = _lodge(caseworker, folder / "requests.csv", day=None)
        bar.advance(task)
        asked = _lodge(caseworker, _written(folder, "article_requests.csv", ARTICLE_REQUESTS), day=None)
        bar.advance(task)
        rows: list[tuple[object, ...]] = [("Requests by families", len(families) + len(asked), 0, "accepted")]
        for table in war.sources:
            bar.update(task, description=f"Taking: {table.name}")
            taken = _take(caseworker, table, folder)
            rows.append((table.name, taken.new, taken.held, "accepted"))
            bar.advance(task)
        bar.update(task, description="Reading the article")
        article = _take_article(caseworker, _written(folder, "article.txt", ARTICLE))
        rows.append(("An article, in English", article.new, article.held, "waits in the inbox"))
        bar.advance(task)
        bar.update(task, description="Who is who, against the truth")
        measured = _measured(tables, folder)
        bar.advance(task)
        bar.update(task, description="An exchange round")
        negotiators = rehearse_round(
            caseworker, actor_named(bureau_id=caseworker.bureau_id, username="bohdan"), seed, people
        )
        bar.advance(task)
    waiting = queries.counts(actor=caseworker)
    return Summary(
        header=("source", "reports", "held rows", "state"),
        rows=tuple(rows),
        lines=(f"{waiting.people} people in the register, {waiting.review} proposals wait for a decision.", measured),
        accounts=(*_accounts(asked[0]), *negotiators),
    )


def _staff() -> Actor:
    """Found the bureau with its two people; return the caseworker."""
    bureau = founding.open_bureau(slug="bureau", name="Tracing bureau (rehearsal)", moment=now())
    head = founding.first_supervisor(
        bureau_id=bureau,
        username="bohdan",
        display_name="B. Sava",
        password=PASSWORDS["bohdan"],
        language="uk",
        moment=now(),
    )
    deeds.enlist(
        actor=head,
        key=fresh_key(),
        moment=now(),
        username="olena",
        display_name="O. Rudenko",
        role=Role.CASEWORKER,
        password=PASSWORDS["olena"],
        language="en",
    )
    return actor_named(bureau_id=bureau, username="olena")


def _written(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def _read(path: Path, source: str, day: date | None) -> Reading:
    return read(path, as_of=day, source=source)


def _lodge(actor: Actor, path: Path, day: date | None) -> tuple[Lodged, ...]:
    reading = _read(path, "Requests by families", day)
    table = casework.lodge_requests_from(
        actor=actor,
        key=fresh_key(),
        moment=now(),
        content=path.read_bytes(),
        filename=path.name,
        reading=reading,
    )
    return table.lodged


def _take(actor: Actor, table: Table, folder: Path) -> Taken:
    path = folder / f"{table.key}.csv"
    return deeds.take(
        actor=actor,
        key=fresh_key(),
        moment=now(),
        content=path.read_bytes(),
        filename=path.name,
        source=SourceGiven(table.name, table.kind, table.reliability, ""),
        reading=_read(path, table.name, None),
        accept=True,
    )


def _take_article(actor: Actor, path: Path) -> Taken:
    return deeds.take(
        actor=actor,
        key=fresh_key(),
        moment=now(),
        content=path.read_bytes(),
        filename=path.name,
        source=ARTICLE_SOURCE,
        reading=_read(path, ARTICLE_SOURCE.name, ARTICLE_DAY),
        accept=False,
    )


def _measured(tables: list[Path], folder: Path) -> str:
    """Link everything without the register and compare with the truth, which only a rehearsal knows."""
    found = link_files(tables, out=folder / "linked", truth=folder / "truth.csv").agreement
    if found is None:
        return ""
    return (
        f"Linked without a human: {found.precision:.1%} of the pairs joined are true, "
        f"{found.recall:.1%} of the true pairs are joined."
    )


def _accounts(lodged: Lodged) -> tuple[tuple[str, str, str], ...]:
    return (
        ("caseworker", "olena", PASSWORDS["olena"]),
        ("supervisor", "bohdan", PASSWORDS["bohdan"]),
        ("family of Yevgeny Z.", lodged.number, lodged.code),
    )

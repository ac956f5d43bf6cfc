"""`tidings take`, `tidings backup`, `tidings restore`: things in, everything out, and back."""

from datetime import datetime
from pathlib import Path
from typing import Annotated, Final

import typer

from tidings.cli.opening import As, acting, fresh_key, now, start_django
from tidings.cli.reading import AsOf, Files, day_of, mapping_of, tell
from tidings.cli.showing import AsJson, complain, print_json, progress, say
from tidings.intake import Reading
from tidings.intake import read as read_file
from tidings.kernel.errors import BadInput, TidingsError


def take(  # noqa: PLR0913, PLR0917 -- a terminal command has as many options as people need
    files: Files,
    source: Annotated[str, typer.Option(help="Who says it.")],
    kind: Annotated[str, typer.Option(help="Kind of source: newspaper, channel, family, detaining_list …")] = "other",
    reliability: Annotated[str, typer.Option(help="A to F (Admiralty code).")] = "F",
    origin: Annotated[str, typer.Option(help="The first mouth, if this source passes on another's words.")] = "",
    file_format: Annotated[str, typer.Option("--format", help="auto, csv, xlsx, text or jsonl.")] = "auto",
    lang: Annotated[str, typer.Option(help="auto, en, ru or uk.")] = "auto",
    as_of: AsOf = "",
    mapping: Annotated[Path | None, typer.Option(help='TOML: "Name in the file" = "birth_date" …')] = None,
    username: As = "",
    *,
    accept: Annotated[bool, typer.Option(help="Accept at once what a text says; tables always are.")] = False,
    dry_run: Annotated[bool, typer.Option(help="Only say what would be taken.")] = False,
    as_json: AsJson = False,
) -> None:
    """Take files into the register; the same file twice adds nothing."""
    day, columns, failed = day_of(as_of), mapping_of(mapping), 0
    for path in files:
        try:
            reading = read_file(path, format=file_format, language=lang, as_of=day, source=source, columns=columns)
            tell(reading, path)
            counts = (
                {"reports": len(reading.reports), "held": len(reading.held)}
                if dry_run
                else _take(path, reading, (source, kind, reliability, origin), username, accept=accept)
            )
        except TidingsError as error:
            complain(str(error))
            failed += 1
            continue
        if as_json:
            print_json({"file": str(path), **counts})
        else:
            say(f"{path}: " + ", ".join(f"{what.replace('_', ' ')} {count}" for what, count in counts.items()))
            if counts["held"] and not dry_run:
                say("Held rows wait in the inbox, each with its reason, to be mended there.")
    if failed:
        raise typer.Exit(2)


def _take(
    path: Path, reading: Reading, given: tuple[str, str, str, str], username: str, *, accept: bool
) -> dict[str, int]:
    """Put one file into the register; requests of families become tracing requests."""
    actor, moment = acting(username), now()
    from tidings.casework import deeds as casework  # noqa: PLC0415 -- only after setup
    from tidings.register import deeds  # noqa: PLC0415 -- the same
    from tidings.register.results import SourceGiven  # noqa: PLC0415 -- the same

    name, kind, reliability, origin = given
    if kind == "family":
        with progress() as bar:
            bar.add_task(f"Taking {path.name}", total=None)
            table = casework.lodge_requests_from(
                actor=actor,
                key=fresh_key(),
                moment=moment,
                content=reading.original,
                filename=path.name,
                reading=reading,
            )
        return {"requests": len(table.lodged), "known_before": table.known_before, "held": table.held}
    with progress() as bar:
        bar.add_task(f"Taking {path.name}", total=None)
        taken = deeds.take(
            actor=actor,
            key=fresh_key(),
            moment=moment,
            content=reading.original,
            filename=path.name,
            source=SourceGiven(name, kind, reliability, origin),
            reading=reading,
            accept=accept or reading.kind == "table",
        )
    return {"new": taken.new, "known_before": taken.known_before, "held": taken.held, "waiting": taken.waiting}


def backup(
    into: Annotated[Path, typer.Option(help="Folder the archive is written into.")] = Path(),
    username: As = "",
    *,
    as_json: AsJson = False,
) -> None:
    """Copy everything but the keys into one archive, and open the copy to see that it is whole."""
    actor, moment = acting(username), now()
    from tidings.register import backing_up  # noqa: PLC0415 -- only after setup

    with progress() as bar:
        bar.add_task("Copying and checking the copy", total=None)
        made = backing_up.back_up(actor=actor, key=fresh_key(), moment=moment, into=into / _archive_name(moment))
    if as_json:
        print_json({"path": str(made.path), "root": made.root, "entries": made.size, "reports": made.reports})
        return
    say(
        f"{made.path}: {made.reports} reports, {made.size} log entries, root {made.root}; opened again and found whole."
    )
    say("The keys are not in it. Keep a copy of the home folder’s keys/ somewhere else.")


def _archive_name(moment: datetime) -> str:
    return f"tidings-{moment:%Y%m%d-%H%M%S}.tar"


def restore(
    archive: Annotated[Path, typer.Argument(help="An archive made by `tidings backup`.", show_default=False)],
    home: Annotated[Path, typer.Option(help="A new home folder; it must not exist yet.")],
) -> None:
    """Lay an archive out as a new home folder, after checking every file against its manifest."""
    if home.exists() and any(home.iterdir()):
        raise BadInput(
            file=str(home),
            line=None,
            field=None,
            problem="is there already",
            advice="Name a folder that does not exist.",
        )
    start_django()
    from tidings.register import backing_up  # noqa: PLC0415 -- only after setup

    restored = backing_up.restore(archive, home)
    say(f"{home}: {restored.reports} reports, {restored.size} log entries, root {restored.root}.")
    if not restored.keys_there:
        say("Put the kept keys/ beside them before you serve it.")


COMMANDS: Final = {"take": take, "backup": backup, "restore": restore}

"""`tidings exchange lot …`: commit before, draw in public, let anybody verify."""

import json
from importlib.metadata import version
from pathlib import Path
from typing import Annotated

import typer

from tidings.cli.exchange_files import Language, RoundFile, bad_option, known_language, read_bytes, round_at
from tidings.cli.showing import AsJson, print_json, say
from tidings.exchange.lots import EarlierRun, Randomness, commitment, statement
from tidings.exchange.lots import draw as draw_lot
from tidings.exchange.lots import verify as verify_lot
from tidings.kernel.errors import BadInput

app = typer.Typer(no_args_is_help=True, help="The lot among equals: committed to before, drawn in public.")
StatementFile = Annotated[Path, typer.Argument(metavar="STATEMENT.json", help="The statement.", show_default=False)]
SaltFile = Annotated[Path, typer.Option("--salt", help="File with the salt in hex: openssl rand -hex 32 > salt.hex")]


def _salt(path: Path) -> bytes:
    try:
        return bytes.fromhex(read_bytes(path).decode("ascii").strip())
    except ValueError:
        raise bad_option(str(path), "holds no hex digits", "Make it with: openssl rand -hex 32") from None


def _object(path: Path) -> dict[str, object]:
    try:
        found: object = json.loads(read_bytes(path))
    except ValueError as error:
        raise bad_option(str(path), f"is no JSON ({error})", "Give the file as it was written.") from None
    if not isinstance(found, dict):
        raise bad_option(str(path), "is no object", "Give the file as it was written.")
    return found


def _written(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def _earlier(words: str) -> EarlierRun:
    committed, _, reason = words.partition("=")
    return EarlierRun(committed.strip(), reason.strip())


@app.command()
def commit(
    round_file: RoundFile,
    salt: SaltFile,
    source: Annotated[str, typer.Option(help="The public source of the value to come.")],
    time: Annotated[str, typer.Option(help="The moment of its value, after this is published.")],
    out: Annotated[Path, typer.Option(help="Where the statement to be published goes.")],
    earlier: Annotated[list[str] | None, typer.Option(help="COMMITMENT=reason, for every earlier run.")] = None,
) -> None:
    """Commit to a round before its lot is drawn; nobody's key stands in the statement."""
    round_at(round_file)
    stated = statement(
        _object(round_file),
        salt=_salt(salt),
        code_version=f"tidings {version('tidings')}",
        randomness=Randomness(source, time),
        earlier=[_earlier(words) for words in earlier or []],
    )
    _written(out, stated)
    say(f"commitment {commitment(stated)}")
    say(
        f"Publish it with {out} before {time}; keep the salt with the list. Earlier runs counted: {len(earlier or [])}."
    )


@app.command()
def draw(
    statement_file: StatementFile,
    value: Annotated[str, typer.Argument(help="The public value, character by character.", show_default=False)],
    round_file: Annotated[Path | None, typer.Option("--round", help="The round to put the lot into.")] = None,
    out: Annotated[Path | None, typer.Option(help="Where the round with its lot goes.")] = None,
) -> None:
    """Draw the lot once the public value is there."""
    if (round_file is None) != (out is None):
        raise bad_option("--round, --out", "one is of no use without the other", "Give both, or neither.")
    lot = draw_lot(_object(statement_file), value)
    drawn = {"commitment": lot.commitment, "value": lot.value}
    if round_file is not None and out is not None:
        if out.exists() and out.samefile(round_file):
            raise BadInput(file=str(out), line=None, field=None, problem="is the round itself", advice="Name another.")
        round_at(round_file)
        _written(out, {**_object(round_file), "lot": drawn})
    print_json({"lot": drawn})


@app.command()
def verify(
    round_file: RoundFile,
    statement_file: StatementFile,
    salt: SaltFile,
    language: Language = "en",
    *,
    as_json: AsJson = False,
) -> None:
    """Say whether a round, its statement and its lot fit together: exit 0 where they do, 1 where not."""
    known_language(language)
    found = verify_lot(_object(round_file), _object(statement_file), salt=_salt(salt), lot=round_at(round_file).lot)
    if as_json:
        print_json({"fits": not found, "breaches": [sentence.as_json() for sentence in found]})
    else:
        say("\n".join(sentence.words(language) for sentence in found) or "they fit together")
    if found:
        raise typer.Exit(1)

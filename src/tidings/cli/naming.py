"""`tidings names …`: two names, many pairs of names, and how one name is read."""

import csv
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Literal

import typer

from tidings.cli.showing import AsJson, complain, print_json, progress, say
from tidings.intake.formats.encoding import decode
from tidings.kernel.errors import BadInput
from tidings.names import Comparison, NameTooLong, read_table, search_files
from tidings.names import compare as compare_names
from tidings.names import explain as explain_name

app = typer.Typer(no_args_is_help=True, help="Names of people in any script.")
Language = Annotated[Literal["en", "ru", "uk"], typer.Option(help="Language of the words.")]


def _as_json(left: str, right: str, found: Comparison, language: str) -> dict[str, object]:
    return {
        "left": left,
        "right": right,
        "probability": round(found.probability, 6),
        "weight": round(found.weight, 3),
        "reasons": [
            {"feature": reason.feature, "weight": round(reason.weight, 3), "words": reason.words(language)}
            for reason in found.reasons
        ],
    }


@app.command()
def compare(
    names: Annotated[list[str] | None, typer.Argument(help="Two names.", show_default=False)] = None,
    pairs: Annotated[Path | None, typer.Option(help="CSV with the columns left,right.")] = None,
    out: Annotated[Path | None, typer.Option(help="CSV: the same rows with probability,weight.")] = None,
    language: Language = "en",
    *,
    as_json: AsJson = False,
) -> None:
    """Say how probably two names mean one person, and why."""
    if pairs is not None and out is not None and not names:
        _compare_file(pairs, out)
        return
    if names is None or len(names) != 2 or pairs is not None:  # noqa: PLR2004 -- a pair is two
        raise BadInput(
            file="names compare",
            line=None,
            field=None,
            problem="two names are wanted",
            advice='As in: names compare "Сергій Коваль" "Sergey Koval" — or --pairs P.csv --out O.csv.',
        )
    left, right = names
    found = compare_names(left, right)
    if as_json:
        print_json(_as_json(left, right, found, language))
        return
    say(f"probability {found.probability:.3f}, weight {found.weight:+.1f} bits")
    for reason in found.reasons:
        say(f"{reason.weight:+6.1f}  {reason.words(language)}")


@app.command()
def search(
    register: Annotated[Path, typer.Option(help="Record table: record_id and names.")],
    queries: Annotated[Path, typer.Option(help="CSV: query_id,name.")],
    out: Annotated[Path, typer.Option(help="CSV: query_id,rank,record_id,probability.")],
    top: Annotated[int, typer.Option(help="How many records a query is answered with at most.", min=1)] = 10,
) -> None:
    """Look for many names among the names of a register."""
    with progress() as bar:
        rows = search_files(
            register,
            queries,
            top,
            out,
            track=lambda many: bar.track(many, description="Searching"),
            decode=_decoded,
            held=lambda error: complain(str(error)),
        )
    say(f"{out}: {rows} rows")


@app.command()
def explain(
    name: Annotated[str, typer.Argument(help="A name in any script.", show_default=False)],
    language: Language = "en",
    *,
    as_json: AsJson = False,
) -> None:
    """Say how a name is read: parts, script, call signs, other readings, spellings in the other script."""
    read = explain_name(name)
    if as_json:
        print_json(asdict(read))
        return
    head, *facts = read.sentences(language)
    say(head)
    for fact in facts:
        say(f"  {fact}")


def _decoded(data: bytes) -> str:
    """Decode a file as intake does, and say what was assumed."""
    found = decode(data)
    if found.warning:
        complain(found.warning)
    return found.text


def _compare_file(pairs: Path, out: Path) -> None:
    """Keep every row and column of the file and add probability and weight; what is no name keeps them empty."""
    table = read_table(pairs, lambda columns: {"left", "right"} <= columns, "left,right", _decoded)
    with out.open("w", encoding="utf-8", newline="") as written, progress() as bar:
        writer = csv.writer(written, lineterminator="\n")
        writer.writerow([*table.columns, "probability", "weight"])
        width = len(table.columns)
        for line, cells in bar.track(table.rows, description="Comparing names"):
            row = table.by_column(cells)
            blanks = [""] * (width - len(cells))
            writer.writerow([*cells[:width], *blanks, *_weighed(pairs, line, row["left"], row["right"])])


def _weighed(pairs: Path, line: int, left: str, right: str) -> tuple[str, str]:
    try:
        found = compare_names(left, right)
    except NameTooLong as error:
        complain(f"{pairs}:{line}: {error}")
        return "", ""
    return f"{found.probability:.6f}", f"{found.weight:.3f}"

"""`tidings why`: why linked records are held to be one person, or not."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Final

import typer

from tidings.cli.showing import AsJson, Language, comparison_json, print_json, say, say_comparison
from tidings.linkage import Edge, Run, Standing


def why(
    record: Annotated[str, typer.Argument(help="Id of a record.", show_default=False)],
    linked: Annotated[Path, typer.Option(help="The folder that `tidings link --out` wrote.")],
    other: Annotated[str, typer.Argument(help="Id of another: are the two one person?")] = "",
    language: Language = "en",
    *,
    as_json: AsJson = False,
) -> None:
    """Say what holds a linked record to its person and where that would break; of two records, every field's bits."""
    run = Run.of(linked)
    if other:
        found = run.compared(record, other)
        if as_json:
            print_json(comparison_json(found, language))
        else:
            say_comparison(found, language)
        return
    standing = run.standing(record)
    weakest = standing.held_by[0] if standing.held_by else None
    compared = run.compared(weakest.left, weakest.right) if weakest else None
    if as_json:
        told = comparison_json(compared, language) if compared else None
        print_json({**asdict(standing), "weakest": told})
        return
    _say(standing)
    if weakest and compared:
        say(f"\n{_pair(weakest)}, field by field: ")
        say_comparison(compared, language)


def _say(standing: Standing) -> None:
    number = len(standing.members)
    count = "no other record" if number == 1 else f"{number} records: {', '.join(standing.members)}"
    say(f"{standing.record} is held to be the person {standing.person}, with {count}")
    for edge in standing.held_by:
        say(f"  held by {_line(edge)}")
    if len(standing.parts) > 1:
        held = "without its weakest pair" if standing.held_by else "but for what people decided"
        say(f"  {held} it falls into " + " and ".join(f"({', '.join(part)})" for part in standing.parts))
    for edge, person in standing.beside:
        say(f"  not followed: {_line(edge)}, of the person {person}")


def _line(edge: Edge) -> str:
    return f"{_pair(edge)}: probability {edge.probability:.3f}, weight {edge.weight:+.1f} bits"


def _pair(edge: Edge) -> str:
    return f"{edge.left} and {edge.right}"


COMMANDS: Final = {"why": why}

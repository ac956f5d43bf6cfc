"""Sources: one original names two people twice, a clean list names nobody twice, copies count once."""

from collections.abc import Iterator

from tidings.linkage.finding import Finding
from tidings.linkage.frequencies import Frequencies
from tidings.linkage.subject import Subject


def compare_sources(left: Subject, right: Subject, frequencies: Frequencies) -> Iterator[Finding]:
    """Say what the sources themselves tell.

    Two rows of one clean list are two people; a copied origin counts once; other sources seldom name anybody twice.
    """
    one, other = left.report, right.report
    if one.source and one.source == other.source and one.source in frequencies.clean_sources:
        yield Finding("two_rows", one.source, other.source)
    elif one.origin and one.origin == other.origin:
        yield Finding("copied", one.origin, other.origin)
    elif one.source and one.source == other.source:
        yield Finding("again", one.source, other.source)


def compare_sexes(left: Subject, right: Subject, _: Frequencies) -> Iterator[Finding]:
    """Say where the stated sexes differ; that they agree is already in the given names."""
    one, other = left.report.sex, right.report.sex
    if one and other and one != other:
        yield Finding("differ", one, other)

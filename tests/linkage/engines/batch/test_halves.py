"""Work done in two processes gives what one process gives."""

import os

import pytest

from tidings.linkage.engines.batch.halves import halved

VALUES = [f"слово{number}" for number in range(101)]


def lengths(values):
    return [len(value) for value in values]


@pytest.mark.parametrize("least", [1, 50, 1_000], ids=["two", "two too", "one"])
def test_the_parts_follow_one_another(least):
    found = halved(lengths, VALUES, least=least)
    assert [length for part in found for length in part] == lengths(VALUES)
    assert len(found) == (1 if least > len(VALUES) or os.cpu_count() == 1 else 2)


@pytest.mark.parametrize("values", [[], ["а"], ["а", "бв"]])
def test_few_values_are_enough(values):
    assert [length for part in halved(lengths, values, least=0) for length in part] == lengths(values)


def test_a_child_that_dies_is_made_up_for():
    here = os.getpid()

    def fragile(values):
        if os.getpid() != here:
            os._exit(1)
        return lengths(values)

    assert [length for part in halved(fragile, VALUES, least=1) for length in part] == lengths(VALUES)


def test_what_fails_here_is_told_here():
    def failing(values):
        raise ValueError(len(values))

    with pytest.raises(ValueError, match=r"^\d+$"):
        halved(failing, VALUES, least=1)


def test_no_child_stays_behind():
    halved(lengths, VALUES, least=1)
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)

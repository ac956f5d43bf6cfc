"""Compiled kernels are kept from run to run; where they cannot be, all works without."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

TRIAL = """
from tidings.linkage.engines.batch import compiled
print(compiled.FOLDER, compiled.KEPT, compiled.are_compiled())
doubled = compiled.compiled(eval("lambda number: 2 * number")) if not compiled.KEPT else (lambda number: 2 * number)
print(doubled(21))
compiled.note_compiled()
print(compiled.are_compiled())
"""


def tried(cache: Path, **environment: str) -> list[str]:
    """Use the kernels in a process of its own and return what it said."""
    own = {name: value for name, value in os.environ.items() if name not in {"NUMBA_CACHE_DIR", "XDG_CACHE_HOME"}}
    done = subprocess.run(
        [sys.executable, "-c", TRIAL],
        env={**own, "XDG_CACHE_HOME": str(cache), **environment},
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    return done.stdout.split()


def test_a_second_run_knows_that_all_is_compiled(tmp_path):
    folder, *first = tried(tmp_path)
    assert first == ["True", "False", "42", "True"]
    assert Path(folder).parent == tmp_path / "tidings" / "kernels"
    assert tried(tmp_path) == [folder, "True", "True", "42", "True"]


@pytest.mark.parametrize("place", ["file", "file/below"])
def test_a_folder_that_cannot_be_written_is_done_without(tmp_path, place):
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert tried(tmp_path / place)[1:] == ["False", "False", "42", "False"]


def test_kernels_that_nobody_used_for_a_month_are_removed(tmp_path):
    kernels = tmp_path / "tidings" / "kernels"
    for name, days in (("old", 40), ("used", 20)):
        (kernels / name / "batch").mkdir(parents=True)
        (kernels / name / "batch" / "walk.nbc").write_bytes(b"code")
        then = (kernels / name).stat().st_mtime - days * 86_400
        os.utime(kernels / name, (then, then))
    folder, *_ = tried(tmp_path)
    assert sorted(one.name for one in kernels.iterdir()) == sorted([Path(folder).name, "used"])

import numpy as np
import pytest

from tidings.linkage.engines.batch.blocking import blocks
from tidings.linkage.engines.batch.encoding import encode
from tidings.linkage.engines.batch.linking import Task
from tidings.rehearsal import rehearse, write_files


@pytest.fixture(scope="module")
def task(tmp_path_factory):
    folder = tmp_path_factory.mktemp("rehearsal")
    tables = [file for file in write_files(rehearse(23, 700), folder) if file.name != "truth.csv"]
    return Task.of(encode(tables), frozenset())


def pairs_of(task, kind):
    size = len(task.encoded.columns)
    if kind == "candidates":
        found = [pair for block in blocks(task.encoded.columns) for pair in zip(*block, strict=True)]
        found = found[:: 1 + len(found) // 1_500]
    else:
        found = [sorted((row, (row * 577 + 1) % size)) for row in range(size) if row != (row * 577 + 1) % size]
    left, right = np.array(found, np.int32).T
    return np.ascontiguousarray(left), np.ascontiguousarray(right)


@pytest.mark.parametrize("kind", ["candidates", "strangers"])
@pytest.mark.parametrize("learned", [False, True])
def test_the_kernels_give_the_bits_of_the_model(task, kind, learned):
    left, right = pairs_of(task, kind)
    if learned:
        task = task.learned(*pairs_of(task, "candidates"), 1)
    scorer = task.scorer()
    bits, against = scorer.weigh(left, right)
    compared = [scorer.compare(one, other) for one, other in zip(left, right, strict=True)]
    assert bits == pytest.approx([one.weight for one in compared], abs=1e-4)
    found = [sum(min(reason.weight, 0.0) for reason in one.reasons) for one in compared]
    assert against == pytest.approx(found, abs=1e-4)

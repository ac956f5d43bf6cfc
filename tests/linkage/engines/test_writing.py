"""The files of `tidings link` are whole or not there, and hold every id as it was given."""

import csv
import json

import numpy as np
import pytest

from tidings.linkage.engines.linked import Learned, LinkedRows, Pairs
from tidings.linkage.engines.writing import made_ready, write

HOSTILE = ("\n=1+1", '"', "+cmd|'/c'!A0", ",", "-2", '=HYPERLINK("x")', "@x", "a\r\nb", "ї€\u202e", "\ttab")


def linked(ids, pairs=()):
    """Link some ids; each pair has 12 bits, the first row of a pair is the person."""
    person = np.arange(len(ids), dtype=np.int32)
    ends = np.array(pairs, np.int32).reshape(-1, 2)
    person[ends[:, 1]] = ends[:, 0]
    return LinkedRows(
        ids=tuple(ids),
        person=person,
        pairs=Pairs(ends[:, 0], ends[:, 1], np.full(len(ends), 12.3456, np.float32)),
        refused=np.zeros(len(ends), np.bool_),
        candidates=len(ends),
        compared=(ends[:0, 0], ends[:0, 1]),
        learned=Learned(-10.0),
    )


def rows(file):
    with file.open(encoding="utf-8", newline="") as stream:
        return list(csv.reader(stream))


def test_ids_of_any_kind_come_back_as_they_were(tmp_path):
    ids = sorted(HOSTILE)
    write(tmp_path, linked(ids, [(0, 1)]), {})
    assert rows(tmp_path / "clusters.csv") == [
        ["record_id", "person_id"],
        [ids[0], ids[0]],
        [ids[1], ids[0]],
        *([one, one] for one in ids[2:]),
    ]
    assert rows(tmp_path / "pairs.csv") == [
        ["left", "right", "probability", "weight"],
        [ids[0], ids[1], "0.8356", "12.346"],
    ]


def test_plain_ids_stand_without_quotation_marks(tmp_path):
    write(tmp_path, linked(["a", "b"], [(0, 1)]), {"records": 2})
    assert (tmp_path / "clusters.csv").read_bytes() == b"record_id,person_id\na,a\nb,a\n"
    assert (tmp_path / "pairs.csv").read_bytes() == b"left,right,probability,weight\na,b,0.8356,12.346\n"
    assert json.loads((tmp_path / "report.json").read_text(encoding="utf-8")) == {"records": 2}


def test_nobody_at_all_leaves_headers(tmp_path):
    write(tmp_path, linked([]), {})
    assert (tmp_path / "clusters.csv").read_bytes() == b"record_id,person_id\n"
    assert (tmp_path / "pairs.csv").read_bytes() == b"left,right,probability,weight\n"


def test_an_older_run_is_replaced_and_nothing_unfinished_stays(tmp_path):
    write(tmp_path, linked(["a", "b", "c"], [(0, 1)]), {"records": 3})
    write(tmp_path, linked(["x"]), {"records": 1})
    assert (tmp_path / "clusters.csv").read_bytes() == b"record_id,person_id\nx,x\n"
    assert (tmp_path / "pairs.csv").read_bytes() == b"left,right,probability,weight\n"
    assert sorted(file.name for file in tmp_path.iterdir()) == ["clusters.csv", "pairs.csv", "report.json"]


def test_a_run_that_fails_leaves_the_older_tables_but_no_report(tmp_path):
    """Who finds no report.json knows that the run beside it did not end."""
    write(tmp_path, linked(["a"]), {"records": 1})
    with pytest.raises(TypeError):
        write(tmp_path, linked(["x"]), {"records": object()})
    assert (tmp_path / "clusters.csv").read_bytes() == b"record_id,person_id\na,a\n"
    assert sorted(file.name for file in tmp_path.iterdir()) == ["clusters.csv", "pairs.csv"]


def test_what_a_killed_run_left_is_taken_away(tmp_path):
    for name in ("pairs.part", "clusters.csv.part", "pairs.csv.part", "report.json.part"):
        (tmp_path / name).write_bytes(b"half")
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    made_ready(tmp_path)
    assert [file.name for file in tmp_path.iterdir()] == ["notes.txt"]


def test_a_folder_that_cannot_be_made_is_told_before_any_work(tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(OSError, match="file"):
        made_ready(tmp_path / "file" / "out")
    with pytest.raises(OSError, match="file"):
        made_ready(tmp_path / "file")

"""Candidate pairs in blocks: the keys of the scalar engine, every pair once, nothing dropped for being common."""

import csv
from collections import Counter, defaultdict
from itertools import pairwise

import numpy as np
import pytest

from tidings.linkage.engines.batch.blocking import arranged, blocks
from tidings.linkage.engines.batch.encoding import encode
from tidings.linkage.engines.batch.keying import facts, keys_of, kinds, rows_of
from tidings.linkage.engines.batch.narrowing import BESIDE, NARROWED
from tidings.linkage.engines.batch.spelling import Spelling
from tidings.linkage.engines.tables import read_records
from tidings.linkage.keys import keys_of as scalar_keys
from tidings.linkage.subject import read_subject
from tidings.rehearsal import rehearse, write_files


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    return write_files(rehearse(92, 1_200), tmp_path_factory.mktemp("rehearsal"))


@pytest.fixture(scope="module")
def columns(files):
    return encode(files).columns


def buckets(pairs):
    """Return which rows share a key, whatever the key is called."""
    found = defaultdict(set)
    for key, row in pairs:
        found[key].add(row)
    return Counter(frozenset(rows) for rows in found.values() if len(rows) > 1)


def kinds_of(columns):
    spelling = Spelling(columns)
    return kinds(spelling.of(columns.readings), facts(columns, spelling), rank=np.arange(len(columns), dtype=np.int32))


def test_two_rows_share_a_key_iff_they_share_a_scalar_key(files, columns):
    batch = buckets(
        (int(key), int(row))
        for entries in (kind.entries() for kind in kinds_of(columns) if kind.name != "x")
        for key, row in zip(keys_of(entries), rows_of(entries), strict=True)
    )
    subjects = {report.record_id: read_subject(report) for report in read_records(files).reports}
    scalar = buckets((key, row) for row, one in enumerate(columns.ids) for key in scalar_keys(subjects[one]))
    assert batch == scalar


def write(path, rows):
    names = list(dict.fromkeys(name for row in rows for name in row))
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, names, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    return path


def candidates(path, rows):
    columns = encode([write(path, rows)]).columns
    return {
        (columns.ids[one], columns.ids[other])
        for left, right in blocks(columns)
        for one, other in zip(left, right, strict=True)
    }


def test_every_pair_comes_once_the_smaller_row_left(columns):
    left, right = (np.concatenate(side) for side in zip(*blocks(columns), strict=True))
    assert (left < right).all()
    assert len(set(zip(left.tolist(), right.tolist(), strict=True))) == len(left)


def test_more_threads_find_the_same_pairs(columns):
    one, two = (
        sorted((a, b) for left, right in blocks(columns, threads=threads) for a, b in zip(left, right, strict=True))
        for threads in (1, 2)
    )
    assert one == two


def test_blocks_come_in_one_order_whatever_the_threads(columns, monkeypatch):
    monkeypatch.setattr("tidings.linkage.engines.batch.blocking.BLOCK", 70)
    one, three = (
        [(left.tolist(), right.tolist()) for left, right in blocks(columns, threads=threads)] for threads in (1, 3)
    )
    assert len(one) > 30
    assert one == three


def test_whoever_stops_asking_for_blocks_is_not_kept_waiting(columns, monkeypatch):
    monkeypatch.setattr("tidings.linkage.engines.batch.blocking.BLOCK", 70)
    found = blocks(columns, threads=2)
    next(found)
    found.close()
    assert list(found) == []


def test_it_is_told_how_many_records_have_their_pairs(columns, monkeypatch):
    monkeypatch.setattr("tidings.linkage.engines.batch.blocking.BLOCK", 1_000)
    told = []
    list(blocks(columns, progress=lambda *words: told.append(words)))
    assert told[0] == ("candidates", 1_000, len(columns))
    assert told[-1] == ("candidates", len(columns), len(columns))


def test_most_true_pairs_of_a_rehearsal_are_candidates(files, columns):
    with (files[0].parent / "truth.csv").open(encoding="utf-8") as stream:
        person = {row["record_id"]: row["person_id"] for row in csv.DictReader(stream)}
    of_row = np.array([hash(person[one]) for one in columns.ids])
    true = sum(number * (number - 1) // 2 for number in Counter(person.values()).values())
    found = sum(int((of_row[left] == of_row[right]).sum()) for left, right in blocks(columns))
    assert found / true > 0.9


CROWD = [
    {"record_id": f"c{place:04}", "surname": "Хмара", "given": "Остап", "birth_date": f"{1960 + place % 45}"}
    for place in range(2_500)
]


def test_a_crowd_is_narrowed_by_what_else_is_known(tmp_path):
    found = candidates(tmp_path / "t.csv", CROWD)
    assert len(found) < 45 * 60 * 60
    assert {one for pair in found for one in pair} == {row["record_id"] for row in CROWD}
    assert ("c0000", "c0045") in found


def test_a_crowd_of_which_nothing_else_is_known_meets_its_neighbours(tmp_path):
    rows = [{"record_id": f"c{place:04}", "name": "Остап Хмара"} for place in range(2_500)]
    found = candidates(tmp_path / "t.csv", rows)
    assert {one for pair in found for one in pair} == {row["record_id"] for row in rows}
    assert len(found) < 2_500 * 60


def test_every_one_of_a_crowd_meets_those_next_to_it_in_the_order_of_their_ids(tmp_path):
    rows = [{"record_id": f"c{place:04}", "name": "Остап Хмара"} for place in range(2_500)]
    near = {
        (f"c{one:04}", f"c{other:04}") for one in range(2_500) for other in range(one + 1, min(one + 1 + BESIDE, 2_500))
    }
    assert candidates(tmp_path / "t.csv", rows) == near
    assert candidates(tmp_path / "t.csv", rows[::-1]) == near


HOSTILE = [
    {"surname": "Хмара", "given": "Остап", "birth_date": "0001-01-01"},
    {"surname": "Хмара", "given": "Остап", "birth_date": "9999-12-31"},
    {"surname": "Ь", "given": "Ъ", "patronymic": "Ь"},
    {"surname": "ьъ", "given": "ъь", "patronymic": "ьъь"},
    {"surname": "-", "given": "'", "patronymic": "."},
    {"surname": "х" * 300, "given": "\u0301\u0301", "patronymic": "ович"},
    {"surname": "王", "given": "小明", "residence": "王"},
    {"name": "a b c d e f g h i j k l m n o p", "unit": "1" * 100},
    {"name": "Остап,;|\t Хмара", "service_number": "0" * 200, "residence": "\x00"},
]


def test_hostile_values_meet_their_equals_and_break_nothing(tmp_path):
    rows = [{"record_id": f"{place}{copy}", **own} for place, own in enumerate(HOSTILE) for copy in "ab"]
    found = candidates(tmp_path / "t.csv", rows)
    named = {"0", "1", "3", "6", "8"}
    assert {(f"{place}a", f"{place}b") for place in named} <= found
    assert ("0a", "1a") not in found


def test_a_typo_in_the_surname_is_survived(tmp_path):
    rows = [{"record_id": "1", "name": "Остап Ганнушкин"}, {"record_id": "2", "name": "Остап Ганнукин"}]
    assert candidates(tmp_path / "t.csv", rows) == {("1", "2")}


def test_hopeless_pairs_are_left_out(tmp_path):
    name = {"surname": "Хмара", "given": "Остап"}
    rows = [
        {"record_id": "1", **name, "patronymic": "Петрович", "birth_date": "1970-05-06"},
        {"record_id": "2", **name, "patronymic": "Иванович", "birth_date": "1970-05-06"},
        {"record_id": "3", **name, "birth_date": "1990-01-02"},
        {"record_id": "4", **name, "birth_date": "1980-05-06"},
        {"record_id": "5", **name},
    ]
    alike = {("1", "4"), ("2", "4"), ("1", "5"), ("2", "5"), ("3", "5"), ("4", "5")}
    assert candidates(tmp_path / "t.csv", rows) == alike


@pytest.mark.parametrize(
    ("one", "other", "met"),
    [
        ("Алексеевич", "Олексійович", True),
        ("Сергійович", "Серийович", True),
        ("Исаевич", "Исаакович", True),
        ("Юльевич", "Юрьевич", True),
        ("Алексеевич", "Александрович", False),
        ("Петрович", "Павлович", False),
    ],
)
def test_only_fathers_of_plainly_other_names_are_hopeless(one, other, met, tmp_path):
    name = {"surname": "Хмара", "given": "Остап"}
    rows = [{"record_id": "1", **name, "patronymic": one}, {"record_id": "2", **name, "patronymic": other}]
    assert candidates(tmp_path / "t.csv", rows) == ({("1", "2")} if met else set())


def test_a_patronymic_that_may_be_the_surname_makes_nobody_hopeless(tmp_path):
    rows = [
        {"record_id": "1", "name": "Володимир Борисевич"},
        {"record_id": "2", "surname": "Борисевич", "given": "Володимир", "patronymic": "Ігорович"},
    ]
    assert candidates(tmp_path / "t.csv", rows) == {("1", "2")}


def test_two_stated_surnames_must_agree_in_more_than_one_thing_beside(tmp_path):
    rows = [
        {"record_id": "1", "surname": "Хмара", "given": "Остап", "unit": "126 полк"},
        {"record_id": "2", "surname": "Риженко", "given": "Остап", "unit": "126 полк"},
        {"record_id": "3", "given": "Остап", "unit": "126 полк"},
        {"record_id": "4", "surname": "Небыленко", "given": "Остап", "unit": "126 полк", "residence": "Изюм"},
        {"record_id": "5", "surname": "Цурканенко", "given": "Остап", "unit": "126 полк", "residence": "Изюм"},
    ]
    found = candidates(tmp_path / "t.csv", rows)
    assert found == {("1", "3"), ("2", "3"), ("3", "4"), ("3", "5"), ("4", "5")}


def test_nobody_has_no_pairs(tmp_path):
    assert candidates(tmp_path / "t.csv", [{"record_id": "1", "name": "Остап"}]) == set()
    assert candidates(tmp_path / "t.csv", [{"record_id": "1", "name": ""}, {"record_id": "2", "name": ""}]) == set()


def test_a_table_of_no_rows_has_no_blocks_of_pairs(tmp_path):
    table = tmp_path / "t.csv"
    table.write_text("record_id,name\n", encoding="utf-8")
    columns = encode([table]).columns
    assert (len(columns), sum(len(left) for left, _ in blocks(columns, threads=2))) == (0, 0)


def test_every_kind_of_key_says_how_it_is_narrowed(columns):
    assert {kind.name for kind in kinds_of(columns)} == set(NARROWED)


def test_records_of_like_names_are_near_each_other(columns):
    found = arranged(columns)
    assert sorted(found.order.tolist()) == list(range(len(columns)))
    names = [columns.readings.surname[columns.readings.starts[row]].tolist() for row in found.order[:200]]
    assert sum(one == other for one, other in pairwise(names)) > 100

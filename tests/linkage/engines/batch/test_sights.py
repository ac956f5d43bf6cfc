"""What is left out at a glance could never have been kept: on invented records with everything odd in them."""

import csv
from itertools import pairwise

import numpy as np
import pytest

from tidings.linkage.engines.batch.blocking import blocks
from tidings.linkage.engines.batch.encoding import encode
from tidings.linkage.engines.batch.linking import Task, sorted_pairs
from tidings.rehearsal import rehearse, write_files

ODD = (
    {"name": "Петренко Іван", "alias": "Кіт", "birth_date": "1990-03-05", "residence": "Полтава", "marks": "шрам"},
    {"name": "Petrenko Ivan", "alias": "Кіт; Вовк", "birth_date": "1990-05-03", "residence": "Poltava"},
    {"surname": "Иван", "given": "Петренко", "patronymic": "Сергеевич", "birth_date": "1990-03-05"},
    {
        "name": "Петренко-Коваль Іван Сергійович",
        "birth_date": "1991-03-05",
        "relation": "мати",
        "enquirer": "Петренко О.",
    },
    {"name": "Коваль І. С.", "unit": "93 ОМБр", "rank": "солдат", "service_number": "АА-123456"},
    {"name": "Коваля Івана", "unit": "93 бригада", "service_number": "АА-123457", "postcode": "36000"},
    {"name": "", "alias": "Вовк", "event": "missing", "event_date": "2023-02-01", "event_place": "Бахмут"},
    {"name": "Ван Цзюнь", "event": "missing", "event_date": "2023-02", "postcode": "36000"},
    {"name": "Wang Jun", "event": "missing", "event_date": "2023-01-30", "event_place": "Бахмут"},
    {
        "name": "Кравченко Олег Олегович",
        "sex": "m",
        "birth_date": "1985",
        "relation": "дружина",
        "enquirer": "Кравченко Іра",
    },
    {"name": "Кравченко Іра", "sex": "f", "relation": "чоловік", "enquirer": "Кравченко Олег", "residence": "Харків"},
    {"name": "аль-Хасан Мухаммед Ибн Али", "birth_date": "1985-01-01", "residence": "Харків"},
    {"name": "Alhasan Mohammed", "birth_date": "1985-01-01", "alias": "Вовк"},
)
"""Aliases, columns that were swapped, double names, relatives, oblique cases, two scripts, a column nobody knows."""


@pytest.fixture(scope="module")
def task(tmp_path_factory):
    folder = tmp_path_factory.mktemp("sights")
    tables = [file for file in write_files(rehearse(29, 500), folder) if file.name != "truth.csv"]
    odd = folder / "odd.csv"
    columns = list(dict.fromkeys(["record_id", *(name for row in ODD for name in row)]))
    with odd.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, columns)
        writer.writeheader()
        for copy in range(12):
            writer.writerows({"record_id": f"odd-{copy}-{at}", **row} for at, row in enumerate(ODD))
    return Task.of(encode([*tables, odd]), frozenset())


def all_pairs(task):
    """Candidates, strangers, and every pair of the odd ones."""
    found = [np.stack(block) for block in blocks(task.encoded.columns)]
    size = len(task.encoded.columns)
    row = np.arange(size, dtype=np.int32)
    other = (row * 577 + 1).astype(np.int32) % size
    found.append(np.stack([np.minimum(row, other), np.maximum(row, other)])[:, row != other])
    odd = np.array([at for at, record in enumerate(task.encoded.columns.ids) if record.startswith("odd-")], np.int32)
    found.append(np.array([(one, two) for one in odd[:40] for two in odd if one < two], np.int32).T)
    pairs = np.unique(np.concatenate(found, axis=1), axis=1)
    return np.ascontiguousarray(pairs[0]), np.ascontiguousarray(pairs[1])


@pytest.mark.parametrize("learned", [False, True])
@pytest.mark.parametrize("least", [-6.0, 0.0, 7.0, 14.0])
def test_what_a_glance_leaves_out_weighs_less_than_what_is_kept(task, least, learned):
    left, right = all_pairs(task)
    scorer = task.scorer()
    if learned:
        task = task.learned(left[::2], right[::2], 2, scorer)
        scorer = scorer.learned(task.frequencies, task.prior)
    weight, _ = scorer.weigh(left, right)
    kept = sorted_pairs([found for _, found in scorer.kept([(left, right)], least)])
    told = {(one, other): bits for one, other, bits in zip(left.tolist(), right.tolist(), weight, strict=True)}
    sure = {pair for pair, bits in told.items() if bits >= least + 1e-4}
    found = dict(zip(zip(kept.left.tolist(), kept.right.tolist(), strict=True), kept.weight.tolist(), strict=True))
    assert sure <= found.keys()
    assert all(told[pair] >= least - 1e-4 for pair in found)
    assert list(found.values()) == pytest.approx([told[pair] for pair in found], abs=1e-4)


def test_a_scorer_that_learned_weighs_as_one_made_anew(task):
    left, right = all_pairs(task)
    scorer = task.scorer()
    learned = task.learned(left, right, 1, scorer)
    assert learned.frequencies.shifts
    weight, against = scorer.learned(learned.frequencies, learned.prior).weigh(left, right)
    anew, against_anew = learned.scorer().weigh(left, right)
    assert weight == pytest.approx(anew, abs=1e-5)
    assert against == pytest.approx(against_anew, abs=1e-5)


def test_blocks_of_any_size_come_back_whole_and_in_order(task):
    left, right = all_pairs(task)
    cuts = [0, 0, 1, 700, 701, len(left)]
    blocks_ = [(left[one:other], right[one:other]) for one, other in pairwise(cuts)]
    scorer = task.scorer()
    found = list(scorer.kept(blocks_, 5.0))
    assert sum(size for size, _ in found) == len(left)
    whole = sorted_pairs([kept for _, kept in scorer.kept([(left, right)], 5.0)])
    parts = sorted_pairs([kept for _, kept in found])
    assert parts.left.tolist() == whole.left.tolist()
    assert parts.right.tolist() == whole.right.tolist()

import json
from importlib.util import find_spec
from shutil import which

import pytest

from tidings.kernel import BadInput
from tidings.linkage.engines.batch.linking import link_tables
from tidings.rehearsal import rehearse, write_files

pytestmark = [
    pytest.mark.skipif(not (find_spec("pyspark") and find_spec("pandas")), reason="the extra [spark] is not installed"),
    pytest.mark.skipif(which("java") is None, reason="there is no Java on this machine"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning", "ignore::FutureWarning"),
]


@pytest.fixture(scope="module")
def spark():
    from tidings.linkage.engines.spark import session

    with session() as started:
        yield started


@pytest.fixture(scope="module")
def tables(tmp_path_factory):
    folder = tmp_path_factory.mktemp("rehearsal")
    return [file for file in write_files(rehearse(11, 130), folder) if file.name != "truth.csv"]


def test_the_pairs_the_weights_and_the_persons_are_those_of_the_local_engine(spark, tables, tmp_path):
    from tidings.linkage.engines.spark import linked_on

    local = link_tables(tables, scratch=tmp_path / "pairs.part")
    found = linked_on(spark, tables)
    assert found.candidates == local.candidates > 100
    assert found.pairs.left.tolist() == local.pairs.left.tolist()
    assert found.pairs.right.tolist() == local.pairs.right.tolist()
    assert found.pairs.weight.tolist() == pytest.approx(local.pairs.weight.tolist(), abs=1e-3)
    assert found.person.tolist() == local.person.tolist()
    assert found.learned.prior == pytest.approx(local.learned.prior)


def met_alike(spark, table, lines):
    """Return the pairs of ids that the local engine and Spark let meet."""
    from tidings.linkage.engines.batch.blocking import blocks
    from tidings.linkage.engines.batch.encoding import encode
    from tidings.linkage.engines.spark.candidates import candidates, keyed
    from tidings.linkage.engines.spark.records import read_rows

    table.write_text("record_id,surname,given,birth_date\n" + "\n".join(lines) + "\n", encoding="utf-8")
    columns = encode([table]).columns
    pairs = [pair for left, right in blocks(columns) for pair in zip(left.tolist(), right.tolist(), strict=True)]
    found = candidates(keyed(read_rows(spark, [table])).localCheckpoint(), records=len(columns)).collect()
    return {(columns.ids[left], columns.ids[right]) for left, right in pairs}, {
        (row["left"], row["right"]) for row in found
    }


def test_a_crowd_of_namesakes_is_narrowed_alike(spark, tmp_path):
    rows = [f"r{number:04},Коваль,Андрей,{1960 + number % 45}" for number in range(1_100)]
    local, found = met_alike(spark, tmp_path / "namesakes.csv", rows)
    assert found == local
    assert 10_000 < len(local) < 1_100 * 1_099 / 4


def test_in_a_crowd_that_nothing_narrows_the_same_neighbours_meet(spark, tmp_path):
    names = ["Коваль,Андрей", "Kowal,Andrij", "Коваль,Андрей", "Коваль,", ",Андрей"]
    rows = [f"{number * 7919 % 4_001}-{'яЯaZ'[number % 4]},{names[number % 5]}," for number in range(2_000)]
    local, found = met_alike(spark, tmp_path / "crowd.csv", rows)
    assert found == local
    assert len(local) > 10_000


def test_a_record_id_that_stands_twice_is_refused(spark, tmp_path):
    from tidings.linkage.engines.spark.records import read_rows

    table = tmp_path / "twice.csv"
    table.write_text("record_id,name\nr1,Anna\nr1,Boris\n", encoding="utf-8")
    with pytest.raises(BadInput, match="“r1” stands twice"):
        read_rows(spark, [table])


def test_cells_are_read_as_they_stand(spark, tmp_path):
    from tidings.linkage.engines.spark.records import read_rows

    table = tmp_path / "table.csv"
    table.write_text('\ufeffrecord_id,name,text\nr1,"Гай, ""Лис""","a\nb"\nr2,,\n', encoding="utf-8")
    (first, second) = read_rows(spark, [table]).orderBy("record_id").collect()
    assert json.loads(first["cells"]) == {"record_id": "r1", "name": 'Гай, "Лис"', "text": "a\nb"}
    assert json.loads(second["cells"]) == {"record_id": "r2"}

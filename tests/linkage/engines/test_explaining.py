"""What a run left behind says why its records stand where they stand."""

import csv
from pathlib import Path

import pytest

from tidings.kernel import BadInput
from tidings.linkage import Run, link_files
from tidings.linkage.engines.batch.encoding import encode
from tidings.rehearsal import rehearse, write_files

ROWS = (
    "record_id,source,surname,given,patronymic,birth_date,unit",
    "a,requests,Дубограй,Остап,Северинович,1991-04-12,15 омсбр",
    "b,list,Дубограй,Остап,Северинович,1991-04-12,15 омсбр",
    "c,video,Dubohrai,Ostap,,1991,",
    "d,list,Кленовий,Роман,Іванович,1970-01-02,3 бр",
)


@pytest.fixture(scope="module")
def run(tmp_path_factory) -> Run:
    folder = tmp_path_factory.mktemp("few")
    table = folder / "table.csv"
    table.write_text("\n".join(ROWS), encoding="utf-8")
    link_files([table], out=folder / "linked", clean_sources=frozenset({"list"}))
    return Run.of(folder / "linked")


@pytest.fixture(scope="module")
def many(tmp_path_factory) -> tuple[Run, Path]:
    folder = tmp_path_factory.mktemp("many")
    tables = [file for file in write_files(rehearse(77, 1200), folder / "war") if file.name != "truth.csv"]
    link_files(tables, out=folder / "linked")
    return Run.of(folder / "linked"), folder / "linked"


def test_a_person_says_what_holds_it_and_where_it_breaks(run):
    standing = run.standing("c")
    assert (standing.person, standing.members) == ("a", ("a", "b", "c"))
    assert len(standing.held_by) == 2
    assert "c" in {standing.held_by[0].left, standing.held_by[0].right}
    assert standing.parts == (("a", "b"), ("c",))


def test_a_record_that_stands_alone_is_held_by_nothing(run):
    standing = run.standing("d")
    assert (standing.members, standing.held_by, standing.parts) == (("d",), (), (("d",),))


def test_verdicts_of_people_show_as_parts_that_no_pair_joins(tmp_path):
    table = tmp_path / "table.csv"
    table.write_text("\n".join(ROWS), encoding="utf-8")
    link_files([table], out=tmp_path / "linked", verdicts={("a", "d"): True})
    standing = Run.of(tmp_path / "linked").standing("a")
    assert (standing.members, standing.held_by, standing.parts) == (("a", "d"), (), (("a",), ("d",)))


def test_a_pair_weighs_what_the_run_wrote(many):
    run, folder = many
    with (folder / "pairs.csv").open(encoding="utf-8") as stream:
        pairs = list(csv.DictReader(stream))
    for pair in pairs[:: len(pairs) // 5]:
        found = run.compared(pair["right"], pair["left"])
        assert (found.weight, found.probability) == (
            pytest.approx(float(pair["weight"]), abs=0.02),
            pytest.approx(float(pair["probability"]), abs=0.02),
        )


def test_what_holds_many_records_joins_all_members_and_no_more(many):
    run, folder = many
    with (folder / "clusters.csv").open(encoding="utf-8") as stream:
        person = {row["record_id"]: row["person_id"] for row in csv.DictReader(stream)}
    for record in sorted(person)[::400]:
        standing = run.standing(record)
        assert set(standing.members) == {own for own, home in person.items() if home == standing.person}
        assert len(standing.held_by) == len(standing.members) - 1
        assert all(person[edge.left] == person[edge.right] for edge in standing.held_by)
        assert all({person[edge.left], person[edge.right]} == {standing.person, home} for edge, home in standing.beside)


def test_an_unknown_record_and_a_folder_without_a_run_say_what_to_do(run, tmp_path):
    with pytest.raises(BadInput, match="has no record “z”"):
        run.standing("z")
    with pytest.raises(BadInput, match="without a record “z”"):
        run.compared("a", "z")
    with pytest.raises(BadInput, match=r"report\.json: is not there"):
        Run.of(tmp_path)
    (tmp_path / "report.json").write_text("{}", encoding="utf-8")
    with pytest.raises(BadInput, match="is no report of a run"):
        Run.of(tmp_path)


def test_the_tables_of_a_run_are_read_as_the_run_read_them(run):
    assert encode(run.files).columns.ids == ("a", "b", "c", "d")

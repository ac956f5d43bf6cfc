"""The made-up war: repeatable, varied, and true to its own truth."""

import csv
from itertools import pairwise

from tidings.rehearsal import ARTICLE, ARTICLE_REQUESTS, rehearse, write_files
from tidings.rehearsal.people import feminine_form, population
from tidings.rehearsal.romanising import romanised


def test_the_same_seed_gives_the_same_war_and_another_seed_another():
    assert rehearse(7, 60) == rehearse(7, 60)
    assert rehearse(7, 60).requests.rows != rehearse(8, 60).requests.rows


def test_every_row_has_its_truth_and_no_truth_is_without_a_row():
    war = rehearse(1, 300)
    ids = [row["record_id"] for table in (*war.sources, war.requests) for row in table.rows]
    assert sorted(ids) == sorted(war.truth)
    assert len(ids) == len(set(ids))


def test_there_are_five_kinds_of_source_and_each_says_something():
    war = rehearse(1, 300)
    assert [table.key for table in war.sources] == ["list", "video", "posts", "freed", "morgue"]
    assert all(len(table.rows) > 20 for table in war.sources)


def test_families_also_seek_people_nobody_speaks_of():
    war = rehearse(1, 300)
    spoken_of = {war.truth[row["record_id"]] for table in war.sources for row in table.rows}
    sought = {war.truth[row["record_id"]] for row in war.requests.rows}
    assert len(sought - spoken_of) > 20


def test_people_have_brothers_and_sons_who_share_surname_and_town():
    everybody = list(population(1, 300))
    pairs = [(a, b) for a, b in pairwise(everybody) if a.surname == b.surname and a.home == b.home]
    assert [b for a, b in pairs if a.patronymic == b.patronymic and a.given != b.given]
    assert [b for a, b in pairs if b.born > a.born and b.patronymic.ru.startswith(a.given.name.ru[:3])]


def test_a_table_comes_out_with_a_header_and_every_row(tmp_path):
    war = rehearse(3, 40)
    paths = write_files(war, tmp_path)
    assert [path.name for path in paths] == [
        "list.csv",
        "video.csv",
        "posts.csv",
        "freed.csv",
        "morgue.csv",
        "requests.csv",
    ]
    with paths[0].open(encoding="utf-8", newline="") as lines:
        assert [row["record_id"] for row in csv.DictReader(lines)] == [row["record_id"] for row in war.sources[0].rows]


def test_schemes_write_one_surname_in_many_ways():
    assert romanised("щукин", "passport") == "shchukin"
    assert romanised("зайцевский", "polish") == "zajcewski"
    assert romanised("гнатюк", "official") == "hnatiuk"
    assert romanised("евсеев", "press") == "yevseev"


def test_women_bear_the_feminine_form():
    assert feminine_form("Орлов", "ru") == "Орлова"
    assert feminine_form("Вишневецький", "uk") == "Вишневецька"
    assert feminine_form("Бондаренко", "uk") == "Бондаренко"


def test_the_article_and_its_requests_speak_of_the_same_people():
    assert "Zaozyornov" in ARTICLE
    assert next(csv.DictReader(ARTICLE_REQUESTS.splitlines()))["surname"] == "Заозёрнов"

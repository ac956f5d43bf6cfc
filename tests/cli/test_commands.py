"""Each command from the outside: files in, files and words out, exit codes."""

import csv
import json

from tidings.rehearsal import ARTICLE

LIST = (
    "record_id,name,birth_date,event,event_date",
    "1,Іваненко Петро Олексійович,1990-04-12,held,2023-05",
    "2,Гнатюк Роман,1988,held,2023-06",
)


def test_read_turns_a_text_into_json_lines_with_passages(tidings, tmp_path):
    (tmp_path / "article.txt").write_text(ARTICLE, encoding="utf-8")
    ran = tidings("read", "article.txt", "--out", "reports.jsonl")
    lines = [json.loads(line) for line in (tmp_path / "reports.jsonl").read_text(encoding="utf-8").splitlines()]
    found = next(line for line in lines if line["name"] == "Yevgeny Zaozyornov" and line["event"] == "missing")
    start, end = found["span"]
    assert ran.code == 0
    assert (found["role"], found["event_date"]) == ("subject", "2024-03-03")
    assert "went missing" in ARTICLE[start:end]


def test_read_names_file_line_and_field_of_a_bad_row_and_takes_the_rest(tidings, table):
    ran = tidings("read", table("list.csv", *LIST, "3,Бойко Олег,31.02.1996,held,"))
    assert ran.code == 0
    assert len(ran.out.splitlines()) == 2
    assert "list.csv:4: birth_date: " in ran.err


def test_read_says_which_file_cannot_be_read_and_exits_2(tidings, table):
    ran = tidings("read", "nowhere.csv", table("list.csv", *LIST))
    assert (ran.code, len(ran.out.splitlines())) == (2, 2)
    assert ran.err.startswith("nowhere.csv: ")


def test_take_adds_nothing_the_second_time(tidings, table):
    path = table("list.csv", *LIST)
    words = ("take", path, "--source", "A list", "--kind", "detaining_list", "--json")
    first, second = tidings(*words), tidings(*words)
    assert json.loads(first.out) == {"file": str(path), "new": 2, "known_before": 0, "held": 0, "waiting": 0}
    assert json.loads(second.out) == {"file": str(path), "new": 0, "known_before": 2, "held": 0, "waiting": 0}


def test_requests_of_families_are_lodged_and_a_bad_row_waits_in_the_inbox(tidings, table):
    rows = (
        "name,birth_date,event,enquirer,relation",
        "Дубовик Іван,1990,missing,Дубовик Олена,sister",
        "Кленовий Петро,31.02.1996,missing,Кленова Ганна,mother",
    )
    path = table("asked.csv", *rows)
    words = ("take", path, "--source", "Families", "--kind", "family")
    first, again = tidings(*words), tidings(*words, "--json")
    assert "requests 1, known before 0, held 1" in first.out
    assert "wait in the inbox" in first.out
    assert json.loads(again.out) == {"file": str(path), "requests": 0, "known_before": 1, "held": 0}


def test_take_refuses_an_unknown_kind_of_source_in_words(tidings, table):
    ran = tidings("take", table("list.csv", *LIST), "--source", "A list", "--kind", "rumour")
    assert ran.code == 2
    assert "“rumour” is no kind of source" in ran.err
    assert "Traceback" not in ran.err


def test_a_dry_run_takes_nothing(tidings, table, tmp_path):
    ran = tidings("take", table("list.csv", *LIST), "--source", "A list", "--dry-run", "--json")
    assert json.loads(ran.out)["reports"] == 2
    assert not (tmp_path / "home").exists()


def test_a_taken_person_is_found_in_another_script_and_the_search_is_in_the_log(tidings, table):
    tidings("take", table("list.csv", *LIST), "--source", "A list", "--kind", "detaining_list")
    found = tidings("find", "Ivanenko Petr", "--born", "1990", "--json")
    assert [hit["name"] for hit in json.loads(found.out)] == ["Іваненко Петро Олексійович"]
    assert tidings("find", "Щерба Оксана").code == 1
    verified = json.loads(tidings("audit", "verify", "--json").out)
    assert (verified["whole"], verified["size"]) == (True, 3)


def test_a_witness_sees_that_the_log_only_grew_and_a_foreign_checkpoint_is_refused(tidings, table, tmp_path):
    path = table("list.csv", *LIST)
    tidings("take", path, "--source", "A list")
    tidings("audit", "checkpoint", "--out", "kept.txt")
    tidings("find", "Гнатюк")
    assert tidings("audit", "verify", "--witness", "kept.txt").code == 0
    text = (tmp_path / "kept.txt").read_text(encoding="utf-8").splitlines()
    forged = "\n".join([text[0], text[1], "A" * 43 + "=", *text[3:]]) + "\n"
    (tmp_path / "forged.txt").write_text(forged, encoding="utf-8")
    assert tidings("audit", "verify", "--witness", "forged.txt").code == 1
    assert tidings("audit", "verify", "--witness", "nowhere.txt").code == 2


def test_a_backup_is_laid_out_again_elsewhere(tidings, table, tmp_path):
    tidings("take", table("list.csv", *LIST), "--source", "A list")
    made = json.loads(tidings("backup", "--into", tmp_path, "--json").out)
    ran = tidings("restore", made["path"], "--home", "second-home")
    assert ran.code == 0
    assert made["reports"] == 2
    assert not (tmp_path / "second-home" / "keys").exists()
    assert (tmp_path / "second-home" / "tidings.sqlite3").exists()


def test_link_writes_clusters_pairs_and_report(tidings, table, tmp_path):
    other = table(
        "video.csv",
        "record_id,name,birth_date,event",
        "v1,Petro Ivanenko,1990,interviewed",
        "v2,Oleh Moroz,,interviewed",
    )
    truth = table("truth.csv", "record_id,person_id", "1,a", "v1,a", "2,b", "v2,c")
    ran = tidings("link", table("list.csv", *LIST), other, "--out", "linked", "--truth", truth, "--json")
    with (tmp_path / "linked" / "clusters.csv").open(encoding="utf-8") as lines:
        clusters = {row["record_id"]: row["person_id"] for row in csv.DictReader(lines)}
    assert ran.code == 0
    assert clusters == {"1": "1", "v1": "1", "2": "2", "v2": "v2"}
    assert json.loads(ran.out)["agreement"]["precision"] == 1.0


def test_link_refuses_a_record_id_that_stands_twice(tidings, table):
    ran = tidings("link", table("list.csv", *LIST, "1,Хтось Інший,,held,"), "--out", "linked")
    assert ran.code == 2
    assert "list.csv:4" in ran.err


def test_names_compare_keeps_rows_order_and_columns_of_a_file_of_pairs(tidings, table, tmp_path):
    pairs = table("pairs.csv", "note,left,right", "b,Сергій Коваль,Sergey Koval", "a,Сергій Коваль,Олена Мороз")
    ran = tidings("names", "compare", "--pairs", pairs, "--out", "out.csv")
    with (tmp_path / "out.csv").open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    assert ran.code == 0
    assert [row["note"] for row in rows] == ["b", "a"]
    assert float(rows[0]["probability"]) > 0.5 > float(rows[1]["probability"])


def test_names_compare_gives_reasons_in_the_language_asked_for(tidings):
    words = json.loads(tidings("names", "compare", "Сергій Коваль", "Sergey Koval", "--language", "uk", "--json").out)
    assert [reason["feature"] for reason in words["reasons"]][:2] == ["surname", "given"]
    assert "прізвище" in words["reasons"][0]["words"]


def test_a_name_of_more_than_200_letters_is_refused_in_words(tidings):
    ran = tidings("names", "compare", "я" * 201, "я")
    assert ran.code == 2
    assert "200" in ran.err
    assert "Traceback" not in ran.err


def test_the_demonstration_fills_a_fresh_home_and_leaves_a_real_one_alone(tidings, tmp_path):
    ran = tidings("demo", "--no-serve", "--people", "40")
    assert ran.code == 0
    assert "waits in the inbox" in ran.out
    assert "olena-rehearsal-only" in ran.out
    assert tidings("audit", "verify").code == 0
    (tmp_path / "home" / "rehearsal").unlink()
    assert tidings("demo", "--no-serve").code == 2
    assert (tmp_path / "home" / "tidings.sqlite3").exists()


def test_names_search_answers_every_query_with_ranked_records(tidings, table, tmp_path):
    register = table("register.csv", "record_id,name", "1,Іваненко Петро", "2,Гнатюк Роман", "3,Мороз Олег")
    queries = table("queries.csv", "query_id,name", "a,Roman Hnatiuk", "b,Petr Ivanenko")
    ran = tidings("names", "search", "--register", register, "--queries", queries, "--top", "1", "--out", "found.csv")
    with (tmp_path / "found.csv").open(encoding="utf-8") as lines:
        rows = [(row["query_id"], row["rank"], row["record_id"]) for row in csv.DictReader(lines)]
    assert (ran.code, rows) == (0, [("a", "1", "2"), ("b", "1", "1")])


def test_names_explain_says_how_a_name_is_read(tidings):
    read = json.loads(tidings("names", "explain", "Заозёрнова Евгения", "--json").out)
    assert (read["script"], read["text"]) == ("cyrillic", "Заозёрнова Евгения")
    assert read["spellings"]


def test_read_never_writes_over_what_it_reads(tidings, table):
    path = table("list.csv", *LIST)
    ran = tidings("read", path, "--out", path)
    assert ran.code == 2
    assert path.read_text(encoding="utf-8").startswith("record_id")


def test_a_path_that_cannot_be_written_is_said_in_words(tidings, table):
    ran = tidings("read", table("list.csv", *LIST), "--out", "nowhere/reports.jsonl")
    assert (ran.code, "Traceback" in ran.err, "nowhere" in ran.err) == (2, False, True)


def test_why_tells_what_holds_a_person_together_and_where_it_would_break(tidings, table):
    path = table("list.csv", *LIST, "3,Petro Ivanenko,1990,interviewed,2023-07")
    tidings("link", path, "--out", "linked")
    whole, pair = tidings("why", "3", "--linked", "linked"), tidings("why", "1", "2", "--linked", "linked", "--json")
    assert whole.out.startswith("3 is held to be the person 1, with 2 records: 1, 3\n")
    assert "without its weakest pair it falls into (1) and (3)" in whole.out
    assert json.loads(pair.out)["verdict"] == "different"


def test_why_without_a_run_says_what_to_give_and_exits_2(tidings):
    ran = tidings("why", "3", "--linked", "nowhere")
    assert (ran.code, ran.err) == (
        2,
        "nowhere/report.json: is not there. Give the folder that `tidings link --out` wrote\n",
    )

from tidings.names import NameIndex, parse

REGISTER = {
    "r1": "Терещук Олексій Іванович",
    "r2": "Терещук Петро Іванович",
    "r3": "Замогильный Андрей",
    "r4": "Лодынин Михаил Сергеевич",
    "r5": "Прилуцкий Е. П.",
}


def filled():
    index = NameIndex()
    for record_id, name in REGISTER.items():
        index.add(record_id, name)
    return index


def first(index, query):
    return next((hit.record_id for hit in index.search(query)), None)


def test_any_script_order_and_slip_finds_the_record():
    index = filled()
    assert first(index, "Aleksey Tereshchuk") == "r1"
    assert first(index, "Тершчук Петр") == "r2"
    assert first(index, "Andriy Zamohylnyi") == "r3"
    assert first(index, "Ladynin Mihail") == "r4"
    assert first(index, "Євген Прилуцький") == "r5"


def test_strangers_find_nothing():
    assert filled().search("Кузнецов Сергей") == ()


def test_hits_carry_the_name_as_filed_and_the_comparison():
    hit = filled().search("Олексій Терещук", top=1)[0]
    assert (hit.name, hit.comparison.probability > 0.5) == ("Терещук Олексій Іванович", True)


def test_saved_index_answers_the_same(tmp_path):
    index = filled()
    index.save(tmp_path / "names.npz")
    loaded = NameIndex.load(tmp_path / "names.npz")
    assert loaded.search("Tereshchuk Petro") == index.search("Tereshchuk Petro")
    loaded.add("r6", "Хмара Юрий")
    assert first(loaded, "Khmara Yurii") == "r6"


def test_empty_index_and_empty_query_answer_nothing(tmp_path):
    NameIndex().save(tmp_path / "empty.npz")
    assert NameIndex.load(tmp_path / "empty.npz").search("Иван") == ()
    assert filled().search("😀") == ()


def test_latin_of_any_language_finds_the_cyrillic_name_it_spells():
    index = NameIndex()
    for name in ("Кодзин", "Коин", "Джевицкий", "Девик", "Хаджиалич", "Азиатик", "Гурецкий", "Горекки"):
        index.add(name, parse(surname=name))
    found = {latin: index.search(parse(surname=latin), top=1)[0].record_id for latin in ("drzewicki", "hadzialic")}
    assert found == {"drzewicki": "Джевицкий", "hadzialic": "Хаджиалич"}


def test_double_surname_without_its_hyphen_comes_before_the_single_one():
    index = NameIndex()
    for name in ("Терещук Сергей", "Терещук-Хмара Сергей", "Хмара Сергей", "Чай Сергей"):
        index.add(name, name)
    asked = ("Терещук Хмара Сергей", "Сергій Терещук Хмара", "Khmara Tereshchuk Serhii")
    assert [first(index, query) for query in asked] == ["Терещук-Хмара Сергей"] * 3


def test_a_lone_initial_and_a_lone_father_find_their_people():
    index = filled()
    assert {hit.record_id for hit in index.search("Е. П. Прилуцкий")} == {"r5"}
    assert first(index, "Михаил Сергеевич") == "r4"


def test_of_many_equal_records_the_first_are_answered():
    index = NameIndex()
    for number in range(300):
        index.add(f"{number:03}", "Хмара Сергей")
    assert [hit.record_id for hit in index.search("Khmara Serhiy", top=3)] == ["000", "001", "002"]

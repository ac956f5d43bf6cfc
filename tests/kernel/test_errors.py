from tidings.kernel.errors import BadInput


def test_bad_input_says_where_what_and_what_to_do():
    bad = BadInput(file="a.csv", line=3, field="age", problem="“x” is no age", advice="Write 30")
    assert str(bad) == "a.csv:3: age: “x” is no age. Write 30"


def test_bad_input_may_be_of_the_whole_file():
    assert (
        str(BadInput(file="a.csv", line=None, field=None, problem="it is empty", advice="Look"))
        == "a.csv: it is empty. Look"
    )

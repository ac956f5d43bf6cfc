import pytest

from tidings.kernel.canonical import canonical_json


def test_keys_are_sorted_and_nothing_is_spaced():
    assert canonical_json({"b": [1, None, True], "a": "x"}) == b'{"a":"x","b":[1,null,true]}'


def test_composed_and_decomposed_letters_are_one():
    assert canonical_json("и\u0306") == canonical_json("й") == '"й"'.encode()


def test_tuple_and_list_are_one():
    assert canonical_json(("a", ("b",))) == canonical_json(["a", ["b"]])


@pytest.mark.parametrize("value", [1.5, {1: 2}, {"a": {1, 2}}, b"x"])
def test_what_two_languages_print_differently_is_refused(value):
    with pytest.raises(TypeError):
        canonical_json(value)


@pytest.mark.parametrize("value", [{"и\u0306": 1, "й": 2}, "\ud800"])
def test_what_has_no_one_form_is_refused(value):
    with pytest.raises(ValueError):  # noqa: PT011 -- one is Python's own
        canonical_json(value)

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tidings.kernel.identifiers import numbered, read_number

PAYLOADS = st.integers(min_value=0, max_value=99_999_999)


def test_a_number_is_grouped_and_checked():
    assert numbered(472_183) == "0047-2183-1"


@pytest.mark.parametrize("text", ["004721831", "0047 2183 1", "0047–2183–1", " 0047-2183-1 ", "00 47 21 83 1"])
def test_a_number_is_read_however_it_is_spaced(text):
    assert read_number(text) == "0047-2183-1"


@pytest.mark.parametrize("text", ["0047-2183-5", "47-2183-1", "0047-2183-11", "", "x", "٠٠٤٧٢١٨٣١", "0" * 1000])
def test_a_wrong_number_is_none(text):
    assert read_number(text) is None


@pytest.mark.parametrize("payload", [-1, 100_000_000])
def test_only_eight_digits_are_numbered(payload):
    with pytest.raises(ValueError, match="eight digits"):
        numbered(payload)


@given(PAYLOADS)
def test_written_and_read_it_is_the_same(payload):
    assert read_number(numbered(payload)) == numbered(payload)


@given(PAYLOADS, st.integers(min_value=0, max_value=8), st.integers(min_value=1, max_value=9))
def test_one_wrong_digit_is_seen(payload, place, step):
    digits = list(numbered(payload).replace("-", ""))
    digits[place] = str((int(digits[place]) + step) % 10)
    assert read_number("".join(digits)) is None


@given(PAYLOADS, st.integers(min_value=0, max_value=7))
def test_two_swapped_neighbours_are_seen(payload, place):
    digits = list(numbered(payload).replace("-", ""))
    digits[place], digits[place + 1] = digits[place + 1], digits[place]
    same = digits[place] == digits[place + 1]
    assert read_number("".join(digits)) == (numbered(payload) if same else None)

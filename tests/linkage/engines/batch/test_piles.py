"""Pairs put down in blocks: in memory, then in a file, taken up in order; the file never stays behind."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tidings.linkage.engines.batch.piles import NoRoom, Pile, joined


def block(*numbers):
    left = np.array(numbers, np.int32)
    return left, left + 100


def told(blocks):
    return [(left.tolist(), right.tolist()) for left, right in blocks]


BLOCKS = [block(1, 2, 3), block(4), block(), block(5, 6), block(7, 8, 9, 10), block(), block(11)]


@pytest.mark.parametrize("most", [0, 1, 3, 4, 6, 1000])
def test_blocks_are_taken_up_in_order_and_again_wherever_they_lie(most, tmp_path):
    file = tmp_path / "deep" / "pairs.part"
    with Pile(file, most) as pile:
        for left, right in BLOCKS:
            pile.put(left, right)
        assert len(pile) == 11
        assert file.exists() is (most < 11)
        assert told(pile.blocks()) == told(BLOCKS)
        assert told(pile.blocks()) == told(BLOCKS)
    assert not file.exists()


def test_two_may_take_them_up_at_once(tmp_path):
    with Pile(tmp_path / "pairs.part", 2) as pile:
        for left, right in BLOCKS:
            pile.put(left, right)
        assert [told([one]) == told([other]) for one, other in zip(pile.blocks(), pile.blocks(), strict=True)] == (
            [True] * len(BLOCKS)
        )


def test_more_may_be_put_down_after_some_were_taken_up(tmp_path):
    with Pile(tmp_path / "pairs.part", 3) as pile:
        pile.put(*BLOCKS[0])
        pile.put(*BLOCKS[3])
        next(iter(pile.blocks()))
        pile.put(*BLOCKS[4])
        assert told(pile.blocks()) == told([BLOCKS[0], BLOCKS[3], BLOCKS[4]])


@given(st.lists(st.lists(st.integers(0, 2**31 - 1), max_size=5)), st.integers(0, 20))
def test_any_pairs_come_back_as_they_were(tmp_path_factory, lists, most):
    blocks = [(np.array(own, np.int32), np.array(own[::-1], np.int32)) for own in lists]
    file = tmp_path_factory.mktemp("pile") / "pairs.part"
    with Pile(file, most) as pile:
        for left, right in blocks:
            pile.put(left, right)
        assert told(pile.blocks()) == told(blocks)
    assert not file.exists()


@pytest.mark.parametrize("interruption", [KeyboardInterrupt, MemoryError, GeneratorExit])
def test_the_file_is_taken_away_whatever_happens(interruption, tmp_path):
    file = tmp_path / "pairs.part"

    def work():
        with Pile(file, 0) as pile:
            pile.put(*BLOCKS[0])
            next(iter(pile.blocks()))
            assert file.exists()
            raise interruption

    with pytest.raises(interruption):
        work()
    assert not file.exists()


def test_columns_with_gaps_are_written_as_they_read(tmp_path):
    both = np.arange(20, dtype=np.int32).reshape(10, 2)
    with Pile(tmp_path / "pairs.part", 0) as pile:
        pile.put(both[::3, 0], both[::3, 1])
        assert told(pile.blocks()) == [([0, 6, 12, 18], [1, 7, 13, 19])]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no disk that is always full")
def test_a_full_disk_is_said_with_the_file_and_what_to_do(tmp_path):
    file = tmp_path / "pairs.part"
    file.symlink_to("/dev/full")
    with pytest.raises(NoRoom, match=r"pairs\.part: No space left on device\..*--out"), Pile(file, 0) as pile:
        pile.put(*BLOCKS[0])
    assert not file.is_symlink()
    assert Path("/dev/full").exists()


def test_a_folder_that_cannot_be_made_is_said_with_the_file(tmp_path):
    (tmp_path / "here").write_text("a file, no folder", encoding="utf-8")
    file = tmp_path / "here" / "pairs.part"
    with pytest.raises(NoRoom) as found, Pile(file, 0) as pile:
        pile.put(*BLOCKS[0])
    assert str(found.value).startswith(f"{file}: ")
    assert found.value.code == "linkage.no_room"


@pytest.mark.parametrize("spoil", [lambda file: file.write_bytes(b"123"), lambda file: file.unlink()])
def test_a_file_that_was_meddled_with_is_not_taken_for_pairs(spoil, tmp_path):
    file = tmp_path / "pairs.part"
    with Pile(file, 0) as pile:
        pile.put(*BLOCKS[0])
        spoil(file)
        with pytest.raises(NoRoom, match="pairs"):
            list(pile.blocks())


def test_no_blocks_are_no_pairs(tmp_path):
    with Pile(tmp_path / "pairs.part") as pile:
        assert (len(pile), list(pile.blocks())) == (0, [])
    assert told([joined([])]) == [([], [])]

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tidings.evidence import (
    consistency_proof,
    extends,
    grown,
    includes,
    inclusion_proof,
    leaf_hash,
    root_of,
    root_of_frontier,
)
from tidings.evidence.verifier import tree_root

# The reference leaves and roots of Certificate Transparency (RFC 6962 test data).
LEAVES = [
    bytes.fromhex(text)
    for text in ("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f")
]
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]


def leaves_of(size):
    return [leaf_hash(number.to_bytes(4, "big")) for number in range(size)]


def frontier_of(leaves):
    frontier = ()
    for size, leaf in enumerate(leaves):
        frontier = grown(frontier, size, leaf)
    return frontier


@pytest.mark.parametrize("size", range(1, 9))
def test_roots_are_those_of_certificate_transparency(size):
    leaves = [leaf_hash(entry) for entry in LEAVES[:size]]
    assert root_of(leaves).hex() == ROOTS[size - 1]
    assert root_of_frontier(frontier_of(leaves)).hex() == ROOTS[size - 1]
    assert tree_root(leaves).hex() == ROOTS[size - 1]


def test_empty_log_has_the_hash_of_nothing():
    assert root_of([]) == root_of_frontier(()) == tree_root([]) == hashlib.sha256(b"").digest()


def test_every_consistency_proof_up_to_40_holds_and_no_other_tree_passes():
    leaves = leaves_of(40)
    forged = [*leaves[:3], leaf_hash(b"forged"), *leaves[4:]]
    for size in range(1, 41):
        for old in range(size + 1):
            proof = consistency_proof(leaves[:size], old)
            assert extends(old, root_of(leaves[:old]), size, root_of(leaves[:size]), proof)
            if old > 3:
                assert not extends(old, root_of(forged[:old]), size, root_of(leaves[:size]), proof)
                assert not extends(old, root_of(leaves[:old]), size, root_of(forged[:size]), proof)


@given(st.integers(1, 300), st.data())
def test_inclusion_proof_holds_for_its_leaf_alone(size, data):
    index = data.draw(st.integers(0, size - 1))
    leaves = leaves_of(size)
    proof, root = inclusion_proof(leaves, index), root_of(leaves)
    assert includes(leaves[index], index, size, proof, root)
    assert not includes(leaf_hash(b"other"), index, size, proof, root)
    other = data.draw(st.integers(0, size - 1).filter(lambda place: place != index) if size > 1 else st.just(-1))
    assert not includes(leaves[index], other, size, proof, root)


@given(st.integers(1, 200), st.data())
def test_a_changed_proof_is_refused(size, data):
    old = data.draw(st.integers(1, size))
    leaves = leaves_of(size)
    proof = list(consistency_proof(leaves, old))
    old_root, root = root_of(leaves[:old]), root_of(leaves)
    assert not extends(old, old_root, size, root, [*proof, bytes(32)])
    if proof:
        place = data.draw(st.integers(0, len(proof) - 1))
        assert not extends(old, old_root, size, root, [*proof[:place], bytes(32), *proof[place + 1 :]])
        assert not extends(old, old_root, size, root, proof[:-1])


@pytest.mark.parametrize(("size", "index"), [(0, 0), (3, 3), (3, -1)])
def test_a_leaf_that_is_not_there_has_no_proof(size, index):
    with pytest.raises(IndexError):
        inclusion_proof(leaves_of(size), index)
    assert not includes(leaf_hash(b""), index, size, (), root_of(leaves_of(size)))

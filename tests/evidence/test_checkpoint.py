import base64

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from tidings.evidence import BadCheckpoint, Checkpoint, opened, signed, verifier_key

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
OTHER = Ed25519PrivateKey.from_private_bytes(bytes(32))
CHECKPOINT = Checkpoint("tidings/00", 1234, bytes(range(32)))


def test_the_text_is_a_c2sp_note():
    body, signature = signed(CHECKPOINT, KEY).split("\n\n")
    assert body.split("\n") == ["tidings/00", "1234", base64.b64encode(bytes(range(32))).decode()]
    dash, name, raw = signature.rstrip("\n").split(" ")
    assert (dash, name, len(base64.b64decode(raw))) == ("—", "tidings/00", 68)


def test_it_reads_back():
    assert opened(signed(CHECKPOINT, KEY), origin="tidings/00", key=KEY.public_key()) == CHECKPOINT


def test_a_keeper_with_windows_line_ends_reads_it_too():
    text = signed(CHECKPOINT, KEY).replace("\n", "\r\n")
    assert opened(text, origin="tidings/00", key=KEY.public_key()) == CHECKPOINT


@pytest.mark.parametrize(
    "text",
    [
        "",
        "tidings/00\n1234\n",
        signed(CHECKPOINT, OTHER),
        signed(CHECKPOINT, KEY).replace("1234", "1235"),
        signed(CHECKPOINT, KEY).replace("1234", "١٢٣٤"),
        signed(CHECKPOINT, KEY).split("\n\n")[0] + "\n\n",
        signed(CHECKPOINT, KEY).replace("— tidings/00 ", "— tidings/00 !"),
        signed(Checkpoint("tidings/01", 1234, bytes(32)), KEY),
    ],
)
def test_anything_else_is_refused(text):
    with pytest.raises(BadCheckpoint):
        opened(text, origin="tidings/00", key=KEY.public_key())


def test_the_key_is_written_as_c2sp_has_it():
    name, hint, raw = verifier_key("tidings/00", KEY.public_key()).split("+", 2)
    assert (name, len(hint), base64.b64decode(raw)[1:]) == ("tidings/00", 8, KEY.public_key().public_bytes_raw())

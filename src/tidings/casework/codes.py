"""The access code of a family: 40 digits, drawn when they ask, shown once, kept only as a keyed hash.

Digits only, as every number here: a letter such as Т or К is another key on another keyboard. Forty digits are 132
bits, so a slow password hash adds nothing, and a keyed hash keeps sign-in as fast for everybody.
"""

import hmac
import re
from typing import Final

from tidings.casework.keys import key_for

DIGITS: Final = 40
GROUP: Final = 4


def draw(deed_key: str, number: str) -> str:
    """Draw the code of a request, in readable groups.

    The same form sent twice (a lost connection) gives the same code, so that nobody is left without one: the code is a
    keyed hash of the form's own random key, under a secret that is not in the database.
    """
    digest = hmac.digest(key_for("code"), f"{number}\0{deed_key}".encode(), "sha256")
    digits = f"{int.from_bytes(digest, 'big') % 10**DIGITS:0{DIGITS}}"
    return " ".join(digits[start : start + GROUP] for start in range(0, DIGITS, GROUP))


def kept(number: str, code: str) -> str:
    """Return what is kept of a code: a keyed hash, bound to its request. Spaces and dashes do not count."""
    digits = re.sub(r"[\s\-‐-―.·]", "", code[: 4 * DIGITS])
    return hmac.new(key_for("code check"), f"{number}\0{digits}".encode(), "sha256").hexdigest()


def kept_row(row: str) -> str:
    """Return what is kept of a row's identity: a keyed hash, for the row names the enquirer; "" stays ""."""
    return hmac.new(key_for("row"), row.encode(), "sha256").hexdigest() if row else ""

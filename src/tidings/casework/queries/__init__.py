"""The only readers of casework's tables that a face may use; always scoped by who asks.

A single request or answer is opened by a deed (`deeds.open_request`, `deeds.open_answer`), because it is recorded.
"""

from tidings.casework.queries.requests import calls as calls
from tidings.casework.queries.requests import requests as requests
from tidings.casework.queries.requests import requests_for as requests_for
from tidings.casework.queries.rounds import rounds as rounds

__all__ = ["calls", "requests", "requests_for", "rounds"]

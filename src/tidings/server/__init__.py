"""How it is put together and run: `settings`, `urls`, `wsgi`, the database's terms, the home folder's secret.

Importing this package puts SQLite ≥ 3.51.3 (the `pysqlite3` package) in the place of Python's own `sqlite3`, before
Django can load the older one, which can lose committed writes in WAL mode (TRUST.md section 0).
"""

from tidings.server.sqlite import install

install()

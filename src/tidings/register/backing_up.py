"""Everything copied out into one file, and brought back: never trusted before it was opened and its root recomputed.

The archive is a plain .tar: `tidings.sqlite3` (one consistent copy, made while others write; sessions left out),
`originals/`, and `manifest.json` with the SHA-256 of every file, the log's name, size and root, and counts. The keys
are NOT in it: whoever holds a backup must not thereby hold the key of the pseudonyms. Keep `keys/` apart.
"""

import base64
import hashlib
import io
import json
import os
import sqlite3
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from django.db import connection

from tidings.accounts.actor import Actor
from tidings.evidence import verifier
from tidings.register import originals
from tidings.register.deeds.recording import record_backup
from tidings.register.errors import BadBackup, RuleRefused

DATABASE: Final = "tidings.sqlite3"
MANIFEST: Final = "manifest.json"
VERSION: Final = 1
CHUNK: Final = 1 << 20


@dataclass(frozen=True, slots=True)
class BackupMade:
    """A backup that was opened and checked.

    Attributes:
        path: the archive.
        root: the log's root in it, base64.
        size: the log's entries in it.
        reports: reports in it.
        originals: originals in it.
    """

    path: Path
    root: str
    size: int
    reports: int
    originals: int


@dataclass(frozen=True, slots=True)
class Restored:
    """A backup that was brought back; without its keys nothing can be written until they are laid beside it."""

    root: str
    size: int
    reports: int
    originals: int
    keys_there: bool


@dataclass(frozen=True, slots=True)
class _Counted:
    log: str
    size: int
    root: str
    reports: int


def back_up(*, actor: Actor, key: str, moment: datetime, into: Path) -> BackupMade:
    """Copy everything but the keys into one archive, recorded in the log before it is copied.

    Args:
        actor: who copies.
        key: idempotency key of the record.
        moment: now.
        into: a folder (the archive is named by the moment) or the archive's path, which must not exist.

    Raises:
        RuleRefused: the database is not SQLite; PostgreSQL is copied with pg_dump.
        BadBackup: the copy did not hold when it was opened.
    """
    if connection.vendor != "sqlite":
        raise RuleRefused(
            "This backup copies SQLite. Copy a PostgreSQL database with pg_dump, and originals/ beside it."
        )
    record_backup(actor=actor, key=key, moment=moment)
    path = into / f"tidings-{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}.tar" if into.is_dir() else into
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=".tidings-backup-") as scratch:
        copy = Path(scratch) / DATABASE
        _copy_database(Path(connection.settings_dict["NAME"]), copy)
        counted = _checked(copy)
        files = {DATABASE: copy, **{f"originals/{file.name}": file for file in _originals(copy)}}
        draft = Path(scratch) / "archive"
        _write(draft, files, counted, moment)
        _read_back(draft)
        os.link(draft, path)
    return BackupMade(path, counted.root, counted.size, counted.reports, len(files) - 1)


def restore(archive: Path, home: Path) -> Restored:
    """Bring a backup back into a home folder that has no database yet.

    Raises:
        BadBackup: the archive is damaged, was changed, or its log does not hold.
        RuleRefused: there is a database already.
    """
    if (home / DATABASE).exists():
        raise RuleRefused("This home folder has a database already. Restore into an empty one.")
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    with tempfile.TemporaryDirectory(dir=home, prefix=".restoring-") as scratch:
        manifest = _read_back(archive, unpack_into=Path(scratch))
        counted = _checked(Path(scratch) / DATABASE)
        if asdict(counted) != manifest["counts"]:
            raise BadBackup("The log in this backup is not the one its manifest names.")
        names = [name for name in manifest["files"] if name != DATABASE]
        for name in names:
            sha256 = Path(name).name
            place = home / "originals" / sha256[:2] / sha256
            place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            (Path(scratch) / name).replace(place)
        (Path(scratch) / DATABASE).replace(home / DATABASE)
    keys = home / "keys"
    keys_there = (keys / "log").exists() and (keys / "log").read_text("ascii") == counted.log
    return Restored(counted.root, counted.size, counted.reports, len(names), keys_there)


def _copy_database(source: Path, copy: Path) -> None:
    with closing(sqlite3.connect(source, timeout=20)) as live, closing(sqlite3.connect(copy)) as out:
        live.backup(out)
        out.execute("PRAGMA secure_delete=ON")
        out.execute("DELETE FROM django_session")
        out.commit()
        out.execute("PRAGMA journal_mode=DELETE")
    copy.chmod(0o600)


def _checked(copy: Path) -> _Counted:
    """Open a copy as a stranger would and recompute its log's root.

    Raises:
        BadBackup: it does not hold.
    """
    with closing(sqlite3.connect(f"file:{copy}?mode=ro", uri=True)) as database:
        if database.execute("PRAGMA integrity_check").fetchone() != ("ok",):
            raise BadBackup("The copied database is damaged.")
        head = database.execute("SELECT log, size FROM register_audithead").fetchone()
        rows = database.execute('SELECT "index", body FROM register_auditentry ORDER BY "index"')
        log = head[0] if head else ""
        found = verifier.verify(((index, bytes(body)) for index, body in rows), log=log, key=bytes(32))
        reports = database.execute("SELECT count(*) FROM register_reportrow").fetchone()[0]
    if found.complaints or head is None or found.size != head[1]:
        raise BadBackup(" ".join(found.complaints) or "The log in this backup was cut off.")
    return _Counted(log, found.size, base64.b64encode(found.root).decode("ascii"), reports)


def _originals(copy: Path) -> Iterator[Path]:
    """Yield the originals that the copied database speaks of.

    Raises:
        BadBackup: one of them is gone.
    """
    with closing(sqlite3.connect(f"file:{copy}?mode=ro", uri=True)) as database:
        for (sha256,) in database.execute("SELECT DISTINCT sha256 FROM register_taking ORDER BY sha256"):
            path = originals.path_of(sha256)
            if not path.exists() or _sha256(path) != sha256:
                raise BadBackup(f"The original {sha256[:12]}… is gone or changed. Bring it back before copying.")
            yield path


def _write(draft: Path, files: dict[str, Path], counted: _Counted, moment: datetime) -> None:
    manifest = {
        "v": VERSION,
        "moment": moment.astimezone(UTC).isoformat(),
        "counts": asdict(counted),
        "files": {name: _sha256(path) for name, path in files.items()},
        "keys": "not in this archive: keep the home folder's keys apart",
    }
    with tarfile.open(draft, "x") as tar:
        _add(tar, MANIFEST, json.dumps(manifest, indent=1).encode())
        for name, path in files.items():
            tar.add(path, name, recursive=False)
    draft.chmod(0o600)
    with draft.open("rb") as file:
        os.fsync(file.fileno())


def _add(tar: tarfile.TarFile, name: str, content: bytes) -> None:
    member = tarfile.TarInfo(name)
    member.size, member.mode = len(content), 0o600
    tar.addfile(member, io.BytesIO(content))


def _read_back(archive: Path, unpack_into: Path | None = None) -> dict[str, dict[str, str]]:
    """Read an archive through, comparing every file with the manifest; unpack only what the manifest names.

    Raises:
        BadBackup: a file is missing, one too many, or not what the manifest says.
    """
    try:
        with tarfile.open(archive) as tar:
            members = iter(tar)
            manifest = _manifest(tar, next(members, None))
            left = dict(manifest["files"])
            for member in members:
                wanted = left.pop(member.name, None)
                if wanted is None or not member.isreg() or _member_sha256(tar, member, unpack_into) != wanted:
                    raise BadBackup(f"“{member.name}” in this backup is not what its manifest names.")
    except (tarfile.TarError, OSError, ValueError) as error:
        raise BadBackup("This file is no backup, or it is damaged.") from error
    if left:
        raise BadBackup(f"“{next(iter(left))}” is missing from this backup.")
    return manifest


def _manifest(tar: tarfile.TarFile, member: tarfile.TarInfo | None) -> dict[str, dict[str, str]]:
    file = tar.extractfile(member) if member is not None and member.name == MANIFEST else None
    manifest = json.loads(file.read()) if file else {}
    if manifest.get("v") != VERSION or not isinstance(manifest.get("files"), dict):
        raise ValueError("no manifest of this version")
    return manifest


def _member_sha256(tar: tarfile.TarFile, member: tarfile.TarInfo, unpack_into: Path | None) -> str:
    if member.name != DATABASE and member.name != f"originals/{Path(member.name).name}":
        raise ValueError("a name that no backup has")
    digest = hashlib.sha256()
    file = tar.extractfile(member)
    out = Path(os.devnull) if unpack_into is None else unpack_into / member.name
    out.parent.mkdir(parents=True, exist_ok=True)
    with out.open("wb") as copy:
        while file is not None and (chunk := file.read(CHUNK)):
            digest.update(chunk)
            copy.write(chunk)
    return digest.hexdigest()


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()

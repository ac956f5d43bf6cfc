import io
import json
import sqlite3
import tarfile
from contextlib import closing

import pytest
from django.db import connection

from tidings.intake import Reading
from tidings.register import backing_up, deeds, queries
from tidings.register.errors import BadBackup, RuleRefused
from tidings.register.results import SourceGiven
from tidings.reports import Report

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "sqlite", reason="copies SQLite; PostgreSQL has pg_dump"),
]


@pytest.fixture
def archive(bench, tmp_path):
    deeds.take(
        **bench.terms(),
        content=b"the very bytes",
        filename="x.csv",
        source=SourceGiven("Weekly", "newspaper"),
        reading=Reading(reports=(Report(name="Канарейко Марта"),)),
        accept=True,
    )
    return backing_up.back_up(**bench.terms(), into=tmp_path)


def test_the_copy_is_complete_and_holds_no_keys(bench, archive, home):
    olena = bench.desk.olena
    page = queries.audit_log(actor=olena)
    assert (archive.size, archive.root) == (page.size, page.root)
    assert (archive.reports, archive.originals, page.lines[0].deed) == (1, 1, "record_backup")
    with tarfile.open(archive.path) as tar:
        names = tar.getnames()
        manifest = json.loads(tar.extractfile("manifest.json").read())
    assert sorted(names) == sorted(["manifest.json", *manifest["files"]])
    assert manifest["counts"]["root"] == archive.root
    whole = archive.path.read_bytes()
    for key in (home / "keys").iterdir():
        if key.name != "log":
            assert key.read_bytes() not in whole
    assert archive.path.stat().st_mode & 0o777 == 0o600
    assert [path for path in archive.path.parent.iterdir() if path.name.startswith(".tidings")] == []


def test_restored_it_is_the_same_register(archive, tmp_path):
    home = tmp_path / "new home"
    restored = backing_up.restore(archive.path, home)
    assert (restored.root, restored.size, restored.reports) == (archive.root, archive.size, archive.reports)
    assert (restored.originals, restored.keys_there) == (1, False)
    with closing(sqlite3.connect(home / "tidings.sqlite3")) as database:
        content = database.execute("SELECT content FROM register_reportrow").fetchone()[0]
        assert json.loads(content)["name"] == "Канарейко Марта"
        assert database.execute("SELECT count(*) FROM django_session").fetchone() == (0,)
        with pytest.raises(sqlite3.DatabaseError, match="append-only"):
            database.execute("DELETE FROM register_auditentry")
    assert [path.read_bytes() for path in (home / "originals").rglob("*") if path.is_file()] == [b"the very bytes"]


def test_a_home_in_use_is_never_written_over(archive, tmp_path):
    backing_up.restore(archive.path, tmp_path / "home 2")
    with pytest.raises(RuleRefused):
        backing_up.restore(archive.path, tmp_path / "home 2")


def test_a_backup_with_its_keys_beside_it_says_so(archive, tmp_path, home):
    new = tmp_path / "new home"
    (new / "keys").mkdir(parents=True)
    (new / "keys" / "log").write_bytes((home / "keys" / "log").read_bytes())
    assert backing_up.restore(archive.path, new).keys_there is True


def changed(archive, change):
    """The archive once more, each member passed through `change(name, content)`; None leaves it out."""
    path = archive.path.with_name("changed.tar")
    with tarfile.open(archive.path) as old, tarfile.open(path, "w") as new:
        for member in old:
            for name, content in change(member.name, old.extractfile(member).read()) or ():
                info = tarfile.TarInfo(name)
                info.size = len(content)
                new.addfile(info, io.BytesIO(content))
    return path


@pytest.mark.parametrize(
    "change",
    [
        lambda name, content: [(name, content[:-1] + b"!" if name.startswith("originals") else content)],
        lambda name, content: [(name, content)] if not name.startswith("originals") else [],
        lambda name, content: [(name, content)] if name != "manifest.json" else [],
        lambda name, content: [(name, content), ("originals/../../evil", b"x")],
        lambda name, content: [(name, content), ("evil", b"x")],
        lambda name, content: [(name, content.replace(b"Weekly", b"Weakly"))],
        lambda name, content: [(name, content.replace(b'"v": 1', b'"v": 9'))],
    ],
)
def test_a_changed_archive_is_refused_and_nothing_is_written(archive, tmp_path, change):
    with pytest.raises(BadBackup):
        backing_up.restore(changed(archive, change), tmp_path / "new home")
    assert not (tmp_path / "new home" / "tidings.sqlite3").exists()
    assert list((tmp_path / "new home").iterdir()) == []


def test_a_file_that_is_no_archive_is_refused(tmp_path):
    (tmp_path / "x.tar").write_bytes(b"not a tar")
    with pytest.raises(BadBackup):
        backing_up.restore(tmp_path / "x.tar", tmp_path / "new home")


@pytest.mark.usefixtures("archive")
def test_a_lost_original_stops_the_backup(bench, home, tmp_path):
    next(path for path in (home / "originals").rglob("*") if path.is_file()).unlink()
    with pytest.raises(BadBackup, match="original"):
        backing_up.back_up(**bench.terms(), into=tmp_path / "second.tar")

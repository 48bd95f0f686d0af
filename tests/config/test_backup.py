"""A backup brings everything back, and a damaged one brings nothing."""

import hashlib
import io
import sqlite3
import tarfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from shouwang.config import backup
from shouwang.config.backup import NotPossible

SQLITE = "django.db.backends.sqlite3"


class Place:
    """A DATA_DIR with a database, a secret and a kept file."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self.database = {"ENGINE": SQLITE, "NAME": str(data / "shouwang.sqlite3")}

    def fill(self) -> None:
        (self.data / "files" / "ab").mkdir(parents=True)
        (self.data / "files" / "ab" / "photo").write_bytes(b"a photo")
        (self.data / "secret_key.txt").write_text("s")
        (self.data / "field_key.txt").write_text("f")
        with closing(sqlite3.connect(self.database["NAME"])) as rows:
            rows.execute("PRAGMA journal_mode=WAL")
            rows.execute("CREATE TABLE notes (words TEXT)")
            rows.execute("INSERT INTO notes VALUES ('kept')")
            rows.commit()

    def save(self, target: Path) -> int:
        return backup.make(target, data=self.data, files=self.data / "files", database=self.database, version="1")

    def bring_back(self, source: Path) -> None:
        backup.restore(source, data=self.data, database=self.database)

    def words(self) -> list[tuple[str]]:
        with closing(sqlite3.connect(self.database["NAME"])) as rows:
            return rows.execute("SELECT words FROM notes").fetchall()


@pytest.fixture
def here(tmp_path: Path) -> Place:
    place = Place(tmp_path / "here")
    place.data.mkdir()
    place.fill()
    return place


@pytest.fixture
def there(tmp_path: Path) -> Place:
    return Place(tmp_path / "there")


@pytest.fixture
def saved(here: Place, tmp_path: Path) -> Path:
    target = tmp_path / "room.tar.gz"
    here.save(target)
    return target


def contents(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file() and "sqlite3" not in path.name
    }


def rewrite(saved: Path, change: Callable[[dict[str, bytes]], None]) -> None:
    """The archive with other contents."""
    with tarfile.open(saved) as archive:
        parts = {member.name: archive.extractfile(member).read() for member in archive if member.isfile()}  # type: ignore[union-attr]
    change(parts)
    with tarfile.open(saved, "w:gz") as archive:
        for name, content in parts.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            archive.addfile(entry, io.BytesIO(content))


def test_what_was_saved_comes_back(here: Place, there: Place, saved: Path) -> None:
    there.bring_back(saved)
    assert contents(there.data) == contents(here.data)
    assert there.words() == [("kept",)]


def test_a_backup_is_one_moment_of_a_database_in_use(here: Place, there: Place, tmp_path: Path) -> None:
    with closing(sqlite3.connect(here.database["NAME"])) as writer:
        writer.execute("INSERT INTO notes VALUES ('not yet committed')")
        here.save(tmp_path / "room.tar.gz")
        writer.commit()
    there.bring_back(tmp_path / "room.tar.gz")
    assert there.words() == [("kept",)]


def test_only_its_owner_can_read_a_backup(saved: Path) -> None:
    assert saved.stat().st_mode & 0o777 == 0o600


def test_a_backup_never_overwrites(here: Place, saved: Path) -> None:
    before = saved.read_bytes()
    with pytest.raises(NotPossible):
        here.save(saved)
    assert saved.read_bytes() == before


def test_a_backup_that_fails_leaves_nothing(here: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(path: Path) -> str:
        raise OSError("No space left on device")

    monkeypatch.setattr(backup, "_hash", full)
    with pytest.raises(OSError, match="No space"):
        here.save(tmp_path / "room.tar.gz")
    assert [path.name for path in tmp_path.iterdir()] == ["here"]


def test_what_is_in_use_is_not_overwritten(here: Place, saved: Path) -> None:
    with pytest.raises(NotPossible, match="here"):
        here.bring_back(saved)
    assert here.words() == [("kept",)]


def test_secrets_made_by_a_first_start_give_way(here: Place, there: Place, saved: Path) -> None:
    there.data.mkdir()
    (there.data / "secret_key.txt").write_text("made by itself")
    (there.data / "uploads").mkdir()
    there.bring_back(saved)
    assert (there.data / "secret_key.txt").read_text() == "s"


@pytest.mark.parametrize("name", ["files/ab/photo", "field_key.txt", "shouwang.sqlite3"])
def test_a_changed_part_is_named_and_nothing_comes_back(there: Place, saved: Path, name: str) -> None:
    rewrite(saved, lambda parts: parts.update({name: b"changed"}))
    with pytest.raises(NotPossible, match=name):
        there.bring_back(saved)
    assert list(there.data.iterdir()) == []


def test_a_part_that_is_missing_or_was_added_is_named(there: Place, saved: Path) -> None:
    rewrite(saved, lambda parts: parts.update({"files/new": parts.pop("files/ab/photo")}))
    with pytest.raises(NotPossible, match="files/ab/photo"):
        there.bring_back(saved)


def test_a_part_that_would_land_elsewhere_is_refused(there: Place, saved: Path, tmp_path: Path) -> None:
    rewrite(saved, lambda parts: parts.update({"../outside": b"x"}))
    with pytest.raises(NotPossible):
        there.bring_back(saved)
    assert not (tmp_path / "outside").exists()


def test_a_link_is_refused(there: Place, saved: Path) -> None:
    with tarfile.open(saved, "w:gz") as archive:
        entry = tarfile.TarInfo("files")
        entry.type, entry.linkname = tarfile.SYMTYPE, "/etc"
        archive.addfile(entry)
    with pytest.raises(NotPossible, match="files"):
        there.bring_back(saved)


@pytest.mark.parametrize("content", [b"", b"not an archive", b"\x1f\x8b\x08\x00"])
def test_something_else_is_no_backup(there: Place, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "other").write_bytes(content)
    with pytest.raises(NotPossible, match="other"):
        there.bring_back(tmp_path / "other")


def test_a_backup_cut_short_is_refused(there: Place, saved: Path) -> None:
    saved.write_bytes(saved.read_bytes()[:-200])
    with pytest.raises(NotPossible):
        there.bring_back(saved)


def test_a_missing_file_is_said(there: Place, tmp_path: Path) -> None:
    with pytest.raises(NotPossible, match="missing"):
        there.bring_back(tmp_path / "nothing.tar.gz")


def test_a_backup_goes_back_into_its_own_kind_of_database(there: Place, saved: Path) -> None:
    there.database["ENGINE"] = "django.db.backends.postgresql"
    with pytest.raises(NotPossible, match="SQLite"):
        there.bring_back(saved)

"""Where the data lies, as the environment says it; what can't be read is said plainly."""

import sqlite3
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from shouwang.config import environment, place


def test_without_a_word_the_database_lies_in_the_data_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    found = place.database(Path("/data"))
    assert found["NAME"] == "/data/shouwang.sqlite3"
    assert found["ENGINE"] == "shouwang.config.fair_sqlite"


def test_what_is_deleted_does_not_stay_in_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    file, words = tmp_path / "shouwang.sqlite3", "钱多多家的事"
    room = sqlite3.connect(file)
    room.execute("PRAGMA secure_delete=OFF")
    room.executescript(place.database(tmp_path)["OPTIONS"]["init_command"])
    room.execute("CREATE TABLE said (text)")
    room.executemany("INSERT INTO said VALUES (?)", [(words,), ("路灯",)])
    room.commit()
    room.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert words.encode() in file.read_bytes()
    room.execute("DELETE FROM said WHERE text = ?", (words,))
    room.commit()
    room.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    room.close()
    assert words.encode() not in file.read_bytes()


def test_a_county_names_its_postgresql(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://room:p%40ss@db.invalid:5433/shouwang")
    found = place.database(Path("/data"))
    parts = [found[name] for name in ("USER", "PASSWORD", "HOST", "PORT", "NAME")]
    assert parts == ["room", "p@ss", "db.invalid", "5433", "shouwang"]


def test_postgresql_by_a_socket(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://postgres@/room?host=/run/postgresql")
    assert place.database(Path("/data"))["HOST"] == "/run/postgresql"


def test_another_database_is_refused_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "mysql://room@db/room")
    with pytest.raises(ImproperlyConfigured, match="mysql"):
        place.database(Path("/data"))


def test_a_data_folder_that_cannot_be_made_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATA_DIR", "/proc/nowhere")
    with pytest.raises(ImproperlyConfigured, match="DATA_DIR is /proc/nowhere"):
        place.data_dir()


@pytest.mark.parametrize(("written", "read"), [("1", True), ("yes", True), ("off", False), ("", False)])
def test_a_flag_is_read(monkeypatch: pytest.MonkeyPatch, written: str, read: bool) -> None:
    monkeypatch.setenv("SOMETHING", written)
    assert environment.flag("SOMETHING") is read


def test_a_flag_that_says_something_else_stops_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOMETHING", "maybe")
    with pytest.raises(ImproperlyConfigured, match="write 1 for yes"):
        environment.flag("SOMETHING")


def test_a_number_that_is_none_stops_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", "eighty")
    with pytest.raises(ImproperlyConfigured, match="PORT is 'eighty'"):
        environment.number("PORT", 8000)


def test_a_secret_may_lie_in_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "key").write_text("from a file\n")
    monkeypatch.setenv("FIELD_KEY_FILE", str(tmp_path / "key"))
    assert environment.text("FIELD_KEY") == "from a file"

"""The short way to open is taken only when nothing has changed since the room last opened."""

from pathlib import Path

import pytest

from shouwang.config import readiness

LOGINS = [("chen", "lamp", "Officer Chen")]


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program with one migration and one style."""
    package = tmp_path / "src" / "shouwang"
    for name in ("kernel/matters/migrations/0001_initial.py", "ui/static/ui/desk.css", "config/place.py"):
        (package / name).parent.mkdir(parents=True, exist_ok=True)
        (package / name).write_text("first")
    (tmp_path / "run.txt").write_text("django==5.2")
    monkeypatch.setattr(readiness, "PACKAGE", package)
    monkeypatch.setattr(readiness, "LOCKED", tmp_path / "run.txt")
    monkeypatch.delenv("DATABASE_URL", raising=False)
    (package / "config" / "settings.py").write_text('MAP_TILES_URL = env.text("MAP_TILES_URL")')
    return package


@pytest.fixture
def data(tmp_path: Path, package: Path) -> Path:
    """A DATA_DIR in which all was ready."""
    data = tmp_path / "data"
    (data / "static").mkdir(parents=True)
    (data / readiness.DATABASE).write_text("rows")
    readiness.remember(data, LOGINS)
    return data


def test_what_did_not_change_is_ready(data: Path) -> None:
    assert readiness.recall(data) == LOGINS


def test_a_first_start_is_not_ready(tmp_path: Path, package: Path) -> None:
    assert readiness.recall(tmp_path) is None


@pytest.mark.parametrize("name", ["kernel/matters/migrations/0002_more.py", "ui/static/ui/desk.css", "config/place.py"])
def test_a_changed_program_is_not_ready(data: Path, package: Path, name: str) -> None:
    (package / name).write_text("changed")
    assert readiness.recall(data) is None


def test_other_packages_are_not_ready(data: Path, package: Path) -> None:
    readiness.LOCKED.write_text("django==5.3")
    assert readiness.recall(data) is None


def test_other_settings_are_not_ready(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MAP_TILES_URL", "https://tiles.invalid")
    assert readiness.recall(data) is None


def test_a_secret_in_another_file_is_not_ready(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MAP_TILES_URL_FILE", "/run/secrets/tiles")
    assert readiness.recall(data) is None


def test_what_no_setting_reads_changes_nothing(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WINDOWID", "7")
    assert readiness.recall(data) == LOGINS


def test_another_database_is_not_ready(data: Path) -> None:
    (data / "new").write_text("rows")
    (data / "new").replace(data / readiness.DATABASE)
    assert readiness.recall(data) is None


def test_a_database_thrown_away_is_not_ready(data: Path) -> None:
    (data / readiness.DATABASE).unlink()
    assert readiness.recall(data) is None


def test_a_note_that_cannot_be_read_is_no_promise(data: Path) -> None:
    (data / readiness.NOTE).write_text("[")
    assert readiness.recall(data) is None


def test_postgresql_is_always_asked(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (data / readiness.NOTE).unlink()
    monkeypatch.setenv("DATABASE_URL", "postgresql://db.invalid/room")
    readiness.remember(data, LOGINS)
    assert not (data / readiness.NOTE).exists()

"""The doctor says what is wrong, and only then."""

import os
import shutil
import time
from pathlib import Path
from types import SimpleNamespace
from unittest.mock import Mock

import pytest
from django.conf import LazySettings
from django.db import connection

from shouwang.config import doctor, schedule
from shouwang.config.doctor import Finding, findings
from shouwang.lib.brokers import read


@pytest.fixture
def data(tmp_path: Path, settings: LazySettings) -> Path:
    settings.DATA_DIR = tmp_path
    return tmp_path


def one(found: list[Finding], words: str) -> Finding:
    return next(finding for finding in found if words in finding.words)


@pytest.mark.django_db
def test_a_living_room_is_well(data: Path) -> None:
    schedule.pulse().touch()
    assert [finding.words for finding in findings() if finding.ok is False and "synchronous" not in finding.words] == []


@pytest.mark.django_db
def test_a_worker_that_never_ran_or_stopped_is_said(data: Path) -> None:
    assert one(findings(), "never run").ok is False
    schedule.pulse().touch()
    hour_ago = time.time() - 3600
    os.utime(schedule.pulse(), (hour_ago, hour_ago))
    assert one(findings(), "60 minutes ago").ok is False


@pytest.mark.django_db
def test_a_full_disk_is_said(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda path: SimpleNamespace(free=1024**3, total=9 * 1024**3))
    assert one(findings(), "1.0 GB of 9.0 GB").ok is False


@pytest.mark.django_db
def test_secrets_others_can_read_are_said(data: Path) -> None:
    (data / "field_key.txt").write_text("secret")
    (data / "field_key.txt").chmod(0o644)
    assert one(findings(), "field_key.txt").ok is False
    (data / "field_key.txt").chmod(0o600)
    assert one(findings(), "Only the owner").ok is True


@pytest.mark.django_db
def test_a_clock_that_was_never_set_is_said(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor.time, "time", lambda: 946_684_800.0)  # 2000-01-01, an empty battery
    assert one(findings(), "before this program was made").ok is False


@pytest.mark.django_db
def test_missing_tables_are_said(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "unapplied", lambda: {("matters", "0009_later")})
    assert one(findings(), "1 changes of the tables").ok is False


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "sqlite", reason="PRAGMA is SQLite's")
def test_a_database_that_may_lose_a_commit_is_said(data: Path) -> None:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous")
        assert cursor.fetchone() == (0,)  # the tests' own choice, which a room must not make
    assert one(findings(), "synchronous=0").ok is False


def test_what_loudspeakers_lose_is_said(monkeypatch: pytest.MonkeyPatch, settings: LazySettings) -> None:
    settings.SPEECH_ENGINE, settings.MQTT_BROKER = "espeak", read("mqtt://127.0.0.1:1")
    monkeypatch.setattr(shutil, "which", lambda _: None)
    monkeypatch.setattr(doctor.imageio_ffmpeg, "get_ffmpeg_exe", Mock(side_effect=RuntimeError))
    assert doctor._voice().ok is None
    assert doctor._ffmpeg().ok is False
    assert "127.0.0.1:1" in doctor._broker().words
    settings.MQTT_BROKER = None
    assert doctor._broker().ok is None

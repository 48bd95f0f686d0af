"""Every test has its own store."""

from pathlib import Path
from typing import Any

import pytest

from shouwang.kernel.files import guards


@pytest.fixture(autouse=True)
def store_folder(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    settings.FILES_DIR = tmp_path / "files"
    settings.FILE_UPLOAD_TEMP_DIR = tmp_path / "uploads"
    settings.FILE_UPLOAD_TEMP_DIR.mkdir()
    monkeypatch.setattr(guards, "_guards", [])
    return tmp_path / "files"

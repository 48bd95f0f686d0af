"""Stories are told in a real browser, with tests/windows.py; the scripts must be bundled."""

from pathlib import Path

import pytest

from shouwang.ui.icons import FOLDER


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    unbundled = pytest.mark.skip(reason="the scripts are not bundled: make setup")
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker("browser")
            if not (FOLDER.parent / "telling.js").exists():
                item.add_marker(unbundled)

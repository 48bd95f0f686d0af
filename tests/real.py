"""Real data that may not be shipped: in the folder that SHOUWANG_TEST_DATA names, else in shared/data beside the checkout.

Tests of it are skipped where it is not; once somebody named a folder, what is missing in it fails.
"""

import os
from pathlib import Path

import pytest

NAMED = os.environ.get("SHOUWANG_TEST_DATA")
FOLDER = Path(NAMED or Path(__file__).resolve().parents[2] / "shared" / "data")
MESSAGES = FOLDER / "hotline" / "messages.xlsx"

needs_messages = pytest.mark.skipif(
    not NAMED and not MESSAGES.exists(),
    reason="the real messages are not here: name their folder in SHOUWANG_TEST_DATA (CONTRIBUTING.md)",
)

PATROL = FOLDER / "patrol"
needs_patrol = pytest.mark.skipif(
    not NAMED and not PATROL.exists(),
    reason="the published patrol problems are not here: name their folder in SHOUWANG_TEST_DATA (CONTRIBUTING.md)",
)
GRAPHS = FOLDER / "patrol" / "patrol_graphs"

needs_graphs = pytest.mark.skipif(
    not NAMED and not GRAPHS.exists(),
    reason="the real networks are not here: name their folder in SHOUWANG_TEST_DATA (CONTRIBUTING.md)",
)

"""A long benchmark that was cut goes on where it was, and takes nothing over that something changed since."""

from pathlib import Path

import pytest

from benchmarks import table
from benchmarks.progress import Progress


@pytest.fixture(autouse=True)
def out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(table, "OUT", tmp_path)
    monkeypatch.delenv("FRESH", raising=False)
    return tmp_path


def never() -> float:
    raise AssertionError("made again")


def test_what_was_found_is_not_made_again(out: Path) -> None:
    assert Progress("lamps").of("lit", lambda: 2.5) == 2.5
    with (out / "lamps.progress.jsonl").open("a", encoding="utf-8") as stream:
        stream.write('["cut in the mid')
    again = Progress("lamps")
    assert again.of("lit", never) == 2.5
    assert again.taken == 1


def test_what_depends_on_something_else_is_made_again() -> None:
    Progress("lamps", given="compiled").of("lit", lambda: 1.0)
    assert Progress("lamps", given="plain").of("lit", lambda: 3.0) == 3.0


def test_one_can_begin_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    Progress("lamps").of("lit", lambda: 1.0)
    monkeypatch.setenv("FRESH", "1")
    assert Progress("lamps").of("lit", lambda: 3.0) == 3.0


def test_a_run_that_came_to_its_end_leaves_nothing_to_the_next() -> None:
    whole = Progress("lamps")
    whole.of("lit", lambda: 1.0)
    whole.finish()
    assert Progress("lamps").of("lit", lambda: 3.0) == 3.0

"""Every figure of `make bench` stands against a promise, on the terminal and in build/bench/<name>.json."""

import ast
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from benchmarks import sizes, table
from benchmarks.table import Row, show

BENCHMARKS = sorted((Path(__file__).resolve().parents[2] / "benchmarks").glob("*.py"))


@pytest.fixture
def out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(table, "OUT", tmp_path)
    return tmp_path


def kept(out: Path, name: str) -> list[dict[str, Any]]:
    return list(json.loads((out / f"{name}.json").read_text(encoding="utf-8")))


def test_the_file_is_a_list_of_rows_with_one_shape(out: Path) -> None:
    assert show("lamps", [Row("lamps lit", 3, "", "≥ 3", True), Row("p99", 12.5, "ms", "≤ 50", True, "stock 700")])
    first, second = kept(out, "lamps")
    assert first == {"what": "lamps lit", "value": 3, "unit": "", "target": "≥ 3", "holds": True, "peers": ""}
    assert second["peers"] == "stock 700"


def test_one_broken_promise_breaks_the_benchmark(out: Path) -> None:
    assert not show("lamps", [Row("lit", 3, "", "≥ 3", True), Row("p99", 80, "ms", "≤ 50", False)])
    assert [row["holds"] for row in kept(out, "lamps")] == [True, False]


@pytest.mark.parametrize(("target", "holds"), [("", True), ("", None), ("≥ 3", None), ("≥ 3", 1)])
def test_a_row_that_promises_nothing_is_refused(out: Path, target: str, holds: Any) -> None:
    with pytest.raises(ValueError, match="lamps lit"):
        show("lamps", [Row("lamps lit", 3, "", target, holds)])
    assert not (out / "lamps.json").exists()


def test_pages_with_and_without_a_limit_are_held_to_something(out: Path) -> None:
    figures = {"today": {"p50": 10.0, "p95": 20.0, "queries": 7}, "list": {"p50": 11.0, "p95": 21.0, "queries": 9}}
    assert show("lists", list(sizes._rows(figures, figures, {"today": 60}, {"today": 10})))
    said = {row["what"]: row for row in kept(out, "lists")}
    assert set(said) == {
        "today: p95", "today: p95 against 10,000 matters", "today: queries", "list: p95 against 10,000 matters",
    }  # fmt: skip
    assert "21.0 ms" in said["list: p95 against 10,000 matters"]["peers"]


def rows_of(path: Path) -> Iterator[ast.Call]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "Row":
            yield node


@pytest.mark.parametrize("path", BENCHMARKS, ids=lambda path: path.stem)
def test_every_row_of_every_benchmark_has_a_target(path: Path) -> None:
    order = list(Row.__dataclass_fields__)
    for row in rows_of(path):
        given = dict(zip(order, row.args, strict=False)) | {word.arg: word.value for word in row.keywords}
        said = ast.unparse(row)
        assert given.keys() >= {"target", "holds"}, said
        assert not any(
            isinstance(part, ast.Constant) and part.value in ("", None) for part in (given["target"], given["holds"])
        ), said


def test_every_benchmark_shows_its_rows_by_the_table() -> None:
    mains = [path for path in BENCHMARKS if "def main() -> bool:" in path.read_text(encoding="utf-8")]
    assert len(mains) >= 5
    assert [path.stem for path in mains if not {"show(", "compared("} & set(_calls(path))] == []


def _calls(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            yield f"{ast.unparse(node.func)}("

"""What imports can't show, read from the code itself. The rules are those of ARCHITECTURE.md."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import models

from shouwang.kernel.people.models import Person

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "shouwang"
MODULES = sorted(path for path in SOURCE.rglob("*.py") if "migrations" not in path.parts)
TEMPLATES = sorted(SOURCE.rglob("templates/**/*.html"))

WRITES = {"save", "create", "bulk_create", "bulk_update", "get_or_create", "update_or_create", "delete"}
MOST_LINES, MOST_FUNCTION_LINES = 400, 60
FORBIDDEN_NAMES = {"utils", "util", "helpers", "helper", "common", "base", "misc"}


def relative(path: Path) -> str:
    return path.relative_to(SOURCE).as_posix()


def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def may_write(path: Path) -> bool:
    """Actions write; the demo and the command line drive actions but also set times; the database back end is one."""
    name = relative(path)
    return "actions" in path.parts or path.stem == "actions" or name.startswith("config/")


def database_writes(path: Path) -> Iterator[str]:
    for node in ast.walk(parsed(path)):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
            continue
        receiver = ast.unparse(node.func.value)
        on_rows = ".objects" in receiver or receiver.endswith(("_set", ".entries", ".tokens", ".all()"))
        if (node.func.attr in WRITES and on_rows) or (node.func.attr == "update" and ".objects" in receiver):
            yield f"{relative(path)}:{node.lineno} {receiver}.{node.func.attr}()"


def test_only_actions_write() -> None:
    found = [write for path in MODULES if not may_write(path) for write in database_writes(path)]
    assert not found, "writes outside actions:\n" + "\n".join(found)


def test_the_rule_above_can_fail(tmp_path: Path) -> None:
    actions = SOURCE / "kernel" / "people" / "actions" / "teams.py"
    assert list(database_writes(actions))


@pytest.mark.parametrize("first", sorted(SOURCE.glob("*/*/migrations/0001_*.py")), ids=lambda path: path.parts[-3])
def test_the_first_tables_of_a_part_are_made_together(first: Path) -> None:
    """Written anew by `makemigrations`, it names Django's class; that costs each new room half a minute."""
    assert "class Migration(FirstTables):" in first.read_text(encoding="utf-8")


def test_no_module_hides_behind_an_empty_name() -> None:
    found = [relative(path) for path in MODULES if path.stem in FORBIDDEN_NAMES]
    # Django looks for a database back end in a module of this name.
    assert found == ["config/fair_sqlite/base.py"]


def test_every_module_says_what_it_is_for() -> None:
    silent = [
        relative(path)
        for path in MODULES
        if path.read_text(encoding="utf-8").strip() and not ast.get_docstring(parsed(path))
    ]
    assert not silent


def test_modules_and_functions_stay_readable() -> None:
    long = [relative(path) for path in MODULES if len(path.read_text(encoding="utf-8").splitlines()) > MOST_LINES]
    for path in MODULES:
        for node in ast.walk(parsed(path)):
            if isinstance(node, ast.FunctionDef) and (node.end_lineno or 0) - node.lineno >= MOST_FUNCTION_LINES:
                long.append(f"{relative(path)}:{node.lineno} {node.name}")
    assert not long


def imports_of(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return names


def test_http_stays_at_the_edge() -> None:
    inside = re.compile(r"(^|/)(models|queries|actions|lifecycle|kinds|clock)(/|\.py)")
    found = [
        relative(path)
        for path in MODULES
        if inside.search(relative(path)) and any(name.startswith("django.http") for name in imports_of(path))
    ]
    assert not found


def test_templates_use_their_own_surface_and_the_shared_ui() -> None:
    used = re.compile(r"{%\s*(?:extends|include)\s+[\"']([a-z_]+)/")
    shared = {"ui", "allauth", "account", "mfa", "django"}
    found = []
    for path in TEMPLATES:
        own = path.parts[path.parts.index("templates") + 1]
        for folder in used.findall(path.read_text(encoding="utf-8")):
            if folder not in shared | {own}:
                found.append(f"{path.relative_to(ROOT)} uses {folder}/")
    assert not found


def test_no_inline_script_or_style_in_any_template() -> None:
    inline = re.compile(r"<script(?![^>]*\bsrc=)(?![^>]*type=\"application/json\")|<style|\sstyle=|\son[a-z]+=\"")
    found = [str(path.relative_to(ROOT)) for path in TEMPLATES if inline.search(path.read_text(encoding="utf-8"))]
    assert not found


def test_a_person_has_no_field_that_could_rank_or_score() -> None:
    counted = (models.IntegerField, models.FloatField, models.DecimalField)
    assert not [field.name for field in Person._meta.get_fields() if isinstance(field, counted)]


@pytest.mark.parametrize("name", ["opencv", "face", "insightface", "dlib", "ultralytics", "easyocr", "hyperlpr"])
def test_nothing_that_recognises_faces_or_plates_is_installed(name: str) -> None:
    locked = (ROOT / "requirements" / "run.txt").read_text(encoding="utf-8").lower()
    assert not [line for line in locked.splitlines() if line.split("==")[0].strip().startswith(name)]


def test_no_setting_is_said_twice() -> None:
    said = [
        target.id
        for node in parsed(SOURCE / "config" / "settings.py").body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    ]
    assert sorted({name for name in said if said.count(name) > 1}) == []

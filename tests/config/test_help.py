"""The pages of `--help`, as whoever keeps the machine reads them, in both languages."""

import os
import subprocess
import sys
from functools import cache

import pytest

from shouwang.config import arguments

PAGES = ("", *(name for name in arguments.COMMANDS if name != "manage"))


@cache
def page(command: str, language: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "shouwang", *command.split(), "--help"],
        env={**os.environ, "LC_ALL": language, "LANG": language, "COLUMNS": "100"},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


def test_the_list_names_every_command_with_what_it_does() -> None:
    lines = page("", "C.UTF-8").splitlines()
    for name, (short, _long) in arguments.COMMANDS.items():
        assert any(line.split(maxsplit=1) == [name, short] for line in lines), name


@pytest.mark.parametrize("command", PAGES)
def test_every_page_is_in_the_terminals_language(command: str) -> None:
    chinese = page(command, "zh_CN.UTF-8")
    assert [word for word in ("usage", "options", "positional", "show this") if word in chinese] == []
    assert "用法" in chinese
    assert "usage" in page(command, "C.UTF-8")


@pytest.mark.parametrize("command", PAGES[1:])
def test_every_page_says_more_than_the_list(command: str) -> None:
    for language in ("C.UTF-8", "zh_CN.UTF-8"):
        before_options = page(command, language).partition("-h, --help")[0]
        assert len(before_options.splitlines()) >= 5, before_options


def test_the_import_explains_every_field_and_shows_how_it_is_called() -> None:
    said = page("import", "C.UTF-8")
    assert "shouwang import matters 2025.xlsx --dry-run" in said
    assert any(line.split(maxsplit=1)[:1] == ["outside_id"] for line in said.splitlines())
    assert "{," not in said
    assert "[--room LETTERS]" in said

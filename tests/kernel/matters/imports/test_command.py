"""`shouwang import matters` from the terminal."""

import argparse
from pathlib import Path

import pytest

from shouwang.kernel.ground.models import Room
from shouwang.kernel.matters.importing import command
from shouwang.kernel.matters.models import ImportRun, Matter
from tests.cast import Cast
from tests.kernel.matters.tables import LINES, as_csv


def run(*words: object) -> int:
    parser = argparse.ArgumentParser()
    command.add_arguments(parser)
    return command.run(parser.parse_args(["matters", *map(str, words)]))


def test_a_table_comes_in_and_the_counts_are_told(
    cast: Cast, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(as_csv(tmp_path / "a.csv"), "--room", "hw") == 0
    assert Matter.objects.count() == 3
    assert "3" in capsys.readouterr().out


def test_a_dry_run_leaves_nothing_and_names_broken_lines(
    cast: Cast, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = as_csv(tmp_path / "a.csv", [*LINES, ("104", "", "", "2026-05-01")])
    assert run(path, "--room", "HW", "--dry-run") == 2
    assert not Matter.objects.exists()
    assert not ImportRun.objects.exists()
    assert "5" in capsys.readouterr().out


def test_columns_kind_and_state_can_be_said(cast: Cast, tmp_path: Path) -> None:
    path = as_csv(tmp_path / "a.csv")
    assert run(path, "--room", "HW", "--open", "--kind", "help", "--map", "主题=where", "--origin", "信箱") == 0
    matter = Matter.objects.get(outside_id="101")
    assert (matter.where, matter.kind, matter.state, matter.origin) == (
        "东口路灯不亮",
        "help",
        "collected",
        "信箱",
    )


@pytest.mark.parametrize(
    "words",
    [("--room", "XX"), ("--room", "HW", "--map", "没有=text"), ("--room", "HW", "--map", "主题=nothing"),
     ("--room", "HW", "--map", "主题=received")],
)  # fmt: skip
def test_a_mistake_in_the_command_is_said_and_nothing_is_done(
    cast: Cast, tmp_path: Path, words: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(as_csv(tmp_path / "a.csv"), *words) == 1
    assert capsys.readouterr().out.strip()
    assert not Matter.objects.exists()


def test_the_only_room_need_not_be_said(cast: Cast, tmp_path: Path) -> None:
    Room.objects.exclude(pk=cast.room.pk).delete()
    assert run(as_csv(tmp_path / "a.csv")) == 0
    assert Matter.objects.filter(room=cast.room).count() == 3


def test_among_several_rooms_one_must_be_said_and_all_are_named(
    cast: Cast, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(as_csv(tmp_path / "a.csv")) == 1
    said = capsys.readouterr().out
    assert all(f"{room.code} ({room.name})" in said for room in (cast.room, cast.next_room, cast.far_room))
    assert not Matter.objects.exists()


@pytest.mark.django_db
def test_without_any_room_the_way_to_open_one_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(as_csv(tmp_path / "a.csv")) == 1
    assert "createofficer" in capsys.readouterr().out


def test_a_file_that_is_not_there_or_no_table_is_said(
    cast: Cast, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "empty.csv").write_bytes(b"")
    assert run(tmp_path / "missing.csv", "--room", "HW") == 1
    assert run(tmp_path / "empty.csv", "--room", "HW") == 1
    assert len(capsys.readouterr().out.splitlines()) == 2

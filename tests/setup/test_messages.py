"""The parts come together in one catalogue; a text said in two ways stops it."""

import gettext
from pathlib import Path

import pytest

from setup import messages

HEAD = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'


@pytest.fixture
def parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(messages, "PARTS", tmp_path)
    monkeypatch.setattr(messages, "COMPILED", tmp_path / "zh_Hans" / "LC_MESSAGES" / "django.mo")
    return tmp_path


def write(parts: Path, name: str, entries: str) -> None:
    (parts / f"{name}.po").write_text(HEAD + entries, encoding="utf-8")


def test_parts_come_together(parts: Path) -> None:
    write(parts, "desk", 'msgid "late"\nmsgstr "超时"\n\nmsgctxt "month"\nmsgid "May"\nmsgstr "五月"\n')
    write(parts, "public", 'msgid "%(n)s day"\nmsgid_plural "%(n)s days"\nmsgstr[0] "%(n)s 天"\n')
    messages.main()
    found = gettext.translation("django", str(parts), ["zh_Hans"])
    assert found.gettext("late") == "超时"
    assert found.pgettext("month", "May") == "五月"
    assert [found.ngettext("%(n)s day", "%(n)s days", count) for count in (1, 2)] == ["%(n)s 天"] * 2


def test_the_same_said_twice_is_fine(parts: Path) -> None:
    write(parts, "desk", 'msgid "late"\nmsgstr "超时"\n')
    write(parts, "public", 'msgid "late"\nmsgstr "超时"\n')
    messages.main()


def test_one_text_said_in_two_ways_stops_and_names_both(parts: Path) -> None:
    write(parts, "desk", 'msgid "late"\nmsgstr "超时"\n')
    write(parts, "public", 'msgid "late"\nmsgstr "晚了"\n')
    with pytest.raises(SystemExit, match=r"超时 \(desk.po\), 晚了 \(public.po\)"):
        messages.main()


def test_a_text_without_its_chinese_yet_stands_in_english(parts: Path) -> None:
    write(parts, "desk", 'msgid "late"\nmsgstr ""\n')
    messages.main()
    assert gettext.translation("django", str(parts), ["zh_Hans"]).gettext("late") == "late"

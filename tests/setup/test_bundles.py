"""What an old WeChat's browser can't read stops the bundling."""

from pathlib import Path

import pytest

from setup import bundles

pytestmark = pytest.mark.skipif(not bundles.NODE.exists(), reason="node is brought by make setup")


@pytest.fixture
def scripts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "ui" / "js"
    folder.mkdir(parents=True)
    monkeypatch.setattr(bundles, "UI", tmp_path / "ui")
    monkeypatch.setattr(bundles, "VENDOR_ENTRIES", {})
    monkeypatch.setattr(bundles, "VENDOR_STYLES", {})
    return folder


def test_newer_syntax_is_written_in_older_words(scripts: Path, tmp_path: Path) -> None:
    (scripts / "desk.js").write_text("class Lamp { static { Lamp.lit = true } }\nglobalThis.lamp ??= new Lamp();\n")
    bundles.bundle(tmp_path / "out")
    made = (tmp_path / "out" / "desk.js").read_text()
    assert "static{" not in made
    assert "??=" not in made


@pytest.mark.parametrize(
    "script",
    ["export const lamp = await fetch('/lamp');", "export const = 1;", "import './nothing.js';"],
    ids=["await at the top", "a slip", "a file that is not there"],
)
def test_what_an_old_browser_can_not_read_stops_it(
    scripts: Path, tmp_path: Path, script: str, capfd: pytest.CaptureFixture[str]
) -> None:
    (scripts / "desk.js").write_text(script)
    with pytest.raises(SystemExit, match="can't be bundled"):
        bundles.bundle(tmp_path / "out")
    assert "desk.js" in capfd.readouterr().err

"""A map file of the room's own: asked for in pieces, drawn in whichever of the known shapes it comes, or said not to be known."""

import io
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Page, Response, expect

from tests.browser import archive, hewan

pytestmark = pytest.mark.django_db(transaction=True)

WIDE, NARROW = 11, 14
RED = (204, 34, 51)
UNKNOWN, UNREADABLE = "认不得底图文件的图层", "底图文件读不出来"


@pytest.fixture
def file(settings: Any, tmp_path: Path) -> Path:
    settings.SHOW_GALLERY = True
    settings.ROOT_URLCONF = hewan.__name__
    settings.MAP_PMTILES_FILE = str(tmp_path / "hewan.pmtiles")
    return tmp_path / "hewan.pmtiles"


def write(file: Path, tile: bytes, kind: int, layers: list[str], zoom: int = WIDE) -> None:
    named = {"vector_layers": [{"id": name, "fields": {}} for name in layers]} if layers else {}
    at = (zoom, *archive.place_of(34.917, 112.606, zoom))
    file.write_bytes(archive.archive(tile, kind, at, {**named, "attribution": "示例测绘"}))


def colours(page: Page) -> set[tuple[int, ...]]:
    """The colours that take more than a twentieth of the map."""
    shot = Image.open(io.BytesIO(page.locator(".map").first.screenshot())).convert("RGB")
    found = shot.getcolors(shot.width * shot.height) or []
    return {colour for count, colour in found if isinstance(colour, tuple) and count > shot.width * shot.height / 20}


def seen(page: Page, colour: tuple[int, int, int]) -> bool:
    """Whether the colour comes to be on the map; a JPEG and a WebP are off by a little."""
    for _ in range(100):
        if any(max(abs(one - two) for one, two in zip(colour, other, strict=True)) < 6 for other in colours(page)):
            return True
        page.wait_for_timeout(250)
    return False


def token(page: Page, name: str) -> tuple[int, int, int]:
    said = page.evaluate(f"getComputedStyle(document.querySelector('.map')).getPropertyValue('--{name}').trim()")
    return (int(said[1:3], 16), int(said[3:5], 16), int(said[5:7], 16))


@pytest.mark.parametrize(("kind", "shape"), [(archive.PNG, "PNG"), (archive.JPEG, "JPEG"), (archive.WEBP, "WEBP")])
def test_a_file_of_pictures_is_painted_as_it_is(page: Page, file: Path, kind: int, shape: str) -> None:
    write(file, archive.picture("#c23", shape), kind, [])
    asked: list[Response] = []
    page.on("response", lambda answer: asked.append(answer) if "ground.pmtiles" in answer.url else None)
    page.goto("/gallery/desk/")
    assert seen(page, RED)
    expect(page.locator(".map .pin")).to_have_text("警务室")
    assert asked
    assert all(answer.request.headers["range"].startswith("bytes=") for answer in asked)
    assert {answer.status for answer in asked} == {206}
    assert page.locator("[data-map-note] span").count() == 0


def test_what_lies_beside_the_file_is_left_empty_without_a_fault(page: Page, file: Path) -> None:
    write(file, archive.picture("#c23"), archive.PNG, [], NARROW)
    page.goto("/gallery/desk/")
    assert seen(page, RED)
    assert seen(page, token(page, "map-land"))


@pytest.mark.parametrize(
    ("layer", "colour"),
    [("water", "map-water"), ("buildings", "line"), ("building", "line")],
)
def test_a_vector_file_is_drawn_by_protomaps_and_openmaptiles_names(
    page: Page, file: Path, layer: str, colour: str
) -> None:
    write(file, archive.whole_layer(layer), archive.MVT, [layer, "pois"])
    page.goto("/gallery/desk/")
    assert seen(page, token(page, colour))
    expect(page.locator(".maplibregl-ctrl-attrib")).to_contain_text("示例测绘")
    assert page.locator("[data-map-note] span").count() == 0


def test_a_file_with_other_layers_is_said_not_to_be_known_and_our_shapes_stay(page: Page, file: Path) -> None:
    write(file, archive.whole_layer("parcels"), archive.MVT, ["parcels"])
    page.goto("/gallery/desk/")
    expect(page.locator("[data-map-note] span")).to_contain_text(UNKNOWN)
    expect(page.locator(".map .pin")).to_have_text("警务室")


@pytest.mark.parametrize("content", [b"", b"SQLite format 3\0" * 20])
def test_what_is_no_such_file_is_said_and_our_shapes_stay(
    page: Page, file: Path, content: bytes, faults: list[str]
) -> None:
    file.write_bytes(content)
    page.goto("/gallery/desk/")
    expect(page.locator("[data-map-note] span")).to_contain_text(UNREADABLE)
    expect(page.locator(".map .pin")).to_have_text("警务室")
    faults[:] = [fault for fault in faults if "416" not in fault]  # an empty file has no first byte

"""Nothing of the sender's phone, place or hidden content is left in what is kept."""

import io
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from PIL.TiffImagePlugin import IFDRational

from shouwang.kernel.files import intake, photos
from shouwang.kernel.files.refusal import Reason, Refused
from tests.kernel.files import things


def test_the_first_of_two_pictures_in_one_jpeg_is_kept() -> None:
    out = io.BytesIO()
    Image.new("RGB", (30, 20), "blue").save(out, "MPO", save_all=True, append_images=[Image.new("RGB", (30, 20))])
    _, picture = remade(out.getvalue())
    assert picture.getpixel((5, 5))[2] > 200


def remade(content: bytes) -> tuple[bytes, Image.Image]:
    checked = intake.check(things.sent(content))
    kept = checked.path.read_bytes()
    return kept, Image.open(io.BytesIO(kept))


def test_exif_comment_and_profile_are_gone() -> None:
    kept, picture = remade(things.photo_with_place())
    assert b"MAKER" not in kept
    assert b"SECRET" not in kept
    assert not picture.getexif()
    assert "icc_profile" not in picture.info


def test_the_photo_stands_upright() -> None:
    _, picture = remade(things.photo_with_place())
    assert picture.size == (48, 64)


def test_the_place_is_told_only_when_the_sender_agreed() -> None:
    content = things.photo_with_place()
    assert intake.check(things.sent(content)).found_position is None
    assert intake.check(things.sent(content), agreed_position=True).found_position == (34.5, 112.25)


@pytest.mark.parametrize("latitude", [(0.0, 0.0, 0.0), (95.0, 0.0, 0.0), (IFDRational(1, 0), 0.0, 0.0)])
def test_a_senseless_place_is_no_place(latitude: tuple[Any, ...]) -> None:
    exif = Image.Exif()
    exif[0x8825] = {1: "N", 2: latitude, 3: "E", 4: (0.0, 0.0, 0.0)}
    assert intake.check(things.sent(things.photo(exif=exif)), agreed_position=True).found_position is None


def test_what_hangs_behind_the_photo_is_cut_off() -> None:
    kept, _ = remade(things.photo() + b"PK\x03\x04<script>alert(1)</script>")
    assert b"script" not in kept


@pytest.mark.parametrize("form", ["PNG", "WEBP", "GIF"])
def test_every_photo_becomes_jpeg_whatever_its_name_says(form: str) -> None:
    checked = intake.check(things.sent(things.photo(form), "page.html", "text/html"))
    assert checked.type.media == "image/jpeg"
    assert checked.path.read_bytes().startswith(b"\xff\xd8\xff")


def test_transparent_becomes_white_and_moving_becomes_still() -> None:
    out = io.BytesIO()
    clear = Image.new("RGBA", (20, 20), (255, 0, 0, 0))
    clear.save(out, "GIF", save_all=True, append_images=[Image.new("RGBA", (20, 20), "blue")])
    _, picture = remade(out.getvalue())
    assert picture.getpixel((10, 10)) == (255, 255, 255)
    assert getattr(picture, "n_frames", 1) == 1


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "I;16", "CMYK", "RGBA"])
def test_every_way_of_storing_colours_is_taken(mode: str) -> None:
    out = io.BytesIO()
    Image.new(mode, (16, 16)).save(out, "JPEG" if mode == "CMYK" else "PNG")
    assert remade(out.getvalue())[1].mode == "RGB"


def test_a_large_photo_is_made_smaller() -> None:
    _, picture = remade(things.photo(size=(5200, 1300)))
    assert picture.size == (2560, 640)


def test_a_bomb_of_pixels_is_refused_before_it_is_unpacked() -> None:
    with pytest.raises(Refused) as refused:
        intake.check(things.sent(things.png_bomb()))
    assert refused.value.reason is Reason.TOO_LARGE


def test_fifty_megapixels_of_png_are_the_limit() -> None:
    with pytest.raises(Refused) as refused:
        intake.check(things.sent(things.png_bomb(7_200)))
    assert refused.value.reason is Reason.TOO_LARGE


def test_a_progressive_photo_of_endless_scans_is_refused() -> None:
    content = things.photo(progressive=True)
    with pytest.raises(Refused):
        intake.check(things.sent(content + b"\xff\xda" * (photos.MOST_SCANS + 1)))


@pytest.mark.parametrize("content", [b"\x89PNG\r\n\x1a\nnothing", b"\xff\xd8\xff\xe0nothing", things.photo()[:400]])
def test_a_fake_or_cut_off_photo_is_refused_as_damaged(content: bytes) -> None:
    with pytest.raises(Refused) as refused:
        intake.check(things.sent(content))
    assert refused.value.reason is Reason.DAMAGED


def test_the_place_a_recorder_wrote_down_is_blanked() -> None:
    notes = things.box(b"udta", things.box(b"\xa9xyz", b"+34.5000+112.2500/"))
    content = things.mp4(b"soun", notes=notes)
    kept = intake.check(things.sent(content, "voice.m4a")).path.read_bytes()
    assert b"112.25" not in kept
    assert len(kept) == len(content)


def test_nothing_stays_in_the_incoming_folder_of_what_was_refused(store_folder: Path) -> None:
    for content in (b"<html>", things.png_bomb(), things.photo()[:400], b""):
        with pytest.raises(Refused):
            intake.check(things.sent(content))
    assert list((store_folder / "incoming").iterdir()) == []

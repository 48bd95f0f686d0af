"""The type comes from the bytes; what is not a photo, a voice or a paper is refused in words."""

from pathlib import Path

import pytest
from django.utils import translation

from shouwang.kernel.files import kinds
from shouwang.kernel.files.refusal import Reason, Refused
from tests.kernel.files import things


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (things.photo("JPEG"), kinds.JPEG),
        (things.photo("PNG"), kinds.PNG),
        (things.photo("WEBP"), kinds.WEBP),
        (things.photo("GIF"), kinds.GIF),
        (things.wav(), kinds.WAV),
        (things.ogg(), kinds.OGG),
        (things.ogg(b"\x01vorbis"), kinds.OGG),
        (things.webm(), kinds.WEBM),
        (things.webm(size=things.UNKNOWN), kinds.WEBM),  # recorded in one go, its length never written
        (things.webm()[:-10], kinds.WEBM),  # cut off, and can be heard
        (things.mp4(b"soun"), kinds.MP4),
        (things.mp3(), kinds.MP3),
        (things.mp3(b"x" * 300), kinds.MP3),
        (b"#!AMR\n" + bytes(32), kinds.AMR),
        (things.PDF, kinds.PDF),
    ],
)
def test_a_type_that_is_taken_is_known_by_its_bytes(tmp_path: Path, content: bytes, expected: kinds.Type) -> None:
    assert kinds.true_type(things.laid(tmp_path, content)) is expected


@pytest.mark.parametrize(
    "content",
    [
        b"<!DOCTYPE html><script>alert(1)</script>",
        b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
        b"PK\x03\x04" + bytes(60),
        b"MZ" + bytes(200),
        b"#!/bin/sh\nrm -rf /\n",
        b" \n%PDF-1.7 later",
        b"\x7fELF" + bytes(60),
        b"RIFF\x00\x00\x00\x00AVI LIST",
        b"ID3\x04\x00\x00\x00\x00\x00\x05<html><script>",
        b"\xff\xfb",
        "一段文字".encode(),
        bytes(5000),
    ],
)
def test_everything_else_is_refused(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(Refused) as refused:
        kinds.true_type(things.laid(tmp_path, content))
    assert refused.value.reason is Reason.WRONG_TYPE


@pytest.mark.parametrize("content", [b"no picture", things.PDF, things.wav()])
def test_a_field_for_photos_says_that_it_takes_photos(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(Refused) as refused, translation.override("zh-hans"):
        kinds.true_type(things.laid(tmp_path, content), frozenset({kinds.Kind.PHOTO}))
    assert str(refused.value) == "这里只收照片。"


def test_an_empty_file_is_refused_as_empty(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        kinds.true_type(things.laid(tmp_path, b""))
    assert refused.value.reason is Reason.EMPTY


def test_a_pdf_that_was_cut_off_is_refused_as_damaged(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        kinds.true_type(things.laid(tmp_path, things.PDF.replace(b"%%EOF", b"")))
    assert refused.value.reason is Reason.DAMAGED


@pytest.mark.parametrize(
    "film",
    [
        things.mp4(b"vide", b"soun"),
        things.mp4(b"vide"),
        things.webm(b"V_VP8", b"A_OPUS"),
        things.webm(b"A_OPUS", b"V_VP8", size=things.UNKNOWN),
        things.ogg(b"\x80theora"),
    ],
)
def test_a_film_is_not_a_voice(tmp_path: Path, film: bytes) -> None:
    with pytest.raises(Refused):
        kinds.true_type(things.laid(tmp_path, film))


@pytest.mark.parametrize(
    "content",
    [
        things.webm(doc=b"matroska"),
        things.webm(b"S_TEXT"),
        things.webm(before=things.element("1f43b675", bytes(9))),  # sound before anybody said what it is
        things.webm(before=things.element("1654ae6b", b"")),
        things.webm(before=b"\x00" * 8),
        things.webm().replace(bytes.fromhex("1654ae6b01"), bytes.fromhex("1654ae6b1f"))[:300],
        things.webm()[:4],
        things.webm()[:60],
        b"\x1a\x45\xdf\xa3" + b"\xff" * 5000,
        b"\x1a\x45\xdf\xa3\x9fB\x86\x81\x01B\x82\x84webm" + b"\x86\x86A_OPUS",  # its words, and no file
        things.element("1a45dfa3", things.element("4282", b"webm")) + b"\xec\x80" * 9000,
    ],
)
def test_what_only_looks_like_a_recording_of_a_browser_is_refused(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(Refused):
        kinds.true_type(things.laid(tmp_path, content))


def test_a_heic_photo_is_refused_with_what_to_do_instead(tmp_path: Path) -> None:
    heic = things.box(b"ftyp", b"heic\x00\x00\x00\x00mif1heic") + bytes(100)
    with translation.override("en"), pytest.raises(Refused, match="screenshot"):
        kinds.true_type(things.laid(tmp_path, heic))


def test_an_mp4_whose_lengths_lie_is_refused(tmp_path: Path) -> None:
    lying = things.box(b"ftyp", b"M4A \x00\x00\x02\x00") + b"\xff\xff\xff\xf0moov" + bytes(50)
    with pytest.raises(Refused):
        kinds.true_type(things.laid(tmp_path, lying))


def test_the_refusal_names_what_the_file_seems_to_be(tmp_path: Path) -> None:
    with translation.override("en"), pytest.raises(Refused, match="ZIP"):
        kinds.true_type(things.laid(tmp_path, b"PK\x03\x04" + bytes(60)))

"""A signature from the screen: only its ink is kept, and what is none is refused in words."""

from base64 import b64encode
from io import BytesIO
from typing import Any

import pytest
from django import forms
from django.template import Context, Template
from django.utils import translation
from PIL import Image, ImageDraw, PngImagePlugin

from shouwang.ui import inputs, signatures

WAY = [(20, 60), (60, 20), (110, 90), (170, 30), (240, 70)]


def png(size: tuple[int, int] = (300, 120), way: Any = WAY, ground: Any = (0, 0, 0, 0), **kept: Any) -> bytes:
    image = Image.new("RGBA", size, ground)
    if way:
        ImageDraw.Draw(image).line(way, fill=(0, 0, 0, 255), width=6)
    made = BytesIO()
    image.save(made, "PNG", **kept)
    return made.getvalue()


def address(content: bytes) -> str:
    return signatures.PREFIX + b64encode(content).decode()


class Paper(forms.Form):
    signed = inputs.SignatureField(label="签名")


class Maybe(forms.Form):
    signed = inputs.SignatureField(required=False)


def code_of(text: str) -> str:
    form = Paper({"signed": text})
    return form.errors.as_data()["signed"][0].code or ""


def test_it_comes_back_as_black_ink_on_nothing_cropped() -> None:
    form = Paper({"signed": address(png())})
    assert form.is_valid()
    image = Image.open(BytesIO(form.cleaned_data["signed"]))
    assert image.mode == "LA"
    assert (image.width, image.height) < (300, 120)
    assert image.getchannel("L").getextrema() == (0, 0)
    assert image.getchannel("A").getextrema() == (0, 255)


def test_a_white_ground_and_a_coloured_pen_are_taken_out() -> None:
    image = Image.new("RGB", (300, 120), "white")
    ImageDraw.Draw(image).line(WAY, fill=(20, 20, 120), width=6)
    made = BytesIO()
    image.save(made, "PNG")
    clean = Image.open(BytesIO(signatures.redrawn(made.getvalue())))
    assert clean.getchannel("A").getpixel((0, 0)) == 0
    assert clean.getchannel("L").getextrema() == (0, 0)


def test_nothing_but_the_ink_of_what_was_sent_is_kept() -> None:
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Author", "somebody")
    sent = png(pnginfo=notes, dpi=(96, 96)) + b"hidden behind the end"
    assert b"somebody" in sent
    clean = signatures.redrawn(sent)
    assert b"somebody" not in clean
    assert b"hidden" not in clean
    assert Image.open(BytesIO(clean)).info == {}


def test_drawing_it_anew_twice_changes_nothing_more() -> None:
    once = signatures.redrawn(png())
    assert signatures.redrawn(once) == once


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "required"),
        ("  ", "required"),
        ("hello", "unreadable"),
        ("data:image/jpeg;base64,AAAA", "unreadable"),
        (signatures.PREFIX + "not base64!", "unreadable"),
        (signatures.PREFIX, "unreadable"),
        (address(b"\xff\xd8\xff\xe0 a photo"), "unreadable"),
        (address(png()[:-60]), "unreadable"),
        (signatures.PREFIX + "A" * signatures.MOST_TEXT, "too_large"),
        (address(png(size=(601, 100))), "too_large"),
        (address(png(size=(100, 241))), "too_large"),
        (address(png(way=None)), "too_little"),
        (address(png(way=None, ground="white")), "too_little"),
        (address(png(way=[(20, 20), (35, 20)])), "too_little"),
        (address(png(size=(600, 240), ground="black")), "too_much"),
    ],
)  # fmt: skip
def test_what_is_no_signature_is_refused(text: str, code: str) -> None:
    assert code_of(text) == code


def test_a_single_level_stroke_is_a_signature() -> None:
    assert Paper({"signed": address(png(way=[(20, 40), (140, 40)]))}).is_valid()


@pytest.mark.parametrize(("language", "words"), [("zh-hans", "请在框里签名"), ("en", "Please sign in the box")])
def test_each_refusal_has_words_in_both_languages(language: str, words: str) -> None:
    with translation.override(language):
        assert words in Paper({}).errors["signed"][0]


def test_where_it_may_be_left_out_nothing_is_no_bytes() -> None:
    form = Maybe({})
    assert form.is_valid()
    assert form.cleaned_data == {"signed": b""}
    assert code_of(address(png(way=None))) == "too_little"


def drawn(form: forms.Form) -> str:
    return Template("{% field form.signed %}").render(Context({"form": form}))


def test_the_pad_is_named_by_a_legend_and_the_mistake_leads_to_it() -> None:
    text = drawn(Paper({}))
    assert "<legend>签名" in text
    assert 'id="id_signed-error"' in text
    assert text.count('id="id_signed"') == 1
    assert "data-required=" in text
    assert "data-required=" not in drawn(Maybe())


def test_what_was_drawn_survives_a_mistake_elsewhere_and_rubbish_does_not() -> None:
    good = address(png())
    assert f'value="{good}"' in drawn(Paper({"signed": good}))
    for bad in ("hello<b>", signatures.PREFIX + "A" * signatures.MOST_TEXT):
        assert 'value=""' in drawn(Paper({"signed": bad}))


def test_without_a_script_it_says_to_sign_on_paper() -> None:
    text = drawn(Paper())
    assert '<p class="hint" data-paper>' in text
    assert "用笔签" in text
    assert '<div class="pad" hidden' in text

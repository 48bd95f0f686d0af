"""Fields: named, described, kept, and with errors where they belong."""

import re
from typing import Any

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template import Context, Template
from django.utils import translation
from django.utils.datastructures import MultiValueDict

from shouwang.ui import inputs


class Report(forms.Form):
    kind = forms.ChoiceField(
        choices=[("water", "Water"), ("fire", "Fire")], widget=inputs.Cards({"water": inputs.Face(hint="at the river")})
    )
    told = forms.CharField(widget=forms.Textarea, help_text="in your words", max_length=10)
    phone = forms.CharField(required=False)
    photos = inputs.PhotosField(required=False, most=2)
    sound = inputs.VoiceField(required=False, seconds=30)
    unnamed = forms.BooleanField(required=False)


def drawn(source: str, form: forms.Form) -> str:
    return Template(source).render(Context({"form": form}))


def photos(count: int, **kwargs: Any) -> MultiValueDict[str, Any]:
    return MultiValueDict({"photos": [SimpleUploadedFile(f"{n}.jpg", b"x", **kwargs) for n in range(count)]})


def test_a_field_is_described_by_its_hint_and_its_error() -> None:
    text = drawn("{% field form.told %}", Report({"told": "much too long to keep"}))
    assert '<label for="id_told">' in text
    assert 'id="id_told-hint"' in text
    assert 'aria-describedby="id_told-error id_told-hint"' in text
    assert 'aria-invalid="true"' in text


def test_what_was_typed_is_kept() -> None:
    form = Report({"told": "much too long to keep", "kind": "fire", "phone": '"<b>'})
    text = drawn("{% for f in form %}{% field f %}{% endfor %}", form)
    assert "much too long to keep" in text
    assert re.search(r'value="fire"[^>]* checked', text)
    assert 'value="&quot;&lt;b&gt;"' in text


def test_the_summary_leads_to_each_field_and_has_its_number_in_both_languages() -> None:
    form = Report({"phone": "1"})
    english = drawn("{% errors form %}", form)
    assert english.count('<a href="#id_') == 2
    assert 'role="alert"' in english
    with translation.override("en"):
        assert "2 things to put right" in drawn("{% errors form %}", form)
    with translation.override("zh-hans"):
        assert "有 2 处要改" in drawn("{% errors form %}", form)


def test_a_form_that_was_not_sent_has_no_summary() -> None:
    assert not drawn("{% errors form %}", Report()).strip()


def test_an_error_of_the_whole_form_is_said_too() -> None:
    form = Report({"kind": "fire", "told": "x"})
    assert form.is_valid()
    form.add_error(None, "Either or")
    assert "<li>Either or</li>" in drawn("{% errors form %}", form)


def test_cards_carry_their_hint_inside_the_label() -> None:
    text = drawn("{% field form.kind %}", Report())
    assert "<fieldset>" in text
    assert text.index('value="water"') < text.index("at the river") < text.index('value="fire"')


def test_photos_come_back_as_a_list() -> None:
    form = Report({"kind": "fire", "told": "x"}, photos(2))
    assert form.is_valid(), form.errors
    assert [one.name for one in form.cleaned_data["photos"]] == ["0.jpg", "1.jpg"]
    empty = Report({"kind": "fire", "told": "x"})
    assert empty.is_valid()
    assert empty.cleaned_data["photos"] == []


def test_too_many_photos_are_refused_with_the_number() -> None:
    form = Report({"kind": "fire", "told": "x"}, photos(3))
    with translation.override("en"):
        assert form.errors["photos"] == ["Pick at most 2 photos."]


def test_required_photos_must_be_there() -> None:
    class Needs(forms.Form):
        photos = inputs.PhotosField()

    assert "photos" in Needs({}, {}).errors


def test_a_browser_that_lost_files_is_told_to_choose_again() -> None:
    with translation.override("en"):
        assert "choose them again" in drawn("{% field form.photos %}", Report({"kind": "fire"}))
        assert "choose them again" not in drawn("{% field form.photos %}", Report())


def test_the_recorder_stops_where_the_field_says() -> None:
    text = drawn("{% field form.sound %}", Report())
    assert 'data-seconds="30"' in text
    assert 'accept="audio/*"' in text


@pytest.mark.parametrize(("hint", "shown"), [(None, True), ("", False)])
def test_a_page_may_leave_the_forms_own_hint_out(hint: str | None, shown: bool) -> None:
    source = "{% field form.told %}" if hint is None else '{% field form.told hint="" %}'
    assert ("in your words" in drawn(source, Report())) is shown


@pytest.mark.parametrize("label", ["做什么用？", "做什么用：", "Why?", "Why: ", "本人说同意。", "They said yes."])
def test_a_label_that_asks_is_not_followed_by_two_signs(label: str) -> None:
    class Asks(forms.Form):
        why = forms.CharField(label=label)

    line = drawn("{% errors form %}", Asks({})).partition("<li>")[2]
    assert f">{label.rstrip('？：?: 。.')}</a>" in line


def test_djangos_own_errors_are_said_as_people_say_them() -> None:
    with translation.override("zh-hans"):
        assert Report({}).errors["told"] == ["这里还没填。"]

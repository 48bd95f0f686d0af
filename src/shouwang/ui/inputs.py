"""Inputs beyond Django's own: large radio cards, photos, a recording, a signature; and how a field is drawn."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.conf import settings
from django.core.validators import EMPTY_VALUES
from django.forms import BoundField
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop, ngettext_lazy

from shouwang.ui import signatures

# Django's own form errors, which our catalogue says in the words of the room.
SAID_OUR_WAY = (
    gettext_noop("This field is required."),
    gettext_noop("Enter a valid date."),
    gettext_noop("Enter a valid date/time."),
    gettext_noop("Enter a whole number."),
    gettext_noop("Enter a number."),
    gettext_noop("Enter a valid time."),
    gettext_noop("Ensure this value is less than or equal to %(limit_value)s."),
    gettext_noop("Ensure this value is greater than or equal to %(limit_value)s."),
    gettext_noop("Enter a valid email address."),
    gettext_noop("Enter a valid URL."),
    gettext_noop("The submitted file is empty."),
    gettext_noop("No file was submitted. Check the encoding type on the form."),
    gettext_noop("Null characters are not allowed."),
)


@dataclass(frozen=True, slots=True)
class Face:
    """How one choice looks on its card."""

    icon: str = ""
    hint: str = ""


class Cards(forms.RadioSelect):
    """Choices as large cards. `faces` gives icon and hint by value; `small=True` for icons in three columns."""

    template_name = "ui/inputs/cards.html"

    def __init__(self, faces: dict[str, Face] | None = None, *, small: bool = False, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.faces = faces or {}
        self.small = small

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"]["small"] = self.small
        return context

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option = super().create_option(name, value, *args, **kwargs)
        option["face"] = self.faces.get(str(value), Face())
        return option


class Toggles(forms.CheckboxSelectMultiple):
    """Several of a few short choices (times, weekdays) as buttons that stay pressed."""

    template_name = "ui/inputs/toggles.html"


class PhotosInput(forms.FileInput):
    """Camera or album, several at once; made smaller in the browser before they are sent."""

    allow_multiple_selected = True
    template_name = "ui/inputs/photos.html"


class VoiceInput(forms.FileInput):
    """Hold to speak where the browser can record; else a recording is picked as a file."""

    template_name = "ui/inputs/voice.html"


class SignatureInput(forms.Widget):
    """A white pad to sign on with a finger, a pen or the mouse; without scripts it says to sign on paper.

    The picture travels as text in a hidden input, not as a file: a mistake elsewhere in the form does not lose it.
    """

    template_name = "ui/inputs/signature.html"

    def format_value(self, value: Any) -> str:
        """What was drawn comes back to the pad; anything else that was sent does not."""
        text = value if isinstance(value, str) else ""
        return text if text.startswith(signatures.PREFIX) and len(text) <= signatures.MOST_TEXT else ""

    def use_required_attribute(self, initial: Any) -> bool:
        return False  # no browser could say it beside a hidden input

    def id_for_label(self, id_: str) -> str:
        return ""  # a legend names the pad and its buttons together


class PhotosField(forms.FileField):
    """A list of uploaded photos, at most `most`; whether they are pictures is checked by kernel.files."""

    widget = PhotosInput
    default_error_messages = {
        "too_many": ngettext_lazy("Pick at most %(most)d photo.", "Pick at most %(most)d photos.", "most"),
    }

    def __init__(self, *, most: int = 6, **kwargs: Any) -> None:
        self.most = most
        super().__init__(**kwargs)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {**super().widget_attrs(widget), "accept": "image/*", "data-most": self.most}

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        sent = data if isinstance(data, list | tuple) else [data] if data else []
        if not sent:
            super().clean(None, initial)  # "required", if it is
            return []
        if len(sent) > self.most:
            words = self.error_messages["too_many"] % {"most": self.most}
            raise forms.ValidationError(words, code="too_many")
        return [super(PhotosField, self).clean(one, initial) for one in sent]


class VoiceField(forms.FileField):
    """One recording; `seconds` is where the recorder stops by itself."""

    widget = VoiceInput

    def __init__(self, *, seconds: int = 60, **kwargs: Any) -> None:
        self.seconds = seconds
        super().__init__(**kwargs)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {**super().widget_attrs(widget), "accept": "audio/*", "data-seconds": self.seconds}


class SignatureField(forms.Field):
    """A signature drawn on the spot, as the bytes of a PNG (black on nothing, cropped); b"" when none was drawn."""

    widget = SignatureInput
    empty_values = [*EMPTY_VALUES, b""]
    default_error_messages = {
        "required": _("Please sign in the box, or sign on paper."),
        "unreadable": _("The signature did not arrive whole. Please clear the box and sign again."),
        "too_large": _("The signature is too large. Please clear the box and sign again."),
        "too_little": _("This is too little for a signature. Please write the whole name."),
        "too_much": _("The box is nearly all black. Please clear it and sign again."),
    }

    def to_python(self, value: Any) -> bytes:
        text = value.strip() if isinstance(value, str) else ""
        if not text:
            return b""
        try:
            return signatures.from_address(text)
        except signatures.Unusable as unusable:
            raise forms.ValidationError(self.error_messages[unusable.code], code=unusable.code) from None


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(format="%Y-%m-%d", **kwargs)


class MomentInput(forms.DateTimeInput):
    input_type = "datetime-local"

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(format="%Y-%m-%dT%H:%M", **kwargs)


def _kind(widget: forms.Widget) -> str:
    """Which of the shapes in field.html fits the widget."""
    kinds: Sequence[tuple[type[forms.Widget], str]] = (
        (Cards, "group"),
        (forms.RadioSelect, "group"),
        (forms.CheckboxSelectMultiple, "group"),
        (forms.CheckboxInput, "check"),
        (PhotosInput, "photos"),
        (VoiceInput, "voice"),
        (SignatureInput, "group"),
        (forms.FileInput, "file"),
    )
    return next((kind for shape, kind in kinds if isinstance(widget, shape)), "plain")


def drawn(
    bound: BoundField, *, hint: str | None, label: str, rows: int, placeholder: str | None, say_optional: bool
) -> dict[str, object]:
    """The context of field.html: the input with what it is described by, its errors, its hint."""
    kind = _kind(bound.field.widget)
    hint = str(bound.help_text or "") if hint is None else hint
    described = [f"{bound.auto_id}-hint"] if hint else []
    if bound.errors:
        described.insert(0, f"{bound.auto_id}-error")
    attrs: dict[str, Any] = {"aria-describedby": " ".join(described)} if described else {}
    if bound.errors:
        attrs["aria-invalid"] = "true"
    if rows:
        attrs["rows"] = rows
    if placeholder is not None:
        attrs["placeholder"] = placeholder or False  # Django leaves out what is False
    lost = kind in {"photos", "voice", "file"} and not getattr(bound.form, "keeps_files", False)
    again = (
        lost and bound.form.is_bound and bool(bound.form.errors) and not bound.errors
    )  # its own error says what to do
    return {
        "bound": bound,
        "input": bound.as_widget(attrs=attrs),
        "kind": kind,
        "label": label or bound.label,
        "hint": hint,
        "again": _("A browser can't keep files: please choose them again.") if again else "",
        # Of fields in `one_of` at least one is asked for: none of them says that it may stay empty.
        "optional": say_optional
        and not bound.field.required
        and kind != "check"
        and bound.name not in getattr(bound.form, "one_of", ()),
        "described": " ".join(described),
    }


def tiles() -> dict[str, str]:
    """Where the map takes its ground from; all empty when the room named no source."""
    return {
        "url": settings.MAP_TILES_URL,
        "datum": settings.MAP_TILES_DATUM,
        "pmtiles": reverse("ui:ground") if settings.MAP_PMTILES_FILE else "",
    }

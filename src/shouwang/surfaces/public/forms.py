"""What people type on public pages, checked; nothing they typed is lost when something is wrong with it."""

import re
from collections.abc import Mapping, Sequence
from typing import Any, cast

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from shouwang.kernel.ground.models import Place, Room
from shouwang.kernel.matters.kinds import Kind
from shouwang.kernel.matters.models import Satisfaction
from shouwang.lib.identity import clean_phone
from shouwang.lib.text import by_sound
from shouwang.surfaces.public import position
from shouwang.surfaces.public.frame import in_words
from shouwang.ui.inputs import Cards, Face, PhotosField, VoiceField

MOST_LETTERS = 5000
# A text far above the limit is sent back this long; the whole of it is in the browser's Back button.
MOST_SHOWN = 20_000
MOST_PHOTOS = 6
VOICE_SECONDS = 180
NAMED, ANONYMOUS = "named", "anonymous"
FOREIGN_PHONE = re.compile(r"\+[1-9][0-9]{5,14}")


class Words(forms.CharField):
    """Long text; one that is too long says how long it is."""

    widget = forms.Textarea

    def __init__(self, *, most: int = MOST_LETTERS, **kwargs: Any) -> None:
        self.most = most
        super().__init__(max_length=most, **kwargs)
        self.validators = [check for check in self.validators if not isinstance(check, MaxLengthValidator)]

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value and len(value) > self.most:
            raise forms.ValidationError(
                _(
                    "This is %(count)s characters long; at most %(most)s can be sent. "
                    "Please shorten it, or call us: we'll write it down for you."
                )
                % {"count": f"{len(value):,}", "most": f"{self.most:,}"},
                code="too_long",
            )

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        # No maxlength: a browser would cut what is pasted without a word.
        return {"data-most": self.most}


class Degrees(forms.FloatField):
    """A number a phone sent along; what is none is left out, because the words matter more."""

    widget = forms.HiddenInput

    def __init__(self) -> None:
        super().__init__(required=False)

    def clean(self, value: Any) -> float | None:
        try:
            number: float | None = super().clean(value)
        except forms.ValidationError:
            return None
        return number


class Files(forms.Form):
    """Inputs of what is taken in at once, see kept.py; bound only to say what was refused, since nothing else comes back."""

    keeps_files = True
    voice = VoiceField(label=gettext_lazy("Or say it"), required=False, seconds=VOICE_SECONDS)
    photos = PhotosField(label=gettext_lazy("Photos"), required=False, most=MOST_PHOTOS)

    def __init__(self, refused: Mapping[str, Sequence[str]] | None = None) -> None:
        super().__init__({} if refused else None)
        for field, words in (refused or {}).items():
            self.add_error(field, " ".join(words))


class What(forms.Form):
    """What happened, and where."""

    text = Words(label=gettext_lazy("Tell us what it is"), required=False)
    place = forms.ChoiceField(label=gettext_lazy("Where?"), required=False)
    where = forms.CharField(label=gettext_lazy("Where exactly?"), required=False)
    latitude = Degrees()
    longitude = Degrees()
    accuracy = Degrees()
    position_answer = forms.ChoiceField(
        label=gettext_lazy("Is this the place?"), required=False, widget=forms.RadioSelect
    )
    is_urgent = forms.BooleanField(label=gettext_lazy("It can't wait"), required=False)

    def __init__(
        self,
        data: Mapping[str, Any] | None,
        *,
        room: Room,
        has_kept_voice: bool = False,
        initial: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial=initial)
        self.room = room
        self.has_kept_voice = has_kept_voice
        self.doubt: position.Doubt | None = None
        self._field("place").choices = self._place_choices
        self._field("position_answer").choices = [
            (position.SWAP, _("No: the two numbers are the wrong way round. Swap them.")),
            (position.KEEP, _("Yes, it happened there.")),
            (position.DROP, _("No. Send it without the position.")),
        ]

    @cached_property
    def places(self) -> dict[str, Place]:
        """The room's places by key; asked for only when one was chosen or the page is shown."""
        return {str(place.pk): place for place in Place.objects.filter(room=self.room)}

    def _place_choices(self) -> list[tuple[str, Any]]:
        """By kind, in each as a dictionary orders names: an order in which somebody finds what they look for."""
        places = sorted(self.places.items(), key=lambda item: by_sound(in_words(item[1])))
        groups = {
            kind.label: [(key, in_words(place)) for key, place in places if place.kind == kind] for kind in Place.Kind
        }
        shown = [(label[:1].upper() + label[1:], found) for label, found in groups.items() if found]
        return [("", _("Choose a place, or leave it")), *shown]

    def _field(self, name: str) -> forms.ChoiceField:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  # both are declared above
        return field

    def clean_where(self) -> str:
        where = str(self.cleaned_data["where"])
        if len(where) > 200:
            raise forms.ValidationError(_("Please say where in at most 200 characters."))
        return where

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        if not (said.get("text") or self.has_kept_voice or self.errors):
            self.add_error("text", _("Please write a few words, or say it."))
        self._ask_about_position(said)
        return said

    def _ask_about_position(self, said: dict[str, Any]) -> None:
        latitude, longitude = said.get("latitude"), said.get("longitude")
        if latitude is None or longitude is None:
            said["latitude"] = said["longitude"] = None
            return
        self.doubt = position.doubt(self.room, latitude, longitude)
        if self.doubt is None:
            return
        field = self._field("position_answer")
        offered = cast(list[tuple[str, str]], field.choices)
        field.choices = [choice for choice in offered if choice[0] in self.doubt.answers]
        answer = said.get("position_answer")
        if answer == position.SWAP and position.SWAP in self.doubt.answers:
            said["latitude"], said["longitude"] = longitude, latitude
        elif answer == position.DROP:
            said["latitude"] = said["longitude"] = None
        elif answer != position.KEEP or position.KEEP not in self.doubt.answers:
            self.add_error("position_answer", self._question())

    def _question(self) -> str:
        if self.doubt and self.doubt.kilometres is not None:
            return _("This position is %(count)s km from the room, not in the village. Is it right?") % {
                "count": f"{self.doubt.kilometres:,}"
            }
        return _("This position is not in the village. Is it right?")

    @property
    def shown_text(self) -> str:
        """What stands in the text box again."""
        return str(self["text"].value() or "")[:MOST_SHOWN]


class Who(forms.Form):
    """Who brings it; a kind that may be anonymous lets them choose."""

    who = forms.ChoiceField(label=gettext_lazy("Do you want to give your name?"))
    name = forms.CharField(label=gettext_lazy("What do we call you?"), required=False, max_length=60)
    phone = forms.CharField(label=gettext_lazy("Your telephone"), required=False, max_length=40)

    def __init__(self, data: Mapping[str, Any] | None, *, kind: Kind) -> None:
        super().__init__(data)
        self.kind = kind
        if not kind.may_be_anonymous:
            del self.fields["who"]
        else:
            self.fields["who"] = forms.ChoiceField(
                label=_("Do you want to give your name?"),
                choices=[(NAMED, _("Yes, ask me back")), (ANONYMOUS, _("No, without a name"))],
                widget=Cards(
                    {
                        NAMED: Face("user-round", _("Only the officer sees your name and number.")),
                        ANONYMOUS: Face("eye-off", _("Nobody learns who you are. You look it up with a follow code.")),
                    }
                ),
                error_messages={"required": _("Please choose one of the two.")},
            )
        self.fields["name"].widget.attrs |= {"autocomplete": "name"}
        self.fields["phone"].widget = forms.TextInput(attrs={"type": "tel", "autocomplete": "tel", "inputmode": "tel"})

    def clean_phone(self) -> str:
        typed = str(self.cleaned_data["phone"])
        if not typed or self.data.get("who") == ANONYMOUS:
            return ""
        foreign = re.sub(r"[\s()-]", "", typed)
        number = clean_phone(typed) or (foreign if FOREIGN_PHONE.fullmatch(foreign) else None)
        if number is None:
            raise forms.ValidationError(_("This is not a telephone number. Please look at it again."))
        return number

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        nobody = not said.get("name") and not said.get("phone")
        if self.is_named and nobody and not self.has_error("phone") and not self.has_error("name"):
            self.add_error("phone", _("Please give a name or a number, so that we can find you."))
        return said

    @property
    def is_named(self) -> bool:
        return not self.kind.may_be_anonymous or self.cleaned_data.get("who") == NAMED


class Asker(Who):
    """Who asks for an errand, and what else we should know."""

    text = Words(
        label=gettext_lazy("Anything else we should know?"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )


class Code(forms.Form):
    """The code on a receipt."""

    code = forms.CharField(
        label=gettext_lazy("Follow code on your receipt"),
        required=False,
        widget=forms.TextInput(
            attrs={
                "autocomplete": "off",
                "autocapitalize": "characters",
                "spellcheck": "false",
                "placeholder": "ABCD-EFGH-JKMN",
            }
        ),
    )


class More(forms.Form):
    """More words or photos on a matter that is being worked on."""

    text = Words(
        label=gettext_lazy("What else should we know?"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, data: Mapping[str, Any] | None, *, has_files: bool = False) -> None:
        super().__init__(data)
        self.has_files = has_files

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        if not said.get("text") and not self.has_files and not self.errors:
            self.add_error("text", _("Please write a few words or add a photo."))
        return said


class Reason(forms.Form):
    """Why it is taken back; may stay empty."""

    text = Words(
        label=gettext_lazy("Why do you take it back?"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


class Rating(forms.Form):
    """Three faces and words."""

    score = forms.TypedChoiceField(
        label=gettext_lazy("Are you satisfied?"),
        coerce=int,
        choices=[
            (Satisfaction.Score.SATISFIED, gettext_lazy("Satisfied")),
            (Satisfaction.Score.PARTLY, gettext_lazy("So-so")),
            (Satisfaction.Score.NOT, gettext_lazy("Not satisfied")),
        ],
        widget=Cards({"3": Face("smile"), "2": Face("meh"), "1": Face("frown")}, small=True),
        error_messages={
            "required": gettext_lazy("Please choose one of the three."),
            "invalid_choice": gettext_lazy("Please choose one of the three."),
        },
    )
    text = Words(
        label=gettext_lazy("What was good, what was not?"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

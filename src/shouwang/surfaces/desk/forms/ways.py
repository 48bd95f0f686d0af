"""Files with ways: maps, extracts, recorded walks, several at once."""

from typing import Any, Final

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from shouwang.kernel.ground.models import Room
from shouwang.kernel.ground.network import lines_of, place_of
from shouwang.lib.planning.plane import Fault
from shouwang.surfaces.desk.forms.settings.ground import DATUMS
from shouwang.surfaces.desk.words import in_a_line
from shouwang.systems.patrol.surveying import Refused, Sent, Survey, Why, survey

MOST_FILES: Final = 40
MOST_BYTES: Final = 32 * 1024 * 1024

WORDS: Final[dict[str, str | Promise]] = {
    Fault.EMPTY: gettext_lazy("there is no lane in it"),
    Fault.NUMBERS: gettext_lazy("its positions can’t be read: perhaps latitude stands first"),
    Fault.BIG: gettext_lazy("it is too large"),
    Fault.MANY: gettext_lazy("too much at once: cut out the village alone, or send fewer files"),
    Fault.UNREADABLE: gettext_lazy("it is damaged, or no such file at all"),
    Fault.ENTITIES: gettext_lazy("there is something in it that has no place in a map: it could do harm"),
    Fault.ELSEWHERE: gettext_lazy("it was walked far from here"),
    Fault.SHAPE: gettext_lazy("it is damaged, or no such file at all"),
    Why.KNOWN: gettext_lazy("drawn already"),
    Why.FAR: gettext_lazy("more than 10 km from the room"),
    Why.NO_WAY: gettext_lazy("nobody may or can walk there"),
    Why.SORT: gettext_lazy("we read GPX, GeoJSON and .osm only"),
    Why.PACKED: gettext_lazy("it is packed (.pbf): save it as .osm"),
    Why.SWAPPED: gettext_lazy("latitude and longitude look exchanged"),
}


class FilesInput(forms.FileInput):
    """Several files at once."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """A list of files, at most `MOST_FILES`, of `MOST_BYTES` together."""

    widget = FilesInput

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        sent = data if isinstance(data, list | tuple) else [data] if data else []
        if not sent:
            super().clean(None, initial)  # says that one is needed
        if len(sent) > MOST_FILES:
            words = _("These are %(n)s files: at most %(most)s at a time.") % {"n": len(sent), "most": MOST_FILES}
            raise forms.ValidationError(words)
        if sum(one.size for one in sent) > MOST_BYTES:
            words = _("Too large: %(most)s MB together at most.") % {"most": MOST_BYTES >> 20}
            raise forms.ValidationError(words)
        return [super(FilesField, self).clean(one, initial) for one in sent]


class WayFiles(forms.Form):
    """Ways from files, looked at before they are drawn."""

    chosen = FilesField(
        label=gettext_lazy("The files"),
        help_text=gettext_lazy(
            "Walks recorded with a telephone (GPX), an OpenStreetMap extract (.osm), or lines from a map program (GeoJSON)."
        ),
    )
    datum = forms.ChoiceField(
        label=gettext_lazy("Which map the places come from"),
        choices=DATUMS,
        help_text=gettext_lazy("A telephone records GPS. Only for GPX and GeoJSON."),
    )

    def __init__(self, *args: Any, room: Room, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.room = room

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if self.errors:
            return said
        found = said["survey"] = self._survey(said["chosen"], said["datum"])
        if not found.found:
            for one in found.refused:
                self.add_error("chosen", words_for(one))
            if not found.refused:
                self.add_error("chosen", _("All of this is drawn already: there is nothing to add."))
        return said

    def _survey(self, files: "list[UploadedFile[Any]]", datum: str) -> Survey:
        return survey(
            [Sent(str(one.name), one.read()) for one in files],
            known=lines_of(self.room),
            home=place_of(self.room),
            places=[(place.longitude, place.latitude) for place in self.room.places.order_by("name")],
            datum=datum,
        )


def words_for(one: Refused) -> str:
    """What is refused, and why, in a line."""
    why = str(WORDS.get(one.why, one.why))
    parts = [one.file, named(one)]
    about = pgettext("between parts", ", ").join(part for part in parts if part)
    return _("%(what)s: %(why)s") % {"what": about, "why": why} if about else why


def named(one: Refused) -> str:
    """Which of the file's ways: their names, else how many; nothing for a file as a whole."""
    if one.names:
        more = one.count - len(one.names)
        rest = ngettext("%(n)s more", "%(n)s more", more) % {"n": more}
        return in_a_line([*one.names, rest] if more > 0 else one.names)
    if one.why in tuple(Why) and one.why not in (Why.SORT, Why.PACKED):
        return ngettext("%(n)s lane", "%(n)s lanes", one.count) % {"n": one.count}
    return ""

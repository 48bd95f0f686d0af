"""A file with the village's shapes, or a table of places, or of division codes."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from shouwang.kernel.ground.models import Place
from shouwang.kernel.ground.reading import Plan, Unreadable, read_divisions, read_geojson, read_places

DATUMS: tuple[tuple[str, Any], ...] = (
    ("wgs84", _("GPS, a telephone (WGS-84)")),
    ("gcj02", _("AMap, Tencent maps (GCJ-02)")),
    ("bd09", _("Baidu maps (BD-09)")),
)
UNREADABLE: dict[str, str | Promise] = {
    "big": _("The file is too large: %(detail)s at most."),
    "json": _("This is no file of a map program. Save it there as GeoJSON and send it again."),
    "collection": _(
        "There is no list of shapes in the file. Choose all shapes in the map program, save them as GeoJSON."
    ),
    "crs": _(
        "The map program wrote its own coordinates (%(detail)s). Save it there as longitude and latitude (WGS-84)."
    ),
    "many": _("Too many at once: %(detail)s at most. Make several files of it."),
    "text": _("The file can't be read as text. Save it as CSV (UTF-8)."),
    "columns": _("Columns are missing in the first line: %(detail)s."),
}


def words_for(refusal: Unreadable) -> str:
    """Why the whole file can't be read."""
    return str(UNREADABLE[refusal.fault]) % {"detail": refusal.detail}


def place_kinds() -> dict[str, str]:
    """Every word a kind of place may be called by in a table: its key, its Chinese, its English."""
    found: dict[str, str] = {}
    for kind in Place.Kind:
        for language in ("zh-hans", "en"):
            with override(language):
                found[str(kind.label).lower()] = kind.value
        found[kind.value] = kind.value
    return found


class GroundFile(forms.Form):
    """GeoJSON with villages, grids, ways and places; or a CSV of places."""

    file = forms.FileField(
        label=_("The file"),
        help_text=_("Saved from the map program as GeoJSON; for places alone a table saved as CSV does too."),
    )
    datum = forms.ChoiceField(label=_("Which map the places come from"), choices=DATUMS)
    swap = forms.BooleanField(
        label=_("The shapes lie far away: its two numbers stand the wrong way round, turn them"), required=False
    )
    replaces_ways = forms.BooleanField(
        label=_("Lanes and roads drawn before go when the file has any"), required=False, initial=True
    )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not self.errors:
            try:
                said["plan"] = self._read(said["file"], said["datum"], swap=said["swap"])
            except Unreadable as refusal:
                self.add_error("file", words_for(refusal))
            else:
                if said["plan"].is_empty and not said["plan"].faults:
                    self.add_error("file", _("There is nothing in the file."))
        return said

    def _read(self, file: "UploadedFile[Any]", datum: str, *, swap: bool) -> Plan:
        data = file.read()
        if str(file.name).lower().endswith((".csv", ".txt")):
            return read_places(data, datum=datum, place_kinds=place_kinds(), swap=swap)
        return read_geojson(data, datum=datum, place_kinds=list(Place.Kind.values), swap=swap)


class DivisionFile(forms.Form):
    """Division codes with where they come from."""

    file = forms.FileField(label=_("The table"), help_text=_("CSV with the columns 代码 and 名称."))
    source = forms.CharField(
        label=_("Where it comes from"),
        max_length=120,
        help_text=_("Who published it and when, so that it can be checked."),
    )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not self.errors:
            try:
                said["codes"], said["faults"] = read_divisions(said["file"].read())
            except Unreadable as refusal:
                self.add_error("file", words_for(refusal))
            else:
                if not said["codes"]:
                    self.add_error("file", _("No line has a code and a name."))
        return said

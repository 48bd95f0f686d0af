"""How a page of the settings is put together: a list or table, beside it a form, above it what is shown only once."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from shouwang.surfaces.desk.access import DeskRequest
from shouwang.ui.parts import Fact, Map, Row, Tab, Table, Tone, Verb


@dataclass(frozen=True)
class Side:
    """Fields that stand side by side, because they say one thing together; `legend` is read out. One field alone has none."""

    fields: Sequence[forms.BoundField]
    legend: str = ""


@dataclass(frozen=True)
class Fold:
    """Fields that few need, under a line that opens them; open where one of them is wrong and must be seen."""

    label: str
    sides: list[Side]
    is_open: bool


@dataclass(frozen=True)
class Ask:
    """A form with its title and its button."""

    form: forms.Form
    title: str
    verb: str
    to: str = ""  # another address than the page's own
    act: str = ""  # which of the page's forms it is, posted as `act`
    tone: str = "primary"
    has_files: bool = False
    gives_file: bool = False  # the page stays, so it may be sent again
    keep: str = ""  # under which name a tab keeps what is typed, until it arrived
    fold: tuple[str, ...] = ()  # fields that few need, folded away
    fold_label: str = ""  # else they are the technician's
    fold_open: bool = False

    @property
    def shown(self) -> list[Side]:
        return self._sides([bound for bound in self.form if bound.name not in self.fold])

    @property
    def folds(self) -> list[Fold]:
        """What is folded away; the same in English in a fold of its own, for who writes English looks for nothing else."""
        bounds = [bound for bound in self.form if bound.name in self.fold]
        english = [bound for bound in bounds if bound.name.endswith("_en")]
        others = [bound for bound in bounds if bound not in english]
        label = self.fold_label or _("For the technician")
        found = [(label, others), (_("Also in English") if others else label, english)]
        return [
            Fold(label, self._sides(parts), self.fold_open or any(bound.errors for bound in parts))
            for label, parts in found
            if parts
        ]

    def _sides(self, bounds: Sequence[forms.BoundField]) -> list[Side]:
        """The fields in their order; those that the form's `sets` name together as one."""
        sets: Sequence[tuple[str, Collection[str]]] = getattr(self.form, "sets", ())
        found: dict[str, Side] = {}
        for bound in bounds:
            legend = next((legend for legend, names in sets if bound.name in names), "")
            before = found[legend].fields if legend in found else []
            found[legend or bound.name] = Side([*before, bound], legend)
        return list(found.values())

    @property
    def map(self) -> Map | None:
        return getattr(self.form, "map", None)


@dataclass(frozen=True)
class Once:
    """Something shown this once: a key, a link. It is kept nowhere."""

    title: str
    text: str
    secret: str
    is_scanned: bool = False  # shown as a picture for a phone's camera too
    caution: str = ""  # why it will not work as it is
    paper: tuple[str, str] | None = None  # where it is printed, and the secret that is sent there


@dataclass(frozen=True)
class Block:
    """One card of the page: rows, a table or facts, and the buttons under them."""

    title: str = ""
    rows: Sequence[Row] = ()
    table: Table | None = None
    facts: Sequence[Fact] = ()
    empty: str = ""
    advice: str = ""
    icon: str = "settings"
    map: Map | None = None
    verbs: Sequence[Verb] = ()
    mark: str = ""  # id, when a map names it as its list
    is_folded: bool = False  # facts that are long and known to most who come


@dataclass(frozen=True)
class Said:
    """Words that must be seen, above all else."""

    title: str
    text: str = ""
    tone: Tone = "blue"
    icon: str = "info"


def page(
    request: DeskRequest,
    title: str,
    *blocks: Block,
    lead: str = "",
    up: tuple[str, str] | None = None,
    asks: Sequence[Ask] = (),
    once: Once | None = None,
    said: Said | None = None,
    verbs: Sequence[Verb] = (),
    pager: Any = None,
    tabs: Sequence[Tab] = (),
    beside: Sequence[Block] = (),
    template: str = "desk/settings/page.html",
    more: Mapping[str, Any] = MappingProxyType({}),
) -> HttpResponse:
    """Draw it. `beside`: what one wants to see while filling in; below the form on a telephone. `more`: for its template.

    422 when one of the forms did not go through, so that nobody takes it for done.
    """
    context = {
        "title": title,
        "home": home(request),
        "lead": lead,
        "up": up,
        "blocks": blocks,
        "asks": asks,
        "once": once,
        "said": said,
        "verbs": verbs,
        "pager": pager,
        "tabs": tabs,
        "beside": beside,
        **more,
        "has_map": any(block.map for block in blocks) or any("latitude" in ask.form.fields for ask in asks),
    }
    failed = any(ask.form.is_bound and ask.form.errors for ask in asks)
    response = render(request, template, context, status=422 if failed else 200)
    if once:
        response["Cache-Control"] = "no-store"
    return response


def too_many(count: int, most: int) -> Said | None:
    """Said where a list is cut: how many there are, and how the others are reached; nothing where all are shown."""
    if count <= most:
        return None
    title = _("%(n)s are open; the %(most)s that wait longest are shown") % {"n": count, "most": most}
    return Said(title, _("The others are found by their number in the search."), "amber", "triangle-alert")


def home(request: DeskRequest) -> tuple[str, str]:
    """Where the page belongs: the patrols or the disputes for those under them, else the settings."""
    match = request.resolver_match
    if match and match.namespace in ("desk-mediation", "desk-police"):
        return _("Disputes"), reverse("desk-mediation:disputes")
    if match and match.namespace == "desk-services":
        return _("Services"), reverse("desk-services:home")
    if match and match.namespace == "desk-outreach":
        return _("Outreach"), reverse("desk-outreach:home")
    if match and match.namespace == "desk-care":
        return _("Care"), reverse("desk-care:home")
    if match and (match.namespace == "desk-patrol" or (match.url_name or "").startswith("patrol-")):
        return _("Patrols"), reverse("desk-patrol:tonight")
    return _("Settings"), reverse("desk:settings")


def sent(request: DeskRequest, act: str = "") -> Any:
    """What was posted to the form `act` of a page with several; None when this form was not the one."""
    return request.POST if request.method == "POST" and request.POST.get("act", "") == act else None

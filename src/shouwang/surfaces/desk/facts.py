"""The facts of a matter beside its story; what is missing says so, with where it is filled."""

from collections.abc import Collection, Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from shouwang.kernel.ground.models import Room
from shouwang.kernel.matters import kinds
from shouwang.kernel.matters.models import Link, Matter
from shouwang.kernel.people.permissions import Permission
from shouwang.surfaces.desk.rows import kind_name
from shouwang.surfaces.desk.words import STATES, WALK, name_of
from shouwang.ui import moments
from shouwang.ui.parts import Fact, Map, Step, Verb


def facts_of(matter: Matter, held: Collection[str], *, may_assign: bool) -> list[Fact]:
    """Number, kind, where, how it came, who has it."""
    may_edit = Permission.MATTER_WORK in held and matter.is_open
    edit, place = reverse("desk:edit", args=[matter.pk]), reverse("desk:place", args=[matter.pk])
    takers = " · ".join(name_of(taker) for taker in (matter.owner, matter.team) if taker)
    topic = str(kinds.topic_name(matter.kind, matter.topic)) if matter.topic else ""
    spot = [name_of(matter.place)] if matter.place else []
    return [
        Fact(_("Number"), matter.reference, note=name_of(matter.room)),
        Fact(_("Kind"), kind_name(matter), note=_("urgent") if matter.is_urgent else ""),
        Fact(
            _("Topic"),
            topic,
            missing=_("none yet"),
            fill=_fill(_("Choose"), f"{edit}#id_topic", may_edit and not topic),
        ),
        Fact(
            _("Where"),
            " · ".join([*spot, *([matter.where] if matter.where else [])]),
            note=_position(matter),
            missing=_("nobody said") if matter.latitude is None else _("a point on the map"),
            fill=_fill(_("Change") if spot or matter.where else _("Say where"), place, may_edit),
        ),
        Fact(_("Came by"), _came_by(matter, held), note=moments.exact(matter.received_at)),
        Fact(
            _("With"), takers, missing=_("nobody yet"), fill=_fill(_("Hand out"), "#assign", may_assign and not takers)
        ),
        Fact(_("Level"), str(Matter.Level(matter.level).label)),
    ]


def _fill(label: str, href: str, may: bool) -> Verb | None:
    return Verb(label, href) if may else None


def _came_by(matter: Matter, held: Collection[str]) -> str:
    """The door, and the watch group of whoever came by it; that is near a name, so only for who may see names."""
    report = getattr(matter, "watch_report", None)  # an anonymous report has none
    group = report.group if report and Permission.REPORTER_SEE in held else None
    return " · ".join([*([name_of(group)] if group else []), str(Matter.Channel(matter.channel).label)])


def _position(matter: Matter) -> str:
    if matter.latitude is None or matter.longitude is None:
        return ""
    source = matter.get_position_source_display()
    sure = _(", within %(m)s m") % {"m": round(matter.accuracy_m)} if matter.accuracy_m else ""
    return f"{matter.latitude:.5f}, {matter.longitude:.5f} · {source}{sure}"


def links_of(matter: Matter, links: Sequence[Link], merged: Sequence[Matter]) -> list[Fact]:
    """Other matters this one has to do with, each by its number."""
    found = [
        Fact(
            str(link.get_bond_display()),
            other.reference,
            href=reverse("desk:matter", args=[other.pk]),
            note=other.title,
        )
        for link in links
        for other in (link.other if link.matter_id == matter.pk else link.matter,)
    ]
    found += [
        Fact(_("merged in"), one.reference, href=reverse("desk:matter", args=[one.pk]), note=one.title)
        for one in merged
    ]
    if matter.merged_into:
        into = matter.merged_into
        found.append(
            Fact(_("merged into"), into.reference, href=reverse("desk:matter", args=[into.pk]), note=into.title)
        )
    return found


def walk_of(matter: Matter, been: Collection[str]) -> list[Step]:
    """Where it stands on the usual way; a matter that ended another way says so instead of its last step."""
    states = list(WALK)
    if matter.state not in states:
        done = [Step(str(WALK[state]), "done") for state in states if state in been]
        return [*done, Step(str(STATES[matter.state]), "now")]
    at = states.index(matter.state)
    return [
        Step(
            str(WALK[state]),
            "now" if place == at else "next" if place > at else "done" if state in been else "skipped",
        )
        for place, state in enumerate(states)
    ]


def map_of(matter: Matter) -> Map | None:
    """A small map of where it is; None without a position."""
    spot = matter.place if matter.latitude is None else matter
    if spot is None:
        return None
    src = f"{reverse('desk:map-shapes')}?matter={matter.pk}"
    return Map(label=_("Where it is"), src=src, lat=spot.latitude, lon=spot.longitude, zoom=15.5)


def place_map(room: Room) -> Map:
    """A map to pick a point on."""
    return Map(
        label=_("Tap where it is"),
        src=f"{reverse('desk:map-shapes')}?ground=1",
        lat=room.latitude,
        lon=room.longitude,
        lat_name="latitude",
        lon_name="longitude",
    )

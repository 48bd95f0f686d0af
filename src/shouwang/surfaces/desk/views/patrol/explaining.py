"""Why the plan is as it is: what posts cover, what is left out, what a change changes."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from shouwang.surfaces.desk.views.patrol.words import hour, hours_of, shift_name
from shouwang.surfaces.desk.words import in_a_line, name_of
from shouwang.systems.patrol.queries.changes import Difference
from shouwang.ui.parts import Cell, Head, Spell, Strip, Strips, Table

WHY = {  # of the search, the posts and the roster
    "closed_off": gettext_lazy("nobody walks here"),
    "held": gettext_lazy("a post stands here"),
    "nothing_to_gain": gettext_lazy("weighs nothing tonight"),
    "no_walker": gettext_lazy("no round goes tonight"),
    "not_allowed": gettext_lazy("nobody of tonight may do it"),
    "unreachable": gettext_lazy("no way leads there"),
    "too_far": gettext_lazy("there and back takes longer than a round"),
    "closed": gettext_lazy("nobody can be there at its hours"),
    "crowded_out": gettext_lazy("other places bring more"),
    "too_few": gettext_lazy("too few people"),
    "no_site": gettext_lazy("no place where a post can stand is free"),
}


def post_table(one: Any) -> Table | None:
    """The posts with the places each is there for."""
    stands = list(one.stands.select_related("place", "shift").order_by("shift__number"))
    if not stands:
        return None
    names = {str(place.pk): name_of(place) for place in one.room.places.all()}
    heads = [Head(_("When")), Head(_("Where")), Head(_("Covers first")), Head(_("Stands behind another for"))]
    rows = [
        [
            Cell(hours_of(each.shift), href=reverse("desk-patrol:shift", args=[each.shift_id])),
            Cell(name_of(each.place)),
            Cell(_named(each.covers, names)),
            Cell(_named(each.backs_up, names)),
        ]
        for each in stands
    ]
    return Table(_("Posts"), heads, rows, stacks=True)


def strips(one: Any) -> Strips:
    """Who is where when: a line of time for each round and post."""
    lines: dict[Any, Strip] = {}
    for stop in one.stops.select_related("place", "shift").order_by("shift__number", "number"):
        href = reverse("desk-patrol:shift", args=[stop.shift_id])
        line = lines.setdefault(stop.shift_id, Strip(shift_name(stop.shift), [], href))
        spell = Spell(stop.arrives_at, stop.leaves_at, name_of(stop.place), str(stop.number))
        lines[stop.shift_id] = replace(line, spells=[*line.spells, spell])
    for each in one.stands.select_related("place", "shift").order_by("shift__number"):
        spell = Spell(each.shift.starts_at, each.shift.ends_at, name_of(each.place), name_of(each.place), "green")
        href = reverse("desk-patrol:shift", args=[each.shift_id])
        lines[each.shift_id] = Strip(shift_name(each.shift), [spell], href)
    heads = {"label_head": _("Who"), "when_head": _("When"), "what_head": _("Where")}
    return Strips(_("Who is where when"), list(lines.values()), **heads)


def one_more(one: Any) -> str:
    """What another post would bring, if it would bring anything."""
    if not one.one_more or one.one_more < 0.005:  # below half a per cent nobody would come for it
        return ""
    said = {"more": f"{one.one_more:.0%}"}
    if one.one_more_at:
        return _("one more post, at %(place)s, would cover %(more)s more") % {**said, "place": name_of(one.one_more_at)}
    return _("one more post would cover %(more)s more") % said


def left_table(one: Any, *, may_plan: bool) -> Table | None:
    """What is left out and why; whoever plans asks from here what it would cost to have it in."""
    left = list(one.left_out.select_related("place", "shift").order_by("-weight", "id"))
    if not left:
        return None
    rows = [[Cell(_left_name(each)), Cell(_left_why(each)), _what_if(one, each, may_plan=may_plan)] for each in left]
    return Table(_("Left out, and why"), [Head(_("What")), Head(_("Why")), Head(_("Ask"))], rows, stacks=True)


def change_table(found: Difference) -> Table:
    """What a plan changes for those who walk: who moves, what is dropped, minutes later."""
    rows = [*_added(found), *_dropped(found), *_moved(found), *_shifted(found), *_later(found)]
    empty = _("Nothing changes for anybody.")
    return Table(_("What changes"), [Head(_("What")), Head(_("How"))], rows, empty=empty, stacks=True)


def _added(found: Difference) -> Iterable[list[Cell]]:
    for stop in found.added:
        said = {"round": shift_name(stop.shift), "hour": hour(stop.arrives_at)}
        yield [Cell(name_of(stop.place)), Cell(_("new: %(round)s at %(hour)s") % said, tone="green")]


def _dropped(found: Difference) -> Iterable[list[Cell]]:
    for stop in found.dropped:
        said = {"round": shift_name(stop.shift), "hour": hour(stop.arrives_at)}
        yield [Cell(name_of(stop.place)), Cell(_("dropped: was %(round)s at %(hour)s") % said, tone="red")]


def _moved(found: Difference) -> Iterable[list[Cell]]:
    for old, new in found.moved:
        said = {"old": shift_name(old.shift), "new": shift_name(new.shift), "hour": hour(new.arrives_at)}
        yield [Cell(name_of(new.place)), Cell(_("%(old)s hands it to %(new)s, at %(hour)s") % said, tone="amber")]


def _shifted(found: Difference) -> Iterable[list[Cell]]:
    for old, new in found.shifted:
        said = {"round": shift_name(new.shift), "old": hour(old.arrives_at), "new": hour(new.arrives_at)}
        yield [Cell(name_of(new.place)), Cell(_("%(round)s: %(new)s, was %(old)s") % said)]


def _later(found: Difference) -> Iterable[list[Cell]]:
    for shift, change in found.later:
        minutes = round(abs(change) / timedelta(minutes=1))
        later = ngettext("done %(n)s minute later", "done %(n)s minutes later", minutes)
        sooner = ngettext("done %(n)s minute sooner", "done %(n)s minutes sooner", minutes)
        yield [Cell(shift_name(shift)), Cell((later if change > timedelta() else sooner) % {"n": minutes})]


def _named(keys: Iterable[str], names: dict[str, str]) -> str:
    return in_a_line(names[key] for key in keys if key in names)


def _left_name(each: Any) -> str:
    if each.place:
        visits = ngettext("%(n)s visit", "%(n)s visits", each.count) % {"n": each.count}
        return f"{name_of(each.place)} · {visits}" if each.count > 1 else name_of(each.place)
    return shift_name(each.shift)


def _left_why(each: Any) -> str:
    words = str(WHY.get(each.why, each.why))
    if each.why == "crowded_out" and each.detour is not None:
        minutes = round(each.detour)
        return words + _("; going there takes at least %(n)s minutes more") % {"n": minutes}
    return words


def _what_if(one: Any, each: Any, *, may_plan: bool) -> Cell:
    if not may_plan:
        return Cell("")
    if each.place and each.why != "held":
        href = f"{reverse('desk-patrol:change', args=[one.pk])}?{urlencode({'place': each.place_id})}"
        return Cell(_("What if it must be in?"), href=href)
    if each.shift:
        return Cell(_("What would help?"), href=reverse("desk-patrol:shift", args=[each.shift_id]))
    return Cell("")

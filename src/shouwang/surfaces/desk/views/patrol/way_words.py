"""What is said of ways: how many metres in how many pieces, and where nothing leads."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from shouwang.kernel.ground.models import Way
from shouwang.lib.planning.network import FAR
from shouwang.lib.planning.noding import Line
from shouwang.surfaces.desk.settings_page import Said
from shouwang.surfaces.desk.words import distance_words, in_a_line, name_of
from shouwang.systems.patrol.queries.ways import NOWHERE, Attached, Ways
from shouwang.systems.patrol.surveying import Survey
from shouwang.ui.parts import Fact, Tone

MOST_NAMES = 8


def facts(found: Ways) -> list[Fact]:
    """What is drawn."""
    return [
        Fact(
            _("Lanes and roads"),
            distance_words(round(found.metres)) if found.pieces else "",
            missing=_("none drawn yet"),
        ),
        Fact(_("Hangs together"), pieces(found)) if found.pieces else Fact(_("Hangs together"), "—"),
        Fact(_("Places one can walk to"), _("%(some)s of %(all)s places") % counts(found)),
    ]


def changes(survey: Survey, now: Ways, then: Ways) -> list[Fact]:
    """What files would change."""
    new = ngettext("%(n)s lane", "%(n)s lanes", len(survey.found)) % {"n": len(survey.found)}
    found = [
        Fact(_("To be added"), pgettext("between parts", ", ").join([new, distance_words(round(survey.metres))])),
        Fact(_("Hangs together"), _arrow(pieces(now), pieces(then))),
        Fact(
            _("Places one can walk to"),
            _arrow(_("%(some)s of %(all)s places") % counts(now), _("%(some)s of %(all)s places") % counts(then)),
        ),
    ]
    if survey.walked:
        share = f"{survey.known / survey.walked:.0%}"
        said = _("%(length)s, of it %(share)s on lanes that are known") % {
            "length": distance_words(round(survey.walked)),
            "share": share,
        }
        found.append(Fact(_("Walked"), said))
    return found


def said(found: Ways) -> Said | None:
    """What is wrong with the ways as they are, in words."""
    if not found.pieces:
        return Said(
            _("No lanes are drawn yet"),
            _("Plans reckon with straight lines and a third more until then."),
            "amber",
            "triangle-alert",
        )
    if found.is_room_off:
        text = _("Rounds begin there: walk from the room to the next lane once and send the recording.")
        return Said(_("No lane passes near the room itself"), text, "amber", "triangle-alert")
    lost = [one for one in found.attached if not one.is_reached]
    if not lost:
        return None
    title = ngettext("No way leads to %(n)s place", "No way leads to %(n)s places", len(lost)) % {"n": len(lost)}
    names = in_a_line([name_of(one.place) for one in lost[:MOST_NAMES]])
    text = _("%(names)s. Plans reckon with a straight line there; walk the missing lane once and send the recording.")
    return Said(title, text % {"names": names}, "amber", "triangle-alert")


def pieces(found: Ways) -> str:
    """In how many pieces, and how long the others are together."""
    count = len(found.pieces)
    if count <= 1:
        return _("in one piece") if count else _("nothing yet")
    words = _("in %(n)s pieces, the largest %(length)s")
    return words % {"n": count, "length": distance_words(round(found.pieces[0]))}


def counts(found: Ways) -> dict[str, int]:
    """How many places can be walked to, of how many."""
    return {"some": sum(one.is_reached for one in found.attached), "all": len(found.places)}


def off(one: Attached) -> str:
    """How far a place lies from its way."""
    if one.piece == NOWHERE:
        return _("over %(n)s m") % {"n": round(FAR)}
    return _("%(n)s m") % {"n": round(one.metres)}


def reached(one: Attached) -> str:
    """Whether a way leads to a place, and if not, why."""
    if one.is_reached:
        return _("one can walk there") if one.is_reached_at_night else _("by day only: a gate is closed at night")
    if one.piece == NOWHERE:
        return _("no: no lane passes near it")
    return _("no: it lies on piece %(n)s, which isn’t joined to the room’s") % {"n": one.piece + 1}


def tone(one: Attached) -> Tone:
    """The colour beside the words."""
    return "" if one.is_reached and one.is_reached_at_night else "amber" if one.is_reached else "red"


def kind(line: Line) -> str:
    """What a way without a name is called."""
    return str(dict(Way.Kind.choices).get(line.kind, line.kind))


def _arrow(now: str, then: str) -> str:
    return now if now == then else f"{now} → {then}"

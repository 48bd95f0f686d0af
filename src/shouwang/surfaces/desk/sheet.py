"""What stands in the matter sheet: a matter and its story in the words of the page's language."""

from collections.abc import Sequence

from shouwang.kernel.matters import kinds
from shouwang.kernel.matters.models import Entry, Matter
from shouwang.kernel.papers.description import Values
from shouwang.surfaces.desk import story
from shouwang.surfaces.desk.rows import kind_name
from shouwang.surfaces.desk.words import STATES, name_of


def sheet_values(matter: Matter, told: Sequence[Entry]) -> Values:
    """The values for `kernel.matters.sheet.SHEET`."""
    places = [name_of(matter.place)] if matter.place else []
    takers = [name_of(taker) for taker in (matter.owner, matter.team) if taker]
    return {
        "issuer": name_of(matter.room),
        "number": matter.reference,
        "title": matter.title,
        "kind": kind_name(matter),
        "topic": str(kinds.topic_name(matter.kind, matter.topic)) if matter.topic else "",
        "came_by": str(Matter.Channel(matter.channel).label),
        "received": matter.received_at,
        "state": str(STATES[matter.state]),
        "ended": matter.ended_at,
        "where": " · ".join([*places, *filter(None, [matter.where])]),
        "with": " · ".join(takers),
        "text": matter.text,
        "story": [
            {"at": one.at, "who": one.who, "what": "\n".join(filter(None, [one.title, one.text]))}
            for one in story.entries_of(matter, told, [])[1:]
        ],
        "done_by": "",
        "checked_by": "",
    }

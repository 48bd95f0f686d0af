"""A call is told beside the phone pages: to the desk, and to the room's groups outside, which really ring.

What goes out names the kind, the unit, the place and the topic. Never a person, never the group of whoever cried for
help: ten households would know who it was. Never the title of a matter: a villager wrote it, perhaps with a name in it.
"""

from django.utils.functional import Promise, lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from shouwang.kernel.journal.actions import Actor, Subject
from shouwang.kernel.notices import actions as notices
from shouwang.kernel.notices.queries import audience
from shouwang.kernel.people.permissions import Permission
from shouwang.systems.watch.models import Call
from shouwang.systems.watch.queries.calls import scene_of, what_of

CALLED, EXERCISE = "watch.called", "watch.called_exercise"


def ring(call: Call, *, by: Actor) -> None:
    """Tell of a new call, each receiver once, also in the quiet hours. An exercise says that it is one."""
    key, about = f"watch.called:{call.pk}", _subject(call)
    template = CALLED if call.kind == Call.Kind.ALARM else EXERCISE
    words = _words(call)
    for account in audience(call.room, Permission.MATTER_ASSIGN, besides=by.id):
        notices.tell(key=key, account=account, room=call.room, template=template, words=words, about=about, urgent=True)
    notices.tell_robots(key=key, event=CALLED, room=call.room, template=template, words=words, about=about, urgent=True)


def settle(call: Call) -> None:
    """It is over: nobody at the desk needs to read of it any more."""
    notices.settle(about=_subject(call), templates=(CALLED, EXERCISE))


def _words(call: Call) -> dict[str, str | Promise]:
    what = what_of(call) or (call.matter.reference if call.matter else "")
    return {
        "kind": Call.Kind(call.kind).label,
        "unit": call.unit.name if call.unit else _("a watch group"),
        "what": what or Call.Kind(call.kind).label,
        "where": _where(call),
    }


def _where(call: Call) -> str | Promise:
    """The place's name, or that of the nearest; what a villager said of it stays in the room."""
    scene = scene_of(call)
    if call.matter is None:
        return scene.place.name if scene.place else _("the place you agreed on")
    if scene.place is None:
        return _("it stands on the page of the call")
    return _near_words(scene.place.name) if scene.is_near else scene.place.name


def _near_words(name: str) -> str | Promise:
    def said() -> str:
        return gettext("near %(place)s") % {"place": name}

    return lazy(said, str)()  # in the language of whoever reads it


def _subject(call: Call) -> Subject:
    label = call.matter.reference if call.matter else str(call.get_kind_display())
    return Subject("watch_call", str(call.pk), label)

"""A call in words: what it was to, and how fast it was answered against one, three and five minutes."""

from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from shouwang.surfaces.desk.words import name_of
from shouwang.systems.watch.answering import ACKNOWLEDGED, ON_SCENE, POLICE
from shouwang.systems.watch.queries import calls as queries
from shouwang.ui import moments
from shouwang.ui.parts import Pill, Row, Tone, Verb

GOALS = (
    (gettext_lazy("Somebody has answered"), "acknowledged", ACKNOWLEDGED),
    (gettext_lazy("Somebody is there"), "on_scene", ON_SCENE),
    (gettext_lazy("The police are there"), "police", POLICE),
)


def row_of(one: Any) -> Row:
    """A call as a line of a list."""
    href = reverse("desk:call", args=[one.pk])
    found = queries.times_of(one)
    facts = [
        _("%(what)s: %(took)s") % {"what": label, "took": took_words(took)}
        for (label, _name, _goal), took in zip(GOALS, (found.acknowledged, found.on_scene, found.police), strict=True)
        if took is not None
    ]
    if one.ended_at and found.acknowledged is None:
        facts.insert(0, _("Nobody answered"))
    tone: Tone = "grey" if one.ended_at else "amber"
    pills = [] if one.ended_at else [Pill(_("goes on"), "amber")]
    when, exact = moments.ago(one.called_at), moments.exact(one.called_at)
    return Row(
        title_of(one), href, when=when, exact=exact, tone=tone, facts=facts, pills=pills, verb=Verb(_("Open"), href)
    )


def title_of(one: Any) -> str:
    """What kind of call, of whom, to what."""
    whom = name_of(one.unit) if one.unit else ""
    what = one.matter.reference if one.matter else ""
    return " · ".join(part for part in (str(one.get_kind_display()), whom, what) if part)


def took_words(span: timedelta) -> str:
    """Minutes and seconds: 2:05."""
    minutes, seconds = divmod(max(int(span.total_seconds()), 0), 60)
    return f"{minutes}:{seconds:02}" if minutes < 60 else f"{minutes // 60}:{minutes % 60:02}:{seconds:02}"

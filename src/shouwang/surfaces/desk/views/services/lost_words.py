"""The words of things lost and found: stages, days, what is missing, why an act was refused, why two may be the same."""

from collections.abc import Iterator, Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from shouwang.surfaces.desk.refusals import act_words
from shouwang.systems.services import lost_lifecycle as lifecycle
from shouwang.systems.services import lost_matching as matching
from shouwang.systems.services.queries.lost import Thing
from shouwang.ui.parts import Pill, Tone

Words = str | Promise
STAGES: Mapping[str, tuple[Words, Tone]] = {
    lifecycle.SOUGHT: (gettext_lazy("looked for"), "blue"),
    lifecycle.LYING: (gettext_lazy("lies here"), "amber"),
    lifecycle.RETURNED: (pgettext_lazy("thing", "handed back"), "green"),
    lifecycle.HANDED_IN: (gettext_lazy("given to another office"), "grey"),
    lifecycle.STATES: (gettext_lazy("went to the State"), "grey"),
    lifecycle.SOLD: (gettext_lazy("sold, the money lies here"), "amber"),
    lifecycle.SPOILT: (gettext_lazy("could not be kept"), "grey"),
    lifecycle.GONE: (gettext_lazy("never came, or taken back"), "grey"),
    lifecycle.GIVEN_UP: (gettext_lazy("no longer looked for"), "grey"),
}
DAYS: Mapping[str, Words] = {
    "hand_in": gettext_lazy("Give it on today: papers and bank cards do not lie here"),
    "notice": gettext_lazy("Hang up the notice until"),
    "year": gettext_lazy("May be claimed until"),
}
NEEDS: Mapping[str, Words] = {
    "year_over": gettext_lazy("Not yet: whoever lost it has one year from the notice (Civil Code, Art 318)."),
    "who": gettext_lazy("Say who takes it."),
    "knew": gettext_lazy("Say what they knew of it before they saw it."),
    "seen": gettext_lazy("Say what proved that it is theirs."),
    "to": gettext_lazy("Say to which office."),
    "here": gettext_lazy("First write down that it lies here."),
    "day": gettext_lazy("Say which day."),
    "other": gettext_lazy("Choose the other one."),
    "how": gettext_lazy("Say how."),
    "reason": gettext_lazy("Say why."),
    "not_papers": gettext_lazy("Papers and bank cards are never sold: they go to who issued them."),
    "proceeds": gettext_lazy("Say how much money came in."),
    "receipt": gettext_lazy("Let them sign that they got the money."),
    "joined": gettext_lazy("It is not joined to another thing."),
}
REFUSALS: Mapping[str, Words] = {
    "future": gettext_lazy("That day is still to come."),
    "before_found": gettext_lazy("That is before it was found."),
    "same_side": gettext_lazy("One must be lost and the other found, in the same room."),
    "no_money": gettext_lazy("No money came in: then choose “Can't be kept: no money came in”."),
    "costs_more": gettext_lazy("That is more than it was sold for."),
    "joined_already": gettext_lazy("One of the two belongs to another already, or is over."),
}
WHY: Mapping[str, Words] = {
    matching.KIND: gettext_lazy("the same kind of thing"),
    matching.DAY: gettext_lazy("found within two weeks"),
    matching.PLACE: gettext_lazy("the place"),
}


MOST_LETTERS = 20


def looks(thing: Thing) -> str:
    """What it is like, each words once: what the desk wrote down, then what was said outside."""
    marks, said = thing.marks.strip(), thing.matter.text.strip()
    return " · ".join(part for part in (marks, "" if said[:1000] == marks else said) if part)


def name(thing: Thing) -> str:
    """What it is, and the first words of what it is like."""
    said = " ".join(looks(thing).split())
    short = said if len(said) <= MOST_LETTERS else said[:MOST_LETTERS].rstrip() + "…"
    return " · ".join(filter(None, (str(thing.get_what_display()), short)))


def pill(thing: Thing) -> Pill:
    """Where it stands; what is only told of lies nowhere yet."""
    return Pill(_("told of, not brought yet"), "blue") if thing.is_told else stage_pill(thing.stage)


def stage_pill(stage: str) -> Pill:
    name, tone = STAGES[stage]
    return Pill(str(name), tone)


def need_words(need: str) -> str:
    return str(NEEDS[need])


def rule_words(rule: str) -> str:
    return _("Civil Code, Art %(articles)s") % {"articles": rule} if rule else ""


def refusal_words(refusal: Exception) -> tuple[str, str]:
    """The sentence for a refusal, and the field it belongs to."""
    fields = {"who": "name", "seen": "proof", "how": "said", "reason": "said", "receipt": "signature"}
    return act_words(refusal, refusals=REFUSALS, needs=NEEDS, fields=fields, stages=STAGES, first=lifecycle.LYING)


def why_words(why: matching.Likeness) -> Iterator[str]:
    """What speaks for it, in words."""
    for key in why.why:
        if key == matching.WORDS:
            yield _("both say %(words)s") % {"words": " · ".join(why.shared[:4])}
        else:
            yield str(WHY[key])

"""The services' words: parts of an errand's facts, who may do it, how sure something is."""

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from shouwang.kernel.papers.description import Words as Both
from shouwang.surfaces.desk.words import Words
from shouwang.systems.services.catalogue.facts import Fact, Proxy, Sure
from shouwang.systems.services.catalogue.item import Item, Part
from shouwang.ui import moments
from shouwang.ui.parts import Pill, Tone

PARTS: Mapping[str, Words] = {
    Part.WHO: gettext_lazy("Who may do it"),
    Part.WHY: gettext_lazy("Why not somebody else"),
    Part.DOCUMENT: gettext_lazy("What to bring"),
    Part.TIME: gettext_lazy("How long it takes"),
    Part.COST: gettext_lazy("What it costs"),
    Part.WHERE: gettext_lazy("Where to go"),
    Part.STEP: gettext_lazy("How it goes"),
    Part.NOTE: gettext_lazy("To be minded"),
}
PROXIES: Mapping[str, tuple[Words, Tone]] = {
    Proxy.YES: (gettext_lazy("somebody else may do it"), "green"),
    Proxy.LETTER: (gettext_lazy("somebody else with a power of attorney"), "green"),
    Proxy.PART: (gettext_lazy("only partly"), "amber"),
    Proxy.KIN: (gettext_lazy("only near relatives or a guardian"), "amber"),
    Proxy.NO: (gettext_lazy("the person must come"), "grey"),
    Proxy.COUNTER: (gettext_lazy("the person must go to the counter"), "grey"),
    Proxy.ASK: (gettext_lazy("ask the station first"), "blue"),
}
SURE: Mapping[str, Words] = {
    Sure.RULE: gettext_lazy("read in the rule"),
    Sure.SEEN: gettext_lazy("seen in one place"),
    Sure.PLACE: gettext_lazy("custom of one place"),
    Sure.OPEN: gettext_lazy("not confirmed yet"),
}


def said(words: Both) -> str:
    """In the language of the page."""
    return words.said(moments.language())


def proxy_pill(item: Item) -> Pill:
    name, tone = PROXIES[item.proxy]
    return Pill(str(name), tone)


def source_words(fact: Fact) -> str:
    """Where it is from and how sure it is."""
    sure = str(SURE[fact.sure])
    return _("%(source)s · %(sure)s") % {"source": fact.source, "sure": sure} if fact.source else sure


def version_words(item: Item) -> str:
    """Which version, by whom and when."""
    if not item.is_changed or item.made_at is None:
        return _("as it comes with the program")
    said = {"n": item.number, "who": item.made_by, "day": moments.day(item.made_at)}
    return _("version %(n)s, %(who)s, %(day)s") % said

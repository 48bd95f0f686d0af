"""What somebody wants to see while they write an act: what it is about above the form, the dispute beside it.

Nobody should note of "it" that it was done without reading who owes what to whom, or sign what they have not before them.
"""

from collections.abc import Iterator, Mapping, Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from shouwang.surfaces.desk.acting import AtHand, Doing
from shouwang.surfaces.desk.forms.act import AnyAct
from shouwang.surfaces.desk.settings_page import Block, Said
from shouwang.surfaces.desk.views.mediation import about, words
from shouwang.systems.mediation import lifecycle
from shouwang.systems.mediation.queries.standing import Standing
from shouwang.ui.parts import Fact, Row, Verb

LONG = 400  # letters after which the rest is on the dispute's own page


def at_hand(doing: Doing, form: AnyAct) -> AtHand:
    now: Standing = form.standing
    seen = about.Seen(now, form.names, frozenset(), with_addresses=False)
    if refused := _refused(doing, now):
        return AtHand(instead=refused[0], verbs=refused[1], beside=[_facts(now), *_parties(seen)])
    verbs = [Verb(str(label), about.href(now, act, form.row.pk)) for act, label in _also(doing, form)]
    return AtHand(list(_above(doing, form, seen)), [_facts(now), *_parties(seen)], verbs=verbs)


# What else one may have come for, with the same row: each has no other place where it is found.
ALSO: Mapping[str, Sequence[tuple[str, str | Promise]]] = {
    "name_party": (
        ("drop_party", gettext_lazy("Take this party out")),
        ("leave", gettext_lazy("This party withdraws")),
    ),
    "sit": (("call_off", pgettext_lazy("session", "Call it off")),),
}


def _also(doing: Doing, form: AnyAct) -> Iterator[tuple[str, str | Promise]]:
    if form.row is None:
        return
    for act, label in ALSO.get(doing.verb, ()):
        if form.standing.stage in lifecycle.STEPS[act].sources:
            yield act, label


def _refused(doing: Doing, now: Standing) -> tuple[Said, list[Verb]] | None:
    """What would be refused whatever is typed, said before anybody types."""
    parties, seats = now.signed
    if doing.verb == "draft" and now.stage == lifecycle.SIGNING and (parties or seats):
        said = str(words.REFUSALS["signed_already"])
        again = Verb(pgettext("agreement", "Strike it"), about.href(now, "redraft"), tone="danger")
        return Said(_("Somebody has signed it"), said, "amber", "triangle-alert"), [again]
    return None


def _above(doing: Doing, form: AnyAct, seen: about.Seen) -> Iterator[Block]:
    """The row the act is about, as the dispute's page shows it; the agreement for who signs."""
    if form.row is not None and doing.rows in about.ROWS:
        title, row = about.ROWS[doing.rows]
        yield Block(str(title), rows=[row(seen, form.row)])
    if doing.verb == "name_party" and form.row is not None and seen.now.stage != lifecycle.ASKED:
        text = _("It was taken on with this party, so nobody is taken out any more. Who goes, withdraws: that is kept.")
        yield Block(_("Written down by mistake?"), advice=text)
    if doing.verb == "sign" and (agreement := seen.now.agreement):
        facts = [
            Fact(_("What happened"), agreement.facts),
            Fact(_("What exactly they disagree about"), agreement.points, missing=_("not written down")),
            Fact(_("What they agree"), agreement.content),
        ]
        yield Block(_("What is signed"), facts=facts, is_folded=True)


def _facts(now: Standing) -> Block:
    one = now.dispute
    facts = [
        Fact(_("What happened"), _cut(one.matter.text)),
        Fact(_("What the applicant asks for"), _cut(one.requests), missing=_("not written down")),
        Fact(_("What exactly they disagree about"), _cut(one.points), missing=_("not written down")),
    ]
    if one.found:
        facts.append(Fact(_("The facts as the mediators found them"), _cut(one.found)))
    if one.amount is not None:
        facts.append(Fact(_("Amount in yuan"), f"{one.amount:,.2f}"))
    if now.deadlines:
        first = now.deadlines[0]
        left, _tone = words.left_words(first, now.today)
        facts.append(Fact(str(words.DAYS[first.key]), words.day_words(first.day, now.today), note=left))
    return Block(_("The dispute"), facts=facts)


def _parties(seen: about.Seen) -> Iterator[Block]:
    """Who they are; who has withdrawn is on the dispute's page."""
    rows = [
        Row(seen.names[party.pk], facts=[str(party.get_side_display())], number=str(party.place))
        for party in seen.now.here
    ]
    if rows:
        yield Block(_("Parties"), rows=rows)


def _cut(text: str) -> str:
    return text if len(text) <= LONG else f"{text[:LONG]}…"

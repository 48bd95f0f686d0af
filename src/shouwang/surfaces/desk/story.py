"""The timeline of a matter as the desk tells it: what was said and done, by whom, and who can read it."""

from collections.abc import Collection, Mapping, Sequence
from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from shouwang.kernel.journal.actions import PUBLIC, SYSTEM
from shouwang.kernel.matters import kinds, queries
from shouwang.kernel.matters.actions.thanks import UNHAPPY
from shouwang.kernel.matters.models import Attachment, Matter, Satisfaction
from shouwang.kernel.matters.models import Entry as Told
from shouwang.kernel.matters.queries import words_brought
from shouwang.kernel.people.models import Account
from shouwang.surfaces.desk.words import FIELDS, VERBS, name_of
from shouwang.ui import parts

CARRY_FILES = ("received", "imported", "reporter_words", "attach")
UUID_LENGTH = 36  # other actors are programs
SAME_MOMENT = timedelta(seconds=10)


def entries_of(
    matter: Matter, told: Sequence[Told], attached: Sequence[Attachment], beside: Sequence[Told] = ()
) -> list[parts.Entry]:
    """The whole story, newest last, each entry with the files that came with it.

    `beside` tells of merged matters, whose files stand in `attached` too.
    """
    everything = sorted([*told, *beside], key=lambda one: (one.at, one.pk))
    files = _by_entry(everything, attached)
    brought, names = words_brought(matter, told), names_in(everything)
    others = {one.pk: one.matter.reference for one in beside}
    read = queries.is_read(matter)
    return [
        _entry(one, names, brought, files.get(str(one.pk), []), others.get(one.pk, ""), is_read=read)
        for one in everything
    ]


def _by_entry(told: Sequence[Told], attached: Sequence[Attachment]) -> dict[str, list[Attachment]]:
    """Which entry a file came with: the one written in the same moment, else the first."""
    carriers = [one for one in told if one.verb in CARRY_FILES]
    found: dict[str, list[Attachment]] = {}
    for attachment in attached:
        own = [one for one in carriers if one.matter_id == attachment.matter_id]
        near = (one for one in own if timedelta() <= one.at - attachment.added_at < SAME_MOMENT)
        carrier = next(near, own[0] if own else None)
        if carrier is not None:
            found.setdefault(str(carrier.pk), []).append(attachment)
    return found


def _entry(
    one: Told, names: Mapping[str, str], brought: str, attached: Sequence[Attachment], other: str, *, is_read: bool
) -> parts.Entry:
    said = VERBS[one.verb]
    sounds = [reverse("files:file", args=[a.file_id]) for a in attached if a.file.kind == "voice"]
    return parts.Entry(
        title=_title(one),
        at=one.at,
        who=who_did(one, names),
        text=brought if one.verb in ("received", "imported") else _text(one),
        icon=said.icon,
        tone=said.tone,
        facts=[_read_by(one, other, is_read=is_read)],
        pictures=pictures_of(attached),
        sound=sounds[0] if sounds else "",
        quiet=said.is_quiet,
        mark=f"e-{one.pk}",
    )


def names_in(told: Sequence[Told]) -> dict[str, str]:
    """What those in the story are called, in the language of the page; the reporter and the program by what they are."""
    keys = {one.actor for one in told if len(one.actor) == UUID_LENGTH}
    names = {str(account.pk): name_of(account) for account in Account.objects.filter(pk__in=keys)}
    return names | {PUBLIC.id: _("the reporter"), SYSTEM.id: _("the program")}


def who_did(one: Told, names: Mapping[str, str]) -> str:
    """Who it was; by the name of that day when there is no such account any more."""
    return names.get(one.actor, one.actor_label)


def _read_by(one: Told, other: str, *, is_read: bool) -> str:
    if other:
        return _("to %(number)s, merged into this one") % {"number": other}
    return _("the reporter reads this") if one.is_public and is_read else _("only we read this")


def pictures_of(attached: Collection[Attachment]) -> list[parts.Picture]:
    """Photos with their words."""
    hrefs = [reverse("files:file", args=[a.file_id]) for a in attached if a.file.kind == "photo"]
    return [
        parts.Picture(href, href, _("photo %(n)s of %(all)s") % {"n": n, "all": len(hrefs)})
        for n, href in enumerate(hrefs, 1)
    ]


def _title(one: Told) -> str:
    if one.verb == "step":
        act = str(kinds.told_as(one.matter.kind, one.field))
        return _("%(what)s: %(detail)s") % {"what": act, "detail": one.after} if one.after else act
    verb = one.verb
    if verb == "close_unchecked" and kinds.is_led_by_part(one.matter.kind):
        verb = (
            "close"  # its own procedure says who looks through the file; the officer who led a police mediation ends it
        )
    came = kinds.get(one.matter.kind).came if verb == "received" else ""
    told, detail = str(came or VERBS[verb].told), _detail(one)
    return _("%(what)s: %(detail)s") % {"what": told, "detail": detail} if detail else told


def _detail(one: Told) -> str:
    """What a step was about, in a word; "" for most."""
    if one.field == UNHAPPY:
        return _("not satisfied")
    if one.verb in ("assign", "attach"):
        return one.after
    if one.other:
        return one.other.reference
    if one.verb == "revise":
        return str(FIELDS.get(one.field, one.field))
    if one.verb == "extend" and one.days:
        return ngettext("%(n)s working day", "%(n)s working days", one.days) % {"n": one.days}
    if one.verb in ("move_up", "move_down"):
        return str(Matter.Level(one.after).label)
    return str(Satisfaction.Score(int(one.after)).label) if one.verb == "rated" else ""


def _text(one: Told) -> str:
    if one.verb == "revise":
        return _change(one)
    # What a part ends by its own procedure gives its answer, or a sentence of its own, as the reason for closing it unchecked.
    is_own = one.verb == "close_unchecked" and kinds.is_led_by_part(one.matter.kind)
    kind = one.matter.kind
    reason = kinds.as_read(kind, one.reason)
    why = _("Why: %(reason)s") % {"reason": reason} if one.reason and one.reason != one.text and not is_own else ""
    return "\n".join(part for part in (kinds.as_read(kind, one.text), why) if part)


def _change(one: Told) -> str:
    """What stood there and what stands there now, in words where the field holds a key."""
    before, after = field_words(one.field, one.before), field_words(one.field, one.after)
    return _("%(before)s → %(after)s") % {"before": before or _("empty"), "after": after or _("empty")}


def field_words(field: str, value: str) -> str:
    """A field's value as people read it."""
    if field == "is_urgent":
        return _("urgent") if value else _("not urgent")
    if field == "kind":
        return str({kind.key: kind.name for kind in kinds.known()}.get(value, value))
    if field == "topic":
        names = {topic.key: topic.name for kind in kinds.known() for topic in kind.topics}
        return str(names.get(value, value))
    return value

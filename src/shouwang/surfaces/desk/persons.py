"""How what is held of a person is told at the desk: by masks, numbers and counts, so that a look stays a look of its own."""

import re
from collections.abc import Iterable, Sequence
from datetime import date

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from shouwang.kernel.matters.held import Held, Mention, Share
from shouwang.kernel.matters.models import Attachment, Matter
from shouwang.kernel.people.holdings import Holding
from shouwang.kernel.people.models import Consent, Person
from shouwang.kernel.people.queries import open_person
from shouwang.lib.identity import mask_id, mask_name, mask_phone
from shouwang.surfaces.desk.settings_page import Block
from shouwang.surfaces.desk.words import PURPOSES, STATES, Words
from shouwang.ui import moments
from shouwang.ui.parts import Fact, Pill, Row

SHOWN = 50
PAGES = {  # of a holding
    "matter": "desk:matter",
    "case": "desk-care:case",
    "aide": "desk-care:aide",
    "volunteer": "desk-patrol:volunteer",
    "group": "desk-settings:watch-group",
}
MOST_NUMBERS = 4  # of matters, in one line
CHANNELS: dict[str, Words] = {
    **dict(Matter.Channel.choices),
    "in_person": gettext_lazy("in person"),
    "telephone": gettext_lazy("on the telephone"),
    "writing": gettext_lazy("in writing"),
    "desk": pgettext_lazy("how a consent was given", "in the room"),
}
VERSION = re.compile(r"(?P<desk>desk-)?(?:[a-z]+-)?(?P<year>20\d\d)-(?P<month>0[1-9]|1[0-2])")


def masked(person: Person) -> str:
    """Who it is, as far as everybody may read it who may look for people."""
    said = open_person(person)
    parts = [mask_name(said["name"]), mask_phone(said["phone"]), mask_id(said["identity"])]
    return " · ".join(part for part in parts if part) or _("nobody any more")


def row_words(share: Share) -> str:
    """One row of a person with what hangs on it."""
    numbers = [matter.reference for matter in share.matters]
    more = ["…"] if len(numbers) > MOST_NUMBERS else []
    counts = _("matters: %(matters)s, lines: %(lines)s, files from them: %(files)s, notices: %(notices)s") % {
        "matters": len(numbers),
        "lines": share.entries,
        "files": share.files,
        "notices": share.notices,
    }
    noted = moments.ago(share.person.created_at)
    return " · ".join([masked(share.person), noted, *numbers[:MOST_NUMBERS], *more, counts])


def file_words(one: Attachment) -> str:
    """A file put in at the desk."""
    kind = str(one.file.get_kind_display())
    return " · ".join([one.matter.reference, kind, one.file.name, moments.ago(one.added_at)])


def mention_words(one: Mention) -> str:
    """Somebody else's matter that names the person."""
    by = _("their number stands there") if one.by_number else _("the name alone")
    return " · ".join([one.matter.reference, one.matter.title, by])


def purpose_words(key: str) -> str:
    """The purpose in words; one typed by hand is shown as it is."""
    return str(PURPOSES.get(key, key))


def consent_text(one: Consent) -> str:
    """Which words they agreed to and how: read on the page or told at the desk, of which month or which version."""
    way = str(CHANNELS.get(one.channel, one.channel))
    said = VERSION.fullmatch(one.text_version)
    if said is None:
        words = _("version %(n)s of the words") % {"n": one.text_version}
        return " · ".join((words if one.text_version.isdigit() else one.text_version, way))
    month = date_format(date(int(said["year"]), int(said["month"]), 1), "YEAR_MONTH_FORMAT")
    words = _("told at the desk, words of %(month)s") if said["desk"] else _("read on the page, words of %(month)s")
    return " · ".join((words % {"month": month}, way))


def totals(what: Held, files: Sequence[Holding]) -> list[Fact]:
    """How much hangs on them, and what becomes of each. `files`: those of the parts in which they stand, listed below."""
    elsewhere = sum(not one.is_law for one in files)
    return [
        *_matters(what),
        Fact(_("Visits, errands, care and the like"), str(elsewhere), note=_("listed below; erasing ends them")),
        Fact(_("Places where name or number stand"), str(what.traces), note=_("erasing strikes them out")),
        Fact(_("Photos and recordings from them"), str(what.files), note=_("erasing deletes them")),
        Fact(_("Files put in at the desk"), str(len(what.desk_files)), note=_("erasing asks which")),
        Fact(_("Points on the map"), str(what.positions), note=_("erasing takes them away")),
        Fact(_("Published"), str(what.published), note=_("comes down if it holds their words")),
        Fact(_("Notices to colleagues"), str(what.notices), note=_("words in them are struck out")),
        Fact(_("Consents"), str(what.consents), note=_("end with it")),
    ]


def remains(what: Held) -> list[Fact]:
    """What is left once they were erased, and what became of each."""
    return [
        *_matters(what),
        Fact(_("Name, phone, ID number, address"), _("struck out")),
        Fact(_("Photos and recordings from them"), str(what.files), note=_("those they sent were deleted")),
        Fact(_("Files put in at the desk"), str(len(what.desk_files)), note=_("those chosen were deleted")),
        Fact(_("Points on the map"), str(what.positions), note=_("taken away")),
        Fact(_("Published"), str(what.published), note=_("what held their words came down")),
        Fact(_("Notices to colleagues"), str(what.notices), note=_("their words in them were struck out")),
        Fact(_("Consents"), str(what.consents), note=_("ended with it")),
        Fact(_("Follow code"), _("opens nothing any more")),
    ]


def _matters(what: Held) -> list[Fact]:
    return [
        Fact(_("Matters"), str(len(what.matters)), note=_("open: %(n)s") % {"n": len(what.open_matters)}),
        Fact(_("Lines in their stories"), str(what.entries)),
    ]


def matter_rows(matters: Iterable[Matter]) -> list[Row]:
    """Their matters, each with the way to it."""
    return [
        Row(
            matter.title or matter.reference,
            reverse("desk:matter", args=[matter.pk]),
            number=matter.reference,
            when=moments.ago(matter.received_at),
            exact=moments.exact(matter.received_at),
            facts=[str(STATES[matter.state])],
        )
        for matter in list(matters)[:SHOWN]
    ]


def stands_in(files: Sequence[Holding]) -> list[Block]:
    """The files of the parts in which they stand: those a law says are kept, and those that erasing ends."""
    by_law, others = ([_holding_row(one) for one in files if one.is_law is kept] for kept in (True, False))
    blocks = [Block(_("Files that must be kept"), rows=by_law, icon="folder")] if by_law else []
    if others:
        blocks.append(Block(_("Where else they stand"), rows=others, icon="folder"))
    why = []
    if by_law:
        words = _("A law says that these are kept: erasing leaves the name there until the file's time is over.")
        why.append(Fact(_("Who is forgotten"), words))
    if others:
        words = _("No law keeps these: erasing ends them, or strikes the name out.")
        why.append(Fact(_("Where else they stand"), words))
    if not all(one.is_told for one in files):
        words = _(
            "Somebody is sheltered there, or it is not taken on yet. Do not tell whoever asks that it is there; "
            "it could give somebody away."
        )
        why.append(Fact(_("What is not in the copy"), words))
    return [*blocks, Block(_("Good to know"), facts=why)] if why else []


def _holding_row(one: Holding) -> Row:
    return Row(
        f"{one.file} · {one.role}",
        reverse(PAGES[one.page], args=[one.matter]),
        number=one.reference,
        when=moments.ago(one.since),
        exact=moments.exact(one.since),
        facts=[fact for fact in (kept_words(one), str(one.why)) if fact],
        pills=[] if one.is_told else [Pill(_("not in the copy"), "amber")],
    )


def kept_words(one: Holding) -> str:
    """Until when it is kept; "" where its reason says so."""
    if one.until:
        return _("kept until %(day)s") % {"day": date_format(one.until, "DATE_FORMAT")}
    if one.days:
        return _("kept %(n)s days after it is over") % {"n": one.days}
    if one.years:
        return _("kept %(n)s years after it is over") % {"n": one.years}
    return _("kept for ever") if one.is_law else ""

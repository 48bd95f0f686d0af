"""Settled disputes like one, for the mediator alone; looking for them by words; reading one over for other rooms."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from shouwang.kernel.people.permissions import Permission
from shouwang.kernel.people.queries import may
from shouwang.surfaces.desk.access import DeskRequest, staff, there
from shouwang.surfaces.desk.forms.mediation.precedents import ReadOver, Search
from shouwang.surfaces.desk.settings_page import Ask, Block, Said, page, sent
from shouwang.systems.mediation.actions import precedents as actions
from shouwang.systems.mediation.codes.justice import JUSTICE
from shouwang.systems.mediation.queries import files
from shouwang.systems.mediation.queries import precedents as queries
from shouwang.ui import moments
from shouwang.ui.parts import Fact, Row, Verb

MOST_TO_READ = 50
SHOWN = 60  # letters of a text in a line of the list
ENDS = "。！？；.!?;"
both = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@staff(Permission.MEDIATION_WORK)
def like(request: DeskRequest, pk: UUID) -> HttpResponse:
    """Those that are like this dispute, the likest first, each with why."""
    one = there(files.dispute_of(request.user, pk))
    there(may(request.user, Permission.MEDIATION_WORK, one.matter.room_id) or None)
    lead = _("What settled quarrels like it, the likest first.")
    up = (one.matter.reference, reverse("desk-mediation:dispute", args=[pk]))
    verb = Verb(_("Look by words"), reverse("desk-mediation:precedents"), icon="search")
    blocks = _blocks(queries.like(request.user, one))
    return page(request, _("Like this one"), *blocks, lead=lead, said=_caution(), up=up, verbs=[verb])


@both
@staff(Permission.MEDIATION_WORK)
def precedents(request: DeskRequest) -> HttpResponse:
    """Look for them by words; below, what waits to be read over. Posted, so that no words stand in an address."""
    form = Search(sent(request))
    blocks: list[Block] = []
    if form.is_bound and form.is_valid():
        blocks = _blocks(queries.like_words(request.user, form.cleaned_data["words"]))
    elif not form.is_bound:
        blocks = _waiting(request)
    ask = Ask(form, _("Look for settled disputes"), _("Look"), gives_file=True)
    lead = _("How quarrels like it were settled here and in the county's other rooms, without names.")
    return page(
        request, _("Settled disputes"), *blocks, lead=lead, said=_caution(), asks=[ask],
        template="desk/mediation/precedents.html",
    )  # fmt: skip


@both
@staff(Permission.MEDIATION_WORK)
def precedent(request: DeskRequest, pk: UUID) -> HttpResponse:
    """One of them; who may reads it over, changes words, and lets other rooms see it, or no longer."""
    one = there(queries.precedent_of(request.user, pk))
    may_read = may(request.user, Permission.MEDIATION_CLOSE, one.room_id)
    if request.method == "POST" and not may_read:
        raise PermissionDenied(Permission.MEDIATION_CLOSE)
    if request.method == "POST" and request.POST.get("act") == "take_back":
        actions.take_back(by=request.user, precedent=one)
        messages.success(request, _("Only this room sees it now."))
        return redirect("desk-mediation:precedents")
    form = ReadOver(sent(request), initial={"facts": one.facts, "settled": one.settled})
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        if actions.read_over(by=request.user, precedent=one, facts=said["facts"], settled=said["settled"]):
            messages.warning(request, _("Something that looked like a name or a place was taken out once more."))
        messages.success(request, _("The county's other rooms can find it now."))
        return redirect("desk-mediation:precedents")
    ask = Ask(form, _("Read it over"), _("Let other rooms see it"))
    own = queries.files_of(request.user, [one]).get(one.dispute_id)
    blocks = [_block(one, own, title=_("As other rooms would read it"), may_read=may_read, with_take_back=True)]
    up = (_("Settled disputes"), reverse("desk-mediation:precedents"))
    lead = _(
        "Names and places are taken out by the program. What you have read over, the county's other rooms may find."
    )
    return page(
        request, _("A settled dispute"), *blocks, lead=lead if may_read else "", up=up, asks=[ask] if may_read else []
    )  # fmt: skip


def _caution() -> Said:
    return Said(
        _("For you who mediate"),
        _("Do not show it to the parties and do not hold it up to them: it is no ruling, and theirs may be different."),
    )


def _blocks(likes: queries.Likes) -> list[Block]:
    if likes.state != queries.FOUND:
        title, text = _NONE[likes.state]()
        return [Block("", empty=title, advice=text, icon="search")]
    return [_block(one.precedent, one.dispute, is_own=one.is_own, why=_why(one)) for one in likes.found]


_NONE = {
    queries.NOTHING_LIKE: lambda: (
        _("None is like it"), _("Among the closed ones none speaks of the same. Ask the township's committee."),
    ),
    queries.NOTHING_CLOSED: lambda: (
        _("None is closed yet"), _("Once disputes are closed here, or read over in the county, they are found."),
    ),
    queries.TOO_LITTLE: lambda: (
        _("Too little is written to compare"), _("Write down what happened and what they want, in a sentence or two."),
    ),
}  # fmt: skip


def _why(one: queries.Like) -> str:
    words = [
        each.word if each.is_same else _("%(word)s (there: %(other)s)") % {"word": each.word, "other": each.other}
        for each in one.reasons
    ]
    return " · ".join(words)


def _block(
    one: Any, own: Any, *, title: str = "", is_own: bool = True, why: str = "", may_read: bool = False,
    with_take_back: bool = False,
) -> Block:  # fmt: skip
    facts = [
        Fact(_("What it was about"), _flowing(one.facts)),
        Fact(_settled_label(one), _flowing(one.settled), missing=_("not written")),
    ]
    if why:
        facts.append(Fact(_("What is alike"), why))
    facts.append(Fact(_("How it ended"), _ended(one)))
    facts.append(_from(one, own, is_own=is_own))
    verbs = []
    if with_take_back:
        facts.append(_read(one))
        if may_read and one.read_at:
            address = reverse("desk-mediation:precedent", args=[one.pk])
            verbs.append(Verb(_("Take it back from other rooms"), address, post=True, fields={"act": "take_back"}))
    return Block(title or _title(one), facts=facts, verbs=verbs)


def _title(one: Any) -> str:
    name = JUSTICE.name_of(one.justice_type) if one.justice_type else _("Dispute")
    return f"{name} · {one.year}"


def _settled_label(one: Any) -> str:
    return _("What settled it") if one.is_kept is not None else _("Why it was not settled")


def _ended(one: Any) -> str:
    kept = "" if one.is_kept is None else _("everything was done") if one.is_kept else _("it was not kept")
    return " · ".join(filter(None, [str(one.get_outcome_display()), kept]))


def _from(one: Any, own: Any, *, is_own: bool) -> Fact:
    if own:
        href = reverse("desk-mediation:dispute", args=[own.pk])
        return Fact(_("Which room"), own.matter.reference, href, note=own.matter.title)
    return Fact(_("Which room"), _("this room") if is_own else _("another room of the county"))


def _read(one: Any) -> Fact:
    if not one.read_at:
        return Fact(_("Read over"), missing=_("by nobody yet: only this room sees it"))
    said = {"name": one.read_by, "when": moments.exact(one.read_at)}
    return Fact(_("Read over"), _("%(name)s, %(when)s") % said, note=_("The county's other rooms can find it."))


def _waiting(request: DeskRequest) -> list[Block]:
    """What nobody has read over, for those who may."""
    if Permission.MEDIATION_CLOSE not in request.held:
        return []
    found = queries.to_read(request.user)
    if not request.looks_at_all_rooms:
        found = found.filter(room=request.room)
    rows = [
        Row(_short(one.facts), reverse("desk-mediation:precedent", args=[one.pk]), facts=[_title(one), _ended(one)])
        for one in found[:MOST_TO_READ]
    ]
    return [Block(_("To read over"), rows=rows, empty=_("Nothing waits to be read over"), icon="check")]


def _flowing(text: str) -> str:
    """Its lines as sentences, for they were fields of their own."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return "".join(line if line[-1] in ENDS else f"{line}。" for line in lines)


def _short(text: str) -> str:
    line = _flowing(text)
    return line if len(line) <= SHOWN else f"{line[:SHOWN]}…"

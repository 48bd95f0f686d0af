"""The catalogue at the desk: what the room helps with, each errand's facts, its versions, its sheet."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from shouwang.kernel.ground.models import Room
from shouwang.kernel.papers.fonts import NoChineseFont
from shouwang.kernel.people.permissions import Permission
from shouwang.surfaces.desk.access import DeskRequest, staff, there
from shouwang.surfaces.desk.forms.services.catalogue import ItemForm, TakeBack
from shouwang.surfaces.desk.services_words import PARTS, proxy_pill, said, source_words, version_words
from shouwang.surfaces.desk.settings_page import Ask, Block, Said, page
from shouwang.surfaces.desk.views.printing import SHAPES
from shouwang.systems.services.actions import catalogue as actions
from shouwang.systems.services.catalogue.facts import Fact as One
from shouwang.systems.services.catalogue.item import Item, Part
from shouwang.systems.services.papers.sheet import sheet_of, values_of
from shouwang.systems.services.queries import catalogue as queries
from shouwang.ui import moments
from shouwang.ui.parts import Cell, Fact, Head, Pill, Row, Tab, Table, Verb

both = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@staff(Permission.SERVICE_WORK)
def catalogue(request: DeskRequest) -> HttpResponse:
    """The list: by name, what is offered or hidden, changed here, not sure."""
    everything = queries.items(request.room)
    sorts = {
        "": (_("All"), everything),
        "offered": (_("Shown to everybody"), [one for one in everything if one.is_offered]),
        "hidden": (_("Hidden"), [one for one in everything if not one.is_offered]),
        "changed": (_("Changed here"), [one for one in everything if one.is_changed]),
        "unsure": (_("Not all sure"), [one for one in everything if one.unsure]),
    }
    current = request.GET.get("tab", "") if request.GET.get("tab", "") in sorts else ""
    path = reverse("desk-services:catalogue")
    narrowed = [
        Tab(name, f"{path}?tab={key}" if key else path, key == current, count=str(len(some)))
        for key, (name, some) in sorts.items()
    ]
    typed = request.GET.get("q", "")[:60]
    shown = queries.search(sorts[current][1], typed)
    block = Block(
        "", rows=[_row(one) for one in shown], empty=_("No errand like that"),
        advice=_("Look with fewer words, or add one of your own."), icon="search",
    )  # fmt: skip
    verbs = []
    if Permission.SERVICE_MANAGE in request.held:
        verbs = [Verb(_("Add an errand"), reverse("desk-services:item-new"), tone="primary", icon="plus")]
    lead = _("What the room helps with. Every fact has its source; what is not sure is never said as the law's word.")
    up = (_("Errands"), reverse("desk-services:errands"))
    return page(
        request, _("Catalogue"), block, tabs=narrowed, verbs=verbs, lead=lead, up=up,
        template="desk/services/catalogue.html",
        more={"typed": typed, "tab": current},
    )  # fmt: skip


def _row(item: Item) -> Row:
    facts = [version_words(item)]
    if item.unsure:
        facts.append(
            ngettext("%(n)s fact is not sure", "%(n)s facts are not sure", len(item.unsure)) % {"n": len(item.unsure)}
        )
    pills = [proxy_pill(item)] + ([] if item.is_offered else [Pill(_("hidden"), "grey", "eye-off")])
    return Row(said(item.name), reverse("desk-services:item", args=[item.key]), facts=facts, pills=pills)


@require_safe
@staff(Permission.SERVICE_WORK)
def item(request: DeskRequest, key: str) -> HttpResponse:
    """One errand: every fact with where it is from and how sure it is."""
    one = there(queries.item(request.room, key))
    path = reverse("desk-services:item", args=[key])
    verbs = [
        Verb(_("Sheet as PDF"), f"{path}sheet.pdf", icon="printer"),
        Verb(_("Sheet for Word"), f"{path}sheet.docx", icon="file-text"),
        Verb(_("Versions"), f"{path}history/", icon="archive"),
    ]
    if Permission.SERVICE_MANAGE in request.held:
        verbs.insert(0, Verb(_("Change this errand"), f"{path}edit/", tone="primary", icon="pencil"))
    about = Block(
        _("About it"),
        facts=[
            Fact(_("Can somebody else do it?"), proxy_pill(one).word),
            Fact(_("Public page"), _shown(one)),
            Fact(_("How it stands"), version_words(one), note=one.why),
        ],
    )
    unsure = one.unsure
    caution = None
    if unsure:
        text = _("They carry a mark on the sheet and on the public page. When you have asked, change them here.")
        caution = Said(
            ngettext("%(n)s fact is not sure", "%(n)s facts are not sure", len(unsure)) % {"n": len(unsure)}, text, "amber",
            "circle-alert",
        )  # fmt: skip
    up = (_("Catalogue"), reverse("desk-services:catalogue"))
    return page(request, said(one.name), about, *_facts(one), up=up, verbs=verbs, said=caution)


def _facts(one: Item) -> list[Block]:
    return [
        Block(
            str(PARTS[part]),
            rows=[Row(said(fact.words), facts=[source_words(fact)], pills=_sure(fact)) for fact in one.of(part)],
        )
        for part in Part
        if one.of(part)
    ]


def _sure(fact: One) -> list[Pill]:
    return [] if fact.sure.may_be_said else [Pill(_("ask the station"), "amber", "circle-alert")]


@both
@staff(Permission.SERVICE_MANAGE)
def new(request: DeskRequest) -> HttpResponse:
    """An errand of the room's own."""
    form = ItemForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        made = actions.add(by=request.user, room=request.room, draft=form.draft(), why=form.cleaned_data["why"])
        messages.success(request, _("Kept."))
        return redirect("desk-services:item", key=made.key)
    ask = Ask(form, _("Add an errand"), _("Keep it"), keep="errand-item-new")
    return page(request, _("Add an errand"), lead=_lead(), up=_up(), asks=[ask])


@both
@staff(Permission.SERVICE_MANAGE)
def edit(request: DeskRequest, key: str) -> HttpResponse:
    """Say it anew: the version before stays. Who saves second sees what the first wrote, and nothing is lost."""
    one = there(queries.item(request.room, key))
    form = ItemForm(request.POST if request.method == "POST" else None, item=one)
    status, beside = 200, []
    if form.is_bound and form.is_valid():
        say = form.cleaned_data
        try:
            actions.change(
                by=request.user, room=request.room, key=key, seen=say["seen"], draft=form.draft(), why=say["why"]
            )
        except actions.ChangedMeanwhile as meanwhile:
            status, beside = 409, [_difference(request.room, meanwhile.now)]
            data = request.POST.copy()
            data["seen"] = str(meanwhile.now.number)
            form = ItemForm(data, item=one)
            form.add_error(
                None,
                _(
                    "A colleague changed this meanwhile, see beside. What you typed is still here; press again to keep yours as"
                    " the next version."
                ),
            )
        else:
            messages.success(request, _("Kept. The version before is under “Versions”."))
            return redirect("desk-services:item", key=key)
    ask = Ask(form, said(one.name), _("Keep it"), keep=f"errand-item-{key}")
    response = page(
        request, _("Change this errand"), lead=_lead(), up=(said(one.name), _address(key)), asks=[ask], beside=beside
    )
    response.status_code = status if status != 200 else response.status_code
    return response


def _lead() -> str:
    return _(
        "One fact a line, in both languages. Clear a line to take the fact away."
        " What you have not read in a rule yourself is “seen in one place”."
    )


@both
@staff(Permission.SERVICE_WORK)
def history(request: DeskRequest, key: str) -> HttpResponse:
    """Every version beside the one before it; who may lets an older one count again."""
    versions = queries.history(request.room, key)
    one = there(versions[0] if versions else None)
    may_change = Permission.SERVICE_MANAGE in request.held
    form = TakeBack(request.POST if request.method == "POST" else None)
    if form.is_bound:
        there(may_change or None)
        number = there(form.cleaned_data["number"] if form.is_valid() else None)
        try:
            actions.take_back(by=request.user, room=request.room, key=key, number=number, why=form.cleaned_data["why"])
        except KeyError:
            there(None)
        messages.success(request, _("It counts again, as a new version."))
        return redirect("desk-services:item", key=key)
    blocks = [
        _version(newer, versions[at + 1] if at + 1 < len(versions) else None) for at, newer in enumerate(versions)
    ]
    asks = []
    if may_change:
        asks = [
            Ask(
                TakeBack(initial={"number": older.number, "why": ""}, auto_id=f"id_{older.number}_%s"),
                _("Version %(n)s") % {"n": older.number}, _("Let version %(n)s count again") % {"n": older.number}, tone="plain",
            )
            for older in versions[1:]
        ]  # fmt: skip
    return page(request, _("Versions"), *blocks, up=(said(one.name), _address(key)), asks=asks)


def _version(newer: Item, older: Item | None) -> Block:
    title = _("Version %(n)s") % {"n": newer.number}
    facts = [Fact(_("How it stands"), version_words(newer), note=newer.why)]
    if older is None:
        return Block(title, facts=facts)
    changes = _changes(newer, older)
    caption = _("%(title)s beside version %(n)s: %(why)s") % {"title": title, "n": older.number, "why": newer.why}
    return Block(
        f"{version_words(newer)} · {newer.why}",
        table=Table(
            caption, [Head(_("What")), Head(_("Before")), Head(_("Now"))],
            [[what, Cell(before), Cell(now)] for what, before, now in changes], empty=_("Nothing was changed."),
            stacks=True, hide_caption=True,
        ),
    )  # fmt: skip


def _changes(newer: Item, older: Item) -> list[tuple[str, str, str]]:
    pairs: list[tuple[str, str, str]] = [
        (_("Name of the errand"), said(older.name), said(newer.name)),
        (_("Can somebody else do it?"), proxy_pill(older).word, proxy_pill(newer).word),
        (_("Public page"), _shown(older), _shown(newer)),
    ]
    pairs += [(str(PARTS[part]), _lines(older.of(part)), _lines(newer.of(part))) for part in Part]
    return [pair for pair in pairs if pair[1] != pair[2]]


def _shown(item: Item) -> str:
    return _("shown to everybody") if item.is_offered else _("hidden")


def _lines(facts: Sequence[One]) -> str:
    return " / ".join(f"{said(one.words)} ({source_words(one)})" for one in facts)


def _difference(room: Room, now: Item) -> Block:
    before = queries.version_of(room, now.key, now.number - 1)
    return _version(now, before)


@require_safe
@staff(Permission.SERVICE_WORK)
def sheet(request: DeskRequest, key: str, shape: str) -> HttpResponse:
    """The one-page sheet in the language of the page, in large type."""
    one = there(queries.item(request.room, key))
    make, media_type = SHAPES[shape]
    language = moments.language()
    values = values_of(one, request.room, moments.day(timezone.now()), language)
    try:
        content = make(sheet_of(one), values, language, large=True)
    except NoChineseFont as wrong:
        messages.error(request, str(wrong))
        return redirect("desk-services:item", key=key)
    response = HttpResponse(content, content_type=media_type)
    response.headers["Content-Disposition"] = f'inline; filename="{one.key}-{one.number}.{shape}"'
    return response


def _up() -> tuple[str, str]:
    return _("Catalogue"), reverse("desk-services:catalogue")


def _address(key: str) -> str:
    return reverse("desk-services:item", args=[key])

"""Not ours: here is who, here is how. The directory, handing somebody over, and asking once whether it helped."""

from datetime import date
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, override
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from shouwang.kernel.matters.course import Missing
from shouwang.kernel.matters.refusals import Refused
from shouwang.kernel.people.permissions import Permission
from shouwang.lib.words import date_words
from shouwang.surfaces.desk.access import DeskRequest, scope_of, staff, there
from shouwang.surfaces.desk.forms.services import elsewhere as forms
from shouwang.surfaces.desk.services_tabs import tabs
from shouwang.surfaces.desk.settings_page import Ask, Block, page
from shouwang.systems.services.actions import elsewhere as actions
from shouwang.systems.services.queries import elsewhere as queries
from shouwang.systems.services.queries.elsewhere import Entry, Handed
from shouwang.ui import moments
from shouwang.ui.parts import Fact, Pill, Row, Verb

MOST = 50
REFUSALS = {
    "unreachable": gettext_lazy("Write a phone or an address, else nobody can be reached."),
    "twice": gettext_lazy("There is a line of this name already."),
    "led": gettext_lazy("This goes by its own procedure; it is not handed over from here."),
    "over": gettext_lazy("The matter is over."),
    "open_already": gettext_lazy("It was handed over before: ask first whether that helped."),
    "past": gettext_lazy("That day is past."),
    "asked_already": gettext_lazy("Somebody asked already."),
    "spoke_with": gettext_lazy("Say with whom you spoke. If you reached nobody, you gave the number."),
    "name": gettext_lazy("Choose who helps, or write it."),
    "words": gettext_lazy("Write what the person reads."),
}
both = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@staff(Permission.SERVICE_WORK)
def directory(request: DeskRequest) -> HttpResponse:
    """Who helps with what; whom somebody must still be asked about; how it went."""
    today = timezone.localdate()
    lines = queries.directory(request.room)
    may_write = Permission.SERVICE_MANAGE in request.held
    is_begun = any(not one._state.adding for one in lines)
    handed = queries.handovers(request.user).filter(matter__room=request.room)
    waiting = [_handed_row(one, today) for one in handed.filter(helped="").order_by("ask_on")[:MOST]]
    verbs = [
        Verb(_("As the public page has it"), reverse("public:who", args=[request.room.code]), icon="external-link")
    ]
    if may_write:
        verbs.insert(0, Verb(_("A new line"), reverse("desk-services:new-line"), tone="primary", icon="plus"))
        if not is_begun:
            begin = reverse("desk-services:begin-directory")
            verbs.insert(1, Verb(_("Begin with these numbers"), begin, post=True, icon="list-checks"))
    blocks = [
        Block(_("Ask whether it helped"), rows=waiting, empty=_("Nobody is to be asked."), icon="phone-call"),
        Block(_("Who helps with what"), rows=[_line_row(one, today, may_write=may_write) for one in lines]),
    ]
    lead = _(
        "Not ours is no answer: who helps, how to reach them, and somebody who rings there together with the person."
    )
    return page(
        request, _("Who else helps"), *blocks, lead=lead, verbs=verbs, tabs=tabs(request, "elsewhere"),
        beside=[_figures(request)],
    )  # fmt: skip


def _line_row(one: Entry, today: date, *, may_write: bool) -> Row:
    pills = [Pill(_("emergency"), "red", "siren")] if one.is_emergency else []
    if one.is_everywhere:
        pills.append(Pill(_("the same everywhere"), "blue"))
    elif queries.is_unchecked(one, today):
        pills.append(Pill(_("not checked for a year"), "amber"))
    href = reverse("desk-services:line", args=[one.pk]) if may_write and not one._state.adding else ""
    is_english = moments.language() == "en"
    name, does = (is_english and one.name_en) or one.name, (is_english and one.does_en) or one.does
    facts = [fact for fact in (does, one.address, one.hours) if fact]
    verb = Verb(_("Change"), href) if href else None
    return Row(f"{name} {one.phone}".strip(), href, facts=facts, pills=pills, verb=verb)


def _handed_row(one: Handed, today: date) -> Row:
    return Row(
        one.matter.title, reverse("desk:matter", args=[one.matter_id]), number=one.matter.reference,
        when=date_words(one.ask_on, today, moments.language()), tone="red" if one.ask_on < today else "grey",
        facts=[fact for fact in (one.name, str(one.get_how_display()), one.promised) if fact],
        verb=Verb(_("Ask"), reverse("desk-services:ask-back", args=[one.pk])),
    )  # fmt: skip


def _figures(request: DeskRequest) -> Block:
    counted = queries.figures(scope_of(request))
    nobody = _("nobody was asked yet")
    facts = [
        Fact(_("Handed over"), str(counted.all)),
        Fact(
            _("Warm: rang them or took them there"), f"{counted.warm} / {counted.all}" if counted.all else "",
            missing=_("nobody was handed over yet"),
        ),
        Fact(
            _("Helped, of the warm ones asked"),
            f"{counted.warm_helped} / {counted.warm_asked}" if counted.warm_asked else "", missing=nobody,
        ),
    ]  # fmt: skip
    return Block(_("How it went"), facts=facts)


@both
@staff(Permission.SERVICE_MANAGE)
def new_line(request: DeskRequest) -> HttpResponse:
    """A new line of the directory."""
    return _line_page(request, None)


@both
@staff(Permission.SERVICE_MANAGE)
def line(request: DeskRequest, pk: UUID) -> HttpResponse:
    """A line as it is now; right as it stands; or gone."""
    return _line_page(request, there(queries.line_of(request.room, pk)))


def _line_page(request: DeskRequest, one: Entry | None) -> HttpResponse:
    names = forms.DirectoryLine.base_fields
    standing = {name: getattr(one, name) for name in names} if one else None
    form = forms.DirectoryLine(request.POST if request.method == "POST" else None, initial=standing)
    if form.is_bound and form.is_valid():
        try:
            actions.keep(by=request.user, room=request.room, line=form.line(), one=one)
        except Refused as refusal:
            form.add_error(refusal.field, str(REFUSALS[refusal.key]))
        else:
            messages.success(request, _("Kept."))
            return redirect("desk-services:elsewhere")
    verbs = []
    if one:
        here = [one.pk]
        verbs = [
            Verb(
                _("I rang there: it is right"), reverse("desk-services:check-line", args=here), post=True, icon="check"
            ),
            Verb(_("Take it off the list"), reverse("desk-services:drop-line", args=here), post=True, tone="danger"),
        ]
    title = one.name if one else _("A new line")
    ask = Ask(
        form, title, _("Write it down"), keep=f"line-{one.pk if one else 'new'}", fold=("name_en", "does_en", "sort"),
        fold_label=_("In English, and its place"),
    )  # fmt: skip
    up = (_("Who else helps"), reverse("desk-services:elsewhere"))
    return page(
        request,
        title,
        up=up,
        asks=[ask],
        verbs=verbs,
        lead=_("Ring there before you keep it: the day is written down."),
    )


@require_POST
@staff(Permission.SERVICE_MANAGE)
def begin(request: DeskRequest) -> HttpResponse:
    """Write down the numbers that are the same everywhere."""
    n = actions.begin_directory(by=request.user, room=request.room)
    messages.success(request, ngettext("%(n)s line written down.", "%(n)s lines written down.", n) % {"n": n})
    return redirect("desk-services:elsewhere")


@require_POST
@staff(Permission.SERVICE_MANAGE)
def check(request: DeskRequest, pk: UUID) -> HttpResponse:
    actions.check(by=request.user, one=there(queries.line_of(request.room, pk)))
    messages.success(request, _("Checked today."))
    return redirect("desk-services:elsewhere")


@require_POST
@staff(Permission.SERVICE_MANAGE)
def drop(request: DeskRequest, pk: UUID) -> HttpResponse:
    actions.drop(by=request.user, one=there(queries.line_of(request.room, pk)))
    messages.success(request, _("Off the list."))
    return redirect("desk-services:elsewhere")


@both
@staff(Permission.SERVICE_WORK)
def hand_on(request: DeskRequest, pk: UUID) -> HttpResponse:
    """Hand a matter over to who helps, warm if it can be."""
    matter = there(scope_of(request).filter(pk=pk).first())
    form = forms.HandOn(request.POST if request.method == "POST" else None, lines=queries.directory(matter.room))
    if form.is_bound and form.is_valid():
        try:
            onward = form.onward()
            words = "\n".join(filter(None, (form.cleaned_data["words"], _words_of(form.chosen, onward))))
            actions.hand_on(by=request.user, matter=matter, onward=onward, words=words)
        except Refused as refusal:
            form.add_error(refusal.field or None, str(REFUSALS[refusal.key]))
        except Missing as lacking:
            form.add_error(lacking.needs[0], str(REFUSALS[lacking.needs[0]]))
        else:
            messages.success(request, _("Handed over. It stays open until you asked whether it helped."))
            return redirect("desk:matter", pk=pk)
    up = (f"{matter.reference} {matter.title}", reverse("desk:matter", args=[pk]))
    ask = Ask(form, _("Hand it over, and ask back"), _("Handed over"), keep=f"hand-on-{pk}")
    lead = _("Best: ring them while the person is with you, or take them there. The number alone is the last resort.")
    return page(request, _("Hand it over, and ask back"), up=up, asks=[ask], lead=lead)


def _words_of(one: Entry | None, onward: actions.Onward) -> str:
    """What the person reads in any case, in the room's language: who helps, how to reach them, what was promised."""
    with override(settings.LANGUAGE_CODE):
        parts = [_("%(name)s helps you with this.") % {"name": onward.name}]
        if one:
            told = ((_("Phone"), one.phone), (_("Address"), one.address), (_("Hours"), one.hours))
            parts += [f"{label}{_(': ')}{words}" for label, words in told if words]
        if onward.reach:
            parts.append(f"{_('Phone or address')}{_(': ')}{onward.reach}")
        if onward.promised:
            parts.append(_("They promised: %(what)s") % {"what": onward.promised})
        parts.append(_("We ask you afterwards whether it helped."))
        return "\n".join(parts)


@both
@staff(Permission.SERVICE_WORK)
def ask_back(request: DeskRequest, pk: UUID) -> HttpResponse:
    """Ask once whether it helped."""
    one = there(queries.handover_of(request.user, pk))
    form = forms.AskBack(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            actions.ask_back(by=request.user, handover=one, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(REFUSALS[refusal.key]))
        else:
            messages.success(request, _("Kept."))
            return redirect("desk:matter", pk=one.matter_id)
    facts = [
        Fact(_("Handed to"), " · ".join(filter(None, (one.name, one.reach))), note=str(one.get_how_display())),
        Fact(_("Spoke with"), one.spoke_with, missing=_("nobody")),
        Fact(_("They promised"), one.promised, missing=_("nothing")),
        Fact(_("When"), moments.exact(one.at), note=one.by),
    ]
    up = (f"{one.matter.reference} {one.matter.title}", reverse("desk:matter", args=[one.matter_id]))
    ask = Ask(form, _("Did they help?"), _("Write it down"), keep=f"ask-back-{pk}")
    return page(request, _("Ask whether it helped"), Block(_("Handed over"), facts=facts), up=up, asks=[ask])

"""Writing a campaign: the one text, its pieces by hand, which ways it goes, a copy for the next time."""

from typing import Any  # a Campaign below is Any: pages do not know the table
from uuid import UUID

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from shouwang.kernel.people.permissions import Permission
from shouwang.surfaces.desk.access import DeskRequest, staff
from shouwang.surfaces.desk.forms.outreach.campaigns import New, Piece, Rewrite
from shouwang.surfaces.desk.forms.seen import read_again
from shouwang.surfaces.desk.outreach_words import FIELDS, refusals
from shouwang.surfaces.desk.settings_page import Ask, Block, page, sent
from shouwang.systems.outreach import lifecycle
from shouwang.systems.outreach.actions import campaigns as actions
from shouwang.systems.outreach.actions.releasing import expect
from shouwang.systems.outreach.queries import campaigns as queries
from shouwang.systems.outreach.queries import scams

both = require_http_methods(["GET", "HEAD", "POST"])
RELAYED = ("source", "number", "level", "issued_at")
FOLDED = (*RELAYED, "title_en", "text_en")


def of_request(request: DeskRequest, pk: UUID) -> Any:
    """The campaign of the address. Raises Http404."""
    if (one := queries.campaign(request.user, request.room, pk)) is None:
        raise Http404
    return one


@both
@staff(Permission.OUTREACH_WORK)
def new(request: DeskRequest) -> HttpResponse:
    """A new campaign; begun with a title and a text where another page sends them."""
    begun = {name: request.GET[name] for name in ("title", "text", "theme", "fraud_type") if name in request.GET}
    begun |= _doubted(request)
    form = New(sent(request), initial={"theme": "fraud", **begun})
    if form.is_bound and form.is_valid():
        try:
            ways = form.cleaned_data["ways"]
            made = actions.write(by=request.user, room=request.room, words=form.words(), ways=ways)
        except lifecycle.Missing as missing:
            _refuse(form, missing)
        else:
            messages.success(request, _("Kept as a draft. Look at each piece, then somebody else releases it."))
            return redirect("desk-outreach:campaign", pk=made.pk)
    ask = _ask(form, _("Keep the draft"), "campaign")
    lead = _("Write it once. It becomes words for each way; nothing goes out before somebody else has read it.")
    return page(request, _("Write a campaign"), asks=[ask], lead=lead)


def _doubted(request: DeskRequest) -> dict[str, str]:
    """The text that somebody asked "is this a scam?" about, by its key: what was sent in stands in no address."""
    try:
        key = UUID(request.GET.get("of_scam", ""))
    except ValueError:
        return {}
    one = scams.questions(request.user, request.room).filter(pk=key).first()
    return {"text": one.text} if one else {}


@both
@staff(Permission.OUTREACH_WORK)
def words(request: DeskRequest, pk: UUID) -> HttpResponse:
    """Other words for a draft."""
    one = of_request(request, pk)
    if one.state != lifecycle.DRAFT:
        return _too_late(request, one)
    form = Rewrite(sent(request), initial={name: getattr(one, name) for name in Rewrite.base_fields})
    beside = []
    if form.is_bound and form.is_valid():
        try:
            version = form.cleaned_data.pop("version")
            with transaction.atomic():
                expect(one, version)
                actions.rewrite(by=request.user, campaign=one, words=form.words())
        except lifecycle.Missing as missing:
            _refuse(form, missing)
        except lifecycle.Changed:
            read_again(form, one.version)
            beside = [Block(one.title, advice=one.text)]
        except lifecycle.NotAllowedNow:
            return _too_late(request, one)
        else:
            messages.success(request, _("Changed. The pieces say it anew, except those written by hand."))
            return redirect("desk-outreach:campaign", pk=pk)
    return page(
        request, _("Change the words"), asks=[_ask(form, _("Save"), f"campaign-{pk}")], beside=beside, up=up_to(one)
    )


@both
@staff(Permission.OUTREACH_WORK)
def piece(request: DeskRequest, pk: UUID, way: str) -> HttpResponse:
    """The words of one way, by hand."""
    one = of_request(request, pk)
    found = one.pieces.filter(way=way).first()
    if found is None:
        raise Http404
    if one.state != lifecycle.DRAFT:
        return _too_late(request, one)
    form = Piece(sent(request), initial={"text": found.text, "version": one.version})
    now = []
    form.fields["text"].help_text = _hint(way)
    if form.is_bound and form.is_valid():
        try:
            with transaction.atomic():
                expect(one, form.cleaned_data["version"])
                actions.change_piece(by=request.user, campaign=one, way=way, text=form.cleaned_data["text"])
        except lifecycle.Changed:
            read_again(form, one.version)
            now = [Block(_("As it stands now"), advice=found.text)]
        except lifecycle.NotAllowedNow:
            form.add_error(None, _("Somebody was quicker: it is released, or does not go this way any more."))
        else:
            messages.success(request, _("Changed."))
            return redirect("desk-outreach:campaign", pk=pk)
    title = str(found.get_way_display())
    whole = Block(_("The whole text"), advice=one.text)
    ask = Ask(form, title, _("Save"), keep=f"piece-{found.pk}")
    return page(request, title, asks=[ask], beside=[*now, whole], up=up_to(one))


@require_POST
@staff(Permission.OUTREACH_WORK)
def way(request: DeskRequest, pk: UUID) -> HttpResponse:
    """Let it go one way, or not."""
    one = of_request(request, pk)
    name = request.POST.get("way", "")
    try:
        if name in actions.ALL_WAYS:  # else the page is from another time: shown anew
            actions.turn(by=request.user, campaign=one, way=name, on=request.POST.get("on") == "1")
    except lifecycle.NotAllowedNow:
        return _too_late(request, one)
    return redirect(f"{reverse('desk-outreach:campaign', args=[pk])}#{slugify(name)}")


@require_POST
@staff(Permission.OUTREACH_WORK)
def copy(request: DeskRequest, pk: UUID) -> HttpResponse:
    """The same again, as a draft."""
    made = actions.copy(by=request.user, campaign=of_request(request, pk))
    messages.success(request, _("A new draft with the same words. Say from when to when it goes out."))
    return redirect("desk-outreach:campaign", pk=made.pk)


def up_to(one: Any) -> tuple[str, str]:
    """Back to the campaign."""
    return one.title, reverse("desk-outreach:campaign", args=[one.pk])


def _ask(form: forms.Form, verb: str, keep: str) -> Ask:
    is_open = any(form[name].value() for name in FOLDED)
    label = _("Pass on an official warning")
    return Ask(form, "", verb, keep=keep, fold=FOLDED, fold_label=label, fold_open=is_open)


def _refuse(form: forms.Form, missing: lifecycle.Missing) -> None:
    for need, said in zip(missing.needs, refusals(missing.needs), strict=True):
        form.add_error(FIELDS.get(need), said)


def _too_late(request: DeskRequest, one: Any) -> HttpResponse:
    messages.error(request, _("It is released or over: its words stay as they are. Copy it to say something else."))
    return redirect("desk-outreach:campaign", pk=one.pk)


def _hint(name: str) -> str:
    """What the words of a way are like."""
    hints = {
        "speaker": _("Say who speaks, short sentences, the number twice. A minute at most."),
        "wechat": _("For the groups. The name of the room stands below."),
        "poster": _("First line: the title. Then up to four points, a line each."),
        "film": _("A slide each, an empty line between them."),
        "slide": _("One sentence, read in passing at three metres."),
        "bulletin": _("For the wall, the room's page and the feed."),
    }
    return _("%(hint)s Empty: made by the rules again.") % {"hint": hints.get(name, "")}

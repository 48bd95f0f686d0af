"""One matter: its story, its facts, the next step; and every step taken from its page."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from shouwang.kernel.matters import kinds, lifecycle
from shouwang.kernel.matters.actions import looking
from shouwang.kernel.matters.actions import story as stories
from shouwang.kernel.matters.models import Attachment, Entry, Link, Matter
from shouwang.kernel.matters.queries import files_beside, is_read, story_of, veiled, visible, words_beside
from shouwang.kernel.notices import actions as notices
from shouwang.kernel.notices.queries import is_told_of
from shouwang.kernel.people.permissions import Permission
from shouwang.kernel.people.queries import actor, is_of_room, permissions_in
from shouwang.surfaces.desk import beside, calling, clocks, facts, matter_services, next_step, pulse, rows, story
from shouwang.surfaces.desk.access import DeskRequest, staff
from shouwang.surfaces.desk.doings import DOINGS, Doing, may_publish, offered
from shouwang.surfaces.desk.forms import steps as forms
from shouwang.surfaces.desk.refusals import words_for
from shouwang.systems.watch.queries.calls import of_matter

WITH = ("room__station", "place", "owner", "team", "checker", "reporter", "merged_into")


@require_safe
@staff(Permission.MATTER_SEE)
def show(request: DeskRequest, pk: UUID) -> HttpResponse:
    """The page. A look from the station or county is written down."""
    matter = fetch(request, pk)
    if not is_of_room(request.user, matter.room):
        looking.look_from_above(by=request.user, matter=matter)
    if is_told_of(request.user, str(matter.pk)):
        notices.mark_read(by=request.user, about=str(matter.pk))
    return page(request, matter)


@staff(Permission.MATTER_SEE)
def take(request: DeskRequest, pk: UUID, verb: str) -> HttpResponse:
    """Take one step. What was typed stays on the page until it went through."""
    matter = fetch(request, pk)
    if request.method != "POST":  # a page with an error was loaded again, or its language switched
        return redirect("desk:matter", pk=pk)
    doing = DOINGS.get(verb)
    if doing is None:
        raise Http404
    form = doing.form(request.POST, matter=matter, viewer=request.user, auto_id=f"{verb}_%s")
    if not form.is_valid():
        return page(request, matter, tried=(doing, form), status=422)
    if _was_sent_already(request, matter, doing, form):
        return _taken(request, matter, doing)
    try:
        with transaction.atomic():
            current = stories.expect(matter, form.cleaned_data["version"])
            doing.act(request.user, current, form)
    except stories.Stale:
        matter = fetch(request, pk)
        return page(request, matter, tried=(doing, _newly(form, matter)), status=409)
    except (lifecycle.Missing, lifecycle.NotAllowedNow, ValueError) as refusal:
        form.add_error(None, words_for(refusal))
        return page(request, fetch(request, pk), tried=(doing, form), status=422)
    return _taken(request, matter, doing)


def _taken(request: DeskRequest, matter: Matter, doing: Doing) -> HttpResponse:
    messages.success(request, doing.done_words(is_read=is_read(matter)))
    return redirect("desk:matter", pk=matter.pk)


@staff(Permission.REPORTER_SEE)
def reporter(request: DeskRequest, pk: UUID) -> HttpResponse:
    """Who brought it. The look is written to the journal before anything is shown."""
    matter = fetch(request, pk)
    if request.method != "POST":
        return redirect("desk:matter", pk=pk)
    whole = request.POST.get("identity") == "whole"
    return page(request, matter, reporter=looking.see_reporter(by=request.user, matter=matter, whole_identity=whole))


@require_safe
@staff(Permission.MATTER_SEE)
def news(request: DeskRequest, pk: UUID) -> HttpResponse:
    """204 while the page still shows the matter as it is; else who did what since."""
    matter = get_object_or_404(visible(request.user).only("version", "room_id"), pk=pk)
    if str(matter.version) == request.GET.get("v"):
        return HttpResponse(status=204)
    last = matter.entries.order_by("-at", "-id").first()
    return render(request, "desk/parts/news.html", {"who": story.who_did(last, story.names_in([last])) if last else ""})


def fetch(request: DeskRequest, pk: UUID) -> Matter:
    """The matter, if it is in the viewer's scope, else 404; `held` becomes what they may do in its room."""
    matter = get_object_or_404(visible(request.user).select_related(*WITH), pk=pk)
    if matter.room_id != request.room.pk:
        request.held = permissions_in(request.user, matter.room)
    return veiled(request.user, matter)


def page(
    request: DeskRequest,
    matter: Matter,
    *,
    tried: tuple[Doing, forms.Step] | None = None,
    reporter: dict[str, str] | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page with a form that did not go through, or with the reporter opened."""
    now = timezone.now()
    told = list(story_of(matter))
    attached = list(Attachment.objects.filter(matter=matter).select_related("file").order_by("added_at", "id"))
    read = clocks.clocks_of(matter, told, now)
    doings = offered(matter, request.held, read.whole.state if read else "")
    if tried and tried[0] not in doings:
        doings = [*doings, tried[0]]
    drawn = {doing.verb: _drawn(doing, matter, request, tried) for doing in doings}
    may_call = matter.is_urgent and Permission.MATTER_ASSIGN in request.held
    handed = matter_services.handed_on(matter)
    chosen = matter_services.ask_first(request, handed) or next_step.choose(request, matter, told, drawn)
    context = {
        "matter": matter,
        "title": kinds.as_read(matter.kind, matter.title),
        "walk": facts.walk_of(matter, {one.state for one in told}),
        "entries": story.entries_of(matter, told, [*attached, *files_beside(matter)], list(words_beside(matter))),
        "papers": [one.file for one in attached if one.file.kind == "paper"],
        "facts": [
            *facts.facts_of(matter, request.held, may_assign="assign" in drawn),
            *matter_services.handed_facts(handed),
        ],
        "links": facts.links_of(matter, *_relatives(request, matter)),
        "clocks": clocks.shown(read, now) if read else [],
        "next": chosen,
        "services": matter_services.ways(request, matter, handed),
        "say": drawn.get("say"),
        "calls": [calling.row_of(one) for one in of_matter(matter)] if may_call else [],
        "may_call": may_call and matter.is_open,
        "besides": beside.beside(request, matter),
        "lately": forms.lately(request.user, matter) if {"merge", "link"} & drawn.keys() else [],
        "others": next_step.others(matter, drawn, chosen),
        "stale": status == 409,
        "tried": tried[0].verb if tried else "",
        "reporter": reporter,
        "may_see_reporter": Permission.REPORTER_SEE in request.held,
        "may_erase": Permission.PERSON_ERASE in request.held,
        "may_edit": Permission.MATTER_WORK in request.held and matter.is_open,
        "may_publish": may_publish(matter, request.held),
        "may_print_code": Permission.MATTER_REGISTER in request.held and bool(matter.follow_lookup),
        "map": facts.map_of(matter),
        "when": rows.when_of(matter, now),
        "ticket": pulse.ticket_for(request),
        "answer": _verdict(matter),
    }
    return render(request, "desk/matter.html", context, status=status)


def _drawn(
    doing: Doing, matter: Matter, request: DeskRequest, tried: tuple[Doing, forms.Step] | None
) -> next_step.Drawn:
    is_tried = tried is not None and tried[0].verb == doing.verb
    form = (
        tried[1] if tried and is_tried else doing.form(matter=matter, viewer=request.user, auto_id=f"{doing.verb}_%s")
    )
    return next_step.Drawn(doing, form, is_tried)


def _newly(form: forms.Step, matter: Matter) -> forms.Step:
    """The same form for the newer version, with what was typed and a word why it did not go through."""
    data: Any = form.data.copy()  # type: ignore[attr-defined]  # a posted form, so a QueryDict
    data["version"] = matter.version
    fresh = type(form)(data, matter=matter, viewer=form.viewer, auto_id=form.auto_id)
    fresh.add_error(None, _("Somebody changed this meanwhile. Look at what is new; press again if it still fits."))
    return fresh


def _was_sent_already(request: DeskRequest, matter: Matter, doing: Doing, form: forms.Step) -> bool:
    """A second press of the same button: the last entries hold it already, by this person, since this page."""
    if form.cleaned_data["version"] >= matter.version:
        return False
    mine = Entry.objects.filter(matter=matter, actor=actor(request.user).id).order_by("-at", "-id").first()
    verb = form.cleaned_data["to"] if isinstance(form, forms.Say) else doing.verb
    if mine is None or mine.verb != verb:
        return False
    said = str(form.cleaned_data.get("text", mine.text))
    return said.strip() == mine.text.strip() and bool(form.cleaned_data["version"] == matter.version - 1)


def _relatives(request: DeskRequest, matter: Matter) -> tuple[Sequence[Link], Sequence[Matter]]:
    """Those the viewer may see: a number and a title tell something too."""
    seen = visible(request.user)
    links = Link.objects.filter(Q(matter=matter, other__in=seen) | Q(other=matter, matter__in=seen))
    return list(links.select_related("matter", "other").order_by("id")), list(
        seen.filter(merged_into=matter).order_by("id")
    )


def _verdict(matter: Matter) -> str:
    if matter.state != lifecycle.CLOSED:
        return ""
    asked = getattr(matter, "satisfaction", None)
    if asked is None:
        return ""
    return str(asked.get_score_display()) if asked.score else _("asked, no answer yet")

"""Changing what a matter says, where it is, what hangs on it, and what of it is public."""

from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from shouwang.kernel.files.refusal import Refused
from shouwang.kernel.matters import lifecycle
from shouwang.kernel.matters.actions import editing, story, talk
from shouwang.kernel.matters.models import Matter
from shouwang.kernel.people.permissions import Permission
from shouwang.kernel.people.queries import actor
from shouwang.surfaces.desk import redaction, uploads
from shouwang.surfaces.desk.access import DeskRequest, staff
from shouwang.surfaces.desk.clash import Quarrel, quarrels_of
from shouwang.surfaces.desk.facts import place_map
from shouwang.surfaces.desk.forms.fields import FIELDS, Change, chosen
from shouwang.surfaces.desk.forms.files import Attach
from shouwang.surfaces.desk.forms.spot import Move
from shouwang.surfaces.desk.forms.steps import Publish
from shouwang.surfaces.desk.refusals import words_for
from shouwang.surfaces.desk.views.matter import fetch

both = require_http_methods(["GET", "HEAD", "POST"])


@both
@staff(Permission.MATTER_WORK)
def edit(request: DeskRequest, pk: UUID) -> HttpResponse:
    """Title, words, kind, topic, urgency. Where a colleague changed the same field, both words are shown."""
    matter = fetch(request, pk)
    form = Change(chosen(request.POST) if request.method == "POST" else None, matter=matter)
    if not form.is_bound or not form.is_valid():
        return _edit_page(request, matter, form)
    base, yours = form.base_and_yours()
    try:
        editing.revise(by=request.user, matter=matter, base=base, yours=yours)
    except editing.Clashes as clashes:
        return _edit_page(request, fetch(request, pk), form, quarrels_of(clashes.clashes, form))
    except lifecycle.NotAllowedNow as refusal:  # a kind with a procedure of its own, which has begun
        form.add_error("kind", words_for(refusal))
        return _edit_page(request, fetch(request, pk), form)
    messages.success(request, _("Changed."))
    return redirect("desk:matter", pk=pk)


def _edit_page(
    request: DeskRequest, matter: Matter, form: Change, quarrels: list[Quarrel] | None = None
) -> HttpResponse:
    status = 409 if quarrels else 422 if form.is_bound else 200
    context = {
        "matter": matter,
        "form": form,
        "keep": f"edit-{matter.pk}",
        "quarrels": quarrels or [],
        "visible": [form[name] for name in FIELDS],
        "hidden": [form[f"base_{name}"] for name in FIELDS],
        "kept": [] if not quarrels else [(bound.html_name, bound.value()) for bound in form],
    }
    return render(request, "desk/clash.html" if quarrels else "desk/edit.html", context, status=status)


@both
@staff(Permission.MATTER_WORK)
def place(request: DeskRequest, pk: UUID) -> HttpResponse:
    """Where it is, in words, as a named place, as a point on the map."""
    matter = fetch(request, pk)
    if matter.is_sheltered and Permission.REPORTER_SEE not in request.held:
        messages.error(request, _("Where it is stays with the officers: somebody must be protected."))
        return redirect("desk:matter", pk=pk)
    form = Move(request.POST if request.method == "POST" else None, matter=matter)
    standing: list[str] = []
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        words = {"base": {"where": said["base_where"]}, "yours": {"where": said["where"]}}
        spot = {"place": said["place"], "position": form.position(), "base": said["base_position"]}
        try:
            with transaction.atomic():
                editing.revise(by=request.user, matter=matter, **words)
                editing.locate(by=request.user, matter=matter, **spot)
        except editing.Clashes:
            matter = fetch(request, pk)
            form.begin_from(matter)
            standing = [words for words in (matter.where, editing.position_words(matter)) if words] or [_("empty")]
        else:
            messages.success(request, _("Changed."))
            return redirect("desk:matter", pk=pk)
    context = {"matter": matter, "form": form, "map": place_map(matter.room), "standing": " · ".join(standing)}
    return render(request, "desk/place.html", context, status=409 if standing else 422 if form.is_bound else 200)


@both
@staff(Permission.MATTER_WORK)
def attach(request: DeskRequest, pk: UUID) -> HttpResponse:
    """Put photos, a paper or a recording to it."""
    matter = fetch(request, pk)
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = Attach(*sent, matter=matter, viewer=request.user)
    if form.is_bound and form.is_valid():
        uploaded = [*form.cleaned_data["photos"], *filter(None, [form.cleaned_data["paper"]])]
        try:
            checked = uploads.checked(uploaded)
            with transaction.atomic():
                files = uploads.kept(
                    by=actor(request.user), room=matter.room, checked=checked, purpose="matter.attached"
                )
                talk.attach(by=request.user, matter=matter, files=files)
        except Refused as refusal:
            form.add_error("photos", str(refusal))
        else:
            messages.success(request, _("Added."))
            return redirect("desk:matter", pk=pk)
    return render(request, "desk/attach.html", {"matter": matter, "form": form}, status=422 if form.is_bound else 200)


@both
@staff(Permission.MATTER_PUBLISH)
def publish(request: DeskRequest, pk: UUID) -> HttpResponse:
    """New words for everybody; shown as they will stand, with what looks personal marked, before they go out."""
    matter = fetch(request, pk)
    form = Publish(request.POST if request.method == "POST" else None, matter=matter, viewer=request.user)
    preview = ""
    if form.is_bound:
        is_valid, preview = form.is_valid(), form.cleaned_data.get("public_text", "")
        if is_valid and form.cleaned_data["sure"]:
            try:
                with transaction.atomic():
                    current = story.expect(matter, form.cleaned_data["version"])
                    editing.publish(by=request.user, matter=current, public_text=preview)
            except (lifecycle.Missing, lifecycle.NotAllowedNow) as refusal:
                form.add_error(None, words_for(refusal))
            except story.Stale:
                form.add_error(None, _("Somebody changed this meanwhile. Read it again before you publish."))
            else:
                messages.success(request, _("Published."))
                return redirect("desk:matter", pk=pk)
    context = {
        "matter": matter,
        "form": form,
        "keep": f"publish-{matter.pk}",
        "preview": redaction.parts_of(preview, matter) if preview else [],
        "has_traces": bool(preview) and redaction.has_traces(preview, matter),
        "has_number": bool(redaction.numbers_in(preview, matter.room)),
        "text": preview,
    }
    return render(request, "desk/publish.html", context, status=422 if form.errors else 200)

"""The sounds of a campaign: recorded here, listened to, approved."""

from typing import Any  # a Sound below is Any: pages do not know the table
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from shouwang.kernel.files.refusal import Refused
from shouwang.kernel.people.permissions import Permission
from shouwang.surfaces.desk.access import DeskRequest, staff
from shouwang.surfaces.desk.forms.outreach.campaigns import Aloud, Heard, Record
from shouwang.surfaces.desk.outreach_words import about_seconds
from shouwang.surfaces.desk.settings_page import Ask, page, sent
from shouwang.surfaces.desk.views.outreach.writing import of_request, up_to
from shouwang.surfaces.desk.words import name_of
from shouwang.systems.outreach import lifecycle
from shouwang.systems.outreach.actions import sounds as actions
from shouwang.systems.outreach.queries import sounds as queries
from shouwang.systems.outreach.speech.engines import Unavailable, engine
from shouwang.systems.outreach.speech.levels import Unusable
from shouwang.ui import moments

both = require_http_methods(["GET", "HEAD", "POST"])


@both
@staff(Permission.OUTREACH_WORK)
def sounds(request: DeskRequest, pk: UUID) -> HttpResponse:
    """What to say, what was recorded, and the recorder."""
    one = of_request(request, pk)
    is_draft = one.state == lifecycle.DRAFT
    piece = one.pieces.filter(way="speaker").first()
    script = piece.text if piece else one.text
    form = Record(sent(request), request.FILES or None, room=request.room)
    aloud = Aloud(sent(request, "aloud"))
    recorded = is_draft and form.is_bound and form.is_valid() and _recorded(request, one, form)
    if recorded or (is_draft and aloud.is_bound and aloud.is_valid() and _spoken(request, one, aloud, script)):
        messages.success(request, _("Kept. Listen to it, then somebody who releases approves it."))
        return redirect("desk-outreach:sounds", pk=pk)
    more = {
        "script": script,
        "length": about_seconds(script),
        "sounds": [_shown(sound) for sound in queries.sounds(one)],
        "is_draft": is_draft,
        "approves": is_draft and Permission.BULLETIN_RELEASE in request.held,
        "heard": Heard(),
        "one": one,
    }
    asks = [Ask(form, _("Record it"), _("Keep the recording"), has_files=True)] if is_draft else []
    if is_draft and engine() is not None:
        asks.append(Ask(aloud, _("Or let the machine read it"), _("Let it read"), act="aloud", tone="plain"))
    return page(request, _("Recordings"), asks=asks, up=up_to(one), template="desk/outreach/sounds.html", more=more)


@require_POST
@staff(Permission.OUTREACH_WORK)
def sound(request: DeskRequest, pk: UUID) -> HttpResponse:
    """Approve one after listening, or drop it."""
    found = queries.sound(request.user, request.room, pk)
    if found is None:
        raise Http404
    act = request.POST.get("act", "")
    try:
        if act == "approve":
            if Permission.BULLETIN_RELEASE not in request.held:
                raise PermissionDenied
            if not Heard(request.POST).is_valid():
                messages.error(request, _("Listen to it to the end first, then say that you did."))
            else:
                actions.approve(by=request.user, sound=found)
                messages.success(request, _("Approved: it is heard once the campaign is released."))
        elif act == "drop":
            actions.drop(by=request.user, sound=found)
            messages.success(request, _("Dropped."))
    except lifecycle.NotAllowedNow:
        messages.error(request, _("Somebody was quicker. Look at it again."))
    return redirect("desk-outreach:sounds", pk=found.campaign_id)


def _recorded(request: DeskRequest, one: Any, form: Record) -> bool:
    said = form.cleaned_data
    try:
        ready = actions.made_ready(said["voice"])
        place = {"village": said["village"], "dialect": said["dialect"]}
        actions.add(by=request.user, campaign=one, ready=ready, origin="recorded", **place)
    except (Refused, Unusable) as refusal:
        form.add_error("voice", str(refusal))
        return False
    except lifecycle.NotAllowedNow:
        form.add_error(None, _("It is released or over: nothing can be recorded for it."))
        return False
    return True


def _spoken(request: DeskRequest, one: Any, form: Aloud, script: str) -> bool:
    try:
        actions.add(by=request.user, campaign=one, ready=actions.read_aloud(script, request.room), origin="spoken")
    except (Unavailable, Unusable) as refusal:
        form.add_error(None, str(refusal))
        return False
    except lifecycle.NotAllowedNow:
        form.add_error(None, _("It is released or over: nothing can be recorded for it."))
        return False
    return True


def _shown(sound: Any) -> dict[str, Any]:
    where = str(sound.village.name) if sound.village else _("all villages")
    length = _("%(seconds)s s") % {"seconds": round(sound.seconds)}
    facts = [sound.dialect, str(sound.get_origin_display()), name_of(sound.made_by), moments.ago(sound.made_at), length]
    said = _("approved by %(name)s") % {"name": name_of(sound.approved_by)} if sound.approved_by else ""
    return {
        "key": sound.pk,
        "where": where,
        "facts": [fact for fact in facts if fact],
        "approved": said,
        "href": reverse("files:file", args=[sound.file_id]),
    }

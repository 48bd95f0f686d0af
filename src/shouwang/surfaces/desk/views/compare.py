"""Two reports side by side: they are one, or they are two."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from shouwang.kernel.matters.lifecycle import NotAllowedNow
from shouwang.kernel.people.permissions import Permission
from shouwang.surfaces.desk.access import DeskRequest, staff, there
from shouwang.surfaces.desk.refusals import words_for
from shouwang.systems.watch.actions import relating
from shouwang.systems.watch.queries.related import suggestion_of


@require_POST
@staff(Permission.MATTER_MERGE)
def join(request: DeskRequest, pk: UUID) -> HttpResponse:
    """They are one: this one goes into the other, and is taken apart again on its page; or is linked with what is over."""
    pair = _pair(request, pk)
    try:
        going_on = relating.join(by=request.user, suggestion=pair)
    except NotAllowedNow as refusal:
        messages.error(request, words_for(refusal))
        return redirect("desk:matter", pk=pair.matter_id)
    if going_on.pk == pair.matter_id:
        words = _("Linked with %(number)s, which is over; this one stays open.")
        messages.success(request, words % {"number": pair.other.reference})
    else:
        words = _("Joined with %(number)s: whoever brought either gets its answers.")
        messages.success(request, _with_way_back(words % {"number": pair.other.reference}, pair.matter_id))
    return redirect("desk:matter", pk=going_on.pk)


@require_POST
@staff(Permission.MATTER_MERGE)
def part(request: DeskRequest, pk: UUID) -> HttpResponse:
    """They are two: the pair is not shown again."""
    pair = _pair(request, pk)
    relating.part(by=request.user, suggestion=pair)
    return redirect("desk:matter", pk=pair.matter_id)


def _with_way_back(words: str, merged: UUID) -> SafeString:
    """The words, and a link to where the two are parted again: on the page of the one that went in."""
    back = f"{reverse('desk:matter', args=[merged])}#unmerge"
    return format_html('{} <a href="{}">{}</a>', words, back, _("Undo: part them again"))


def _pair(request: DeskRequest, pk: UUID) -> Any:
    return there(suggestion_of(request.user, pk))

"""Messages to the watch net: written, sent, read by how many phones, taken back."""

from typing import Any
from uuid import UUID

from django.contrib import messages as notes
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from shouwang.kernel.people.permissions import Permission
from shouwang.surfaces.desk.access import DeskRequest, staff, there
from shouwang.surfaces.desk.forms.settings.messages import Message
from shouwang.surfaces.desk.settings_page import Ask, Block, page, sent
from shouwang.surfaces.desk.words import name_of
from shouwang.systems.watch import queries as groups
from shouwang.systems.watch.actions import messages as actions
from shouwang.systems.watch.queries import messages as queries
from shouwang.ui import moments
from shouwang.ui.parts import Pill, Row, Verb

both = require_http_methods(["GET", "HEAD", "POST"])
manages = staff(Permission.WATCH_MANAGE)
KEEP, SHOWN = "watch-message", 60


@both
@manages
def messages(request: DeskRequest) -> HttpResponse:
    """What was sent, and a form to write."""
    here = groups.groups(request.user, request.room)
    if (asked := request.GET.get("group")) and asked not in {str(one.pk) for one in here}:
        raise Http404  # another room's, or disbanded: never to all groups instead
    form = Message(sent(request), room=request.room, groups=here, initial={"group": request.GET.get("group", "")})
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        actions.write(by=request.user, room=request.room, text=said["text"], group=said["group"])
        words = _("Sent. A phone shows it as soon as its page is opened.")
        notes.success(request, words)
        return redirect("desk-settings:watch-messages")
    rows = [_row(one) for one in queries.messages(request.user, request.room)[:SHOWN]]
    has_phones = form.is_bound or queries.phones(request.room).exists()
    advice = "" if has_phones else _("No group has a phone yet. Make a code on a group's page and let somebody join.")
    block = Block(_("Sent"), rows=rows, empty=_("Nothing written yet"), advice=advice, icon="message-circle")
    asks = [Ask(form, _("Write to the watch net"), _("Send it"), keep=KEEP)] if has_phones else []
    lead = _(
        "They stand on the phones of the groups for 30 days. No phone rings: for what can't wait, call out a unit."
    )
    up = (_("Watch groups"), reverse("desk-settings:watch"))
    return page(request, _("Messages to the watch net"), block, lead=lead, up=up, asks=asks)


@require_POST
@manages
def take_back(request: DeskRequest, pk: UUID) -> HttpResponse:
    """No phone shows it any more."""
    one = there(queries.message_of(request.user, pk))
    actions.take_back(by=request.user, message=one)
    notes.success(request, _("Taken back. Phones drop it when they next ask; who has read it has read it."))
    return redirect("desk-settings:watch-messages")


def _row(one: Any) -> Row:
    read, of = queries.read_by(one)
    facts = [
        name_of(one.group) if one.group else _("All groups"),
        ngettext("read by %(read)s of %(n)s phone", "read by %(read)s of %(n)s phones", of) % {"read": read, "n": of},
        one.sent_by,
    ]
    when, exact = moments.ago(one.sent_at), moments.exact(one.sent_at)
    if one.taken_back_at:
        return Row(one.text, when=when, exact=exact, tone="grey", facts=facts, pills=[Pill(_("taken back"), "grey")])
    back = reverse("desk-settings:watch-message-back", args=[one.pk])
    return Row(one.text, when=when, exact=exact, facts=facts, verb=Verb(_("Take it back"), back, post=True))

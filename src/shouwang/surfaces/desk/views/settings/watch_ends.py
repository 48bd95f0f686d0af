"""What ends something of the watch net: each is asked once on its own page, with what goes along with it."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_POST

from shouwang.kernel.people.permissions import Permission
from shouwang.surfaces.desk import phone_codes
from shouwang.surfaces.desk.access import DeskRequest, staff, there
from shouwang.surfaces.desk.words import name_of
from shouwang.systems.watch import queries
from shouwang.systems.watch.actions import calls, groups
from shouwang.systems.watch.queries import calls as units
from shouwang.ui.parts import Fact, Question

both = require_http_methods(["GET", "HEAD", "POST"])
manages = staff(Permission.WATCH_MANAGE)


@both
@manages
def give_up_group(request: DeskRequest, pk: UUID) -> HttpResponse:
    """The group is no more."""
    one = there(queries.group_of(request.user, pk))
    if request.method == "POST":
        groups.give_up(by=request.user, group=one)
        messages.success(request, _("Disbanded. What it reported stays; names and phones are forgotten."))
        return redirect("desk-settings:watch")
    people: list[Any] = list(queries.members(one))
    facts = [
        Fact(_("People in it"), str(len(people))),
        Fact(_("Phones on the list"), str(sum(len(member.person.phones) for member in people))),
        Fact(_("Open codes"), str(len(queries.open_invitations(one, timezone.now())))),
    ]
    return _asked(
        request,
        _("Disband %(name)s?") % {"name": name_of(one)},
        _(
            "Their names and numbers are forgotten and their phones can't report any more. This can't be undone. "
            "What the group reported stays."
        ),
        _("Disband the group"),
        reverse("desk-settings:watch-group", args=[pk]),
        facts,
    )


@both
@manages
def give_up_unit(request: DeskRequest, pk: UUID) -> HttpResponse:
    """It is not called any more; not while it is being called."""
    one = there(units.unit_of(request.user, pk))
    back = reverse("desk-settings:unit", args=[pk])
    try:
        if request.method == "POST":
            calls.give_up_unit(by=request.user, unit=one)
        elif units.is_being_called(one):
            raise calls.BeingCalled
    except calls.BeingCalled:
        messages.error(request, _("This unit is being called out right now. End the call first."))
        return redirect(back)
    if request.method == "POST":
        messages.success(request, _("The unit is closed. Its calls stay."))
        return redirect("desk-settings:units")
    facts = [
        Fact(_("People in it"), str(one.members.count())),
        Fact(_("Its place"), name_of(one.place) if one.place else "", missing=_("no place yet")),
    ]
    return _asked(
        request,
        _("Close the unit %(name)s?") % {"name": name_of(one)},
        _("Nobody calls it any more. Its people stay in their watch groups, and its past calls stay in the list."),
        _("Close the unit"),
        back,
        facts,
    )


@both
@manages
def leave(request: DeskRequest, pk: UUID) -> HttpResponse:
    """Somebody leaves."""
    one = there(queries.member_of(request.user, pk))
    if request.method == "POST":
        groups.leave(by=request.user, member=one)
        messages.success(request, _("They left. Name, number and phone are forgotten."))
        return redirect("desk-settings:watch-group", pk=one.group_id)
    phones = one.person.devices.filter(revoked_at=None).count()
    facts = [Fact(_("Group"), name_of(one.group)), Fact(_("Phones on the list"), str(phones))]
    return _asked(
        request,
        _("Does this member leave the group?"),
        _(
            "Name and number are forgotten and the phone can't report any more, unless they are in another group too. "
            "Who comes back joins anew with a code."
        ),
        _("Leaves the group"),
        reverse("desk-settings:watch-member", args=[pk]),
        facts,
    )


@both
@manages
def take_off(request: DeskRequest, pk: UUID) -> HttpResponse:
    """A phone was lost or changed hands."""
    device = there(queries.device_of(request.user, pk))
    member = queries.membership_of(device.person)
    back = reverse("desk-settings:watch-member", args=[member.pk]) if member else reverse("desk-settings:watch")
    if request.method == "POST":
        groups.take_off(by=request.user, device=device)
        messages.success(request, _("Taken off the list. What was written on it stays on it."))
        return redirect(back)
    return _asked(
        request,
        _("Stop this phone?"),
        _("It can't report any more. What is written on it and not yet sent stays on it. A new code lets it in again."),
        _("Stop this phone"),
        back,
        [Fact(pgettext("device", "Phone"), device.label or _("A phone"))],
    )


@require_POST
@manages
def phone_sheet(request: DeskRequest) -> HttpResponse:
    """The code for another phone of somebody, on paper."""
    return phone_codes.sheet(request, Permission.WATCH_MANAGE, "desk-settings:watch")


@both
@manages
def withdraw(request: DeskRequest, pk: UUID) -> HttpResponse:
    """Nobody joins by this code any more."""
    one = there(queries.invitation_by(request.user, pk))
    back = reverse("desk-settings:watch-group", args=[one.group_id])
    if request.method == "POST":
        groups.withdraw(by=request.user, invitation=one)
        messages.success(request, _("The code lets nobody in any more."))
        return redirect(back)
    used = _("%(used)s of %(most)s joined") % {"used": one.used, "most": one.most}
    return _asked(
        request,
        _("Take this code back?"),
        _("Nobody can join by it any more, also where it hangs on paper. Whoever has joined stays."),
        _("Take the code back"),
        back,
        [Fact(_("Group"), name_of(one.group)), Fact(pgettext("invitation", "Joined so far"), used)],
    )


def _asked(
    request: DeskRequest, title: str, text: str, verb: str, back_href: str, facts: Sequence[Fact]
) -> HttpResponse:
    question = Question(title=title, text=text, verb=verb, back_href=back_href, tone="danger", facts=facts)
    return render(request, "ui/confirm.html", {"question": question})

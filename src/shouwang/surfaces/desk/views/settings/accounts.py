"""Who works here: accounts opened, appointed, dismissed, closed; a new password by a link that works once."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from shouwang.kernel.people import actions
from shouwang.kernel.people.models import Account, Appointment, Token
from shouwang.kernel.people.permissions import ROLES, Permission
from shouwang.kernel.people.queries import actor, has_second_step, kept_by, people_of
from shouwang.kernel.people.scopes import in_words
from shouwang.surfaces.desk.access import DeskRequest, staff
from shouwang.surfaces.desk.forms.settings.accounts import Offer, Open, Reach, Words
from shouwang.surfaces.desk.settings_page import Ask, Block, Once, page, sent
from shouwang.surfaces.desk.words import name_of
from shouwang.ui import moments
from shouwang.ui.parts import Fact, Pill, Row, Verb

both = require_http_methods(["GET", "HEAD", "POST"])


@both
@staff(Permission.ACCOUNT_MANAGE)
def accounts(request: DeskRequest) -> HttpResponse:
    """Everybody of the room, and a form for somebody new."""
    form = Open(sent(request), viewer=request.user, initial={"over": str(request.room.pk), "language": "zh-hans"})
    if form.is_bound and form.is_valid():
        return _opened(request, form)
    shown = people_of(request.room).prefetch_related("appointments")
    kept = set(kept_by(request.user).values_list("pk", flat=True))
    gone = kept_by(request.user).filter(appointments=None)
    blocks = [Block(_("Of this room"), rows=[_row(one, one.pk in kept) for one in shown], empty=_("Nobody yet"))]
    if gone:
        blocks.append(Block(_("Without a role now"), rows=[_row(one, True) for one in gone]))
    ask = Ask(form, _("Somebody new"), _("Open the account"))
    lead = _("Nobody signs up by themselves. Everything done here is written to the journal.")
    return page(request, _("Accounts"), *blocks, lead=lead, asks=[ask])


def _opened(request: DeskRequest, form: Open) -> HttpResponse:
    said = {name: form.cleaned_data[name] for name in ("username", "name", "name_en", "email", "language")}
    by = actor(request.user)
    with transaction.atomic():
        account = actions.open_account(by=by, password=None, **said)
        actions.appoint(by=by, account=account, role=form.cleaned_data["role"], over=form.place())
        secret = actions.offer_password(by=by, account=account)
    return _show_offer(request, account, secret, _("The account is open"))


@both
@staff(Permission.ACCOUNT_MANAGE)
def account(request: DeskRequest, pk: UUID) -> HttpResponse:
    """One account: its words, its roles, whether it is open."""
    one = get_object_or_404(kept_by(request.user), pk=pk)
    initial = {name: getattr(one, name) for name in ("name", "name_en", "email", "language")}
    words = Words(sent(request, "words"), initial=initial, auto_id="words_%s")
    role = Reach(sent(request, "role"), viewer=request.user, initial={"over": str(request.room.pk)}, auto_id="role_%s")
    offer = Offer(sent(request, "offer"), auto_id="offer_%s")
    by = actor(request.user)
    if words.is_bound and words.is_valid():
        actions.edit_account(by=by, account=one, **words.cleaned_data)
        return _done(request, one, _("Kept."))
    if role.is_bound and role.is_valid():
        actions.appoint(by=by, account=one, role=role.cleaned_data["role"], over=role.place())
        return _done(request, one, _("Appointed."))
    if offer.is_bound and offer.is_valid():
        secret = actions.offer_password(by=by, account=one, **offer.cleaned_data)
        return _show_offer(request, one, secret, _("A new password for %(name)s") % {"name": name_of(one)})
    asks = [
        Ask(role, _("Another role"), _("Appoint"), act="role"),
        Ask(words, _("How they are called"), _("Save"), act="words", tone="plain"),
        Ask(offer, _("Password forgotten, or seen by somebody"), _("Make a link"), act="offer", tone="plain"),
    ]
    blocks = [_facts(one), _roles(one), _keys(one)]
    return page(request, name_of(one), *blocks, up=_up(), asks=asks)


@require_POST
@staff(Permission.ACCOUNT_MANAGE)
def dismiss(request: DeskRequest, pk: UUID) -> HttpResponse:
    """Take one role away."""
    appointment = get_object_or_404(Appointment, pk=pk, account__in=kept_by(request.user))
    actions.dismiss(by=actor(request.user), appointment=appointment)
    return _done(request, appointment.account, _("Taken away."))


@require_POST
@staff(Permission.ACCOUNT_MANAGE)
def switch(request: DeskRequest, pk: UUID) -> HttpResponse:
    """Close an open account, open a closed one."""
    one = get_object_or_404(kept_by(request.user), pk=pk)
    if one.is_active:
        actions.close_account(by=actor(request.user), account=one)
        return _done(request, one, _("Closed. What was done with it stays; its keys and addresses work no more."))
    actions.reopen_account(by=actor(request.user), account=one)
    return _done(request, one, _("Open again."))


@require_POST
@staff(Permission.ACCOUNT_MANAGE)
def revoke_key(request: DeskRequest, pk: UUID) -> HttpResponse:
    """Somebody's key opens nothing any more."""
    token = get_object_or_404(Token, pk=pk, account__in=kept_by(request.user), revoked_at=None)
    actions.revoke_token(by=actor(request.user), token=token)
    return _done(request, token.account, _("Revoked."))


def _up() -> tuple[str, str]:
    return _("Accounts"), reverse("desk-settings:accounts")


def _done(request: DeskRequest, one: Account, words: str) -> HttpResponse:
    messages.success(request, words)
    return redirect("desk-settings:account", pk=one.pk)


def _show_offer(request: DeskRequest, one: Account, secret: str, title: str) -> HttpResponse:
    once = Once(
        title,
        _("Give this link to %(name)s only. It sets the password, once, within three days; it is shown only now.")
        % {"name": name_of(one)},
        settings.PUBLIC_URL + reverse("desk-settings:password", args=[secret]),
    )
    back = Verb(_("To the account"), reverse("desk-settings:account", args=[one.pk]))
    block = Block(_("What happens next"), advice=_("They log in as: %(name)s") % {"name": one.username}, verbs=[back])
    return page(request, name_of(one), block, up=_up(), once=once)


def _row(one: Account, may_change: bool) -> Row:
    roles = dict.fromkeys(str(ROLES[held.role].name) for held in one.appointments.all())
    href = reverse("desk-settings:account", args=[one.pk])
    return Row(
        name_of(one),
        href if may_change else "",
        facts=[one.username, *roles],
        pills=[] if one.is_active else [Pill(_("closed"), "grey", "lock")],
        verb=Verb(_("Change"), href) if may_change else None,
    )


def _facts(one: Account) -> Block:
    switch = reverse("desk-settings:switch-account", args=[one.pk])
    verb = Verb(_("Close the account"), switch, post=True, tone="danger", icon="lock")
    if not one.is_active:
        verb = Verb(_("Open it again"), switch, post=True, icon="lock-open")
    facts = [
        Fact(_("Logs in as"), one.username),
        Fact(_("State"), _("open") if one.is_active else _("closed")),
        Fact(_("Password"), _("set") if one.has_usable_password() else "", missing=_("not set yet")),
        Fact(_("Second step"), _("on") if has_second_step(one) else "", missing=_("off")),
        Fact(_("Logged in last"), moments.ago(one.last_login) if one.last_login else "", missing=_("never")),
    ]
    return Block(name_of(one), facts=facts, verbs=[verb])


def _roles(one: Account) -> Block:
    held = one.appointments.select_related("room", "station", "county")
    rows = [
        Row(
            str(ROLES[appointment.role].name),
            facts=[_place(appointment)],
            verb=Verb(_("Take away"), reverse("desk-settings:dismiss", args=[appointment.pk]), post=True),
        )
        for appointment in held
    ]
    return Block(
        _("Roles"), rows=rows, empty=_("No role"), advice=_("Without one there is nothing to open."), icon="users"
    )


def _keys(one: Account) -> Block:
    rows = [
        Row(
            token.name,
            facts=[in_words(token.scopes)],
            verb=Verb(_("Revoke"), reverse("desk-settings:revoke-key", args=[token.pk]), post=True),
        )
        for token in one.tokens.filter(revoked_at=None).order_by("-created_at")
    ]
    return Block(_("Keys for other programs"), rows=rows, empty=_("None"), icon="key-round")


def _place(appointment: Appointment) -> str:
    if place := appointment.room or appointment.station:
        return name_of(place)
    return appointment.county.name if appointment.county else ""

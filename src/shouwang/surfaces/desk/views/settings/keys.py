"""Keys with which other programs read or write here, for those who look after such programs."""

from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from shouwang.kernel.people import actions
from shouwang.kernel.people.models import Account, Token
from shouwang.kernel.people.permissions import Permission
from shouwang.kernel.people.queries import actor
from shouwang.kernel.people.scopes import in_words
from shouwang.surfaces.desk.access import DeskRequest, staff
from shouwang.surfaces.desk.forms.settings.keys import Key
from shouwang.surfaces.desk.settings_page import Ask, Block, Once, page, sent
from shouwang.ui import moments
from shouwang.ui.parts import Pill, Row, Verb


@require_http_methods(["GET", "HEAD", "POST"])
@staff(Permission.NOTICE_TEND)
def keys(request: DeskRequest) -> HttpResponse:
    """The keys of one's own, and a form for a new one."""
    form = Key(sent(request))
    once = None
    if form.is_bound and form.is_valid():
        once, form = _made(request, form), Key()
    lead = _("So that another program, of the station or the county, can read or write here by itself.")
    ask = Ask(form, _("A key for another program"), _("Make a key"))
    return page(request, _("For other programs"), keys_block(request.user), lead=lead, asks=[ask], once=once)


def _made(request: DeskRequest, form: Key) -> Once:
    said = form.cleaned_data
    lasts = timedelta(days=int(said["lasts"])) if said["lasts"] else None
    _token, secret = actions.issue_token(
        by=actor(request.user), account=request.user, name=said["name"], scopes=said["scopes"], lasts=lasts
    )
    title = _("The key “%(name)s”") % {"name": said["name"]}
    return Once(title, _("Copy it now. It is shown only this once."), secret)


@require_POST
@staff()
def revoke_own_key(request: DeskRequest, pk: UUID) -> HttpResponse:
    """A key of mine opens nothing any more."""
    token = get_object_or_404(Token, pk=pk, account=request.user, revoked_at=None)
    actions.revoke_token(by=actor(request.user), token=token)
    messages.success(request, _("Revoked."))
    return redirect("desk-settings:keys" if Permission.NOTICE_TEND in request.held else "desk-settings:me")


def keys_block(account: Account) -> Block:
    """The account's keys, the newest first."""
    rows = [_row(token) for token in account.tokens.order_by("-created_at")[:50]]
    advice = _("A key lets another program do what you may, and no more than its ticks say.")
    return Block(_("My keys"), rows=rows, empty=_("No keys"), advice=advice, icon="key-round")


def _row(token: Token) -> Row:
    revoke = Verb(_("Revoke"), reverse("desk-settings:revoke-own-key", args=[token.pk]), post=True)
    return Row(
        token.name,
        reverse("desk-settings:me"),
        facts=[in_words(token.scopes), *_times(token)],
        pills=[] if token.revoked_at is None else [Pill(_("revoked"))],
        verb=revoke if token.revoked_at is None else None,
    )


def _times(token: Token) -> Iterator[str]:
    yield _("used %(when)s") % {"when": moments.ago(token.used_at)} if token.used_at else _("never used")
    if token.expires_at:
        yield _("until %(when)s") % {"when": moments.exact(token.expires_at)}

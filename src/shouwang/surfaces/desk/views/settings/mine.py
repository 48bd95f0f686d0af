"""What is one's own: password and second step, keys for other programs, the address of one's calendar."""

from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from shouwang.kernel.people import actions
from shouwang.kernel.people.models import Token
from shouwang.kernel.people.queries import account_of_offer, actor, has_second_step
from shouwang.surfaces.desk.access import DeskRequest, staff
from shouwang.surfaces.desk.forms.settings.accounts import Password
from shouwang.surfaces.desk.forms.settings.keys import Key
from shouwang.surfaces.desk.settings_page import Ask, Block, Once, page, sent
from shouwang.surfaces.desk.words import name_of
from shouwang.ui import moments
from shouwang.ui.parts import Fact, Pill, Row, Verb

both = require_http_methods(["GET", "HEAD", "POST"])


@both
@staff()
def me(request: DeskRequest) -> HttpResponse:
    """Everything of one's own, and a form for a new key."""
    form = Key(sent(request))
    once = None
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        lasts = timedelta(days=int(said["lasts"])) if said["lasts"] else None
        _token, secret = actions.issue_token(
            by=actor(request.user), account=request.user, name=said["name"], scopes=said["scopes"], lasts=lasts
        )
        once = Once(
            _("The key “%(name)s”") % {"name": said["name"]}, _("Copy it now. It is shown only this once."), secret
        )
        form = Key()
    ask = Ask(form, _("A key for another program"), _("Make a key"))
    blocks = [_account(request), _calendar(request), _keys(request)]
    return page(request, _("My account"), *blocks, asks=[ask], once=once)


@require_POST
@staff()
def revoke_own_key(request: DeskRequest, pk: UUID) -> HttpResponse:
    """A key of mine opens nothing any more."""
    token = get_object_or_404(Token, pk=pk, account=request.user, revoked_at=None)
    actions.revoke_token(by=actor(request.user), token=token)
    messages.success(request, _("Revoked."))
    return redirect("desk-settings:me")


@require_POST
@staff()
def calendar(request: DeskRequest) -> HttpResponse:
    """Make the secret address of my calendar anew, or take it away."""
    by = actor(request.user)
    if request.POST.get("do") == "revoke":
        actions.revoke_secret_link(by=by, account=request.user)
        messages.success(request, _("The address works no more."))
        return redirect("desk-settings:me")
    secret = actions.make_secret_link(by=by, account=request.user)
    address = settings.PUBLIC_URL + reverse("api:due", args=[secret])
    text = _("Give it to your calendar program. Who knows it sees what is due for you, so tell nobody. Shown only now.")
    back = Block(_("The address before works no more"), verbs=[Verb(_("Back"), reverse("desk-settings:me"))])
    return page(request, _("My calendar"), back, once=Once(_("The address of your calendar"), text, address))


@never_cache
@both
def password(request: HttpRequest, secret: str) -> HttpResponse:
    """Setting a password with the link somebody was given; no login needed, the link is the proof, once."""
    account = account_of_offer(secret)
    if account is None:
        return render(request, "desk/settings/password.html", {"form": None}, status=404)
    form = Password(request.POST if request.method == "POST" else None, account=account)
    if form.is_bound and form.is_valid():
        actions.set_password(by=actor(account), account=account, password=form.cleaned_data["password"])
        logout(request)
        messages.success(request, _("The password is set. Log in with it."))
        return redirect("account_login")
    context = {"form": form, "name": name_of(account), "username": account.username}
    response = render(request, "desk/settings/password.html", context, status=422 if form.is_bound else 200)
    # The secret stands in the address: no page or picture is told it. "no-referrer" would also hide where the form
    # comes from (Origin: null), and the form would be refused.
    response["Referrer-Policy"] = "strict-origin"
    return response


@login_required
def no_password(request: HttpRequest) -> HttpResponse:
    """Somebody came in by a passkey while a link for a new password is on its way to them: the link sets it."""
    messages.info(request, _("You have no password now. The link you were given sets the new one."))
    return redirect("mfa_index")


def _account(request: DeskRequest) -> Block:
    has_step = has_second_step(request.user)
    second = Verb(_("See it") if has_step else _("Turn it on"), reverse("mfa_index"))
    facts = [
        Fact(_("Name"), name_of(request.user), note=request.user.username),
        Fact(_("Second step"), _("on") if has_step else "", missing=_("off"), fill=second),
        Fact(_("Language"), str(dict(settings.LANGUAGES).get(request.user.language, ""))),
    ]
    verbs = [
        Verb(_("Change the password"), reverse("account_change_password"), icon="key-round"),
        Verb(_("Codes and passkeys"), reverse("mfa_index"), icon="shield-check"),
    ]
    return Block(_("Logging in"), facts=facts, verbs=verbs)


def _calendar(request: DeskRequest) -> Block:
    link = request.user.secret_links.filter(revoked_at=None).first()
    href = reverse("desk-settings:calendar")
    if link is None:
        make = Verb(_("Make the address"), href, post=True, icon="calendar")
        return Block(_("My calendar"), advice=_("What is due for you, in the calendar of your phone."), verbs=[make])
    facts = [Fact(_("Address made"), moments.ago(link.created_at), note=moments.exact(link.created_at))]
    verbs = [
        Verb(_("Make another"), href, post=True),
        Verb(_("Take it away"), href, post=True, tone="danger", fields={"do": "revoke"}),
    ]
    return Block(_("My calendar"), facts=facts, verbs=verbs)


def _keys(request: DeskRequest) -> Block:
    rows = [
        Row(
            token.name,
            reverse("desk-settings:me"),
            facts=[token.scopes, *_times(token)],
            pills=[] if token.revoked_at is None else [Pill(_("revoked"))],
            verb=Verb(_("Revoke"), reverse("desk-settings:revoke-own-key", args=[token.pk]), post=True)
            if token.revoked_at is None
            else None,
        )
        for token in request.user.tokens.order_by("-created_at")[:50]
    ]
    advice = _("A key lets another program do what you may, and no more than its ticks say.")
    return Block(_("My keys"), rows=rows, empty=_("No keys"), advice=advice, icon="key-round")


def _times(token: Token) -> list[str]:
    used = _("used %(when)s") % {"when": moments.ago(token.used_at)} if token.used_at else _("never used")
    return [used, _("until %(when)s") % {"when": moments.exact(token.expires_at)}] if token.expires_at else [used]

"""What is one's own: password and second step, language, the address of one's calendar."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from shouwang.kernel.people import actions
from shouwang.kernel.people.queries import account_of_offer, actor, has_second_step
from shouwang.surfaces.desk.access import DeskRequest, staff
from shouwang.surfaces.desk.forms.settings.accounts import Language, Password
from shouwang.surfaces.desk.settings_page import Ask, Block, Once, page, sent
from shouwang.surfaces.desk.views.settings.keys import keys_block
from shouwang.surfaces.desk.words import name_of
from shouwang.ui import moments
from shouwang.ui.parts import Fact, Verb

both = require_http_methods(["GET", "HEAD", "POST"])


@both
@staff()
def me(request: DeskRequest) -> HttpResponse:
    """Everything of one's own: how one logs in, the language, the calendar, keys if one has any."""
    form = Language(sent(request), initial={"language": request.user.language})
    if form.is_bound and form.is_valid():
        return _spoken(request, form.cleaned_data["language"])
    blocks = [_account(request), _calendar(request)]
    if request.user.tokens.exists():
        blocks.append(keys_block(request.user))
    ask = Ask(form, _("Language"), _("Save"), tone="plain")
    return page(request, _("My account"), *blocks, asks=[ask])


def _spoken(request: DeskRequest, chosen: str) -> HttpResponse:
    """Kept for the account's pages and notices; this browser follows at once."""
    actions.choose_language(by=actor(request.user), account=request.user, language=chosen)
    with override(chosen):
        messages.success(request, _("Kept."))
    response = redirect("desk-settings:me")
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        chosen,
        max_age=settings.LANGUAGE_COOKIE_AGE,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )
    return response


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

"""Groups outside (robots), other programs (webhooks) with their log, and notices that reached nobody."""

from contextlib import suppress
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy, pgettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from shouwang.kernel.matters import queries as matters
from shouwang.kernel.matters.actions import news
from shouwang.kernel.matters.models import News
from shouwang.kernel.notices import actions, queries
from shouwang.kernel.notices.models import Delivery, Notice, Robot, State, Trouble, Webhook
from shouwang.kernel.notices.outside import ForbiddenAddressError
from shouwang.kernel.notices.ports import NotSentError
from shouwang.kernel.notices.robot_addresses import WrongAddressError
from shouwang.kernel.people.permissions import Permission
from shouwang.kernel.people.queries import actor
from shouwang.surfaces.desk.access import DeskRequest, staff
from shouwang.surfaces.desk.forms.settings.outside import TOLD_TO_GROUPS, TOLD_TO_PROGRAMS, Bury, HookForm, RobotForm
from shouwang.surfaces.desk.journal_words import told
from shouwang.surfaces.desk.settings_page import Ask, Block, Once, page, sent
from shouwang.ui import moments
from shouwang.ui.parts import Fact, Pill, Row, Tone, Verb

both = require_http_methods(["GET", "HEAD", "POST"])
SHOWN = 50
WRONG = {
    "scheme": gettext_lazy("https:// is missing at its beginning. A whole one looks like this: %(like)s"),
    "path": gettext_lazy("That is not what the address of such a robot looks like: %(like)s"),
    "key": gettext_lazy("The key at its end is missing: copy the whole address. It looks like this: %(like)s"),
}
TONES: dict[str, Tone] = {State.SENT: "green", State.DEAD: "red", State.BURIED: "grey"}


@both
@staff(Permission.NOTICE_TEND)
def robots(request: DeskRequest) -> HttpResponse:
    """The room's groups outside."""
    form = RobotForm(sent(request))
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        try:
            actions.keep_robot(by=actor(request.user), room=request.room, **said | {"events": " ".join(said["events"])})
        except WrongAddressError as refusal:
            form.add_error("url", str(WRONG[refusal.wrong]) % {"like": refusal.like})
        except NotSentError as refusal:
            form.add_error("url", str(Trouble(refusal.trouble).label))
        else:
            messages.success(request, _("Kept. Send a test to see that it arrives."))
            return redirect("desk-settings:robots")
    rows = [_robot(one) for one in queries.robots(request.user, request.room)]
    block = Block(
        _("Groups of this room"),
        rows=rows,
        empty=_("None yet"),
        advice=_("WeCom, DingTalk and Feishu groups show the address of their robot; paste it here."),
        icon="message-circle",
    )
    lead = _("They are told that something came, by its number, or which unit is called where; never of whom.")
    return page(request, _("Groups outside"), block, lead=lead, asks=[Ask(form, _("Another group"), _("Save"))])


@require_POST
@staff(Permission.NOTICE_TEND)
def tend_robot(request: DeskRequest, pk: UUID) -> HttpResponse:
    """Send a test, or send nothing more."""
    robot = get_object_or_404(queries.robots(request.user, request.room), pk=pk)
    if request.POST.get("do") == "retire":
        actions.retire_robot(by=actor(request.user), robot=robot)
        messages.success(request, _("Nothing more goes there."))
    else:
        actions.try_robot(by=actor(request.user), robot=robot, language=get_language() or "zh-hans")
        messages.success(request, _("The test is on its way. If it does not arrive, look under undelivered notices."))
    return redirect("desk-settings:robot", pk=pk)


@require_safe
@staff(Permission.NOTICE_TEND)
def robot(request: DeskRequest, pk: UUID) -> HttpResponse:
    """One group and what went there lately."""
    one = get_object_or_404(queries.robots(request.user, request.room), pk=pk)
    href = reverse("desk-settings:tend-robot", args=[pk])
    facts = [Fact(_("What it is"), str(Robot.Kind(one.kind).label)), Fact(_("It is told when"), _events(one.events))]
    verbs = [Verb(_("Send a test"), href, post=True, icon="send")]
    if one.is_active:
        verbs.append(Verb(_("Stop it"), href, post=True, tone="danger", fields={"do": "retire"}))
    sent_there = one.notices.defer("subject", "body").order_by("-created_at")[:SHOWN]
    log = [_notice_row(notice) for notice in sent_there]
    blocks = [Block(one.name, facts=facts, verbs=verbs), Block(_("What went there"), rows=log, empty=_("Nothing yet"))]
    return page(request, one.name, *blocks, up=(_("Groups outside"), reverse("desk-settings:robots")))


@both
@staff(Permission.NOTICE_TEND)
def webhooks(request: DeskRequest) -> HttpResponse:
    """Other programs that are told, signed."""
    form = HookForm(sent(request))
    once = None
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        try:
            _hook, secret = actions.open_webhook(
                by=request.user, room=request.room, url=said["url"], events=" ".join(said["events"])
            )
        except ForbiddenAddressError:
            form.add_error("url", _("We send to https addresses in the internet only."))
        else:
            text = _("The other program checks the signature with it. Copy it now; it is shown only this once.")
            once, form = Once(_("The secret of the webhook"), text, secret), HookForm()
    rows = [_hook_row(one) for one in queries.webhooks(request.user)]
    block = Block(_("Webhooks"), rows=rows, empty=_("None yet"), icon="share-2")
    lead = _("When something happens, another program is told at its address (a webhook): numbers and states only.")
    ask = Ask(form, _("Another program"), _("Open it"))
    return page(request, _("Webhooks"), block, lead=lead, asks=[ask], once=once)


@require_safe
@staff(Permission.NOTICE_TEND)
def webhook(request: DeskRequest, pk: UUID) -> HttpResponse:
    """One webhook and its log."""
    one = get_object_or_404(queries.webhooks(request.user), pk=pk)
    facts = [
        Fact(_("State"), _("it is told") if one.is_active else "", missing=pgettext("webhook", "stopped")),
        Fact(_("It is told when"), _events(one.events)),
        Fact(_("For the technician"), _("Signed by the Standard Webhooks scheme, with the secret shown once.")),
    ]
    close = Verb(
        pgettext("webhook", "Stop it"), reverse("desk-settings:close-webhook", args=[pk]), post=True, tone="danger"
    )
    log = queries.deliveries(request.user).filter(webhook=one)[:SHOWN]
    blocks = [
        Block(one.url, facts=facts, verbs=[close] if one.is_active else []),
        Block(
            _("What was sent"), rows=[_delivery_row(delivery) for delivery in log], empty=_("Nothing yet"), icon="send"
        ),
    ]
    return page(request, _("One address"), *blocks, up=(_("Webhooks"), reverse("desk-settings:webhooks")))


@require_POST
@staff(Permission.NOTICE_TEND)
def close_webhook(request: DeskRequest, pk: UUID) -> HttpResponse:
    """Nothing more goes there."""
    one = get_object_or_404(queries.webhooks(request.user), pk=pk)
    actions.close_webhook(by=actor(request.user), webhook=one)
    messages.success(request, _("Nothing more goes there. The log stays for 30 days."))
    return redirect("desk-settings:webhook", pk=pk)


@require_POST
@staff(Permission.NOTICE_TEND)
def replay(request: DeskRequest, pk: UUID) -> HttpResponse:
    """Send one once more, under the same id."""
    delivery = get_object_or_404(queries.deliveries(request.user), pk=pk)
    try:
        actions.replay(by=actor(request.user), delivery=delivery)
    except ValueError:
        messages.warning(request, _("It is still on its way."))
    else:
        messages.success(request, _("On its way again."))
    return redirect("desk-settings:webhook", pk=delivery.webhook_id)


@require_safe
@staff(Permission.NOTICE_TEND)
def dead(request: DeskRequest) -> HttpResponse:
    """Notices that reached nobody, and what happened without a notice; not what they say, only about which number."""
    lost = list(queries.dead(request.user)[:SHOWN])
    rows = [_dead_row(one) for one in lost if one.trouble != Trouble.UNSURE]
    unsure = [_dead_row(one) for one in lost if one.trouble == Trouble.UNSURE]
    lead = _("The program tried for a day and gave up. Mend the cause, then send again, or give it up and say why.")
    block = Block(_("Reached nobody"), rows=rows, empty=_("Everything arrived"), icon="check-check")
    advice = _(
        "The group's answer was lost. What is urgent the program sends again, twice is better than never; with the rest look in "
        "the group first, then send it again or give it up."
    )
    looks = [Block(_("May have arrived"), advice=advice), Block("", rows=unsure)] if unsure else []
    untold = [_untold_row(one) for one in matters.untold(request.user)[:SHOWN]]
    told_nobody = [Block(_("Happened, but nobody was told"), rows=untold, icon="megaphone")] if untold else []
    return page(request, _("Undelivered notices"), *told_nobody, *looks, block, lead=lead)


@require_POST
@staff(Permission.NOTICE_TEND)
def tell_again(request: DeskRequest, pk: UUID) -> HttpResponse:
    """Have one told once more."""
    one = get_object_or_404(matters.untold(request.user), pk=pk)
    with suppress(ValueError):  # somebody else pressed it first
        news.tell_again(by=actor(request.user), news=one)
    messages.success(request, _("The program tries again now. If it fails once more, it comes back here."))
    return redirect("desk-settings:dead")


@both
@staff(Permission.NOTICE_TEND)
def tend_dead(request: DeskRequest, pk: UUID) -> HttpResponse:
    """One of them: again, or given up with the reason."""
    one = get_object_or_404(queries.dead(request.user), pk=pk)
    form = Bury(sent(request, "bury"))
    done = ""
    is_over = one.is_over(timezone.now())
    if request.method == "POST" and request.POST.get("act") == "revive" and not is_over:
        actions.revive(by=actor(request.user), notice=one)
        done = _("On its way again.")
    elif form.is_bound and form.is_valid():
        actions.bury(by=actor(request.user), notice=one, **form.cleaned_data)
        done = _("Given up.")
    if done:
        messages.success(request, done)
        return redirect("desk-settings:dead")
    facts = [
        Fact(_("About"), one.about_label, missing=_("nothing with a number")),
        Fact(_("By"), str(Notice.By(one.channel).label), note=one.robot.name if one.robot else ""),
        Fact(_("What went wrong"), _trouble(one), note=one.last_error),
        Fact(_("Tried"), str(one.attempts), note=moments.exact(one.created_at)),
    ]
    again = Verb(_("Send again"), request.path, post=True, tone="primary", fields={"act": "revive"})
    if one.expires_at and is_over:
        facts.append(Fact(_("Over since"), moments.exact(one.expires_at), note=_("It is not sent any more.")))
    block = Block(_("Reached nobody"), facts=facts, verbs=[] if is_over else [again])
    ask = Ask(form, _("Give it up"), _("Give it up"), act="bury", tone="danger")
    up = (_("Undelivered notices"), reverse("desk-settings:dead"))
    return page(request, one.about_label or _("A notice"), block, up=up, asks=[ask])


def _events(events: str) -> str:
    known = dict([*TOLD_TO_GROUPS, *TOLD_TO_PROGRAMS])
    return " · ".join(str(known.get(event, event)) for event in events.split())


def _trouble(one: Notice | Delivery) -> str:
    return str(Trouble(one.trouble).label) if one.trouble else ""


def _robot(one: Robot) -> Row:
    href = reverse("desk-settings:robot", args=[one.pk])
    pills = [] if one.is_active else [Pill(_("stopped"))]
    return Row(one.name, href, facts=[str(Robot.Kind(one.kind).label), _events(one.events)], pills=pills)


def _hook_row(one: Webhook) -> Row:
    href = reverse("desk-settings:webhook", args=[one.pk])
    return Row(
        one.url,
        href,
        facts=[_events(one.events)],
        pills=[] if one.is_active else [Pill(pgettext("webhook", "stopped"))],
    )


def _notice_row(one: Notice) -> Row:
    tone = TONES.get(one.state, "blue")
    state = str(State(one.state).label)
    return Row(
        one.about_label or _("A test"),
        when=moments.ago(one.created_at),
        exact=moments.exact(one.created_at),
        tone=tone,
        facts=[state, *([_trouble(one)] if one.trouble else [])],
    )


def _delivery_row(one: Delivery) -> Row:
    facts = [str(State(one.state).label), f"HTTP {one.response_code}" if one.response_code else _trouble(one)]
    again = Verb(_("Send again"), reverse("desk-settings:replay", args=[one.pk]), post=True)
    is_over = one.state not in (State.WAITING, State.SENDING)
    return Row(
        one.event,
        when=moments.ago(one.created_at),
        exact=moments.exact(one.created_at),
        tone=TONES.get(one.state, "blue"),
        facts=[fact for fact in facts if fact],
        verb=again if is_over else None,
    )


def _untold_row(one: News) -> Row:
    again = Verb(_("Try again"), reverse("desk-settings:tell-again", args=[one.pk]), post=True)
    return Row(
        one.entry.matter.reference,
        when=moments.ago(one.entry.at),
        exact=moments.exact(one.entry.at),
        tone="red",
        facts=[told(f"matter.{one.entry.verb}"), _("a fault in the program; the log of the machine says which")],
        verb=again,
    )


def _dead_row(one: Notice) -> Row:
    href = reverse("desk-settings:tend-dead", args=[one.pk])
    facts = [str(Notice.By(one.channel).label), _trouble(one)]
    return Row(
        one.about_label or _("A notice"),
        href,
        when=moments.ago(one.created_at),
        exact=moments.exact(one.created_at),
        tone="red",
        facts=[fact for fact in facts if fact],
        verb=Verb(_("See what to do"), href),
    )

"""Watch groups: who keeps watch where, who joins by which code, whose phone is on the list."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe
from shapely.geometry import mapping, shape

from shouwang.kernel.ground.queries import backdrop
from shouwang.kernel.people.permissions import Permission
from shouwang.kernel.people.sealed import unseal
from shouwang.surfaces.desk import phone_codes
from shouwang.surfaces.desk.access import DeskRequest, staff, there
from shouwang.surfaces.desk.forms.settings import watch as forms
from shouwang.surfaces.desk.settings_page import Ask, Block, page, sent
from shouwang.surfaces.desk.views.settings import watch_codes
from shouwang.surfaces.desk.words import name_of
from shouwang.systems.watch import queries
from shouwang.systems.watch.actions import groups as actions
from shouwang.ui import moments
from shouwang.ui.parts import Fact, Map, Pill, Row, Sign, Tone, Verb

both = require_http_methods(["GET", "HEAD", "POST"])
manages = staff(Permission.WATCH_MANAGE)
LIST, ZONE = "groups", "zone"


@both
@manages
def groups(request: DeskRequest) -> HttpResponse:
    """The room's groups, the covering map with its holes, and a form for a new one."""
    form = forms.Group(sent(request), room=request.room)
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        made = actions.form(
            by=request.user,
            room=request.room,
            name=said["name"],
            name_en=said["name_en"],
            kind=said["kind"],
            zone=form.zone(),
        )
        return redirect("desk-settings:watch-group", pk=made.pk)
    here = list(queries.groups(request.user, request.room))
    rows = [_row(one) for one in here]
    legend = [Sign(_("a group's zone"), "blue"), Sign(_("nobody keeps watch here"), "red")]
    covering = Map(label=_("Covering map"), src=reverse("desk-settings:watch-covered"), table_id=LIST, legend=legend)
    blocks = [
        Block(
            _("Groups"),
            rows=rows,
            empty=_("No group yet"),
            advice=_("Form the first one here, then let its head join with a phone."),
            icon="eye",
            mark=LIST,
        )
    ]
    if here:
        blocks.insert(0, Block(_("Covering map"), map=covering))
    lead = _("Neighbours who report at once what they see. Only officers see who is in a group.")
    ask = Ask(form, _("A new group"), _("Form it"), keep="watch-group", fold=("geometry",))
    verbs = [Verb(_("Messages to the watch net"), reverse("desk-settings:watch-messages"), icon="message-circle")]
    return page(request, _("Watch groups"), *blocks, lead=lead, asks=[ask], verbs=verbs)


@both
@manages
def group(request: DeskRequest, pk: UUID) -> HttpResponse:
    """Who is in it, in the order in which they are rung, and a code to join by."""
    one = _group(request, pk)
    form = forms.Invite(sent(request))
    once = None
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        _made, secret = actions.invite(
            by=request.user, group=one, role=said["role"], most=said["most"], lasts=form.lasts
        )
        once = watch_codes.once(request, secret, said["most"])
        form = forms.Invite()
    elif not form.is_bound:
        actions.look(by=request.user, group=one)
    people = list(queries.members(one))
    blocks = [
        Block(
            _("In the group, as they are rung"),
            rows=[_member_row(member) for member in people],
            empty=_("Nobody yet"),
            advice=_("Make a code here; whoever joins scans it with their phone."),
            icon="users",
        ),
        Block(_("Open codes"), rows=_codes(one), empty=_("No code is open"), icon="qr-code"),
    ]
    verbs = [
        Verb(
            _("Write to this group"),
            f"{reverse('desk-settings:watch-messages')}?group={pk}",
            icon="message-circle",
        ),
        Verb(_("Name and zone"), reverse("desk-settings:watch-zone", args=[pk]), icon="pencil"),
        Verb(_("Disband the group"), reverse("desk-settings:watch-give-up", args=[pk]), tone="danger"),
    ]
    ask = Ask(form, _("A code to join by"), _("Make the code"))
    lead = _facts(one)
    return page(request, name_of(one), *blocks, lead=lead, up=_up(), asks=[ask], once=once, verbs=verbs)


@both
@manages
def zone(request: DeskRequest, pk: UUID) -> HttpResponse:
    """Its name, and what it looks after."""
    one = _group(request, pk)
    before = {"name": one.name, "name_en": one.name_en, "kind": one.kind, "households": one.households}
    form = forms.Group(sent(request), room=one.room, own=one.name, has_zone=one.has_zone, initial=before)
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        actions.change(
            by=request.user,
            group=one,
            name=said["name"],
            name_en=said["name_en"],
            kind=said["kind"],
            zone=form.zone(),
        )
        messages.success(request, _("Kept."))
        return redirect("desk-settings:watch-group", pk=pk)
    ask = Ask(form, name_of(one), _("Save"), keep=f"watch-{pk}", fold=("geometry",))
    src = f"{reverse('desk-settings:watch-covered')}?group={pk}"
    legend = [Sign(_("a group's zone"), "blue")]
    shown = Map(label=_("Its zone now"), src=src, table_id=ZONE, legend=legend)
    blocks = [
        *([Block(_("Its zone now"), map=shown)] if one.has_zone else []),
        Block(_("What it looks after"), facts=[Fact(name_of(one), _facts(one))], mark=ZONE),
    ]
    return page(request, _("Name and zone"), *blocks, up=(name_of(one), _href(one)), asks=[ask])


@both
@manages
def member(request: DeskRequest, pk: UUID) -> HttpResponse:
    """Somebody in a group: their part, their phones."""
    one = there(queries.member_of(request.user, pk))
    people = list(queries.members(one.group))
    before = {"role": one.role, "turn": [each.pk for each in people].index(one.pk) + 1}
    form = forms.Part(sent(request), most=len(people), initial=before)
    once = None
    if sent(request, "phone") is not None:
        secret = actions.another_phone(by=request.user, member=one)
        once = phone_codes.once(request, secret, reverse("desk-settings:watch-phone-sheet"))
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        actions.name_role(by=request.user, member=one, role=said["role"])
        others = [each for each in people if each.pk != one.pk]
        others.insert(said["turn"] - 1, one)
        actions.order(by=request.user, group=one.group, members=others)
        messages.success(request, _("Kept."))
        return redirect("desk-settings:watch-group", pk=one.group_id)
    if once is None:
        actions.look(by=request.user, group=one.group)
    facts = [
        Fact(_("Telephone"), _opened(one, "phone"), missing=_("not given")),
        Fact(_("Joined"), moments.day(one.joined_at)),
    ]
    blocks = [
        Block(_("Who it is"), facts=facts),
        Block(
            _("Phones on the list"),
            rows=[_phone_row(device) for device in one.person.devices.filter(revoked_at=None).order_by("-seen_at")],
            empty=_("No phone is on the list"),
            advice=_("Let them join again with a new code."),
            icon="smartphone",
        ),
    ]
    leaves = reverse("desk-settings:watch-leave", args=[pk])
    own = reverse("desk-settings:watch-member", args=[pk])
    verbs = [
        Verb(_("Another phone"), own, post=True, icon="qr-code", fields={"act": "phone"}),
        Verb(_("Leaves the group"), leaves, tone="danger"),
    ]
    up, ask = (name_of(one.group), _href(one.group)), Ask(form, _("Part in the group"), _("Save"))
    return page(request, _name(one), *blocks, up=up, asks=[ask], once=once, verbs=verbs)


@require_safe
@manages
def covered(request: DeskRequest) -> JsonResponse:
    """GeoJSON: the ground, each group's zone, and in red what nobody covers; or one group's zone alone."""
    if said := request.GET.get("group"):
        one = _group(request, _key(said))
        room, here, gaps = one.room, [one], None
    else:
        room, here, gaps = request.room, list(queries.groups(request.user, request.room)), queries.holes(request.room)
    zones = [_area(one.geometry, name_of(one), "blue", "zone", _href(one)) for one in here if one.geometry]
    holes = [_area(mapping(gaps), _("nobody keeps watch here"), "red", "hole")] if gaps and not gaps.is_empty else []
    areas = [*zones, *holes]
    shapes = {"type": "FeatureCollection", "features": [*backdrop(room), *areas, *map(_named, areas)]}
    return JsonResponse(shapes, content_type="application/geo+json")


def _area(geometry: Any, title: str, tone: str, kind: str, href: str = "") -> dict[str, Any]:
    properties = {"kind": kind, "title": title, "tone": tone, "href": href}
    return {"type": "Feature", "geometry": geometry, "properties": properties}


def _named(area: dict[str, Any]) -> dict[str, Any]:
    """A pin in the middle of an area with its name: colour alone says nothing."""
    middle = shape(area["geometry"]).representative_point()
    return {**area, "geometry": mapping(middle), "properties": {**area["properties"], "kind": "name"}}


def _key(said: str) -> UUID:
    try:
        return UUID(said)
    except ValueError:
        raise Http404 from None


def _group(request: DeskRequest, pk: UUID) -> Any:
    return there(queries.group_of(request.user, pk))


def _up() -> tuple[str, str]:
    return _("Watch groups"), reverse("desk-settings:watch")


def _href(one: Any) -> str:
    return reverse("desk-settings:watch-group", args=[one.pk])


def _facts(one: Any) -> str:
    lines = len([line for line in one.households.splitlines() if line.strip()])
    words = [str(one.get_kind_display())]
    if lines:
        words.append(ngettext("%(n)s line of households", "%(n)s lines of households", lines) % {"n": lines})
    words.append(_("its zone is drawn") if one.has_zone else _("its zone is not drawn yet"))
    return " · ".join(words)


def _row(one: Any) -> Row:
    people = ngettext("%(n)s person", "%(n)s people", one.people) % {"n": one.people}
    return Row(name_of(one), _href(one), facts=[people, _facts(one)], verb=Verb(_("Open"), _href(one)))


def _name(one: Any) -> str:
    return _opened(one, "name") or _("Somebody without a name")


def _opened(one: Any, field: str) -> str:
    return unseal(getattr(one.person, f"{field}_sealed"), record=one.person.pk)


def _member_row(one: Any) -> Row:
    href = reverse("desk-settings:watch-member", args=[one.pk])
    phones = one.person.phones
    seen = _("phone seen %(when)s") % {"when": moments.day(phones[0].seen_at)} if phones else _("no phone on the list")
    tone: Tone = "blue" if one.role == queries.MemberRole.MEMBER else "green"
    pills = [Pill(str(one.get_role_display()), tone)]
    return Row(
        _name(one),
        href,
        facts=[fact for fact in (_opened(one, "phone"), seen) if fact],
        pills=pills,
        verb=Verb(_("Open"), href),
    )


def _phone_row(device: Any) -> Row:
    off = reverse("desk-settings:watch-take-off", args=[device.pk])
    facts = [
        _("on the list since %(when)s") % {"when": moments.day(device.enrolled_at)},
        _("seen %(when)s") % {"when": moments.day(device.seen_at)},
    ]
    return Row(device.label or _("A phone"), facts=facts, verb=Verb(_("Stop this phone"), off, tone="danger"))


def _codes(one: Any) -> list[Row]:
    return [_code_row(invitation) for invitation in queries.open_invitations(one, timezone.now())]


def _code_row(one: Any) -> Row:
    facts = [
        _("%(used)s of %(most)s joined") % {"used": one.used, "most": one.most},
        _("opens until %(when)s") % {"when": moments.day(one.expires_at)},
    ]
    back = reverse("desk-settings:watch-withdraw", args=[one.pk])
    who = _("the head of the group") if one.made_by == queries.FROM_A_PHONE else one.made_by
    title = _("%(role)s, made by %(who)s") % {"role": one.get_role_display(), "who": who}
    return Row(title, facts=facts, verb=Verb(_("Take the code back"), back))

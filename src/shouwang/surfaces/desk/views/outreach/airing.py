"""When a campaign is played: its plans, what comes of one before it is kept, and what the operator of the broadcast gets."""

from collections import Counter
from datetime import datetime
from itertools import groupby
from typing import Any  # a Campaign, an Airing below are Any: pages do not know the tables
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.dates import WEEKDAYS_ABBR
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from shouwang.kernel.files.views.look import given
from shouwang.kernel.papers.fonts import NoChineseFont
from shouwang.kernel.papers.pdf import to_pdf
from shouwang.kernel.people.permissions import Permission
from shouwang.surfaces.desk import speaker_words as words
from shouwang.surfaces.desk.access import DeskRequest, staff, there
from shouwang.surfaces.desk.forms.outreach.airing import LACKS, Daily, EndPlan, HandOver, OperatorSaid, Urgent
from shouwang.surfaces.desk.forms.outreach.speakers import refuse
from shouwang.surfaces.desk.settings_page import Ask, Block, Said, page, sent
from shouwang.surfaces.desk.words import in_a_line, name_of
from shouwang.systems.outreach.actions import airing as actions
from shouwang.systems.outreach.actions import playing
from shouwang.systems.outreach.lifecycle import Missing, NotAllowedNow
from shouwang.systems.outreach.papers.slip import SLIP, slip_values
from shouwang.systems.outreach.queries import airing as queries
from shouwang.systems.outreach.queries import campaigns
from shouwang.systems.outreach.queries.airing import Foreseen, When
from shouwang.ui import moments
from shouwang.ui.parts import Fact, Pill, Row, Verb

both = require_http_methods(["GET", "HEAD", "POST"])
workers = staff(Permission.OUTREACH_WORK)
MOST_TOLD = 200


@both
@workers
def airing(request: DeskRequest, pk: UUID) -> HttpResponse:
    """The plans of a campaign, and a form for another one: first what comes of it is shown, then it is kept."""
    campaign = there(campaigns.campaigns(request.user, request.room).filter(pk=pk).first())
    form = _form(request, campaign)
    beside, changed = [], False
    verb = _("See what comes of it")
    if form is not None and form.is_bound and form.is_valid():
        when = form.when
        if form.cleaned_data["seen"] == form.mark and _kept(request, campaign, form, when):
            out = campaign.state == "released"
            kept = (
                _("Kept. It is played as planned.")
                if out
                else _("Kept. It is played as planned once the campaign is out.")
            )
            messages.success(request, kept)
            return redirect("desk-outreach:airing", pk)
        if not form.errors:
            beside = _outlook(queries.outlook(campaign, when, timezone.now()), when)
            changed = form.cleaned_data["seen"] not in ("", form.mark)
            form.data = form.data.copy()
            form.data["seen"] = form.mark
            verb = _("Keep this plan")
    asks = [Ask(form, _("Plan when it is played"), verb, keep=f"airing-{pk}")] if form is not None else []
    plans = [_plan(one) for one in queries.airings(request.user, campaign)]
    blocks = [
        *beside,
        Block(_("Plans"), rows=plans, empty=_("Not planned yet"), icon="calendar-days"),
        Block(_("Heard"), facts=_heard(campaign)),
    ]
    up = campaign.title, reverse("desk-outreach:campaign", args=[pk])
    title = _("On the loudspeakers: %(title)s") % {"title": campaign.title}
    look = Said(
        _("You changed the plan"), _("Below stands what comes of it now. Keep it if that is right."), "blue", "info"
    )
    return page(request, title, *blocks, up=up, asks=asks, said=look if changed else _said(campaign))


def _form(request: DeskRequest, campaign: Any) -> Any:
    """For an urgent campaign the urgent form; None for one that is over."""
    if campaign.state not in ("draft", "released"):
        return None
    if campaign.is_urgent:
        may_release = Permission.BULLETIN_RELEASE in request.held
        return Urgent(sent(request), room=request.room, may_release=may_release)
    expires = timezone.localtime(campaign.expires_at).date() if campaign.expires_at else None
    return Daily(sent(request), room=request.room, initial=Daily.usual(expires))


def _kept(request: DeskRequest, campaign: Any, form: forms.Form, when: When) -> bool:
    try:
        actions.plan(by=request.user, campaign=campaign, when=when)
    except Missing as missing:
        refuse(form, missing.needs, LACKS)
        return False
    except NotAllowedNow:
        form.add_error(None, _("The campaign is over; nothing of it is played any more."))
        return False
    return True


def _said(campaign: Any) -> Said | None:
    if campaign.state == "draft":
        return _silent(campaign) or Said(
            _("Not released yet"), _("Nothing is played before somebody released the campaign."), "blue", "info"
        )
    return _silent(campaign) if campaign.state == "released" else None


def _silent(campaign: Any) -> Said | None:
    """Why nothing of it is played, whatever is planned."""
    if not campaign.pieces.filter(way="speaker").exists():
        return Said(_("Not by loudspeaker"), str(LACKS["way"][1]), "amber", "info")
    if campaign.goes_without_sound:
        return Said(_("Without a recording"), str(LACKS["recording"][1]), "amber", "info")
    return None


def _outlook(found: list[Foreseen], when: When) -> list[Block]:
    """What the plan comes to in the next seven days, day by day, and what does not work."""
    played = [one for one in found if one.is_played]
    rows = [
        Row(
            moments.weekday(slots[0].at),
            facts=[in_a_line(sorted({f"{timezone.localtime(one.at):%-H:%M}" for one in slots}, key=_hour))],
            when=ngettext("%(n)s playing", "%(n)s playings", len(slots)) % {"n": len(slots)},
        )
        for slots in _by_day(played)
    ]
    wrong = [_wrong(why, of) for why, of in _grouped([one for one in found if not one.is_played], lambda one: one.why)]
    moved = [one for one in played if one.behind]
    wrong += [_moved(behind, of) for behind, of in _grouped(moved, lambda one: one.behind)]
    blocks = [
        Block(_("The next seven days"), rows=rows, empty=_("It would not be played at all"), icon="calendar-days")
    ]
    if wrong:
        blocks.append(Block(_("Look at this before you keep it"), rows=wrong))
    return blocks


def _hour(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in text.split(":"))


def _by_day(found: list[Foreseen]) -> list[list[Foreseen]]:
    ordered = sorted(found, key=lambda one: one.at)
    return [list(of) for _day, of in groupby(ordered, key=lambda one: timezone.localtime(one.at).date())]


def _grouped(found: list[Foreseen], by: Any) -> list[tuple[str, list[Foreseen]]]:
    return [(key, list(of)) for key, of in groupby(sorted(found, key=by), key=by)]


def _places(found: list[Foreseen]) -> str:
    return in_a_line(Counter(one.speaker.name for one in found))


def _wrong(why: str, found: list[Foreseen]) -> Row:
    title = ngettext("%(n)s playing is left out", "%(n)s playings are left out", len(found)) % {"n": len(found)}
    times = in_a_line(sorted({f"{timezone.localtime(one.slot):%-H:%M}" for one in found}, key=_hour))
    return Row(title, facts=[times, _places(found)], pills=[Pill(str(words.NOT_PLANNED[why]), "amber")], tone="amber")


def _moved(behind: str, found: list[Foreseen]) -> Row:
    most = max(int((one.at - one.slot).total_seconds()) for one in found)
    title = _("Comes after “%(title)s”") % {"title": behind}
    later = ngettext("at most %(n)s second later", "at most %(n)s seconds later", most) % {"n": most}
    return Row(title, facts=[later, _places(found)], pills=[Pill(_("same minute"), "blue")])


def _heard(campaign: Any) -> list[Fact]:
    found = queries.heard(campaign)
    facts = [Fact(_("Heard"), words.heard_words(found) if found.planned else "", missing=words.heard_words(found))]
    facts += [Fact(speaker.name, str(words.WHYS[why])) for speaker, why in found.why_not]
    return facts


def _plan(one: Any) -> Row:
    facts = [_where(one)]
    if one.over_quiet_because:
        facts.append(_("also in quiet hours: %(why)s") % {"why": one.over_quiet_because})
    facts += [
        _("given to %(to)s %(when)s") % {"to": handing.to, "when": moments.ago(handing.handed_at)}
        for handing in one.handings.all()
    ]
    facts.append(name_of(one.planned_by))
    pills = (
        [Pill(_("called off"), "grey")] if one.called_off_at else [Pill(_("urgent"), "amber")] if one.is_urgent else []
    )
    return Row(_times(one), reverse("desk-outreach:plan", args=[one.pk]), facts=facts, pills=pills)


def _times(one: Any) -> str:
    """When a plan plays, in a line."""
    if one.is_urgent:
        n = one.repeats
        often = ngettext("%(n)s time", "%(n)s times", n) % {"n": n}
        return _("At once when released, %(often)s, every %(minutes)s minutes") % {
            "often": often,
            "minutes": one.minutes,
        }
    times = in_a_line(f"{at.at:%-H:%M}" for at in one.times.all())
    days = "" if len(one.weekdays) == 7 else " · " + in_a_line(str(WEEKDAYS_ABBR[int(day)]) for day in one.weekdays)
    first, last = (moments.day(_noon(day)) for day in (one.first_day, one.last_day))
    return _("%(times)s, %(first)s to %(last)s") % {"times": times, "first": first, "last": last} + days


def _noon(day: Any) -> datetime:
    return timezone.make_aware(datetime.combine(day, datetime.min.time().replace(hour=12)))


def _where(one: Any) -> str:
    named = [*(name_of(village) for village in one.villages.all()), *(speaker.name for speaker in one.speakers.all())]
    return in_a_line(named) if named else _("everywhere")


@both
@workers
def plan(request: DeskRequest, pk: UUID) -> HttpResponse:
    """One plan: what the operator gets, what the operator said, and its end before its time."""
    one = there(queries.airing(request.user, request.room, pk))
    operator = [speaker for speaker in queries.board(request.room, (), timezone.now(), timezone.now()).speakers
                if not speaker.plays_itself and queries.when_of(one).reaches(speaker)]  # fmt: skip
    waits = _shown(request, one)
    asked: dict[str, forms.Form] = {}
    if not one.called_off_at:
        if operator and one.campaign.state == "released":
            asked["hand"] = HandOver(sent(request, "hand"))
        asked["end"] = EndPlan(sent(request, "end"))
    if waits:
        asked = {"said": OperatorSaid(sent(request, "said")), **asked}
        asked["said"].ask([(str(item.pk), _item(item), _told(item) is True) for item in waits])  # type: ignore[attr-defined]
    for act, form in asked.items():
        if form.is_bound and form.is_valid() and _done(request, one, act, form, operator, waits):
            messages.success(request, _("Kept."))
            return redirect("desk-outreach:plan", pk)
    titles = {
        "said": (_("What the operator says"), _("Write it down"), "primary"),
        "hand": (_("Handed to the operator"), _("Write it down"), "primary"),
        "end": (_("End this plan"), _("End it"), "danger"),
    }
    asks = [Ask(form, titles[act][0], titles[act][1], act=act, tone=titles[act][2]) for act, form in asked.items()]
    facts = [Fact(_("When"), _times(one)), Fact(_("Where"), _where(one))]
    if one.called_off_at:
        facts.append(Fact(_("Called off"), words.ended(one.called_off_because), note=moments.ago(one.called_off_at)))
    blocks = [Block("", facts=facts)]
    if operator:
        blocks.append(_operator_block(one, operator))
    up = one.campaign.title, reverse("desk-outreach:airing", args=[one.campaign_id])
    return page(request, _("A plan"), *blocks, up=up, asks=asks)


def _shown(request: DeskRequest, one: Any) -> list[Any]:
    """The operator's playings that the page asks about; of a form that was sent those that stood on it."""
    found = list(queries.operators_items(one, timezone.now()))
    if (data := sent(request, "said")) is None:
        return found[:MOST_TOLD]
    asked = set(str(data.get("shown", "")).split())
    return [item for item in found if str(item.pk) in asked]


def _told(item: Any) -> bool | None:
    """Whether it was played, as far as somebody said; None before that."""
    report = getattr(item, "report", None)
    return report.outcome == "played" if report else None


def _item(item: Any) -> str:
    at = timezone.localtime(item.at)
    said = {None: "", True: _(" · noted: played"), False: _(" · noted: not played")}[_told(item)]
    return f"{item.speaker.name} · {moments.day(at)} {at:%-H:%M}{said}"


def _operator_block(one: Any, operator: list[Any]) -> Block:
    """What is given to the operator of the county's broadcast."""
    rows = []
    if one.campaign.state == "released":
        slip = reverse("desk-outreach:plan-slip", args=[one.pk])
        sound = reverse("desk-outreach:plan-sound", args=[one.pk])
        rows = [
            Row(
                speaker.name, facts=[name_of(speaker.village)],
                verb=Verb(_("Sound (MP3)"), f"{sound}?village={speaker.village_id}", icon="download"),
            )
            for speaker in operator
        ]  # fmt: skip
        verbs = [Verb(_("Print the slip"), slip, icon="printer")]
    else:
        verbs = []
    return Block(
        _("For the operator of the county's broadcast"), rows=rows, verbs=verbs,
        empty=_("Once the campaign is released, its sound and the slip are here"),
        advice=_("A request to the operator, who decides and plays. It is no signed instruction."), icon="radio",
    )  # fmt: skip


def _done(request: DeskRequest, one: Any, act: str, form: forms.Form, operator: list[Any], waits: Any) -> bool:
    """Do what a form asks; False with the words on it where that does not work."""
    said = form.cleaned_data
    try:
        if act == "end":
            actions.end(by=request.user, airing=one, why=said["reason"])
        elif act == "hand":
            for speaker in operator:
                actions.hand_over(by=request.user, airing=one, speaker=speaker, to=said["to"])
        else:
            chosen = set(said["played"])
            for played in (True, False):
                items = [item for item in waits if (str(item.pk) in chosen) == played and _told(item) is not played]
                playing.say(by=request.user, items=items, played=played)
    except Missing as missing:
        refuse(form, missing.needs, LACKS)
        return False
    except NotAllowedNow:
        form.add_error(None, _("That is not possible any more. Look at the plan again."))
        return False
    return True


@require_safe
@workers
def slip(request: DeskRequest, pk: UUID) -> HttpResponse:
    """The printed request to the operator."""
    one = there(queries.airing(request.user, request.room, pk))
    if one.campaign.state != "released":
        raise PermissionDenied
    language = moments.language()
    values = slip_values(one, _times(one), _where(one), queries.longest(one), timezone.now(), language)
    try:
        content = to_pdf(SLIP, values, language)
    except NoChineseFont as wrong:
        messages.error(request, str(wrong))
        return redirect("desk-outreach:plan", pk)
    response = HttpResponse(content, content_type="application/pdf")
    name = f"{one.campaign.title} {_('request to the operator')}.pdf"
    response.headers["Content-Disposition"] = content_disposition_header(as_attachment=False, filename=name) or ""
    return response


@require_safe
@workers
def sound(request: DeskRequest, pk: UUID) -> HttpResponseBase:
    """The MP3 for the operator, in the dialect of `?village=` where there is one; only of what was released."""
    one = there(queries.airing(request.user, request.room, pk))
    found = queries.sound_for(one, request.GET.get("village", "")) if one.campaign.state == "released" else None
    if found is None or not found.file.path.exists():
        raise Http404
    name = f"{one.campaign.title} {_('recording')}.mp3"
    response = given(found.file, None)
    response.headers["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or ""
    return response

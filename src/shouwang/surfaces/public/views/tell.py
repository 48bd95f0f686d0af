"""Report, ask, suggest: choose the topic, say what and where, say who, send."""

from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from shouwang.kernel.files.refusal import Refused
from shouwang.kernel.ground.models import Room
from shouwang.kernel.matters import follow
from shouwang.kernel.matters.actions.intake import IdTaken
from shouwang.kernel.matters.kinds import Kind, Topic
from shouwang.kernel.matters.models import Matter
from shouwang.kernel.matters.models.matter import KEPT_YEARS
from shouwang.lib.ids import format_code, uuid7
from shouwang.surfaces.public import guards, kept, sending, story, telling
from shouwang.surfaces.public.forms import MOST_LETTERS
from shouwang.surfaces.public.frame import frame, shown_room
from shouwang.surfaces.public.telling import Telling
from shouwang.surfaces.public.views.door import with_code
from shouwang.ui.parts import Step, Tile

WRONG, TAKEN, TOO_MANY = 422, 409, 429
# Topics with pages of their own, which ask what a form for everything can't; (kind, topic) → that page.
LOST = ("help", "lost")
OWN = {("help", "papers"): "public:can", LOST: "public:lost"}


@require_safe
def topics(request: HttpRequest, code: str, kind: str) -> HttpResponse:
    """The first step: what is it about?"""
    room, chosen = shown_room(code), telling.chosen_kind(kind)
    steps = [Step(_("What is it about?"), "now"), Step(_("What and where")), Step(_("Who, and send"))]
    context = {"public": frame(room), "kind": chosen, "tiles": _tiles(room, chosen), "steps": steps}
    return render(request, "public/topics.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def tell(request: HttpRequest, code: str, kind: str, topic: str) -> HttpResponse:
    """The second and third step. What was lost or found is told on its own pages, by whatever link somebody came."""
    room, (of, about) = shown_room(code), telling.chosen(kind, topic)
    if (of.key, about.key) == LOST:
        return HttpResponseRedirect(reverse(OWN[LOST], args=[room.code]), status=303)
    return _tell(request, room, of, about)


@with_code
@require_http_methods(["GET", "HEAD", "POST"])
def again(request: HttpRequest, matter: Matter) -> HttpResponse:
    """The same steps, when the trouble of a matter that is done is back: its code says that they brought that one too."""
    if not story.may_tell_again(matter):
        return HttpResponseRedirect(reverse("public:matter", args=[format_code(follow.code_of(matter))]))
    if (matter.kind, matter.topic) == LOST:
        return HttpResponseRedirect(reverse(OWN[LOST], args=[matter.room.code]), status=303)
    return _tell(request, matter.room, *telling.chosen(matter.kind, matter.topic), before=matter)


def _tell(request: HttpRequest, room: Room, kind: Kind, topic: Topic, *, before: Matter | None = None) -> HttpResponse:
    if request.method != "POST":
        return _page(request, telling.begun(room, kind, topic, before))
    may_bring_files = not request.FILES or guards.may_send_files(request)
    told = telling.read(request, room, kind, topic, may_bring_files=may_bring_files, before=before)
    if not may_bring_files:
        return _too_many(request, told)
    if "back" in request.POST:
        told.part = "what"
        return _page(request, told)
    return _next(request, told)


def _next(request: HttpRequest, told: Telling) -> HttpResponse:
    """One step on, if this one is filled in; or back to where something is wrong, with all that was typed."""
    if not told.what.is_valid() or told.files.errors:
        told.part = "what"
        return _page(request, told, WRONG)
    if told.part == "what":
        told.part = "who"
        told.who = telling.begun(told.room, told.kind, told.topic).who if "who" not in request.POST else told.who
        return _page(request, told)
    if not told.who.is_valid():
        return _page(request, told, WRONG)
    with transaction.atomic():  # one write to the disk for the count and the matter
        if guards.may_send(request):
            return _send(request, told)
    return _too_many(request, told)


def _send(request: HttpRequest, told: Telling) -> HttpResponse:
    try:
        receipt = sending.send(
            room=told.room,
            kind=told.kind,
            topic=told.topic,
            what=told.what,
            who=told.who,
            kept=told.kept,
            key=told.key,
            before=told.before,
        )
    except Refused as refusal:
        told.part, told.trouble = "what", [str(refusal)]
        return _page(request, told, WRONG)
    except IdTaken:
        told.key = uuid7()
        told.trouble = [_("You have sent something from this page before. To send this as a new matter, press again.")]
        return _page(request, told, TAKEN)
    return HttpResponseRedirect(reverse("public:receipt", args=[receipt.code]), status=303)


def _too_many(request: HttpRequest, told: Telling) -> HttpResponse:
    told.trouble = [too_many_words()]
    response = _page(request, told, TOO_MANY)
    response["Retry-After"] = str(int(guards.SEND_WINDOW.total_seconds()))
    return response


def too_many_words() -> str:
    """What is said above the limit; the page around it has the room's number."""
    return _("A lot was sent from this network in the last hour. Please call us, or try again in an hour.")


def _page(request: HttpRequest, told: Telling, status: int = 200) -> HttpResponse:
    context = {
        "public": frame(told.room),
        "told": told,
        "room": told.room,
        "key": str(told.key),
        "tickets": {field: kept.ticket(told.room, field) for field in kept.ALLOWED},
        "draft": story.draft_name(told.room, told.kind.key, told.topic.key, told.before),
        "most": MOST_LETTERS,
        "years": KEPT_YEARS,
    }
    return render(request, "public/tell.html", context, status=status)


def _tiles(room: Room, kind: Kind) -> list[Tile]:
    return [
        Tile(
            str(topic.name),
            _("Danger now? Call %(number)s first.") % {"number": topic.call_first}
            if topic.call_first
            else str(topic.hint),
            _begins(room, kind, topic),
            icon=topic.icon,
        )
        for topic in kind.topics
        if topic.is_offered
    ]


def _begins(room: Room, kind: Kind, topic: Topic) -> str:
    """Where the tile leads: papers have three questions of their own, things lost and found three doors."""
    if own := OWN.get((kind.key, topic.key)):
        return reverse(own, args=[room.code])
    return reverse("public:tell", args=[room.code, kind.key, topic.key])

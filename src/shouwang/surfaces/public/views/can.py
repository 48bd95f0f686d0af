"""“Can this be done for me?”: which thing, for whom, can they come; then the answer, and what the room can do now."""

from functools import lru_cache

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from shouwang.kernel.ground.models import Room
from shouwang.kernel.journal.actions import PUBLIC
from shouwang.kernel.matters.actions.intake import Brought, IdTaken, Receipt, Reporter
from shouwang.kernel.matters.models import Matter
from shouwang.kernel.matters.models.matter import KEPT_YEARS
from shouwang.kernel.papers.description import Paper
from shouwang.kernel.papers.fonts import NoChineseFont
from shouwang.kernel.papers.pdf import to_pdf
from shouwang.kernel.papers.word import to_docx
from shouwang.kernel.people.actions import give_consent
from shouwang.lib.ids import uuid7
from shouwang.surfaces.public import can, guards
from shouwang.surfaces.public.forms import Asker
from shouwang.surfaces.public.frame import frame, shown_room
from shouwang.surfaces.public.sending import NOTICE
from shouwang.surfaces.public.telling import key_of
from shouwang.surfaces.public.views.tell import TAKEN, TOO_MANY, WRONG, too_many_words
from shouwang.systems.services.actions.errands import Asked, open_errand
from shouwang.systems.services.catalogue.answering import Can, Whom, may_be_asked_for
from shouwang.systems.services.catalogue.item import Item
from shouwang.systems.services.errand_kind import KIND
from shouwang.systems.services.papers.sheet import sheet_of, values_of
from shouwang.systems.services.queries import catalogue
from shouwang.ui import moments
from shouwang.ui.parts import Step

MOST_TYPED = 40
SHAPES = {
    "pdf": (to_pdf, "application/pdf"),
    "docx": (to_docx, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
}


@require_safe
def things(request: HttpRequest, code: str) -> HttpResponse:
    """The first question: which thing? Typed words narrow the tiles, without scripts too."""
    room = shown_room(code)
    typed = request.GET.get("q", "")[:MOST_TYPED].strip()
    found = catalogue.search(catalogue.items(room, offered_only=True), typed)
    context = {
        "public": frame(room),
        "room": room,
        "typed": typed,
        "tiles": can.tiles_of_items(room, found),
        "steps": _steps(1),
    }
    return render(request, "public/can_things.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def thing(request: HttpRequest, code: str, key: str) -> HttpResponse:
    """The second and third question, the answer, and asking the room to do it."""
    room = shown_room(code)
    item = _offered(room, key)
    given = request.POST if request.method == "POST" else request.GET
    whom, come = given.get("for", ""), given.get("come", "")
    address = reverse("public:can-item", args=[room.code, key])
    context = {"public": frame(room), "room": room, "name": can.said(item.name), "address": address}
    if whom not in {one.value for one in Whom}:
        title = _("For whom is it?")
        return render(
            request,
            "public/can_asking.html",
            context | {"title": title, "tiles": can.tiles_of_whom(address), "steps": _steps(2)},
        )
    if come not in (can.YES, can.NO):
        title = _("Can you come yourself?") if whom == Whom.SELF else _("Can the person come themselves?")
        tiles = can.tiles_of_coming(address, Whom(whom))
        return render(request, "public/can_asking.html", context | {"title": title, "tiles": tiles, "steps": _steps(3)})
    asked = Asked(item.key, whom, come == can.YES)
    form = Asker(request.POST if request.method == "POST" else None, kind=KIND)
    if form.is_bound and form.is_valid():
        return _ask(request, room, item, asked, form, context)
    return _answer(request, room, item, asked, form, context, WRONG if form.is_bound else 200)


def _ask(
    request: HttpRequest, room: Room, item: Item, asked: Asked, form: Asker, context: dict[str, object]
) -> HttpResponse:
    trouble, status = too_many_words(), TOO_MANY
    with transaction.atomic():
        if guards.may_send(request):
            try:
                receipt = _send(request, room, item, asked, form)
            except IdTaken:
                trouble = _("You have sent something from this page before. To send this as a new matter, press again.")
                status = TAKEN
            else:
                return HttpResponseRedirect(reverse("public:receipt", args=[receipt.code]), status=303)
    form.add_error(None, trouble)
    return _answer(request, room, item, asked, form, context, status)


def _send(request: HttpRequest, room: Room, item: Item, asked: Asked, form: Asker) -> Receipt:
    said = form.cleaned_data
    brought = Brought(
        kind=KIND.key, text=said["text"] or item.name.zh, channel=Matter.Channel.PUBLIC,
        reporter=Reporter(name=said["name"], phone=said["phone"]), id=key_of(request.POST.get("key", "")),
    )  # fmt: skip
    receipt = open_errand(by=PUBLIC, room=room, brought=brought, asked=asked)
    if receipt.is_new and receipt.matter.reporter:
        give_consent(
            by=PUBLIC, person=receipt.matter.reporter, purpose="matter.answer", text_version=NOTICE, channel="public"
        )
    return receipt


def _answer(
    request: HttpRequest, room: Room, item: Item, asked: Asked, form: Asker, context: dict[str, object], status: int
) -> HttpResponse:
    found = can.answer_of(room, item, Whom(asked.whom), asked.can_come)
    taken = status == TAKEN
    context |= {
        "answer": found,
        "can_ask": may_be_asked_for(found.can) and not (found.can is Can.AT_HOME and found.visit),
        "form": form,
        "key": str(uuid7() if taken else key_of(request.POST.get("key", ""))),
        "whom": asked.whom,
        "come": can.YES if asked.can_come else can.NO,
        "years": KEPT_YEARS,
    }
    return render(request, "public/can_answer.html", context, status=status)


@require_safe
def sheet(request: HttpRequest, code: str, key: str, shape: str) -> HttpResponse:
    """The answer on one page of paper, in the language of the page."""
    room = shown_room(code)
    item = _offered(room, key)
    language = moments.language()
    values = values_of(item, room, moments.day(timezone.now()), language)
    try:
        content = _pressed(shape, sheet_of(item), tuple(sorted(values.items())), language)
    except NoChineseFont:
        return HttpResponseRedirect(reverse("public:can-item", args=[room.code, key]))
    response = HttpResponse(content, content_type=SHAPES[shape][1])
    response.headers["Content-Disposition"] = f'inline; filename="{item.key}.{shape}"'
    return response


@lru_cache(maxsize=128)
def _pressed(shape: str, paper: Paper, values: tuple[tuple[str, object], ...], language: str) -> bytes:
    """Set once: anybody may ask, and the press serves one at a time."""
    return SHAPES[shape][0](paper, dict(values), language, large=True)


def _offered(room: Room, key: str) -> Item:
    found = catalogue.item(room, key)
    if found is None or not found.is_offered:
        raise Http404
    return found


def _steps(now: int) -> list[Step]:
    words = (_("Which thing"), _("Who it is for"), _("Can they come"))
    return [
        Step(name, "done" if number < now else "now" if number == now else "next")
        for number, name in enumerate(words, 1)
    ]

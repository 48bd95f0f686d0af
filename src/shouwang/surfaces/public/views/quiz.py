"""The quiz alone: one question a screen, what is right and why after each, at the end what to remember. Needs no script.

Where somebody stands travels in the page, signed; the server keeps only what was answered, under a token of this play.
"""

import secrets
from dataclasses import dataclass
from uuid import UUID

from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from shouwang.kernel.ground.models import Room
from shouwang.surfaces.public import guards
from shouwang.surfaces.public.frame import frame, shown_room
from shouwang.surfaces.public.quiz_forms import Reply
from shouwang.surfaces.public.views.tell import TOO_MANY, WRONG, too_many_words
from shouwang.systems.outreach.actions.quiz_rounds import answer_alone
from shouwang.systems.outreach.queries import quiz as queries
from shouwang.systems.outreach.queries.quiz_shown import Shown, shown
from shouwang.ui import moments

SALT = "shouwang.quiz"
LASTS_SECONDS = 3 * 3600
ASKED = 5


@dataclass(frozen=True)
class Play:
    """Where somebody stands: the token of this play, which questions, and for each answered whether it was right."""

    token: str
    keys: tuple[str, ...]
    marks: str = ""

    @property
    def place(self) -> int:
        return len(self.marks)

    def signed(self) -> str:
        return signing.dumps([self.token, list(self.keys), self.marks], salt=SALT)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def alone(request: HttpRequest, code: str) -> HttpResponse:
    """The way in; then a question, its answer, the next one, the end."""
    room = shown_room(code)
    if request.method != "POST":
        return _door(request, room)
    if joined := request.POST.get("join", "").strip():
        return _join(request, room, joined)
    play = _begun(room) if "begin" in request.POST else _play(request.POST.get("play", ""))
    if play is None:
        return _door(request, room, _("That took a long time. Begin again."), WRONG)
    asked = _asked(room, play)
    if play.place >= len(asked):
        return _end(request, room, play, asked)
    one = asked[play.place]
    is_answer = "answer" in request.POST and request.POST["answer"] == str(one.key)
    form = Reply(request.POST if is_answer else None, question=one)
    if not form.is_bound or not form.is_valid():
        return _question(request, room, play, form, len(asked), WRONG if form.is_bound else 200)
    if not guards.may_answer_quiz(request):
        form.add_error(None, too_many_words())
        return _question(request, room, play, form, len(asked), TOO_MANY)
    wording = queries.bank(room).get(pk=one.key)
    kept = answer_alone(room=room, wording=wording, token=play.token, given=form.given())
    further = Play(play.token, play.keys, play.marks + ("1" if kept.is_right else "0"))
    chosen = [choice for choice in one.choices if str(choice.place) in kept.choice.split()]
    context = {"question": one, "is_right": kept.is_right, "chosen": chosen, "play": further.signed()}
    context |= {"is_last": further.place == len(asked), "n": further.place, "of": len(asked)}
    return _page(request, room, "public/quiz_answer.html", context)


def _door(request: HttpRequest, room: Room, trouble: str = "", status: int = 200) -> HttpResponse:
    context = {"has_questions": queries.has_questions(room), "trouble": trouble, "asked": ASKED}
    return _page(request, room, "public/quiz.html", context, status)


def _join(request: HttpRequest, room: Room, typed: str) -> HttpResponse:
    one = queries.round_by(room, typed[:6], timezone.now())
    if one is None or one.ended_at:
        return _door(request, room, _("No quiz is on under that number. Look at the screen again."), WRONG)
    return HttpResponseRedirect(reverse("public:quiz-together", args=[room.code, one.code]), status=303)


def _begun(room: Room) -> Play:
    found = queries.playable(room)
    drawn = secrets.SystemRandom().sample(found, min(ASKED, len(found)))
    return Play(secrets.token_hex(8), tuple(one.pk.hex for one in drawn))


def _play(text: str) -> Play | None:
    try:
        token, keys, marks = signing.loads(text, salt=SALT, max_age=LASTS_SECONDS)
    except signing.BadSignature:
        return None
    return Play(token, tuple(keys), marks)


def _asked(room: Room, play: Play) -> list[Shown]:
    """The questions of the play in their order; one that was changed or retired meanwhile is left out."""
    found = {one.pk: one for one in queries.playable(room)}
    keys = [UUID(key) for key in play.keys]
    return [shown(found[key], moments.language()) for key in keys if key in found]


def _question(request: HttpRequest, room: Room, play: Play, form: Reply, of: int, status: int) -> HttpResponse:
    context = {"question": form.question, "form": form, "play": play.signed(), "n": play.place + 1, "of": of}
    return _page(request, room, "public/quiz_question.html", context, status)


def _end(request: HttpRequest, room: Room, play: Play, asked: list[Shown]) -> HttpResponse:
    """What to remember: of the questions that went wrong, else of all."""
    wrong = [one for one, mark in zip(asked, play.marks, strict=False) if mark == "0"]
    context = {"right": play.marks.count("1"), "of": len(asked), "remember": wrong or asked, "has_wrong": bool(wrong)}
    return _page(request, room, "public/quiz_end.html", context)


def _page(
    request: HttpRequest, room: Room, template: str, context: dict[str, object], status: int = 200
) -> HttpResponse:
    around = {"public": frame(room), "room": room, "here": reverse("public:quiz", args=[room.code])}
    return render(request, template, around | context, status=status)

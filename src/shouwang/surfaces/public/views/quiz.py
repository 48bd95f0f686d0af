"""The quiz alone: one question a screen, what is right and why after each, at the end what to remember. Needs no script.

Where somebody stands travels in the page, signed; the server keeps only what was answered, under a token of this play.
"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any  # a wording below is Any: pages do not know the table

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
from shouwang.systems.outreach.queries.quiz_shown import shown
from shouwang.ui import moments

SALT = "shouwang.quiz"
GONE = "-"
LASTS_SECONDS = 3 * 3600
ASKED = 5


@dataclass(frozen=True)
class Play:
    """Where somebody stands: the token of this play, which questions, and for each of the first of them whether it was right
    (1), wrong (0) or gone before it was asked (-)."""

    token: str
    keys: tuple[str, ...]
    marks: str = ""

    @property
    def answered(self) -> int:
        return len(self.marks) - self.marks.count(GONE)

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
    found = _playable(room)
    play = _past_gone(play, found)
    if len(play.marks) >= len(play.keys):
        return _end(request, room, play, found)
    one = shown(found[play.keys[len(play.marks)]], moments.language())
    of = play.answered + sum(key in found for key in play.keys[len(play.marks) :])
    is_answer = "answer" in request.POST and request.POST["answer"] == str(one.key)
    form = Reply(request.POST if is_answer else None, question=one)
    if not form.is_bound or not form.is_valid():
        return _question(request, room, play, form, of, WRONG if form.is_bound else 200)
    if not guards.may_answer_quiz(request):
        form.add_error(None, too_many_words())
        return _question(request, room, play, form, of, TOO_MANY)
    wording = queries.bank(room).get(pk=one.key)
    kept = answer_alone(room=room, wording=wording, token=play.token, given=form.given())
    further = Play(play.token, play.keys, play.marks + ("1" if kept.is_right else "0"))
    chosen = [choice for choice in one.choices if str(choice.place) in kept.choice.split()]
    context = {"question": one, "is_right": kept.is_right, "chosen": chosen, "play": further.signed()}
    context |= {"is_last": further.answered == of, "n": further.answered, "of": of}
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


def _playable(room: Room) -> dict[str, Any]:
    return {one.pk.hex: one for one in queries.playable(room)}


def _past_gone(play: Play, found: Mapping[str, Any]) -> Play:
    """At the next question that may still be asked: one that was changed or retired meanwhile is left out."""
    marks = play.marks
    while len(marks) < len(play.keys) and play.keys[len(marks)] not in found:
        marks += GONE
    return Play(play.token, play.keys, marks)


def _question(request: HttpRequest, room: Room, play: Play, form: Reply, of: int, status: int) -> HttpResponse:
    context = {"question": form.question, "form": form, "play": play.signed(), "n": play.answered + 1, "of": of}
    return _page(request, room, "public/quiz_question.html", context, status)


def _end(request: HttpRequest, room: Room, play: Play, found: Mapping[str, Any]) -> HttpResponse:
    """What to remember: of the questions that went wrong, else of all. Where none was answered, the way in again."""
    if not play.answered:
        trouble = _("These questions are asked no more. Begin again.") if queries.has_questions(room) else ""
        return _door(request, room, trouble)
    marked = [
        (found[key], mark) for key, mark in zip(play.keys, play.marks, strict=True) if key in found and mark != GONE
    ]
    wrong = [one for one, mark in marked if mark == "0"]
    remember = [shown(one, moments.language()) for one in wrong or [one for one, _mark in marked]]
    context = {
        "right": play.marks.count("1"),
        "of": play.answered,
        "remember": remember,
        "has_wrong": "0" in play.marks,
    }
    return _page(request, room, "public/quiz_end.html", context)


def _page(
    request: HttpRequest, room: Room, template: str, context: dict[str, object], status: int = 200
) -> HttpResponse:
    around = {"public": frame(room), "room": room, "here": reverse("public:quiz", args=[room.code])}
    return render(request, template, around | context, status=status)

"""The quiz alone: one question a screen, what is right and why after each, at the end what to remember. Needs no script.

Where somebody stands is in the address, signed: it can be loaded again, left with "back", and read in larger type or the
other language. The server keeps only what was answered, under a token of this play.
"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

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
GONE = "-"  # the mark of a question that was changed or retired while somebody played


@dataclass(frozen=True)
class Play:
    """Where somebody stands: the token of this play, which questions, and for each passed "1" right, "0" wrong, or GONE."""

    token: str
    keys: tuple[str, ...]
    marks: str = ""

    @property
    def place(self) -> int:
        return len(self.marks)

    @property
    def is_over(self) -> bool:
        return self.place >= len(self.keys)

    def signed(self) -> str:
        return signing.dumps([self.token, list(self.keys), self.marks], salt=SALT)

    def among(self, found: Mapping[str, Shown]) -> "Play":
        """Past what is no longer asked."""
        play = self
        while not play.is_over and play.keys[play.place] not in found:
            play = replace(play, marks=play.marks + GONE)
        return play


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def alone(request: HttpRequest, code: str) -> HttpResponse:
    """The way in; then a question, its answer, the next one, the end."""
    room = shown_room(code)
    if request.method != "POST":
        return _shown(request, room) if "play" in request.GET else _door(request, room)
    if joined := request.POST.get("join", "").strip():
        return _join(request, room, joined)
    if "begin" in request.POST:
        return _to(room, _begun(room))
    play = _play(request.POST.get("play", ""))
    if play is None:
        return _door(request, room, _("That took a long time. Begin again."), WRONG)
    found = _asked(room, play)
    play = play.among(found)
    if play.is_over or request.POST.get("answer") != str(found[play.keys[play.place]].key):
        return _to(room, play)
    return _answered(request, room, play, found[play.keys[play.place]])


def _shown(request: HttpRequest, room: Room) -> HttpResponse:
    """What stands at an address: a question; with `said` what is right of the one before; or the end."""
    play = _play(request.GET["play"])
    if play is None:
        return _door(request, room, _("That took a long time. Begin again."))
    found = _asked(room, play)
    before = found.get(play.keys[play.place - 1]) if play.marks else None
    if "said" in request.GET and before:
        kept = queries.answer_alone(room, before.key, play.token)
        chosen = [one for one in before.choices if kept and str(one.place) in kept.choice.split()]
        context = {"question": before, "is_right": play.marks[-1] == "1", "chosen": chosen}
        place, play = play.place, play.among(found)
        context |= {
            "further": urlencode({"play": play.signed()}),
            "is_last": play.is_over,
            "n": place,
            "of": len(play.keys),
        }
        return _page(request, room, "public/quiz_answer.html", context)
    play = play.among(found)
    if play.is_over:
        return _end(request, room, play, found)
    return _question(request, room, play, Reply(None, question=found[play.keys[play.place]]), 200)


def _answered(request: HttpRequest, room: Room, play: Play, one: Shown) -> HttpResponse:
    """Keep it, then to what is right; an empty answer stays with what is wrong."""
    form = Reply(request.POST, question=one)
    if not form.is_valid():
        return _question(request, room, play, form, WRONG)
    if not guards.may_answer_quiz(request):
        form.add_error(None, too_many_words())
        return _question(request, room, play, form, TOO_MANY)
    wording = queries.bank(room).get(pk=one.key)
    kept = answer_alone(room=room, wording=wording, token=play.token, given=form.given())
    return _to(room, replace(play, marks=play.marks + ("1" if kept.is_right else "0")), said="1")


def _to(room: Room, play: Play, **more: str) -> HttpResponse:
    address = reverse("public:quiz", args=[room.code])
    return HttpResponseRedirect(f"{address}?{urlencode({'play': play.signed(), **more})}", status=303)


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


def _asked(room: Room, play: Play) -> dict[str, Shown]:
    """The questions of the play by their keys; without those that were changed or retired meanwhile."""
    found = {one.pk.hex: one for one in queries.playable(room)}
    return {key: shown(found[key], moments.language()) for key in play.keys if key in found}


def _question(request: HttpRequest, room: Room, play: Play, form: Reply, status: int) -> HttpResponse:
    context = {
        "question": form.question,
        "form": form,
        "play": play.signed(),
        "n": play.place + 1,
        "of": len(play.keys),
    }
    return _page(request, room, "public/quiz_question.html", context, status)


def _end(request: HttpRequest, room: Room, play: Play, found: Mapping[str, Shown]) -> HttpResponse:
    """What to remember: of the questions that went wrong, else of all. Where none was answered, the way in again."""
    if not play.marks.replace(GONE, ""):
        trouble = _("These questions are asked no more. Begin again.") if queries.has_questions(room) else ""
        return _door(request, room, trouble)
    passed = [(found[key], mark) for key, mark in zip(play.keys, play.marks, strict=True) if key in found]
    wrong = [one for one, mark in passed if mark == "0"]
    context = {
        "right": play.marks.count("1"), "of": len(play.marks) - play.marks.count(GONE),
        "remember": wrong or [one for one, _mark in passed], "has_wrong": bool(wrong),
    }  # fmt: skip
    return _page(request, room, "public/quiz_end.html", context)


def _page(
    request: HttpRequest, room: Room, template: str, context: dict[str, object], status: int = 200
) -> HttpResponse:
    around = {"public": frame(room), "room": room, "here": reverse("public:quiz", args=[room.code])}
    return render(request, template, around | context, status=status)

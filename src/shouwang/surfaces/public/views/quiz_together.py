"""The quiz together: phones in the hall, each with the question that the screen shows. A phone may come late or lose the
network: the page asks what is on, and an answer that did not get through is sent again.
"""

import secrets
from typing import Any  # a round below is Any: pages do not know the table

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from shouwang.kernel.ground.models import Room
from shouwang.surfaces.public import guards
from shouwang.surfaces.public.frame import frame, shown_room
from shouwang.surfaces.public.quiz_forms import Reply
from shouwang.surfaces.public.views.tell import TOO_MANY, WRONG, too_many_words
from shouwang.systems.outreach.actions import quiz_rounds as actions
from shouwang.systems.outreach.queries import quiz as queries
from shouwang.systems.outreach.queries.quiz_shown import shown
from shouwang.ui import moments

TOKEN, TOKEN_SECONDS = "quiz", 24 * 3600
NEW = "-"  # before a token that the phone has not brought back yet
VERSION = "X-Quiz-Version"
SCRIPTED = "X-Quiz"
FACES = {
    "waiting": "public/quiz_waiting.html", "asking": "public/quiz_asking.html", "shown": "public/quiz_answered.html",
    "over": "public/quiz_over.html",
}  # fmt: skip


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def together(request: HttpRequest, code: str, number: str) -> HttpResponse:
    """The phone's page. Its token is random, of this round alone, and forgotten with it."""
    room = shown_room(code)
    one = _round(room, number, is_late=request.method == "POST")
    token = _token(request)
    if request.method == "POST":
        return _counted(request, one, _answered(request, one, token))
    response = render(request, "public/quiz_together.html", _around(one) | _part(one, token))
    if token:
        return _counted(request, one, response)
    if request.method == "GET" and not one.ended_at:
        _give(response, one, NEW + secrets.token_hex(8))
    return response


@never_cache
@require_safe
def now(request: HttpRequest, code: str, number: str) -> HttpResponse:
    """What is on, for the page that asks every second and a half: nothing to read while nothing happened."""
    one = _round(shown_room(code), number)
    if request.GET.get("v") == str(one.version):
        return _counted(request, one, HttpResponse(status=204))
    return _counted(request, one, _drawn(request, one, _part(one, _token(request))))


def _token(request: HttpRequest) -> str:
    return request.COOKIES.get(TOKEN, "").removeprefix(NEW)[:32]


def _counted(request: HttpRequest, one: Any, response: HttpResponse) -> HttpResponse:
    """Count the phone once, when it brings back what it was given: a preview of the link, and a phone that keeps nothing and
    so can't play, count as none."""
    if request.COOKIES.get(TOKEN, "").startswith(NEW) and guards.may_answer_quiz(request):
        actions.join(one=one)
        _give(response, one, _token(request))
    return response


def _give(response: HttpResponse, one: Any, words: str) -> None:
    response.set_cookie(
        TOKEN, words, max_age=TOKEN_SECONDS, path=_here(one), httponly=True, samesite="Lax",
        secure=bool(settings.SESSION_COOKIE_SECURE),
    )  # fmt: skip


def _round(room: Room, number: str, *, is_late: bool = False) -> Any:
    one = queries.round_by(room, number, timezone.now(), is_late=is_late)
    if one is None:
        raise Http404
    return one


def _answered(request: HttpRequest, one: Any, token: str) -> HttpResponse:
    """Keep the answer to the question it was given to, which may no longer be the one that is on."""
    place = request.POST.get("place", "")
    wording = queries.asked_at(one, int(place)) if place.isdecimal() and len(place) < 4 else None
    form, status = None, 200
    if wording:
        form = Reply(request.POST, question=shown(wording, moments.language()))
        if not guards.may_answer_quiz(request):
            form.add_error(None, too_many_words())
            status = TOO_MANY
        elif not token:
            form.add_error(
                None, _("This phone keeps no cookies, so its answer can't be counted. Allow cookies and open it anew.")
            )
            status = WRONG
        elif not form.is_valid():
            status = WRONG
        else:
            actions.answer(one=one, wording=wording, token=token, given=form.given())
            form = None
    if status == 200 and not request.headers.get(SCRIPTED):
        return HttpResponseRedirect(_here(one), status=303)
    part = _part(one, token, form if status != 200 else None)
    if request.headers.get(SCRIPTED):
        return _drawn(request, one, part, status)
    return render(request, "public/quiz_together.html", _around(one) | part, status=status)


def _around(one: Any) -> dict[str, object]:
    address = reverse("public:quiz-now", args=[one.room.code, one.code])
    return {"public": frame(one.room), "room": one.room, "round": one, "address": address, "here": _here(one)}


def _here(one: Any) -> str:
    return reverse("public:quiz-together", args=[one.room.code, one.code])


def _part(one: Any, token: str, form: Reply | None = None) -> dict[str, object]:
    """What is on, for this phone: its question or whether it answered, then what is right."""
    context: dict[str, object] = {"round": one, "face": FACES[one.state], "of": one.asked.count(), "here": _here(one)}
    if one.ended_at:
        found = [queries.asked_at(one, place) for place in range(1, one.place + 1)]
        context["remember"] = [shown(each, moments.language()) for each in found if each]
        return context
    wording = queries.asked_at(one, one.place)
    if wording is None:
        return context
    question, kept = shown(wording, moments.language()), queries.answer_of(one, wording, token) if token else None
    chosen = [choice for choice in question.choices if kept and str(choice.place) in kept.choice.split()]
    context |= {"question": question, "kept": kept, "chosen": chosen}
    return context | {"form": form or Reply(None, question=question), "is_right": bool(kept and kept.is_right)}


def _drawn(request: HttpRequest, one: Any, context: dict[str, object], status: int = 200) -> HttpResponse:
    response = render(request, str(context["face"]), context, status=status)
    response.headers[VERSION] = str(one.version)
    return response

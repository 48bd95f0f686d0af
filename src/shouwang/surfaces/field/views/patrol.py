"""What a volunteer's phone asks and tells of shifts. Everything may come twice, late and in any order."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from functools import wraps
from typing import Any, Concatenate, ParamSpec
from uuid import UUID

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override
from django.views.decorators.http import require_POST, require_safe

from shouwang.surfaces.field import patrol as shown
from shouwang.surfaces.field import sent
from shouwang.surfaces.field.guards import enrolled, say
from shouwang.surfaces.field.receiving import take
from shouwang.surfaces.field.sent import Wrong
from shouwang.systems.patrol.actions import tracks, turns, walking
from shouwang.systems.patrol.actions.volunteers import PHONE, TRACK_NOTICE
from shouwang.systems.patrol.queries import phone as queries
from shouwang.systems.patrol.queries.places import place_of, place_with
from shouwang.systems.patrol.queries.volunteers import volunteer_by
from shouwang.systems.watch.queries import Holder

P = ParamSpec("P")
Walked = Callable[Concatenate[HttpRequest, Holder, Any, P], HttpResponse]
Kept = Callable[Concatenate[HttpRequest, Holder, P], HttpResponse]
MOST_POINTS = 2000
NOT_NOW = {
    walking.NotNow.CANCELLED: gettext_lazy("This shift was called off. What you did before that counts."),
    walking.NotNow.NOT_SENT: gettext_lazy("This shift is not out yet."),
    walking.NotNow.GONE: gettext_lazy("You are not in this shift now. Please call the room."),
    walking.NotNow.TOO_EARLY: gettext_lazy("This shift begins later: from two hours before on you can begin it."),
}


def walks(view: Walked[P]) -> Kept[P]:
    """For phones of volunteers only; what the shift does not take is said with 409, and stays on the phone."""

    @wraps(view)
    def answer(request: HttpRequest, held: Holder, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        volunteer = volunteer_by(held.person)
        if volunteer is None:
            return say(409, _("You are not on the list of volunteers any more. Please call the room."))
        try:
            return view(request, held, volunteer, *args, **kwargs)
        except walking.NotNow as no:
            return say(409, str(NOT_NOW[no.why]))
        except walking.Taken:
            return say(409, _("This arrived before, and not as it is now. Please call the room."))
        except turns.NotFit as no:
            return say(409, shown.why_not(no.reasons))
        except PermissionDenied:
            raise Http404 from None

    return enrolled(answer)  # type: ignore[arg-type]


@require_safe
@walks
def patrol(request: HttpRequest, held: Holder, volunteer: Any) -> HttpResponse:
    """All that is needed to walk without a network. That names are in it is journalled."""
    now = timezone.now()
    walking.team_seen(volunteer=volunteer, turns=queries.with_company(volunteer, now))
    return JsonResponse(shown.patrol(volunteer, now))


@require_POST
@walks
def step(request: HttpRequest, held: Holder, volunteer: Any, pk: UUID, verb: str) -> HttpResponse:
    """A step of a shift, or a word about coming to it."""
    turn = _turn(volunteer, pk)
    said = sent.body(request)
    if verb == "finding":
        return _finding(held, volunteer, turn, said)
    act = STEPS.get(verb)
    if act is None:
        raise Http404
    act(volunteer, turn, said)
    return JsonResponse({})


@require_POST
@walks
def swap(request: HttpRequest, held: Holder, volunteer: Any, pk: UUID) -> HttpResponse:
    """Come in for somebody who offers their place; 409 with every reason why not."""
    offered = queries.offered_turn(volunteer, pk)
    if offered is None:
        return say(409, _("Somebody else was quicker: no place is free any more."))
    turns.accept_swap(volunteer=volunteer, turn=offered)
    return JsonResponse({})


@require_POST
@walks
def sign_up(request: HttpRequest, held: Holder, volunteer: Any, pk: UUID) -> HttpResponse:
    """Take a free place; 409 with every reason why not."""
    shift = queries.sent_shift(volunteer, pk)
    if shift is None:
        raise Http404
    turns.sign_up(volunteer=volunteer, shift=shift)
    return JsonResponse({})


@require_POST
@walks
def locating(request: HttpRequest, held: Holder, volunteer: Any) -> HttpResponse:
    """They agree to be located while they walk, or agree no more: then what was kept is gone at once."""
    if sent.body(request).get("agree") is True:
        tracks.agree(volunteer=volunteer, text_version=TRACK_NOTICE, channel=PHONE)
    else:
        tracks.withdraw(volunteer=volunteer)
    return JsonResponse({})


@require_POST
@walks
def points(request: HttpRequest, held: Holder, volunteer: Any) -> HttpResponse:
    """Where they were while they walked; what may not be kept is passed over."""
    said = sent.body(request).get("points")
    told = [one for one in (_point(each) for each in (said if isinstance(said, list) else [])[:MOST_POINTS]) if one]
    tracks.note_points(volunteer=volunteer, points=told)
    return JsonResponse({})


@require_safe
@walks
def code(request: HttpRequest, held: Holder, volunteer: Any, code: str) -> HttpResponse:
    """Which place a code hangs at, for a phone that can't tell by itself."""
    place = place_with(volunteer.room, code)
    if place is None:
        raise Http404
    return JsonResponse({"place": str(place.pk)})


def _turn(volunteer: Any, key: UUID) -> Any:
    turn = queries.turn_of(volunteer, key)
    if turn is None:
        raise Http404
    return turn


def _begin(volunteer: Any, turn: Any, said: Mapping[str, Any]) -> None:
    walking.begin_turn(volunteer=volunteer, turn=turn, told=_told(said))


def _here(volunteer: Any, turn: Any, said: Mapping[str, Any]) -> None:
    walking.check_in(volunteer=volunteer, turn=turn, here=_where(volunteer, said), told=_told(said))


def _leave(volunteer: Any, turn: Any, said: Mapping[str, Any]) -> None:
    arrived = walking.Told(sent.moment(said.get("arrived_at")), sent.moment(said.get("left_at")))
    here = _where(volunteer, said)
    walking.leave(volunteer=volunteer, turn=turn, here=here, arrived=arrived, told=_told(said))


def _note(volunteer: Any, turn: Any, said: Mapping[str, Any]) -> None:
    text = sent.words(said)  # at most walking.MOST_LETTERS too
    if not text:
        raise Wrong("text", _("Please write a few words, or say it."))
    walking.hand_over(volunteer=volunteer, turn=turn, key=sent.key(said), text=text, told=_told(said))


def _end(volunteer: Any, turn: Any, said: Mapping[str, Any]) -> None:
    walking.end_turn(volunteer=volunteer, turn=turn, told=_told(said))


def _yes(volunteer: Any, turn: Any, said: Mapping[str, Any]) -> None:
    turns.say_yes(by=volunteer, turn=turn)


def _cannot(volunteer: Any, turn: Any, said: Mapping[str, Any]) -> None:
    turns.cannot_come(by=volunteer, turn=turn)


def _offer(volunteer: Any, turn: Any, said: Mapping[str, Any]) -> None:
    turns.offer_swap(by=volunteer, turn=turn)


def _keep(volunteer: Any, turn: Any, said: Mapping[str, Any]) -> None:
    turns.withdraw_offer(by=volunteer, turn=turn)


STEPS: dict[str, Callable[[Any, Any, Mapping[str, Any]], None]] = {
    "begin": _begin,
    "here": _here,
    "leave": _leave,
    "note": _note,
    "end": _end,
    "yes": _yes,
    "cannot": _cannot,
    "offer": _offer,
    "keep": _keep,
}


def _finding(held: Holder, volunteer: Any, turn: Any, said: Mapping[str, Any]) -> HttpResponse:
    """What was found, as a report under their name; whether it was put right there stands in its words too."""
    is_settled = said.get("settled") is True
    found = replace(sent.report(said, held.room), is_anonymous=False)
    if is_settled and found.text:
        found = replace(found, text=f"{found.text}\n{_settled()}")
    return take(
        held,
        found,
        lambda brought: walking.finding(volunteer=volunteer, turn=turn, brought=brought, is_settled=is_settled),
    )


def _settled() -> str:
    """In the room's language, whatever the phone is read in."""
    with override(settings.LANGUAGE_CODE):
        return _("Put right on the spot.")


def _where(volunteer: Any, said: Mapping[str, Any]) -> walking.Here:
    code = str(said.get("code") or "")
    place = _named(volunteer, said.get("place")) or (place_with(volunteer.room, code) if code else None)
    if place is None:
        raise Wrong("place", _("The room does not know this place any more. Please call the room."))
    position = said.get("position")
    latitude, longitude, accuracy = sent.degrees(position if isinstance(position, dict) else {})
    return walking.Here(sent.key(said), place, str(said.get("way") or "said"), code, latitude, longitude, accuracy)


def _named(volunteer: Any, key: object) -> Any:
    with suppress(ValueError):
        return place_of(volunteer.room, UUID(str(key or "")))
    return None


def _told(said: Mapping[str, Any]) -> walking.Told:
    return walking.Told(sent.moment(said.get("said_at")), sent.moment(said.get("left_at")))


def _point(said: object) -> tracks.Point | None:
    given = said if isinstance(said, dict) else {}
    at = sent.moment(given.get("at"))
    latitude, longitude, accuracy = sent.degrees(given)
    if at is None or latitude is None or longitude is None:
        return None
    return tracks.Point(at, latitude, longitude, accuracy)

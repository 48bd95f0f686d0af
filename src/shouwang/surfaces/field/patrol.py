"""What a volunteer's phone shows of shifts, in the words of its language; all it needs to walk one without a network."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from shouwang.surfaces.public.frame import in_words
from shouwang.systems.patrol.queries import phone as queries
from shouwang.systems.patrol.queries.needs import wanted
from shouwang.systems.patrol.queries.places import mark_of, with_codes
from shouwang.systems.patrol.queries.tracks import agreed
from shouwang.systems.patrol.volunteering import SWAPPED, Reason
from shouwang.systems.patrol.weighing import Part, Why

SENTENCES = {
    Reason.LEFT: gettext_lazy("You are not on the list of volunteers any more. Please call the room."),
    Reason.NOT_ADULT: gettext_lazy("The room has not yet seen that you are of age."),
    Reason.NOT_TRAINED: gettext_lazy("Your training does not hold on that day. Please ask the room for the next one."),
    Reason.NOT_INSURED: gettext_lazy("This shift is risky, and your insurance does not hold on that day."),
    Reason.LACKS_SKILL: gettext_lazy("This shift wants somebody trained for it."),
    Reason.BUSY: gettext_lazy("You are in another shift at that time."),
    Reason.KEPT_FOR_LEAD: gettext_lazy("The last place is for somebody who can lead."),
    Reason.FULL: gettext_lazy("Somebody else was quicker: no place is free any more."),
    Reason.OVER: gettext_lazy("This shift is over."),
    Reason.CANCELLED: gettext_lazy("This shift was called off."),
    Reason.NOT_SENT: gettext_lazy("This shift is not out yet."),
    Reason.NOT_FREE: gettext_lazy("You said you are not free then."),
    Reason.TOO_LATE: gettext_lazy("It ends later than you wished."),
    Reason.TOO_EARLY: gettext_lazy("It begins earlier than you wished."),
    Reason.ENOUGH: gettext_lazy("You are in as many shifts that week as you wished."),
    Reason.DECLINED: gettext_lazy("You said that you can’t come to this one."),
    Reason.TAKEN_OUT: gettext_lazy("The room has planned it without you."),
}
TAKEN = gettext_lazy("Somebody else comes instead of you.")


def patrol(volunteer: Any, now: datetime) -> dict[str, Any]:
    """Their shifts with stops, way and notes; what is open and offered; whether they agreed to be located."""
    walks = queries.walks_of(volunteer, now)
    whys = {one.place.pk: why_words(one.parts) for one in wanted(volunteer.room, now)} if _has_stops(walks) else {}
    free, offered = queries.offers(volunteer, now)
    return {
        "mark": queries.mark_of(volunteer, now),
        "shifts": [_walk(one, whys) for one in walks] + [_taken(one) for one in queries.taken_from(volunteer, now)],
        "open": [_open(one) for one in free],
        "swaps": [_swap(one) for one in offered],
        "places": [_place(one) | {"mark": mark_of(one)} for one in with_codes(volunteer.room).order_by("name")],
        "locating": agreed(volunteer),
    }


def why_not(reasons: Sequence[str]) -> str:
    """All that stands against it, as sentences."""
    return " ".join(str(SENTENCES[Reason(reason)]) for reason in reasons)


def why_words(parts: Sequence[Part]) -> str:
    """Why one goes to a place, for whoever goes: the officer's note, a warning, reports. Nothing for the usual."""
    told = []
    for part in parts:
        if part.why == Why.REPORTS:
            told.append(_("reports nearby: %(n)s in 4 weeks") % {"n": part.count})
        elif part.words:
            told.append(part.words)
    return " · ".join(told)


def _has_stops(walks: Sequence[Any]) -> bool:
    return any(one.stops or one.stand for one in walks)


def _walk(one: Any, whys: dict[Any, str]) -> dict[str, Any]:
    turn, shift = one.turn, one.turn.shift
    return {
        **_shift(shift),
        "turn": str(turn.pk),
        "state": turn.state,
        "is_lead": turn.is_lead,
        "cancelled": _cancelled(shift),
        "gone": "",
        "began_at": _iso(turn.began_at),
        "ended_at": _iso(turn.ended_at),
        "beside": list(one.beside),
        "stops": [_stop(stop, whys) for stop in one.stops] or _post(one, whys),
        "way": list(one.way),
        "notes": [{"text": note.text, "at": note.written_at.isoformat()} for note in one.notes],
        "check_ins": [
            {
                "id": str(each.pk),
                "place": str(each.place_id),
                "at": each.at.isoformat(),
                "left_at": _iso(each.left_at),
                "own": each.turn_id == turn.pk,
            }
            for each in one.check_ins
        ],
    }


def _taken(turn: Any) -> dict[str, Any]:
    """A shift that is theirs no more, with why; who comes instead and what is done there is not theirs to know."""
    why = str(TAKEN) if turn.why_missed == SWAPPED else why_not([turn.why_missed])
    nothing: dict[str, Any] = {name: [] for name in ("beside", "stops", "way", "notes", "check_ins")}
    times = {"began_at": "", "ended_at": ""}
    gone = _("You are not in this shift now. %(why)s") % {"why": why}
    standing = {"turn": str(turn.pk), "state": turn.state, "is_lead": False, "cancelled": _cancelled(turn.shift)}
    return _shift(turn.shift) | nothing | times | standing | {"gone": gone}


def _cancelled(shift: Any) -> str:
    return _("called off: %(why)s") % {"why": shift.why_cancelled} if shift.cancelled_at else ""


def _stop(stop: Any, whys: dict[Any, str]) -> dict[str, Any]:
    return _place(stop.place) | {
        "stop": str(stop.number),
        "arrives_at": stop.arrives_at.isoformat(),
        "leaves_at": stop.leaves_at.isoformat(),
        "minutes": round((stop.leaves_at - stop.arrives_at).total_seconds() / 60),
        "why": whys.get(stop.place_id, ""),
    }


def _post(one: Any, whys: dict[Any, str]) -> list[dict[str, Any]]:
    """A post has one stop: where it stands, the whole time."""
    place, shift = one.stand, one.turn.shift
    if place is None or shift.work != "post":
        return []
    times = {"arrives_at": shift.starts_at.isoformat(), "leaves_at": shift.ends_at.isoformat()}
    minutes = round((shift.ends_at - shift.starts_at).total_seconds() / 60)
    return [_place(place) | times | {"stop": "1", "minutes": minutes, "why": whys.get(place.pk, "")}]


def _open(one: Any) -> dict[str, Any]:
    return _shift(one.shift) | {
        "free": one.free,
        "why_not": why_not(one.against),
        "though": "" if one.against else why_not(one.unusual),
    }


def _swap(one: Any) -> dict[str, Any]:
    return _shift(one.turn.shift) | {"turn": str(one.turn.pk), "why_not": why_not(one.against), "though": ""}


def _shift(shift: Any) -> dict[str, Any]:
    words = _("Round %(n)s") if shift.work == "round" else _("Post %(n)s")
    return {
        "shift": str(shift.pk),
        "work": shift.work,
        "name": words % {"n": shift.number},
        "at": in_words(shift.place) if shift.place else "",
        "starts_at": shift.starts_at.isoformat(),
        "ends_at": shift.ends_at.isoformat(),
        "is_risky": shift.is_risky,
    }


def _place(place: Any) -> dict[str, Any]:
    return {
        "place": str(place.pk),
        "name": in_words(place),
        "latitude": place.latitude,
        "longitude": place.longitude,
    }


def _iso(moment: datetime | None) -> str:
    return moment.isoformat() if moment else ""

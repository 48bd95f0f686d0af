"""What a phone shows of the room and of its own reports."""

import json
from collections.abc import Sequence
from hashlib import sha256
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from shouwang.kernel.files import tickets
from shouwang.kernel.files.kinds import MOST_BYTES, Kind
from shouwang.kernel.ground.models import Place, Room
from shouwang.kernel.matters.models import Entry, Matter, Satisfaction
from shouwang.kernel.matters.queries import public_story_of
from shouwang.kernel.people.models import Person
from shouwang.kernel.people.sealed import unseal
from shouwang.lib.text import by_sound
from shouwang.surfaces.public.forms import MOST_LETTERS, MOST_PHOTOS, VOICE_SECONDS
from shouwang.surfaces.public.frame import in_words
from shouwang.surfaces.public.story import standing
from shouwang.systems.care.queries.phone import mark_of as care_mark_of
from shouwang.systems.patrol.queries.phone import mark_of
from shouwang.systems.patrol.queries.volunteers import volunteer_by
from shouwang.systems.watch.queries import MOST_OPEN, Holder, may_invite, open_from_phones, own_reports
from shouwang.systems.watch.queries.calls import Scene, calls_to, scene_of, what_of
from shouwang.systems.watch.queries.messages import messages_for

PURPOSE = "matter.field"
ALLOWED = {"photos": frozenset({Kind.PHOTO}), "voice": frozenset({Kind.VOICE})}
MOST_SHOWN = 50
GOES_ON = ("merge", "hand_over")
ANSWERS = ("answer", "return", "close", "close_unchecked")


def state(held: Holder) -> dict[str, Any]:
    """Everything the phone needs to work on without a network, until it asks again."""
    return {
        "me": _me(held),
        "room": _room(held.room),
        "places": _places(held.room),
        "reports": reports(held.person),
        **(told := news(held)),
        "mark": mark(told),
        "tickets": {field: tickets.issue(PURPOSE, held.room, MOST_BYTES, kinds) for field, kinds in ALLOWED.items()},
        "limits": {
            "letters": MOST_LETTERS,
            "photos": MOST_PHOTOS,
            "voice_seconds": VOICE_SECONDS,
            "bytes": MOST_BYTES,
        },
        **_invites(held),
    }


def news(held: Holder) -> dict[str, Any]:
    """What the phone rings for: the room's messages, and calls to come."""
    return {
        "messages": [_message(one) for one in messages_for(held.person)],
        "calls": [_call(one) for one in calls_to(held.person)],
        **_patrol(held.person),
        **_care(held.person),
    }


def _patrol(person: Person) -> dict[str, Any]:
    """For volunteers by what their phone sees that something about shifts is new; nothing at all for everybody else."""
    volunteer = volunteer_by(person)
    return {"patrol": mark_of(volunteer, timezone.now())} if volunteer else {}


def _care(person: Person) -> dict[str, Any]:
    """For helpers in care by what their phone sees that something is new; nothing at all for everybody else."""
    found = care_mark_of(person, timezone.localdate())
    return {"care": found} if found else {}


def mark(told: dict[str, Any]) -> str:
    """Another one as soon as there is any news, so that an open page may ask every few seconds with hardly a byte."""
    return sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()[:12]


def reports(person: Person) -> list[dict[str, Any]]:
    """What this person reported under their name, newest first, with the room's answers."""
    matters = list(own_reports(person)[:MOST_SHOWN])
    answers: dict[Any, list[Entry]] = {}
    told = Entry.objects.filter(matter__in=matters, is_public=True)
    for entry in told.filter(verb__in=ANSWERS).order_by("at", "id"):
        answers.setdefault(entry.matter_id, []).append(entry)
    # Of what was joined with another or handed over the answers stand there.
    went_on = set(told.filter(verb__in=GOES_ON).values_list("matter_id", flat=True))
    for one in matters:
        if one.pk in went_on:
            answers[one.pk] = [entry for entry in public_story_of(one) if entry.verb in ANSWERS]
    scores = dict(Satisfaction.objects.filter(matter__in=matters).values_list("matter_id", "score"))
    return [_report(one, answers.get(one.pk, []), scores.get(one.pk)) for one in matters]


def _report(matter: Matter, answers: Sequence[Entry], score: int | None) -> dict[str, Any]:
    here = standing(matter)
    there = standing(matter.merged_into) if matter.merged_into else here
    return {
        "id": str(matter.pk),
        "reference": matter.reference,
        "title": matter.title,
        "topic": matter.topic,
        "state": str(here.word) if there is here else f"{here.word} · {there.word}",
        "tone": there.tone,
        "words": str(there.words),
        "said_at": matter.received_at.isoformat(),
        "answers": [
            {"at": entry.at.isoformat(), "text": "\n".join(part for part in (entry.text, entry.reason) if part)}
            for entry in answers
        ],
        "may_rate": matter.is_done,
        "rating": score or 0,
    }


def _call(one: Any) -> dict[str, Any]:
    """Kind, topic and place, which is told in the reporter's words only where it has no name. Never the report itself."""
    call = one.call
    scene = scene_of(call)
    words = " · ".join(part for part in (str(call.get_kind_display()), str(what_of(call)), _scene(scene)) if part)
    said = {"id": str(call.pk), "kind": call.kind, "words": words, "called_at": call.called_at.isoformat()}
    at = {"at": f"{scene.point[0]:.5f},{scene.point[1]:.5f}"} if call.matter and scene.point else {}
    return said | at | {"state": _answered(one)}


def _scene(scene: Scene) -> str:
    if scene.place is None:
        return scene.said
    name = in_words(scene.place)
    if not scene.is_near:
        return name
    return ", ".join(part for part in (_("near %(place)s") % {"place": name}, scene.said) if part)


def _message(one: Any) -> dict[str, str]:
    return {"id": str(one.pk), "text": one.text, "at": one.sent_at.isoformat()}


def _answered(one: Any) -> str:
    if one.call.ended_at:
        return "over"
    if one.cannot_at:
        return "cannot"
    if one.done_at:
        return "done"
    if one.on_scene_at:
        return "here"
    return "acked" if one.acknowledged_at else "called"


def _me(held: Holder) -> dict[str, str]:
    name = unseal(held.person.name_sealed, record=held.person.pk)
    if held.member is None:
        return {"name": name, "group": "", "role": ""}
    group = held.member.group
    return {"name": name, "group": in_words(group), "role": held.member.role}


def _invites(held: Holder) -> dict[str, Any]:
    """What whoever invites has open; nothing at all for everybody else."""
    if held.member is None or not may_invite(held.member):
        return {}
    found = open_from_phones(held.member.group, timezone.now())
    return {"invites": {"most_open": MOST_OPEN, "open": [invitation_on_phone(one) for one in found]}}


def invitation_on_phone(one: Any) -> dict[str, Any]:
    """An invitation as the phone lists it; its secret was told once and is not known here."""
    return {"id": str(one.pk), "most": one.most, "used": one.used, "expires_at": one.expires_at.isoformat()}


def _room(room: Room) -> dict[str, Any]:
    return {
        "code": room.code,
        "name": in_words(room) or _("Police room"),
        "phone": room.phone,
        "latitude": room.latitude,
        "longitude": room.longitude,
    }


def _places(room: Room) -> list[dict[str, Any]]:
    found = [(in_words(place), place) for place in Place.objects.filter(room=room)]
    return [
        {"id": str(place.pk), "name": name, "latitude": place.latitude, "longitude": place.longitude}
        for name, place in sorted(found, key=lambda pair: by_sound(pair[0]))
    ]

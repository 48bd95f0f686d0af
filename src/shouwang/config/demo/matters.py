"""A few weeks of matters: each a story told through the real actions at the hour it would have happened."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from shouwang.config.demo.ground import Hewan
from shouwang.config.demo.pictures import drawn
from shouwang.config.demo.pretend import pretend
from shouwang.config.demo.stories import STORIES, Act, Story
from shouwang.kernel.files import actions as files
from shouwang.kernel.files.models import File
from shouwang.kernel.ground.models import Place, Source
from shouwang.kernel.journal.actions import PUBLIC
from shouwang.kernel.matters.actions import bonds, editing, intake, progress, talk, thanks, timing
from shouwang.kernel.matters.models import Matter
from shouwang.kernel.notices.actions import mark_read
from shouwang.kernel.notices.queries import inbox
from shouwang.kernel.people.models import Account, Team

People = Mapping[str, Account]


def make_matters(hewan: Hewan, people: People) -> None:
    """Tell every story, the oldest first."""
    now = timezone.now()
    told: dict[str, Matter] = {}
    for story in sorted(STORIES, key=lambda story: -story.ago.total_seconds()):
        began = now - story.ago
        with pretend(began):
            matter = _receive(hewan, people, story)
        told[story.key] = matter
        for act in story.acts:
            moment = began + act.after
            if moment < now:
                with pretend(moment):
                    _ACTS[act.verb](matter, people, act, told)
    _read_what_is_old(people, now)


def _read_what_is_old(people: People, now: datetime) -> None:
    for account in people.values():
        old = inbox(account).filter(created_at__lt=now - timedelta(hours=1)).values_list("pk", flat=True)
        mark_read(by=account, notices=list(old))


def _receive(hewan: Hewan, people: People, story: Story) -> Matter:
    place = Place.objects.filter(room=hewan.room, name=story.place).first() if story.place else None
    position = intake.Position(place.latitude, place.longitude, Source.PLACE, 30) if place else None
    brought = intake.Brought(
        kind=story.kind,
        topic=story.topic,
        text=story.text,
        title=story.title,
        channel=Matter.Channel.PUBLIC if story.by == "" else Matter.Channel.PHONE,
        reporter=intake.Reporter(name=story.name, phone=story.phone, is_anonymous=not story.name),
        place=place,
        where=story.where,
        position=position,
        is_urgent=story.urgent,
        files=_pictures(hewan, story),
    )
    return intake.receive(by=people[story.by] if story.by else PUBLIC, room=hewan.room, brought=brought).matter


def _pictures(hewan: Hewan, story: Story) -> list[File]:
    picture = drawn(story.key)
    if picture is None:
        return []
    photo = SimpleUploadedFile("photo.jpg", picture, "image/jpeg")
    kept = files.keep(
        by=PUBLIC, room=hewan.room, content=photo, name="photo.jpg", purpose="matter.public", keep_days=None
    )
    return [kept]


def _assign(matter: Matter, people: People, act: Act, told: Mapping[str, Matter]) -> None:
    team = Team.objects.filter(room=matter.room_id, name=act.to).first()
    progress.assign(by=people[act.by], matter=matter, owner=people.get(act.to), team=team, words=act.words)


def _saying(function: Callable[..., object], name: str) -> Callable[..., None]:
    """An action that takes one text, under the name it takes it by."""

    def run(matter: Matter, people: People, act: Act, told: Mapping[str, Matter]) -> None:
        function(by=people[act.by], matter=matter, **({name: act.words} if name else {}))

    return run


def _close(matter: Matter, people: People, act: Act, told: Mapping[str, Matter]) -> None:
    progress.close(by=people[act.by], matter=matter, answer=act.words, reason=act.to)


def _rate(matter: Matter, people: People, act: Act, told: Mapping[str, Matter]) -> None:
    thanks.rate(matter=matter, score=int(act.to), words=act.words)


def _extend(matter: Matter, people: People, act: Act, told: Mapping[str, Matter]) -> None:
    timing.extend(by=people[act.by], matter=matter, days=int(act.to), reason=act.words)


def _merge(matter: Matter, people: People, act: Act, told: Mapping[str, Matter]) -> None:
    bonds.merge(by=people[act.by], matter=matter, into=told[act.to])


def _more(matter: Matter, people: People, act: Act, told: Mapping[str, Matter]) -> None:
    talk.add_reporter_words(matter=matter, text=act.words)


def _up(matter: Matter, people: People, act: Act, told: Mapping[str, Matter]) -> None:
    timing.move(by=people[act.by], matter=matter, up=True, reason=act.words)


_ACTS: Mapping[str, Callable[[Matter, People, Act, Mapping[str, Matter]], None]] = {
    "accept": _saying(progress.accept, ""),
    "answer": _saying(talk.answer, "text"),
    "assign": _assign,
    "check": _saying(progress.check, "words"),
    "close": _close,
    "extend": _extend,
    "merge": _merge,
    "more": _more,
    "note": _saying(talk.note, "text"),
    "pause": _saying(timing.pause, "reason"),
    "publish": _saying(editing.publish, "public_text"),
    "rate": _rate,
    "report": _saying(progress.report, "outcome"),
    "return": _saying(progress.send_away, "answer"),
    "start": _saying(progress.start, ""),
    "up": _up,
}

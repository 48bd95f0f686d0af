"""Verbs of films: asked for, made by the worker, given up with the reason. A release never waits for one."""

from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone, translation

from shouwang.kernel.files import actions as files
from shouwang.kernel.files import intake
from shouwang.kernel.files.kinds import FILM
from shouwang.kernel.files.refusal import Refused
from shouwang.kernel.journal.actions import SYSTEM
from shouwang.kernel.papers.fonts import NoChineseFont
from shouwang.kernel.people.models import Account
from shouwang.kernel.people.permissions import Permission
from shouwang.kernel.people.queries import actor
from shouwang.systems.outreach import drawn, lifecycle
from shouwang.systems.outreach.actions.releasing import locked, note, require
from shouwang.systems.outreach.film import Unmade, making
from shouwang.systems.outreach.models import Campaign, Film, Piece
from shouwang.systems.outreach.poster import NotOurWord
from shouwang.systems.outreach.speech.levels import Unusable

PURPOSE = "outreach.film"
MOST_TRIES = 3
LEASE = timedelta(minutes=5)  # ten times what a film takes: only a worker that was killed loses it
# What goes wrong, and the word for it.
FAULTS: Final = (
    (NotOurWord, Film.Why.WARNS),
    (Unusable, Film.Why.SOUND),
    (NoChineseFont, Film.Why.FONT),
    (Unmade, Film.Why.DISK),
    (Refused, Film.Why.DISK),
)


@transaction.atomic
def ask(*, by: Account, campaign: Campaign) -> Film:
    """Have it made of the words as they are; what is ready or under way of the same stays.

    Raises PermissionDenied, NotAllowedNow when it goes out by no film or is over.
    """
    current = locked(campaign)
    require(by, Permission.OUTREACH_WORK, current.room)
    if current.state not in (lifecycle.DRAFT, lifecycle.RELEASED):
        raise lifecycle.NotAllowedNow("film", current.state)
    film = wanted(current, timezone.now(), again=True)
    if film is None:
        raise lifecycle.NotAllowedNow("film", current.state)
    note(actor(by), "campaign.film_asked", current)
    return film


def wanted(campaign: Campaign, now: datetime, *, again: bool = False) -> Film | None:
    """The film of exactly the campaign's words, to be made where it is not there; None where it goes out by none.

    Inside the transaction of whoever says so. `again`: try also what could not be made.
    """
    if not any(piece.way == Piece.Way.FILM for piece in campaign.pieces.all()):
        return None
    script = _script(campaign)
    if isinstance(script, Film.Why):
        return _keep(campaign, now, "", Film.State.FAILED, script)
    found = Film.objects.filter(campaign=campaign, of_words=script.digest).first()
    if found and not (again and found.state == Film.State.FAILED):
        return found
    return _keep(campaign, now, script.digest, Film.State.MAKING, "")


def make(*, key: UUID, at: datetime | None = None) -> None:
    """Make it of the words as they are now, outside any transaction; once, however many workers are asked."""
    now = at or timezone.now()
    mine = due(now).filter(pk=key)
    film = mine.select_related("campaign__room").first()
    if film is None:
        return
    if film.tries >= MOST_TRIES:
        _end(mine, Film.Why.STOPPED)
        return
    script = _script(film.campaign)
    if isinstance(script, Film.Why):
        _end(mine, script)
        return
    # Counted before, not after: what kills the worker never comes to an after.
    taken = mine.filter(tries=film.tries).update(begun_at=now, tries=film.tries + 1, of_words=script.digest)
    if not taken:
        return
    try:
        content = _made(script)
    except tuple(fault for fault, _why in FAULTS) as error:
        _end(_held(key, now), next(why for fault, why in FAULTS if isinstance(error, fault)))
    except Exception:
        _end(_held(key, now), Film.Why.DISK)
        raise
    else:
        _keep_file(key, content, now)


def due(now: datetime) -> QuerySet[Film]:
    """Those to be made that no worker is at, or whose worker was killed; the one asked for first comes first."""
    free = Q(begun_at=None) | Q(begun_at__lt=now - LEASE)
    return Film.objects.filter(free, state=Film.State.MAKING).order_by("asked_at", "pk")


def _script(campaign: Campaign) -> drawn.Script | Film.Why:
    """What it is made of, or why nothing comes of it."""
    try:
        script = drawn.film(campaign)
    except NotOurWord:
        return Film.Why.WARNS
    return script if script and script.slides else Film.Why.EMPTY


def _made(script: drawn.Script) -> intake.Checked:
    """Raises what FAULTS names."""
    with TemporaryDirectory(prefix="film-") as folder, translation.override(script.words.language):
        made = making.film(script.words, script.slides, Path(folder), voice=script.voice)
        return intake.made_here(made, FILM)


@transaction.atomic
def _keep_file(key: UUID, content: intake.Checked, begun_at: datetime) -> None:
    film = _held(key, begun_at).select_for_update(of=("self",)).select_related("campaign__room").first()
    if film is None:  # asked for anew meanwhile, or another worker has it
        content.path.unlink(missing_ok=True)
        return
    campaign = film.campaign
    film.file = files.keep(
        by=SYSTEM,
        room=campaign.room,
        content=content,
        name=f"{campaign.title[:40]}.mp4",
        purpose=PURPOSE,
        keep_days=None,
    )
    film.state, film.begun_at = Film.State.READY, None
    film.save()
    note(SYSTEM, "campaign.film_made", campaign)


def _held(key: UUID, begun_at: datetime) -> QuerySet[Film]:
    return Film.objects.filter(pk=key, begun_at=begun_at, state=Film.State.MAKING)


def _end(rows: QuerySet[Film], why: Film.Why) -> None:
    rows.update(state=Film.State.FAILED, why=why, begun_at=None)


def _keep(campaign: Campaign, now: datetime, of_words: str, state: Film.State, why: str) -> Film:
    """The campaign's one film begins anew; the one of other words goes."""
    film = Film.objects.filter(campaign=campaign).first() or Film(campaign=campaign)
    old = film.file
    film.state, film.why, film.of_words, film.asked_at = state, why, of_words, now
    film.begun_at, film.tries, film.file = None, 0, None
    film.save()
    if old:
        files.discard(by=SYSTEM, file=old, reason="a film of other words")
    return film

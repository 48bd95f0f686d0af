"""What happens when a campaign begins and ends: the bulletin hangs, the groups are told once, loudspeakers play."""

from datetime import datetime

from django.conf import settings

from shouwang.kernel.files.models import File
from shouwang.kernel.journal.actions import SYSTEM
from shouwang.kernel.notices import actions as notices
from shouwang.systems.outreach import addresses, lifecycle
from shouwang.systems.outreach.actions import airing, bulletins
from shouwang.systems.outreach.actions.releasing import note, subject
from shouwang.systems.outreach.models import Airing, Bulletin, Campaign, Piece

RELEASED = "campaign.released"
TO_READ = (Piece.Way.BULLETIN, Piece.Way.WECHAT, Piece.Way.SPEAKER, Piece.Way.SLIDE, Piece.Way.POSTER)


def begin(campaign: Campaign, now: datetime) -> None:
    """Send it out by its ways; once, inside the transaction of whoever says so."""
    if campaign.begun_at:
        return
    campaign.begun_at = now
    campaign.save(update_fields=["begun_at"])
    said = {piece.way: piece for piece in campaign.pieces.all()}
    page = ""
    if piece := said.get(Piece.Way.BULLETIN):
        hanging = bulletins.hang_for(campaign, piece.text, piece.text_en, _heard(campaign), now)
        page = settings.PUBLIC_URL + addresses.short(hanging)
    if piece := said.get(Piece.Way.WECHAT) or said.get(Piece.Way.BULLETIN):
        _tell_groups(campaign, piece.text)
    # A phone's owner asked for what is urgent, whichever way it goes.
    if campaign.is_urgent and (piece := next((said[way] for way in TO_READ if way in said), None)):
        _tell_phones(campaign, piece, page)
    if said.get(Piece.Way.SPEAKER) and campaign.released_by and not campaign.goes_without_sound:
        airing.begin(by=campaign.released_by, campaign=campaign, now=now)
    note(SYSTEM, "campaign.begun", campaign)


def call_off(campaign: Campaign, now: datetime, why: str) -> None:
    """End what hangs of it and what is played or planned to be."""
    if Airing.objects.filter(campaign=campaign, called_off_at=None).exists():
        airing.call_off(campaign=campaign, now=now, why=why)
    if campaign.state == lifecycle.TAKEN_DOWN:  # else the clock of the bulletin ends it
        shown = Bulletin.objects.filter(campaign=campaign, state__in=(lifecycle.RELEASED, lifecycle.EXPIRED)).first()
        if shown:
            bulletins.end_with(shown, why, now)


def _heard(campaign: Campaign) -> File | None:
    """The approved recording for all villages: who listens to the feed hears it."""
    sound = (
        campaign.sounds.filter(village=None, approved_at__isnull=False, dropped_at=None).select_related("file").first()
    )
    return sound.file if sound else None


def _tell_groups(campaign: Campaign, text: str) -> None:
    notices.tell_robots(
        key=f"campaign:{campaign.pk}",
        event=bulletins.RELEASED,  # a group that wants bulletins wants these
        room=campaign.room,
        template=RELEASED,
        words=_words(campaign, text),
        about=subject(campaign),
        urgent=campaign.is_urgent,
        expires_at=campaign.expires_at,
    )


def _tell_phones(campaign: Campaign, piece: Piece, page: str) -> None:
    def words(language: str) -> dict[str, str]:
        if language != "en" or not campaign.title_en:
            return _words(campaign, piece.text)
        room = campaign.room.name_en or campaign.room.name
        return {"room": room, "title": campaign.title_en, "text": piece.text_en or campaign.text_en or piece.text}

    notices.tell_phones(
        key=f"campaign:{campaign.pk}",
        room=campaign.room,
        template=RELEASED,
        words=words,
        about=subject(campaign),
        expires_at=campaign.expires_at,
        besides=notices.Besides(link=page),
    )


def _words(campaign: Campaign, text: str) -> dict[str, str]:
    return {"room": campaign.room.name, "title": campaign.title, "text": text}

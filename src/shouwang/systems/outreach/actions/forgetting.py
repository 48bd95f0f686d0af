"""The clock's step for campaigns past their three years."""

from datetime import datetime, timedelta

from django.db import transaction

from shouwang.kernel.files import actions as files
from shouwang.kernel.files.models import File
from shouwang.kernel.journal.actions import SYSTEM
from shouwang.systems.outreach import lifecycle
from shouwang.systems.outreach.actions.releasing import note
from shouwang.systems.outreach.models import Bulletin, Campaign, Film, Passed

KEPT = timedelta(days=3 * 366)


@transaction.atomic
def forget_old(*, now: datetime) -> int:
    """Campaigns that ended, or drafts nobody touched, three years ago go with their pieces, plans, recordings and where
    they went; their bulletin stays without its recording. Words that were let stand in a bulletin go too. How many."""
    Passed.objects.filter(at__lt=now - KEPT).delete()
    over = Campaign.objects.exclude(state=lifecycle.RELEASED).filter(changed_at__lt=now - KEPT)
    old = list(over.select_for_update(of=("self",)).order_by("id"))
    for one in old:
        note(SYSTEM, "campaign.forgotten", one)
        _forget(one)
    return len(old)


def _forget(one: Campaign) -> None:
    kept = list(one.sounds.values_list("file", flat=True))
    for rows in (one.pieces.all(), Film.objects.filter(campaign=one)):
        kept += rows.exclude(file=None).values_list("file", flat=True)
    Bulletin.objects.filter(campaign=one, audio__in=kept).update(audio=None)
    Bulletin.objects.filter(campaign=one).update(campaign=None)
    one.airings.all().delete()  # before the sounds they played
    one.sounds.all().delete()
    one.delete()
    for file in File.objects.filter(pk__in=kept):
        files.discard(by=SYSTEM, file=file, reason="campaign past its time")

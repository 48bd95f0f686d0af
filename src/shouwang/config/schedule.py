"""What the worker does by the clock. A job runs when the worker starts and then every so many seconds.

A room's PC is off at night, so nothing waits for an hour of the day. Every job is safe to run twice.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from shouwang.kernel.files.actions import expire_due
from shouwang.kernel.journal.actions import SYSTEM
from shouwang.kernel.matters import tasks as matters
from shouwang.kernel.notices import tasks as notices
from shouwang.kernel.notices.actions.robots import forget_old
from shouwang.kernel.papers.actions import forget_copies
from shouwang.kernel.people.actions import forget_answers, forget_expired
from shouwang.systems.care import tasks as care
from shouwang.systems.mediation import tasks as mediation
from shouwang.systems.mediation.actions import police_retiring
from shouwang.systems.mediation.actions.retiring import retire_due
from shouwang.systems.mediation.tasks import tend_precedents
from shouwang.systems.outreach import tasks as outreach
from shouwang.systems.patrol import tasks as patrol
from shouwang.systems.services.actions import elsewhere, errand_retiring, lost, reminding, rights
from shouwang.systems.services.tasks import remind_visits, tend_visits
from shouwang.systems.watch import tasks as watch

AT_ONCE, SOON, MINUTE, HOUR, DAY = 1, 3, 60, 3600, 86400
HEARTBEAT = 20


@dataclass(frozen=True)
class Job:
    """A function without arguments, called every `every` seconds under a name for the log."""

    name: str
    every: float
    run: Callable[[], object]


def pulse() -> Path:
    """The file whose age says when the worker last lived."""
    return Path(settings.DATA_DIR) / "worker.pulse"


def forget_sessions() -> None:
    """Sessions nobody can use any more."""
    call_command("clearsessions", verbosity=0)


def forget_task_results() -> None:
    """Finished background jobs older than two weeks."""
    call_command("prune_db_task_results", verbosity=0)


def tune() -> None:
    """SQLite keeps its notes on the tables' shapes up to date, so that it picks the right index.

    Of all tables (0x10000), not only of those this connection asked. Up to so many entries of an index are looked at: with
    the usual few hundred it takes a room's hundred thousand disputes for as many, and goes through all of them.
    """
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA analysis_limit = 10000")
            cursor.execute("PRAGMA optimize(0x10002)")


JOBS = [
    Job("pulse", HEARTBEAT, lambda: pulse().touch()),
    Job("tell what happened", AT_ONCE, matters.spread_news),
    Job("compare reports", AT_ONCE, watch.look_at_new),
    Job("send notices", SOON, notices.send_notices),
    Job("push to phones", SOON, notices.push_to_phones),
    Job("deliver webhooks", SOON, notices.deliver_webhooks),
    Job("tell what became late", MINUTE, matters.tell_late),
    Job("tell of shifts nobody hears from", MINUTE, patrol.tell_silent),
    Job("tell of care steps that are late", MINUTE, care.tell_late),
    Job("forget scam questions and losses past their time", DAY, outreach.forget_scams),
    Job("learn from confirmed scams", DAY, outreach.train_scams),
    Job("take bulletins past their time down", MINUTE, outreach.expire_bulletins),
    Job("begin and end campaigns", MINUTE, outreach.move_campaigns),
    Job("make films of campaigns", SOON, outreach.make_films),
    Job("plan what loudspeakers play", MINUTE, outreach.tend_airings),
    Job("wake loudspeakers", AT_ONCE, outreach.wake_players),
    Job("tell of loudspeakers that fell silent", MINUTE, outreach.tell_silent),
    Job("forget campaigns past their time", DAY, outreach.forget_campaigns),
    Job("forget calls to loudspeakers", DAY, outreach.forget_wakes),
    Job("delete pictures of bulletins", DAY, outreach.forget_cards),
    Job("count what quiz rounds answered", HOUR, outreach.forget_rounds),
    Job("remind of a month without a meeting", DAY, outreach.tend_gatherings),
    Job("take up imports cut off", MINUTE, matters.resume_stalled),
    Job("empty imported cells past their time", DAY, matters.forget_cells),
    Job("delete files past their time", HOUR, expire_due),
    Job("delete notices past their time", DAY, lambda: forget_old(now=timezone.now())),
    Job("empty old matters", DAY, matters.retire_old),
    Job("empty files of disputes past their time", DAY, retire_due),
    Job("put the days of disputes right", DAY, mediation.redate.call),
    Job("remind of things found and of who was handed over", HOUR, reminding.remind),
    Job("forget who claimed a lost thing", DAY, lost.forget_claims),
    Job("forget words of what was handed over", DAY, elsewhere.forget_words),
    Job("empty requests about data past their time", DAY, rights.retire_due),
    Job("forget words of requests about data", DAY, rights.forget_words),
    Job("close what was answered after a deletion", DAY, rights.close_read),
    Job("remind of the days of disputes", HOUR, mediation.remind),
    Job("empty cases of police mediation past their time", DAY, police_retiring.retire_due),
    Job("empty care cases past their time", DAY, care.retire_due),
    Job("empty errands past their time", DAY, errand_retiring.retire_due),
    Job("keep what settled closed disputes", HOUR, tend_precedents),
    Job("remind of calls about visits", HOUR, remind_visits),
    Job("empty visits past their time", DAY, tend_visits),
    Job("forget expired keys and attempts", DAY, lambda: forget_expired(by=SYSTEM, now=timezone.now())),
    Job("forget answers to programs past their time", HOUR, forget_answers),
    Job("forget copies of papers past their time", HOUR, forget_copies),
    Job("forget sessions", DAY, forget_sessions),
    Job("forget task results", DAY, forget_task_results),
    Job("warn of what is more than usual", HOUR, watch.look_at_nights),
    Job("forget what reports were compared by", DAY, watch.forget_old),
    Job("end turns that nobody said are done", HOUR, patrol.close_forgotten),
    Job("forget tracks and old nights of patrols", HOUR, patrol.forget_old),
    Job("clear the search of words taken out", DAY, matters.clear_index),
    Job("tune the database", DAY, tune),
]

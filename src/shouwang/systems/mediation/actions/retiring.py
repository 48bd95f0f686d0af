"""Emptying files whose time is over: people, words, scans and copies go; types, amounts, results and days stay for the counts.

A precedent that somebody read over holds nobody and stays; one that nobody read goes with the file.
Only in rooms where forgetting was agreed to, as for every matter; how long a file is kept is the committee's own rule.
"""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from shouwang.kernel.files import actions as files
from shouwang.kernel.journal import actions as journal
from shouwang.kernel.journal.actions import SYSTEM, Actor, Subject
from shouwang.kernel.matters.actions import retiring
from shouwang.kernel.matters.models.matter import years_before
from shouwang.kernel.papers.actions import revoke_copies
from shouwang.kernel.people.actions import empty_person
from shouwang.kernel.people.models import Person
from shouwang.systems.mediation.actions.precedents import leave_file
from shouwang.systems.mediation.models import Committee, Dispute, Evidence, Obligation, Party, Signature, SignedPaper

REASON = "kept for its time"
WORDS = ("requests", "points", "found", "note", "summary", "routes_told", "ended_because", "filer", "reported_by")
# What hangs on a dispute, so that nothing that points at a row goes after it.
HANGING = (
    "signatures", "signed_papers", "agreements", "sessions", "evidence", "inquiries", "visits", "dangers", "passings",
    "seats", "answers", "parties",
)  # fmt: skip


def retire_due(*, by: Actor = SYSTEM, now: datetime | None = None) -> int:
    """Empty every file that is past its time; how many. Safe to run twice."""
    moment = now or timezone.now()
    done = 0
    for committee in Committee.objects.filter(room__forgets_since__isnull=False).order_by("id"):
        for grade in Dispute.Grade.values:
            years = committee.keeps(grade)
            if not years:
                continue  # for ever
            due = Dispute.objects.filter(
                committee=committee,
                grade=grade,
                matter__ended_at__lt=years_before(moment, years),
                matter__emptied_at__isnull=True,
            )
            for dispute in due.select_related("matter").order_by("matter__ended_at", "pk"):
                _retire(by, dispute, moment)
                done += 1
    return done


@transaction.atomic
def _retire(by: Actor, dispute: Dispute, now: datetime) -> None:
    leave_file(dispute=dispute)
    lying = [
        *(row.file for row in Evidence.objects.filter(dispute=dispute)),
        *(row.file for row in Signature.objects.filter(dispute=dispute)),
        *(row.file for row in SignedPaper.objects.filter(dispute=dispute)),
        *(row.proof for row in Obligation.objects.filter(agreement__dispute=dispute)),
    ]
    people = {getattr(party, f"{role}_id") for party in Party.objects.filter(dispute=dispute) for role in Party.ROLES}
    Obligation.objects.filter(agreement__dispute=dispute).delete()
    for name in HANGING:
        getattr(dispute, name).all().delete()
    for file in filter(None, lying):
        files.discard(by=by, file=file, reason=REASON)
    for person in Person.objects.filter(pk__in=people - {None}, erased_at=None):
        empty_person(by=by, person=person, reason=REASON)
    for name in WORDS:
        setattr(dispute, name, "")
    dispute.save()
    revoke_copies(by=by, kind="matter", key=str(dispute.pk))
    of = Subject("matter", str(dispute.pk), dispute.matter.reference)
    journal.record(by=by, verb="mediation.retired", of=of, room=dispute.matter.room_id, at=now)
    retiring.empty(by=by, matter=dispute.matter, now=now)

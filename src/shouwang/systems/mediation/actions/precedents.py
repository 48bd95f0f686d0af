"""Precedents: kept when a dispute is closed, taken out when it is taken up again, read over for other rooms."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from shouwang.kernel.journal import actions as journal
from shouwang.kernel.journal.actions import Subject
from shouwang.kernel.matters.actions.leading import need
from shouwang.kernel.people.models import Account
from shouwang.kernel.people.permissions import Permission
from shouwang.kernel.people.queries import actor, may
from shouwang.systems.mediation.actions.shelf import Shelf, hold
from shouwang.systems.mediation.models import Dispute, Precedent
from shouwang.systems.mediation.precedent import EDITION, Entry, add, read, take_out
from shouwang.systems.mediation.queries.precedents import due, left_over, makes_one, stale
from shouwang.systems.mediation.queries.retold import Retold, nameless, number_of_type, retold, type_of

AT_ONCE = 200


@transaction.atomic
def follow(*, dispute: UUID, anew: bool = False) -> None:
    """Bring the shelf to where the dispute stands now, however often and in whatever order it is called.

    `anew`: it was taken up again since, so what was kept of it no longer holds.
    """
    shelf = hold()
    current = Dispute.objects.select_related("matter__room__station__county", "matter__reporter", "committee")
    one = current.filter(pk=dispute).first()
    kept = Precedent.objects.filter(dispute=dispute).first()
    belongs = one is not None and makes_one(one)
    if kept and (anew or not belongs):
        _forget(shelf, kept)
        kept = None
    if one and belongs and kept is None:
        _keep(shelf, one)


def _keep(shelf: Shelf, dispute: Dispute) -> None:
    told = retold(dispute)
    day = dispute.closed_date or timezone.localdate()
    kept = Precedent.objects.create(
        number=shelf.next_number(), dispute=dispute, room=dispute.matter.room, justice_type=type_of(dispute),
        year=day.year, facts=told.facts, settled=told.settled, outcome=dispute.result, is_kept=_is_kept(dispute),
        edition=EDITION,
    )  # fmt: skip
    add(shelf, [_entry(kept)])


def _is_kept(dispute: Dispute) -> bool | None:
    return dispute.performed_date is not None if dispute.has_agreement else None


def _entry(kept: Precedent) -> Entry:
    """What it was about is compared, not what settled it: nobody knows that yet of a new dispute."""
    return Entry(kept.number, read(kept.facts), number_of_type(kept.justice_type))


def _forget(shelf: Shelf, kept: Precedent) -> None:
    take_out(shelf, [kept.number])
    kept.delete()


@transaction.atomic
def leave_file(*, dispute: Dispute) -> None:
    """The dispute's file is emptied: what somebody read over stays by itself, what nobody did goes."""
    shelf = hold()
    kept = Precedent.objects.filter(dispute=dispute).first()
    if kept and kept.read_at:
        kept.dispute = None
        kept.save(update_fields=["dispute"])
    elif kept:
        _forget(shelf, kept)


@transaction.atomic
def read_over(*, by: Account, precedent: Precedent, facts: str, settled: str) -> bool:
    """Somebody read it, changed words or did not, and lets the county's other rooms see it.

    Whether a name that came back was taken out once more. Raises PermissionDenied, Missing.
    """
    shelf, current = _held(by, precedent)
    need("read_over", facts=facts)
    said = Retold(facts.strip(), settled.strip())
    clean = nameless(current.dispute, said) if current.dispute else said
    changed = clean.facts != current.facts
    current.facts, current.settled = clean.facts, clean.settled
    current.read_by, current.read_at = by.name[:80], timezone.now()
    current.save(update_fields=["facts", "settled", "read_by", "read_at"])
    if changed:
        add(shelf, [_entry(current)])
    _note(by, "mediation.precedent_read", current)
    return clean != said


@transaction.atomic
def take_back(*, by: Account, precedent: Precedent) -> None:
    """Only its own room sees it again; where its file is gone it goes, too. Raises PermissionDenied."""
    shelf, current = _held(by, precedent)
    _note(by, "mediation.precedent_taken_back", current)
    if current.dispute_id is None:
        _forget(shelf, current)
        return
    current.read_by, current.read_at = "", None
    current.save(update_fields=["read_by", "read_at"])


def _held(by: Account, precedent: Precedent) -> tuple[Shelf, Precedent]:
    if not may(by, Permission.MEDIATION_CLOSE, precedent.room_id):
        raise PermissionDenied(Permission.MEDIATION_CLOSE)
    shelf = hold()
    beside = ("dispute__matter__room__station__county", "dispute__matter__reporter", "dispute__committee")
    return shelf, Precedent.objects.select_related(*beside).get(pk=precedent.pk)


def _note(by: Account, verb: str, precedent: Precedent) -> None:
    label = precedent.dispute.matter.reference if precedent.dispute else f"{precedent.year}"
    of = Subject("precedent", str(precedent.pk), label)
    journal.record(by=actor(by), verb=verb, of=of, room=precedent.room_id)


def tend() -> int:
    """Do what a lost task left undone, and put what another edition read on the shelf anew; how many."""
    done = 0
    for key in [*due(), *left_over()]:
        follow(dispute=key)
        done += 1
    while some := _renewed():
        done += some
    return done


@transaction.atomic
def _renewed() -> int:
    """A piece at a time, so that nobody who writes waits long."""
    shelf = hold()
    some = list(stale().order_by("number")[:AT_ONCE])
    add(shelf, map(_entry, some))
    Precedent.objects.filter(pk__in=[one.pk for one in some]).update(edition=EDITION)
    return len(some)

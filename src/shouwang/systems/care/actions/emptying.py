"""What goes when a case's time is over, when consent is taken back, or when a person is erased at their wish.

By the clock in every room: whoever agreed to be visited, or asked for aid, was promised so when they agreed (texts).
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from shouwang.kernel.files import actions as files
from shouwang.kernel.ground.models import Room
from shouwang.kernel.journal import actions as journal
from shouwang.kernel.journal.actions import SYSTEM, Actor, Subject
from shouwang.kernel.matters.actions import retiring
from shouwang.kernel.matters.models.matter import KEPT_YEARS, years_before
from shouwang.kernel.people.actions import empty_person, let_go
from shouwang.kernel.people.models import Person
from shouwang.kernel.people.needed import is_needed
from shouwang.kernel.people.sealed import seal
from shouwang.systems.care.models import Aid, Aide, Call, Case, Danger, Talk, Tick
from shouwang.systems.care.models.calling import LISTS_KEPT
from shouwang.systems.care.models.case import TALKS_KEPT
from shouwang.systems.care.queries.keeping import days_kept

REASON = "care: kept for its time"
AID_WORDS = ("details_sealed", "answer_sealed", "reason_sealed", "complaint", "passed_to")


def erase_words(case: Case) -> None:
    """Every word said of them goes; days, outcomes and how it ended stay for the counts."""
    people = [helper.aide.person for helper in case.helpers.select_related("aide__person") if helper.aide.person]
    case.needs.all().delete()
    case.agreements.update(guardian_sealed="", guardian_kin="")
    case.helpers.all().delete()
    case.visits.update(words_sealed="")
    case.calls.update(words_sealed="")
    for tick in Tick.objects.filter(chain__case=case):
        tick.words_sealed = seal("…", record=tick.pk)
        tick.save(update_fields=["words_sealed"])
    Case.objects.filter(pk=case.pk).update(speaks="", place=None, circumstances_sealed="")
    for person in people:
        leave_aide(SYSTEM, person)


def leave_aide(by: Actor, person: Person) -> None:
    """Somebody helps nobody any more: they are no aide, and forgotten where no other part needs them."""
    if Aide.objects.filter(person=person, helpings__isnull=True).delete()[0]:
        let_go(by=by, person=person, reason="helps in no case any more")


def retire_due(*, by: Actor = SYSTEM, now: datetime | None = None) -> int:
    """Empty every case that is past its time; how many. Safe to run twice."""
    moment = now or timezone.now()
    done = 0
    for room in Room.objects.order_by("code"):
        until = moment - timedelta(days=days_kept(room))
        for case in Case.objects.filter(room=room, ended_at__lt=until, emptied_at=None).select_related(
            "person", "room"
        ):
            _retire(by, case, moment)
            done += 1
        _empty_aid(by, room, moment)
        Danger.objects.filter(room=room, closed_at__lt=moment - LISTS_KEPT).delete()
        Talk.objects.filter(room=room, day__lt=timezone.localdate(moment - TALKS_KEPT)).delete()
    return done


@transaction.atomic
def _retire(by: Actor, case: Case, now: datetime) -> None:
    erase_words(case)
    if case.person.erased_at is None:
        empty_person(by=by, person=case.person, reason=REASON)
    case.refresh_from_db()
    case.emptied_at = now
    case.save(update_fields=["emptied_at"])
    of = Subject("care", str(case.pk), f"{case.room.code}-C{case.number}")
    journal.record(by=by, verb="care.retired", of=of, room=case.room_id, at=now)


def _empty_aid(by: Actor, room: Room, now: datetime) -> None:
    """With its matter: words, papers and signatures go, sums and days stay."""
    due = Aid.objects.filter(
        matter__room=room, matter__ended_at__lt=years_before(now, KEPT_YEARS), matter__emptied_at=None
    )
    for aid in due.select_related("matter"):
        _retire_aid(by, aid, now)
    for aid in Aid.objects.filter(matter__room=room, matter__emptied_at__isnull=False).exclude(details_sealed=""):
        _empty_one(by, aid)


@transaction.atomic
def _retire_aid(by: Actor, aid: Aid, now: datetime) -> None:
    person = aid.matter.reporter
    _empty_one(by, aid)
    retiring.empty(by=by, matter=aid.matter, now=now)
    if person and person.erased_at is None and not is_needed(person):
        empty_person(by=by, person=person, reason=REASON)


@transaction.atomic
def _empty_one(by: Actor, aid: Aid) -> None:
    for gift in aid.gifts.all():
        file = gift.signature
        gift.what, gift.signature = "…", None
        gift.save()
        if file:
            files.discard(by=by, file=file, reason=REASON)
    aid.documents.all().delete()
    Aid.objects.filter(pk=aid.pk).update(**dict.fromkeys(AID_WORDS, ""))
    of = Subject("matter", str(aid.pk), aid.matter.reference)
    journal.record(by=by, verb="care.aid_emptied", of=of, room=aid.matter.room_id)


@transaction.atomic
def forget_person(by: Actor, person: Person) -> dict[str, int]:
    """Erased from the whole room at their wish: the case ends and is emptied, whoever helped helps no more. How many cases,
    and how many lists of helpers they are off."""
    done = {"cases": 0, "lists": 0}
    for case in Case.objects.filter(person=person, emptied_at=None).select_related("person", "room"):
        if case.is_open:
            case.ended_at, case.ended_because = timezone.now(), Case.Because.WITHDRAWN
            case.save()
            case.planned.filter(visit=None).delete()
            case.chains.filter(ended_at=None).update(ended_at=case.ended_at, due_at=None)
            Call.objects.filter(case=case, result="").delete()
        erase_words(case)
        Case.objects.filter(pk=case.pk).update(emptied_at=timezone.now())
        done["cases"] += 1
    for aid in Aid.objects.filter(matter__reporter=person):
        _empty_one(by, aid)
    for aide in Aide.objects.filter(person=person):
        aide.helpings.all().delete()
        aide.delete()
        done["lists"] += 1
    return done

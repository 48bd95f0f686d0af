"""Beginning, keeping and ending a care case. Nothing about a person is written before they agreed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from shouwang.kernel.ground.models import Place, Room
from shouwang.kernel.journal import actions as journal
from shouwang.kernel.journal.actions import Actor, Subject
from shouwang.kernel.matters.refusals import Refused
from shouwang.kernel.people.actions import correct_reach, forget_reach, give_consent, note_person, withdraw_consent
from shouwang.kernel.people.models import Account, Consent, Person
from shouwang.kernel.people.permissions import Permission
from shouwang.kernel.people.queries import actor, may
from shouwang.kernel.people.sealed import seal
from shouwang.lib.ids import uuid7
from shouwang.systems.care import texts
from shouwang.systems.care.actions.emptying import erase_words
from shouwang.systems.care.actions.lists import put_on_open_lists
from shouwang.systems.care.actions.writing import change, must, write
from shouwang.systems.care.models import Agreement, Case, Need, Planned, Rules, Talk
from shouwang.systems.care.models.case import Way
from shouwang.systems.care.queries.cases import reads_notes
from shouwang.systems.care.queries.circumstances import agreed_to_older, covered, written

PURPOSE = "care"


@dataclass(frozen=True)
class Agreed:
    """What somebody agreed to and how: `channel` in person, by telephone or in writing; a guardian with name, kin, paper."""

    channel: str
    guardian: str = ""
    guardian_kin: str = ""
    is_paper_seen: bool = False


@dataclass(frozen=True)
class Settled:
    """How a case is run: the fields the form has."""

    lead: Account
    rhythm_days: int = 14
    way: str = Way.HOME
    speaks: str = ""
    place: Place | None = None
    circumstances: frozenset[str] = frozenset()

    def values(self) -> Mapping[str, object]:
        return {
            "lead": self.lead, "rhythm_days": self.rhythm_days, "way": self.way, "speaks": self.speaks,
            "place": self.place,
        }  # fmt: skip


@dataclass(frozen=True)
class Who:
    """The person, phone cleaned."""

    name: str
    phone: str = ""
    address: str = ""


@transaction.atomic
def note_talk(*, by: Account, room: Room, day: date, reason: str) -> Talk:
    """Somebody was asked and has not agreed: why one talked, nothing else."""
    who = must(by, Permission.CARE_WORK, room)
    talk = Talk.objects.create(room=room, day=day, reason=reason, by=by)
    journal.record(by=who, verb="care.talked", of=Subject("room", str(room.pk), room.code), room=room.pk)
    return talk


@transaction.atomic
def begin(*, by: Account, room: Room, who: Who, agreed: Agreed, settled: Settled) -> Case:
    """They agreed: write down who they are, what they agreed to, how often they are visited."""
    author = must(by, Permission.CARE_MANAGE, room)
    _check_lead(settled.lead, room)
    _check_circumstances(settled.circumstances, texts.current(texts.CARE).covers)
    person = note_person(
        by=author, room=room, purpose=PURPOSE, legal_basis=Person.LegalBasis.CONSENT, name=who.name, phone=who.phone,
        address=who.address,
    )  # fmt: skip
    case = Case(room=room, number=_next_number(room), person=person, begun_on=timezone.localdate())
    for name, value in settled.values().items():
        setattr(case, name, value)
    case.circumstances_sealed = _sealed(case, settled.circumstances)
    case.save(force_insert=True)
    _agree(author, by, case, texts.CARE, agreed)
    put_on_open_lists(case=case)
    write(author, case, "care.begun")
    return case


def _must_read_notes(by: Account, case: Case) -> Actor:
    if not reads_notes(by, case):
        raise PermissionDenied(Permission.CARE_NOTES)
    return actor(by)


def _check_circumstances(asked: frozenset[str], covered: frozenset[str]) -> None:
    """Only what a consent that stands names is written down."""
    if beyond := asked - covered:
        raise Refused("no_notes" if beyond & texts.OF_HEALTH else "ask_again", "circumstances")


def _sealed(case: Case, circumstances: frozenset[str]) -> str:
    return seal("\n".join(sorted(circumstances)), record=case.pk)


def _next_number(room: Room) -> int:
    Rules.objects.get_or_create(room=room)
    Rules.objects.filter(room=room).update(last_number=F("last_number") + 1)
    return Rules.objects.get(room=room).last_number


def _check_lead(lead: Account, room: Room) -> None:
    if not may(lead, Permission.CARE_WORK, room):
        raise Refused("lead_may_not", "lead")


def _agree(author: Actor, by: Account, case: Case, subject: str, agreed: Agreed) -> Agreement:
    if agreed.guardian and not (agreed.guardian_kin and agreed.is_paper_seen):
        raise Refused("guardian_unshown", "is_paper_seen")
    consent = give_consent(
        by=author, person=case.person, purpose=texts.purpose(subject), text_version=texts.current(subject).version,
        channel=agreed.channel,
    )  # fmt: skip
    return Agreement.objects.create(
        consent=consent, case=case, subject=subject, heard_by=by,
        guardian_sealed=seal(agreed.guardian, record=consent.pk), guardian_kin=agreed.guardian_kin if agreed.guardian else "",
        is_paper_seen=bool(agreed.guardian) and agreed.is_paper_seen,
    )  # fmt: skip


@transaction.atomic
def settle(*, by: Account, case: Case, settled: Settled, seen: int | None = None) -> Case:
    """Change how the case is run. `seen`: the version the page showed; raises ChangedMeanwhile where that is an older one."""
    author = must(by, Permission.CARE_MANAGE, case.room)
    change(case, seen)
    _must_be_open(case)
    _check_lead(settled.lead, case.room)
    resting = written(case) - (named := covered(case))
    _check_circumstances(settled.circumstances - resting, named)
    for name, value in settled.values().items():
        setattr(case, name, value)
    case.circumstances_sealed = _sealed(case, settled.circumstances | resting)
    case.save()
    write(author, case, "care.settled")
    return case


@transaction.atomic
def correct(*, by: Account, case: Case, phone: str, address: str, seen: int | None = None) -> None:
    """Another telephone, cleaned, or another house. `seen` as for `settle`."""
    author = must(by, Permission.CARE_MANAGE, case.room)
    change(case, seen)
    _must_be_open(case)
    correct_reach(by=author, person=case.person, phone=phone, address=address)
    case.save(update_fields=["version"])
    write(author, case, "care.corrected")


def _must_be_open(case: Case) -> None:
    if not case.is_open:
        raise Refused("case_over")


@transaction.atomic
def agree_to_notes(*, by: Account, case: Case, agreed: Agreed) -> Agreement:
    """They agreed, apart from the visits, to notes about health and money."""
    author = _must_read_notes(by, case)
    _must_be_open(case)
    if notes_agreed(case) and texts.NOTES not in agreed_to_older(case):
        raise Refused("agreed_already")
    return _agree(author, by, case, texts.NOTES, agreed)


@transaction.atomic
def agree_again(*, by: Account, case: Case, agreed: Agreed) -> Agreement:
    """They agreed to an older text of care, were read the one of now, and agree to it too."""
    author = must(by, Permission.CARE_MANAGE, case.room)
    _must_be_open(case)
    if texts.CARE not in agreed_to_older(case):
        raise Refused("agreed_already")
    return _agree(author, by, case, texts.CARE, agreed)


def notes_agreed(case: Case) -> bool:
    """Whether the separate consent for notes stands now."""
    return case.is_open and case.agreements.filter(subject=texts.NOTES, consent__withdrawn_at=None).exists()


@transaction.atomic
def take_back(*, by: Account, case: Case, subject: str) -> None:
    """The consent is taken back: the notes are gone at once; without consent to care the case ends and its words go."""
    author = must(by, Permission.CARE_WORK, case.room)
    if consent := _standing(case, subject).first():
        withdraw_consent(by=author, consent=consent)


def _standing(case: Case, *subjects: str) -> QuerySet[Consent]:
    mine = Consent.objects.filter(care_agreement__case=case, care_agreement__subject__in=subjects, withdrawn_at=None)
    return mine.order_by("given_at")


@transaction.atomic
def hear_taken_back(by: Actor, consent: Consent) -> None:
    """Wherever a consent of care was taken back, here or on the page of a person's rights: what rested on it ends."""
    one = Agreement.objects.filter(consent=consent).select_related("case__room", "case__person").first()
    if one is None:
        return
    rests_on = (texts.NOTES,) if one.subject == texts.NOTES else (texts.NOTES, texts.CARE)
    while other := _standing(one.case, *rests_on).first():  # also those to a newer text
        withdraw_consent(by=by, consent=other)
    case = Case.objects.select_related("room", "person").get(pk=one.case_id)
    case.needs.filter(field__in=Need.SENSITIVE).delete()
    case.circumstances_sealed = _sealed(case, written(case) - texts.OF_HEALTH)
    case.save(update_fields=["circumstances_sealed"])
    if one.subject == texts.NOTES:
        return
    if case.is_open:
        _end(by, case, Case.Because.WITHDRAWN)
    if case.emptied_at is None:
        erase_words(case)
        if not case.person.matters.filter(ended_at=None).exists():  # an application of theirs may still be open
            forget_reach(by=by, person=case.person, reason="care: consent taken back")


@transaction.atomic
def end(*, by: Account, case: Case, because: str, is_family_told: bool = False, has_no_family: bool = False) -> Case:
    """Better, moved, died: no more visits. Of somebody who died near relatives are told what is kept (PIPL Art 49), unless
    none is known."""
    author = must(by, Permission.CARE_MANAGE, case.room)
    _must_be_open(case)
    if because == Case.Because.WITHDRAWN:
        raise ValueError("a consent is taken back, see take_back")
    if case.chains.filter(ended_at=None).exists():
        raise Refused("chain_runs")
    if because == Case.Because.DIED and not (is_family_told or has_no_family):
        raise Refused("family_untold", "is_family_told")
    case.is_family_told, case.has_no_family = is_family_told, has_no_family
    _end(author, case, because)
    return case


def _end(author: Actor, case: Case, because: str) -> None:
    now = timezone.now()
    case.ended_at, case.ended_because = now, because
    case.save()
    Planned.objects.filter(case=case, visit=None, day__gte=timezone.localdate(now)).delete()
    case.chains.filter(ended_at=None).update(ended_at=now, due_at=None)
    case.calls.filter(danger__closed_at=None, result="").delete()
    write(author, case, "care.ended", because)


@transaction.atomic
def say_need(*, by: Account, case: Case, field: str, words: str) -> Need:
    """Write down what they need, sealed. Of money and medicine only with the consent for it, by those who may read it."""
    is_sensitive = field in Need.SENSITIVE
    author = _must_read_notes(by, case) if is_sensitive else must(by, Permission.CARE_WORK, case.room)
    _must_be_open(case)
    if is_sensitive and not notes_agreed(case):
        raise Refused("no_notes", "field")
    key = uuid7()
    need = Need.objects.create(
        id=key, case=case, field=field, words_sealed=seal(words, record=key), said_on=timezone.localdate()
    )
    write(author, case, "care.need_said", field)
    return need


@transaction.atomic
def meet_need(*, by: Account, need: Need, state: str, how: str) -> Need:
    """It was met, and how; or it is not needed any more."""
    is_sensitive = need.field in Need.SENSITIVE
    author = _must_read_notes(by, need.case) if is_sensitive else must(by, Permission.CARE_WORK, need.case.room)
    _must_be_open(need.case)
    now = Need.objects.select_for_update(of=("self",)).get(pk=need.pk)
    if now.state != Need.State.OPEN:
        raise Refused("met_already")
    need.state, need.met_sealed = state, seal(how, record=need.pk)
    need.save()
    write(author, need.case, "care.need_met", need.field)
    return need


@transaction.atomic
def look_at(*, by: Account, case: Case, what: str = "") -> None:
    """Somebody looked at who is cared for and what they need in daily life."""
    write(must(by, Permission.CARE_WORK, case.room), case, "care.seen", what)


@transaction.atomic
def look_at_list(*, by: Account, room: Room, what: str, count: int) -> None:
    """Somebody read the names of several: which list, how many."""
    who = must(by, Permission.CARE_WORK, room)
    of = Subject("room", str(room.pk), room.code)
    journal.record(by=who, verb="care.list_seen", of=of, room=room.pk, detail=f"{what}: {count}")


@transaction.atomic
def look_at_notes(*, by: Account, case: Case) -> None:
    """Somebody opens the notes about health and money: written down before a word is shown."""
    write(_must_read_notes(by, case), case, "care.notes_seen")


@transaction.atomic
def change_rules(*, by: Account, room: Room, values: Mapping[str, int]) -> Rules:
    """The room's own times."""
    who = must(by, Permission.CARE_MANAGE, room)
    rules, _is_new = Rules.objects.update_or_create(room=room, defaults=dict(values))
    detail = ", ".join(f"{name} {value}" for name, value in values.items())
    journal.record(by=who, verb="care.rules", of=Subject("room", str(room.pk), room.code), room=room.pk, detail=detail)
    return rules

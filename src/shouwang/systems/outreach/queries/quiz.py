"""Questions about the quiz: the bank, what is played, what was answered and what people fail."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet, Sum

from shouwang.kernel.ground.models import Room
from shouwang.kernel.people.models import Account
from shouwang.kernel.people.permissions import Permission
from shouwang.kernel.people.queries import rooms
from shouwang.systems.outreach.models import Answer, Option, Question, Round, Tally, Wording
from shouwang.systems.outreach.quiz import item

JOINS = timedelta(hours=3)  # a code opens the round for so long
FEWEST = 5  # of fewer answers no share is told


@dataclass(frozen=True)
class Result:
    """How a question was answered at every version: so many right of so many; how often each choice of the current one, of how
    many answers to this one (`now_of`)."""

    wording: Wording
    right: int
    of: int
    chosen: dict[str, int]
    now_of: int

    @property
    def wrong(self) -> int:
        return self.of - self.right


def bank(room: Room) -> QuerySet[Wording]:
    """The current wording of each question, with it and its options; retired ones too, newest question first."""
    current = Wording.objects.filter(question__room=room, number=F("question__version"))
    return current.select_related("question").prefetch_related("options").order_by("-question_id")


def seen_bank(viewer: Account, room: Room) -> QuerySet[Wording]:
    """The bank for those who work on it."""
    return bank(_worked(viewer).filter(pk=room.pk).first() or Room())


def playable(room: Room, theme: str = "") -> list[Wording]:
    """What may be asked, oldest first."""
    found = bank(room).filter(question__retired_at__isnull=True).order_by("question_id")
    return list(found.filter(question__theme=theme) if theme else found)


def has_questions(room: Room) -> bool:
    """Whether there is anything to play."""
    return Question.objects.filter(room=room, retired_at__isnull=True).exists()


def rounds(viewer: Account, room: Room) -> QuerySet[Round]:
    """Rounds played together that are still kept, newest first."""
    mine = _worked(viewer).filter(pk=room.pk)
    return Round.objects.filter(room__in=mine, is_together=True).select_related("room").order_by("-started_at", "-id")


def round_by(room: Room, code: str, now: datetime, *, is_late: bool = False) -> Round | None:
    """The round that a code opens, or opened until a moment ago; `is_late`: for an answer on its way, until it is counted."""
    found = Round.objects.filter(room=room, is_together=True, code=code)
    if not is_late:
        found = found.filter(started_at__gt=now - JOINS)
    return found.order_by("-started_at").first() if code else None


def asked_at(one: Round, place: int) -> Wording | None:
    """What the round asks at that place, with its options."""
    found = Wording.objects.filter(pk__in=one.asked.filter(place=place).values("wording"))
    return found.select_related("question").prefetch_related("options").first()


def answer_of(one: Round, wording: Wording, token: str) -> Answer | None:
    """What the phone with this token answered."""
    return one.answers.filter(wording=wording, token=token).first()


def answer_alone(room: Room, wording: UUID, token: str) -> Answer | None:
    """What was answered in a play alone, while the day's answers are kept."""
    found = Answer.objects.filter(round__room=room, round__is_together=False, wording=wording, token=token)
    return found.order_by("-at").first()


def counts(one: Round, wording: Wording) -> tuple[int, int, dict[int, int]]:
    """Of a question in a round: answers, right ones, and by option's place how many chose it."""
    right = Count("id", filter=Q(is_right=True))
    rows = one.answers.filter(wording=wording).values("choice").annotate(n=Count("id"), right=right)
    found = list(rows.values_list("choice", "n", "right"))
    chosen: dict[int, int] = defaultdict(int)
    for choice, n, _ in found:
        for place in choice.split():
            chosen[int(place)] += n
    return sum(n for _, n, _ in found), sum(right for _, _, right in found), dict(chosen)


def in_order(wording: Wording) -> list[Option]:
    """The options as everybody sees them: mixed, as files mostly begin with the right one; the same for all. Not true/false."""
    options = sorted(wording.options.all(), key=lambda one: one.place)
    if wording.kind == Wording.Kind.TRUE_FALSE:
        return options
    return sorted(options, key=lambda one: hashlib.sha256(f"{wording.pk}{one.place}".encode()).digest())


def answers_of(wording: Wording) -> list[item.Answer]:
    """The options as plain answers, in their places."""
    options = sorted(wording.options.all(), key=lambda one: one.place)
    return [item.Answer(one.text, one.weight, one.feedback, one.match) for one in options]


def item_of(wording: Wording) -> item.Item:
    """The question as it goes into a file."""
    question = wording.question
    answers = tuple(answers_of(wording))
    return item.Item(
        item.Kind(wording.kind), wording.text, answers, question.title, wording.explanation, question.category
    )


def results(room: Room) -> list[Result]:
    """Every question that was answered, those with the most wrong first, then those with the fewest answers last."""
    found = {one.question_id: one for one in bank(room)}
    of: dict[UUID, int] = defaultdict(int)
    right: dict[UUID, int] = defaultdict(int)
    now_of: dict[UUID, int] = defaultdict(int)
    chosen: dict[UUID, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for question, wording, choice, is_right, n in _answered(found.values()):
        of[question] += n
        right[question] += n if is_right else 0
        if wording == found[question].pk:
            now_of[question] += n
            for place in choice.split():
                chosen[question][place] += n
    made = [Result(found[key], right[key], of[key], dict(chosen[key]), now_of[key]) for key in of]
    return sorted(made, key=lambda one: (one.of < FEWEST, -one.wrong / one.of, -one.of))


def hardest(room: Room) -> Result | None:
    """The question of those in use that more than half of enough people failed, and the most."""
    in_use = [one for one in results(room) if one.of >= FEWEST and one.wording.question.retired_at is None]
    return in_use[0] if in_use and 2 * in_use[0].wrong > in_use[0].of else None


def _answered(current: Iterable[Wording]) -> Sequence[tuple[UUID, UUID, str, bool, int]]:
    keys = [one.question_id for one in current]
    fields = ("wording__question", "wording", "choice", "is_right")
    now = Answer.objects.filter(wording__question__in=keys).values(*fields).annotate(n=Count("id"))
    before = Tally.objects.filter(wording__question__in=keys).values(*fields).annotate(n=Sum("count"))
    return [*now.values_list(*fields, "n"), *before.values_list(*fields, "n")]


def _worked(viewer: Account) -> QuerySet[Room]:
    return rooms(viewer, Permission.OUTREACH_WORK)

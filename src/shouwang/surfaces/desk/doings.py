"""Everything one may do to a matter at the desk: its form, and the action it calls. One table for buttons and posts."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from shouwang.kernel.matters import kinds, lifecycle
from shouwang.kernel.matters.actions import bonds, editing, progress, talk, timing
from shouwang.kernel.matters.models import Matter
from shouwang.kernel.people.models import Account
from shouwang.kernel.people.permissions import Permission
from shouwang.surfaces.desk.forms import steps as forms

Act = Callable[[Account, Matter, Any], object]


@dataclass(frozen=True)
class Doing:
    """One thing to do: what it asks for, what it calls, what is said when it is done."""

    verb: str
    who: Permission
    form: type[forms.Step]
    act: Act
    done: str | Promise
    done_unread: str | Promise = ""  # where nobody reads it any more

    def done_words(self, *, is_read: bool) -> str:
        return str(self.done if is_read or not self.done_unread else self.done_unread)


def _say(by: Account, matter: Matter, form: forms.Say) -> object:
    speak = talk.answer if form.cleaned_data["to"] == forms.Say.ANSWER else talk.note
    return speak(by=by, matter=matter, text=form.cleaned_data["text"])


def _fields(action: Callable[..., object], *names: str) -> Act:
    """An act that hands the form's fields to the action under their own names."""

    def act(by: Account, matter: Matter, form: forms.Step) -> object:
        return action(by=by, matter=matter, **{name: form.cleaned_data[name] for name in names})

    return act


def _moved(up: bool) -> Act:
    return lambda by, matter, form: timing.move(by=by, matter=matter, up=up, reason=form.cleaned_data["reason"])


_ALL = (
    Doing(
        "accept", Permission.MATTER_ACCEPT, forms.Step, _fields(progress.accept),
        _("Accepted. The reporter sees it."), _("Accepted."),
    ),
    Doing(
        "return", Permission.MATTER_ACCEPT, forms.Return,
        lambda by, matter, form: progress.send_away(by=by, matter=matter, answer=form.answer()),
        _("Sent elsewhere, with your answer."),
    ),
    Doing("assign", Permission.MATTER_ASSIGN, forms.Assign, _fields(progress.assign, "owner", "team", "words"), _("Handed out.")),
    Doing("start", Permission.MATTER_WORK, forms.Step, _fields(progress.start), _("Work began.")),
    Doing(
        "report", Permission.MATTER_WORK, forms.Outcome, _fields(progress.report, "outcome", "checker"),
        _("Outcome reported."),
    ),
    Doing("check", Permission.MATTER_CHECK, forms.Check, _fields(progress.check, "words"), _("Checked.")),
    Doing("send_back", Permission.MATTER_CHECK, forms.Reason, _fields(progress.send_back, "reason"), _("Sent back to work.")),
    Doing(
        "close", Permission.MATTER_CLOSE, forms.Close, _fields(progress.close, "answer"),
        _("Closed. The reporter reads your answer."), _("Closed."),
    ),
    Doing(
        "close_unchecked", Permission.MATTER_CLOSE, forms.CloseUnchecked, _fields(progress.close, "answer", "reason"),
        _("Closed. The reporter reads your answer."), _("Closed."),
    ),
    Doing("reopen", Permission.MATTER_CLOSE, forms.Reason, _fields(progress.reopen, "reason"), _("Open again.")),
    Doing("withdraw_for", Permission.MATTER_ACCEPT, forms.Reason, _fields(progress.withdraw_for, "reason"), _("Withdrawn.")),
    Doing(
        "merge", Permission.MATTER_MERGE, forms.Another,
        lambda by, matter, form: bonds.merge(by=by, matter=matter, into=form.other), _("Merged."),
    ),
    Doing("unmerge", Permission.MATTER_MERGE, forms.Reason, _fields(bonds.unmerge, "reason"), _("It stands alone again.")),
    Doing("say", Permission.MATTER_WORK, forms.Say, _say, _("Kept.")),
    Doing("pause", Permission.MATTER_WORK, forms.Reason, _fields(timing.pause, "reason"), _("The clock is paused.")),
    Doing("resume", Permission.MATTER_WORK, forms.Step, _fields(timing.resume), _("The clock goes on.")),
    Doing("extend", Permission.MATTER_WORK, forms.Extend, _fields(timing.extend, "days", "reason"), _("More days given.")),
    Doing("move_up", Permission.MATTER_MOVE, forms.Move, _moved(up=True), _("Taken one level up.")),
    Doing("move_down", Permission.MATTER_MOVE, forms.Reason, _moved(up=False), _("Given one level down.")),
    Doing(
        "link", Permission.MATTER_WORK, forms.Another,
        lambda by, matter, form: bonds.link(by=by, matter=matter, other=form.other), _("Put beside each other."),
    ),
    Doing("hand_over", Permission.MATTER_WORK, forms.HandOver, _fields(bonds.hand_over, "to_kind", "words"), _("Handed over.")),
    Doing("unpublish", Permission.MATTER_PUBLISH, forms.Step, _fields(editing.unpublish), _("No longer public.")),
)  # fmt: skip
UNLED = {"say", "link", "hand_over"}  # what is left to do by hand where a part leads by its own procedure
DOINGS: Mapping[str, Doing] = {doing.verb: doing for doing in _ALL}


def offered(matter: Matter, held: Collection[Permission], clock: str) -> list[Doing]:
    """What this person may do now, in the table's order. `clock` is the state of the whole clock."""
    verbs = {step.verb for step in lifecycle.steps_from(matter.state)} | _beside(matter, clock)
    if kinds.is_led_by_part(matter.kind):
        verbs &= UNLED
    return [doing for doing in _ALL if doing.verb in verbs and doing.who in held]


def _beside(matter: Matter, clock: str) -> set[str]:
    """What may be done apart from the lifecycle's table."""
    verbs = {"say", "link"}
    if matter.state == lifecycle.MERGED:
        verbs.add("unmerge")
    if matter.published_at:
        verbs.add("unpublish")
    if not matter.is_open:
        return verbs
    if len(kinds.known()) > 1:
        verbs.add("hand_over")
    if clock in ("running", "paused"):
        verbs |= {"extend", "pause" if clock == "running" else "resume"}
    place = timing.LEVELS.index(Matter.Level(matter.level))
    verbs |= {"move_up"} if place < len(timing.LEVELS) - 1 else set()
    return verbs | ({"move_down"} if place else set())


def may_publish(matter: Matter, held: Collection[Permission]) -> bool:
    """Whether this topic is one that may be public, and this person may do it."""
    if Permission.MATTER_PUBLISH not in held:
        return False
    kind = {known.key: known for known in kinds.known()}.get(matter.kind)
    topic = kind.by_key.get(matter.topic) if kind else None
    return topic is not None and topic.is_public

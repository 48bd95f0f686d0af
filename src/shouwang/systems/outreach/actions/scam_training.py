"""Training the model of this machine anew: from the texts written for it and those confirmed here."""

from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from shouwang.kernel.ground.models import Room
from shouwang.kernel.journal import actions as journal
from shouwang.kernel.journal.actions import SYSTEM, Actor, Subject
from shouwang.kernel.people.models import Account
from shouwang.kernel.people.permissions import Permission
from shouwang.kernel.people.queries import actor
from shouwang.systems.outreach import scam_model
from shouwang.systems.outreach.actions.releasing import require
from shouwang.systems.outreach.models import Correction, Training
from shouwang.systems.outreach.queries.scams import has_forgotten, last_training
from shouwang.systems.outreach.scam import seed
from shouwang.systems.outreach.scam.seed import Example


def train_at_once(*, by: Account, room: Room) -> Training | None:
    """Now, by a button. Raises PermissionDenied."""
    require(by, Permission.SCAM_ANSWER, room)
    return train(by=actor(by))


def train_when_due() -> Training | None:
    """The clock's: where no model can be read (none yet, or another release's), a release brings other texts, or what was
    confirmed (or forgotten) since has not been learned. At the worker's first start that takes a few seconds, in which the
    rules answer alone."""
    last = last_training()
    confirmed: datetime | None = Correction.objects.aggregate(last=Max("confirmed_at"))["last"]
    is_new = last is None or scam_model.current() is None or bool(confirmed and confirmed > last.at) or has_forgotten()
    if last and not is_new:
        is_new = last.texts - scam_model.WEIGHS * last.confirmed != len(seed.examples())
    return train(by=SYSTEM) if is_new else None


def own_examples() -> list[Example]:
    """What was confirmed here, each once."""
    return [Example(one.text, one.type, "room", str(one.pk)) for one in Correction.objects.order_by("pk")]


def train(*, by: Actor) -> Training | None:
    """A new model takes the old one's place, unless it has fewer of the check texts right. None where nothing can be learned.

    Where the old one knows a text that was deleted it has to go: for the new one, or, where that is worse than the one that
    every room begins with, for this.
    """
    at, had_to, own, common = timezone.now(), has_forgotten(), own_examples(), seed.examples()
    known = [*common, *(one for one in own for _ in range(scam_model.WEIGHS))]
    new, old = scam_model.made(known), scam_model.current()
    if new is None:
        return None
    right, before = scam_model.right(new), scam_model.right(old) if old else None
    is_worse = before is not None and right < before
    if is_worse and had_to and own and (plain := scam_model.made(common)) and scam_model.right(plain) > right:
        new, right, own, known = plain, scam_model.right(plain), [], common
    is_taken = not is_worse or had_to
    with transaction.atomic():
        done = Training.objects.create(
            at=at, texts=len(known), confirmed=len(own), right=right, right_before=before, of=len(scam_model.checks()),
            is_taken=is_taken, had_to=had_to,
        )  # fmt: skip
        verb = "scam.trained" if is_taken else "scam.training_refused"
        about = Subject("scam_training", str(done.pk))
        journal.record(by=by, verb=verb, of=about, detail=f"{right}/{done.of} ({before}), {len(known)}")
        if is_taken:
            scam_model.put(new)
    return done

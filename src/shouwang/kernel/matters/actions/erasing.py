"""Forgetting a person, everywhere their words stand, while the counts stay."""

from django.db import transaction

from shouwang.kernel.files import actions as files
from shouwang.kernel.journal.actions import Actor
from shouwang.kernel.matters.actions import indexing
from shouwang.kernel.matters.models import Attachment, Entry, Matter, Satisfaction
from shouwang.kernel.people import actions as people
from shouwang.kernel.people.models import Person
from shouwang.kernel.people.queries import open_person

TRACES = ("text", "reason", "before", "after")
FADED = "×××"


@transaction.atomic
def erase_person(*, by: Actor, person: Person, reason: str, with_words: bool = False) -> int:
    """Empty the person and every trace in their matters: timeline, files, search. Returns how many matters.

    Name, phone, ID number and address are struck out wherever they stand; with `with_words` everything
    the person wrote goes too. The matters, their numbers and dates stay.
    """
    known = [value for value in open_person(person).values() if len(value) >= 2]
    matters = list(Matter.objects.select_for_update(of=("self",)).filter(reporter=person))
    for matter in matters:
        _strike_matter(matter, known, with_words=with_words)
        for attachment in Attachment.objects.filter(matter=matter, is_from_reporter=True).select_related("file"):
            files.discard(by=by, file=attachment.file, reason=reason)
        indexing.index(matter)
    people.empty_person(by=by, person=person, reason=reason)
    return len(matters)


def strikes(matter: Matter, known: list[str]) -> int:
    """In how many texts of the matter and its story one of the words stands; what erasing will strike out."""
    texts = [matter.title, matter.text, matter.where, matter.public_text]
    for row in Entry.objects.filter(matter=matter).values_list(*TRACES):
        texts += row
    texts += Satisfaction.objects.filter(matter=matter).values_list("words", flat=True)
    return sum(any(value in text for value in known) for text in texts)


def _strike_matter(matter: Matter, known: list[str], *, with_words: bool) -> None:
    matter.title, matter.text = _struck(matter.title, known), _struck(matter.text, known)
    matter.where, matter.public_text = _struck(matter.where, known), _struck(matter.public_text, known)
    if with_words:
        matter.title = matter.text = FADED
    matter.follow_lookup = matter.sent_digest = ""
    matter.save()
    for entry in Entry.objects.filter(matter=matter):
        for field in TRACES:
            setattr(entry, field, _struck(getattr(entry, field), known))
        if with_words and (entry.verb in ("reporter_words", "withdraw", "rated") or entry.field in ("title", "text")):
            entry.text = entry.before = entry.after = FADED
        entry.save(update_fields=TRACES)
    for satisfaction in Satisfaction.objects.filter(matter=matter):
        satisfaction.words = FADED if with_words and satisfaction.words else _struck(satisfaction.words, known)
        satisfaction.save(update_fields=["words"])


def _struck(text: str, known: list[str]) -> str:
    for value in known:
        text = text.replace(value, FADED)
    return text

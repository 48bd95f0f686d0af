"""The columns of an export: a key for programs, a heading for people, what stands in it."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Prefetch
from django.utils import timezone, translation
from django.utils.functional import Promise
from django.utils.translation import pgettext, pgettext_lazy

from shouwang.kernel.ground.models import Source
from shouwang.kernel.matters import kinds, lifecycle
from shouwang.kernel.matters.clock import ANSWERS
from shouwang.kernel.matters.models import Entry, Matter, Matters, Satisfaction
from shouwang.kernel.matters.sheets import states
from shouwang.kernel.people.queries import open_person

Value = str | int | float | bool | datetime | None
CHUNK = 1000


@dataclass(frozen=True)
class Column:
    """`value` is for programs; `words` names the vocabulary that turns it into words for people."""

    key: str
    name: str | Promise
    value: Callable[[Matter], Value]
    words: str = ""
    is_reporter: bool = False


def _answer(matter: Matter) -> str:
    told = matter.told_answers  # type: ignore[attr-defined]  # loaded by `rows_of`
    return str(told[-1].text) if told else ""


def _score(matter: Matter) -> str:
    asked = getattr(matter, "satisfaction", None)
    return str(asked.score) if asked is not None and asked.score else ""


def _reporter(name: str) -> Callable[[Matter], Value]:
    return lambda matter: open_person(matter.reporter)[name] if matter.reporter else ""


COLUMNS: tuple[Column, ...] = (
    Column("reference", pgettext_lazy("column", "number"), lambda m: m.reference),
    Column("room", pgettext_lazy("column", "room"), lambda m: m.room.code),
    Column("kind", pgettext_lazy("column", "kind of matter"), lambda m: m.kind, "kind"),
    Column("topic", pgettext_lazy("column", "topic"), lambda m: m.topic, "topic"),
    Column("title", pgettext_lazy("column", "subject"), lambda m: m.title),
    Column("text", pgettext_lazy("column", "what was said"), lambda m: m.text),
    Column("state", pgettext_lazy("column", "how far it is"), lambda m: m.state, "state"),
    Column("received", pgettext_lazy("column", "when it came"), lambda m: m.received_at),
    Column("ended", pgettext_lazy("column", "when it was closed"), lambda m: m.ended_at),
    Column("due", pgettext_lazy("column", "due"), lambda m: m.due_at),
    Column("answer", pgettext_lazy("column", "answer given"), _answer),
    Column("satisfied", pgettext_lazy("column", "satisfied"), _score, "score"),
    Column("where", pgettext_lazy("column", "place in words"), lambda m: m.where or (m.place.name if m.place else "")),
    Column("latitude", pgettext_lazy("column", "latitude (WGS-84)"), lambda m: m.latitude),
    Column("longitude", pgettext_lazy("column", "longitude (WGS-84)"), lambda m: m.longitude),
    Column(
        "position_source", pgettext_lazy("column", "where the position is from"), lambda m: m.position_source, "source"
    ),
    Column("channel", pgettext_lazy("column", "how it came"), lambda m: m.channel, "channel"),
    Column("level", pgettext_lazy("column", "level"), lambda m: m.level, "level"),
    Column("urgent", pgettext_lazy("column", "urgent"), lambda m: m.is_urgent, "flag"),
    Column("record", pgettext_lazy("column", "past record"), lambda m: m.is_record, "flag"),
    Column("owner", pgettext_lazy("column", "who does it"), lambda m: m.owner.name if m.owner else ""),
    Column("team", pgettext_lazy("column", "team"), lambda m: m.team.name if m.team else ""),
    Column("origin", pgettext_lazy("column", "brought from"), lambda m: m.origin),
    Column("outside_id", pgettext_lazy("column", "number in the old register"), lambda m: m.outside_id),
    Column("id", pgettext_lazy("column", "id"), lambda m: str(m.pk)),
    Column("reporter", pgettext_lazy("column", "reporter's name"), _reporter("name"), is_reporter=True),
    Column("phone", pgettext_lazy("column", "reporter's phone"), _reporter("phone"), is_reporter=True),
)


@dataclass(frozen=True)
class Layout:
    """Columns and words of one export, made before it streams: then no request and no language is active any more.

    `reporter_rooms`: the rooms whose reporters may stand in it; the two columns are left out when there are none.
    """

    columns: Sequence[Column]
    headings: Mapping[str, str]
    words: Mapping[str, Mapping[str, str]]
    reporter_rooms: frozenset[UUID]
    sentences: Mapping[str, str]

    def value(self, column: Column, matter: Matter) -> Value:
        """For programs."""
        if column.is_reporter and matter.room_id not in self.reporter_rooms:
            return ""
        return column.value(matter)

    def cell(self, column: Column, matter: Matter) -> Value:
        """For people."""
        value = self.value(column, matter)
        if column.words == "topic":
            return self.words["topic"].get(f"{matter.kind}.{value}", str(value))
        return self.words[column.words].get(str(value), str(value)) if column.words else value


def layout(language: str, reporter_rooms: Collection[UUID] = ()) -> Layout:
    """The columns in a language ("zh-hans" or "en")."""
    columns = [column for column in COLUMNS if reporter_rooms or not column.is_reporter]
    with translation.override(language):
        return Layout(
            columns=columns,
            headings={column.key: f"{column.name} [{column.key}]" for column in columns},
            words=_words(language),
            reporter_rooms=frozenset(reporter_rooms),
            sentences={
                "rows": pgettext("export", "rows"),
                "made": pgettext("export", "made at"),
                "datum": pgettext("export", "positions"),
                "cut": pgettext("export", "… (cut; whole in the CSV file)"),
                "cut_count": pgettext("export", "cells cut to 32,767 signs"),
                "sheet": pgettext("export", "Matters"),
                "about": pgettext("export", "About"),
            },
        )


def _states() -> list[tuple[str, tuple[str, ...]]]:
    # A register of another house has no merged lines, so the import does not know the word.
    return [*states.CALLED.items(), (lifecycle.MERGED, ("合并",))]


def _words(language: str) -> dict[str, dict[str, str]]:
    known = kinds.known()
    is_chinese = language.startswith("zh")
    return {
        "kind": {kind.key: str(kind.name) for kind in known},
        "topic": {f"{kind.key}.{topic.key}": str(topic.name) for kind in known for topic in kind.topics},
        "state": {state: names[0] if is_chinese else state for state, names in _states()},
        "channel": {value: str(label) for value, label in Matter.Channel.choices},
        "level": {value: str(label) for value, label in Matter.Level.choices},
        "source": {value: str(label) for value, label in Source.choices},
        "score": {str(value): str(label) for value, label in Satisfaction.Score.choices},
        "flag": {"True": pgettext("export", "yes"), "False": ""},
    }


def rows_of(matters: Matters, with_reporters: bool) -> Iterator[Matter]:
    """Every one of the matters, oldest first, a thousand in memory at a time."""
    answers = Entry.objects.filter(is_public=True, verb__in=ANSWERS).exclude(text="").order_by("at", "id")
    joined = ("room", "place", "owner", "team", "satisfaction", *(("reporter",) if with_reporters else ()))
    return (
        matters.order_by("received_at", "id")
        .select_related(*joined)
        .prefetch_related(Prefetch("entries", queryset=answers, to_attr="told_answers"))
        .iterator(chunk_size=CHUNK)
    )


def local(moment: datetime) -> str:
    """The room's wall clock, as spreadsheets read it."""
    return f"{timezone.localtime(moment):%Y-%m-%d %H:%M:%S}"

"""What narrows a list of matters: one form for the list, the search, the export and the API."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BoundField
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from shouwang.kernel.ground.models import Room
from shouwang.kernel.matters import incoming, kinds, search
from shouwang.kernel.matters.models import Matter, Matters
from shouwang.kernel.people.models import Account, Team
from shouwang.kernel.people.queries import colleagues
from shouwang.surfaces.desk.words import STATES, name_of
from shouwang.ui.inputs import DayInput

MOST_RUNS = 30
OPEN, OVER = "open", "over"
NEAR = ("q", "kind", "standing", "late", "urgent")


class Known(forms.UUIDField):
    """Somebody or something by its id; any id is taken, for the scope decides what is found."""

    widget = forms.Select


class Filter(forms.Form):
    """Every part may be empty. `viewer` and `room` fill the choices of people, teams and imports."""

    q = forms.CharField(
        label=pgettext_lazy("filter", "Words"), max_length=200, widget=forms.TextInput(attrs={"type": "search"})
    )
    kind = forms.ChoiceField(label=pgettext_lazy("filter", "Kind"))
    topic = forms.ChoiceField(label=pgettext_lazy("filter", "Topic"))
    state = forms.MultipleChoiceField(
        label=pgettext_lazy("filter", "How far"), choices=list(STATES.items()), widget=forms.CheckboxSelectMultiple
    )
    standing = forms.ChoiceField(
        label=pgettext_lazy("filter", "Open or over"),
        choices=[
            ("", pgettext_lazy("filter", "both")),
            (OPEN, pgettext_lazy("filter", "open")),
            (OVER, pgettext_lazy("filter", "over")),
        ],
    )
    late = forms.BooleanField(label=pgettext_lazy("filter", "Late"))
    urgent = forms.BooleanField(label=pgettext_lazy("filter", "Urgent"))
    level = forms.ChoiceField(
        label=pgettext_lazy("filter", "Level"),
        choices=[("", pgettext_lazy("filter", "every level")), *Matter.Level.choices],
    )
    owner = Known(label=pgettext_lazy("filter", "Who does it"))
    team = Known(label=pgettext_lazy("filter", "Team"))
    since = forms.DateField(label=pgettext_lazy("filter", "Came from"), widget=DayInput)
    until = forms.DateField(label=pgettext_lazy("filter", "Came until"), widget=DayInput)
    channel = forms.ChoiceField(
        label=pgettext_lazy("filter", "How it came"),
        choices=[("", pgettext_lazy("filter", "every way")), *Matter.Channel.choices],
    )
    run = Known(label=pgettext_lazy("filter", "From the import"))

    def __init__(self, *args: Any, viewer: Account, room: Room | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.required = False
        self._choices("kind", pgettext_lazy("filter", "every kind"), [(kind.key, kind.name) for kind in kinds.known()])
        self._choices("topic", pgettext_lazy("filter", "every topic"), list(_topics()))
        if room is not None:
            people = [(account.pk, name_of(account)) for account in colleagues(viewer, room)]
            teams = Team.objects.filter(room=room, is_active=True).order_by("name")
            runs = incoming.runs(viewer).filter(room=room)[:MOST_RUNS]
            self._choices("owner", pgettext_lazy("filter", "everybody"), people)
            self._choices("team", pgettext_lazy("filter", "every team"), [(team.pk, name_of(team)) for team in teams])
            self._choices(
                "run",
                pgettext_lazy("filter", "none in particular"),
                [(run.pk, f"{run.origin} · {run.file_name}") for run in runs],
            )

    def _choices(self, name: str, none: object, choices: list[Any]) -> None:
        field: Any = self.fields[name]
        field.widget.choices = [("", none), *choices]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", none), *choices]

    def near(self) -> list[BoundField]:
        """What is narrowed by every day; shown first."""
        return [self[name] for name in NEAR]

    def further(self) -> list[BoundField]:
        """The rest, folded away."""
        return [bound for bound in self if bound.name not in NEAR]

    def is_further_used(self) -> bool:
        """Whether something of the rest is filled in, so that it must not be hidden."""
        return any(bound.errors or bound.value() not in (None, "", []) for bound in self.further())

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and until < since:
            raise ValidationError(_("The last day lies before the first."))
        return cleaned


def apply(matters: Matters, cleaned: Mapping[str, Any]) -> Matters:
    """Those of the matters that fit every part that is filled in; `matters` is the viewer's scope."""
    found = without_words(matters, cleaned)
    return search.find(found, words) if (words := cleaned.get("q")) else found


def without_words(matters: Matters, cleaned: Mapping[str, Any]) -> Matters:
    """The same, the words left out."""
    same = {
        "kind": cleaned.get("kind"),
        "topic": cleaned.get("topic"),
        "state__in": cleaned.get("state"),
        "level": cleaned.get("level"),
        "owner_id": cleaned.get("owner"),
        "team_id": cleaned.get("team"),
        "channel": cleaned.get("channel"),
        "is_urgent": cleaned.get("urgent"),
        "received_at__gte": _midnight(cleaned.get("since")),
        "received_at__lt": _midnight(cleaned.get("until"), days=1),
    }
    found = matters.filter(**{name: value for name, value in same.items() if value})
    if standing := cleaned.get("standing"):
        found = found.filter(ended_at__isnull=standing == OPEN)
    if cleaned.get("late"):
        found = found.late(timezone.now())
    if run := cleaned.get("run"):
        found = found.filter(pk__in=_of_run(run))
    return found


def _of_run(run: UUID) -> Matters:
    # A subquery, not a join: a line that was corrected twice would show its matter twice.
    return Matter.objects.filter(import_rows__run=run).values("pk")  # type: ignore[return-value]


def _midnight(day: date | None, days: int = 0) -> datetime | None:
    """The beginning of the day on the room's wall clock."""
    if day is None:
        return None
    return timezone.make_aware(datetime.combine(day + timedelta(days=days), time()))


def _topics() -> Iterator[tuple[object, list[tuple[str, object]]]]:
    """Topics under their kinds, as a select groups them."""
    for kind in kinds.known():
        yield kind.name, [(topic.key, topic.name) for topic in kind.topics]

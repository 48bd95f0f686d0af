"""Two people changed one field: what stood there, what the colleague wrote, what you wrote, as the page shows them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from shouwang.kernel.matters.actions.editing import Clash
from shouwang.surfaces.desk.forms.fields import Change
from shouwang.surfaces.desk.story import field_words
from shouwang.surfaces.desk.words import FIELDS


@dataclass(frozen=True)
class Quarrel:
    """One field with three words."""

    field: str
    name: str
    base: str
    theirs: str
    yours: str


def quarrels_of(clashes: Sequence[Clash], form: Change) -> list[Quarrel]:
    """The clashes in words. The form now starts from what stands there, so that the next save decides."""
    data: Any = form.data.copy()  # type: ignore[attr-defined]  # a posted form, so a QueryDict
    for clash in clashes:
        data[f"base_{clash.field}"] = clash.theirs
    form.data = data
    return [
        Quarrel(
            field=clash.field,
            name=str(FIELDS[clash.field]),
            **{
                side: field_words(clash.field, getattr(clash, side)) or _("empty")
                for side in ("base", "theirs", "yours")
            },
        )
        for clash in clashes
    ]

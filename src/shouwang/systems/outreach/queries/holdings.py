"""What somebody asked of "is this a scam?", where a matter says who it was: for kernel.people.holdings."""

from collections.abc import Sequence
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from shouwang.kernel.matters.models import Matter
from shouwang.kernel.people.holdings import Holding
from shouwang.kernel.people.models import Account, Person
from shouwang.kernel.people.permissions import Permission
from shouwang.kernel.people.queries import rooms
from shouwang.systems.outreach.models import Correction, ScamQuestion


def in_questions(viewer: Account, rows: Sequence[Person]) -> list[Holding]:
    """Their questions, each with its masked text, and whether the model learns from it."""
    reach = rooms(viewer, Permission.SCAM_ANSWER)
    found = ScamQuestion.objects.filter(matter__reporter__in=rows, room__in=reach).select_related("matter")
    return [_held(one, one.matter, one.matter.reporter_id) for one in found if one.matter and one.matter.reporter_id]


def _held(one: ScamQuestion, matter: Matter, asker: UUID) -> Holding:
    taught = Correction.objects.filter(question=one).exists()
    own: dict[str, object] = {"text": one.text}
    if one.came_by:
        own["came_by"] = one.get_came_by_display()
    if taught:
        own["taught"] = _("for three years; after 30 days nothing says any more whose text it was")
    return Holding(
        asker, matter.pk, matter.reference, _("a scam question"), _("who asked"), one.asked_at,
        0, None, _("30 days, longer while they wait for the answer"), own=own, is_law=False,
    )  # fmt: skip

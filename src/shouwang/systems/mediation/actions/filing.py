"""The papers of a dispute's file, made from what was typed: each look at the names in them is written down."""

from django.db import transaction

from shouwang.kernel.matters.actions import story
from shouwang.kernel.people.models import Account
from shouwang.kernel.people.permissions import Permission
from shouwang.systems.mediation.actions.looking import look_at
from shouwang.systems.mediation.models import Dispute
from shouwang.systems.mediation.queries.filling.source import Source, source_of
from shouwang.systems.mediation.queries.standing import standing


@transaction.atomic
def open_file(*, by: Account, dispute: Dispute, language: str, paper: str = "file") -> Source:
    """What the papers are filled from, with names. `paper` is the key of the one wanted. Raises PermissionDenied."""
    story.require(by, Permission.MEDIATION_WORK, dispute.matter)
    look_at(by=by, dispute=dispute, what=paper)
    return source_of(standing(dispute), language)

"""What a key can reach: everything is looked up inside its account's scope, so that outside it nothing exists."""

from uuid import UUID

from shouwang.kernel.ground.models import Room
from shouwang.kernel.matters.models import Matter
from shouwang.kernel.matters.queries import veiled, visible
from shouwang.kernel.people.models import Account
from shouwang.kernel.people.permissions import Permission
from shouwang.kernel.people.queries import rooms
from shouwang.surfaces.api.v1.problems import not_found


def matter(account: Account, identifier: UUID) -> Matter:
    """The matter, with what its shape shows. Raises Problem 404."""
    shown = visible(account).select_related("room__station", "owner", "team", "place")
    if found := shown.filter(pk=identifier).first():
        return veiled(account, found)
    raise not_found()


def room(account: Account, code: str, permission: Permission = Permission.MATTER_SEE) -> Room:
    """The room. Raises Problem 404."""
    if found := rooms(account, permission).select_related("station").filter(code=code).first():
        return found
    raise not_found()

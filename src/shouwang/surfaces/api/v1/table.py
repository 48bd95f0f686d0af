"""Every operation of the interface, with what it needs: a scope of the key and a permission of its account.

The permission is checked where the thing is done (`matters.queries.visible`, the actions); here it is said, for the
description and for the test that walks over all of them.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from shouwang.kernel.people.permissions import Permission
from shouwang.kernel.people.scopes import Scope


@dataclass(frozen=True)
class Operation:
    """One operation: its name in the description, its scope, its permission ("" = by what is asked for)."""

    name: str
    scope: Scope
    permission: str


TABLE: tuple[Operation, ...] = (
    Operation("list_rooms", Scope.ROOMS_READ, Permission.MATTER_SEE),
    Operation("list_kinds", Scope.ROOMS_READ, ""),
    Operation("list_places", Scope.ROOMS_READ, Permission.MATTER_SEE),
    Operation("list_takers", Scope.ROOMS_READ, Permission.MATTER_ASSIGN),
    Operation("list_matters", Scope.MATTERS_READ, Permission.MATTER_SEE),
    Operation("get_matter", Scope.MATTERS_READ, Permission.MATTER_SEE),  # its reporter: reporter.see
    Operation("list_timeline", Scope.MATTERS_READ, Permission.MATTER_SEE),
    Operation("list_attachments", Scope.MATTERS_READ, Permission.MATTER_SEE),
    Operation("get_attachment", Scope.MATTERS_READ, Permission.MATTER_SEE),
    Operation("export_matters", Scope.MATTERS_EXPORT, Permission.MATTER_EXPORT),  # reporters: reporter.see
    Operation("ask_scam", Scope.MATTERS_WRITE, Permission.SCAM_ANSWER),
    Operation("create_matter", Scope.MATTERS_WRITE, Permission.MATTER_REGISTER),
    Operation("revise_matter", Scope.MATTERS_WRITE, Permission.MATTER_WORK),
    Operation("take_step", Scope.MATTERS_WRITE, ""),  # the step's own, from the lifecycle table
    Operation("add_note", Scope.MATTERS_WRITE, Permission.MATTER_WORK),
    Operation("add_answer", Scope.MATTERS_WRITE, Permission.MATTER_WORK),
    Operation("list_hooks", Scope.HOOKS_WRITE, Permission.NOTICE_TEND),
    Operation("open_hook", Scope.HOOKS_WRITE, Permission.NOTICE_TEND),
    Operation("close_hook", Scope.HOOKS_WRITE, Permission.NOTICE_TEND),
    Operation("list_deliveries", Scope.HOOKS_WRITE, Permission.NOTICE_TEND),
    Operation("replay_delivery", Scope.HOOKS_WRITE, Permission.NOTICE_TEND),
)
OPERATIONS: Mapping[str, Operation] = {operation.name: operation for operation in TABLE}

"""Who may call which operation: one guard per operation, made from the table."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Schema
from ninja.errors import AuthenticationError
from ninja.security import HttpBearer

from shouwang.kernel.people.models import Token
from shouwang.surfaces.api import callers
from shouwang.surfaces.api.pace import BY_KEY, WITHOUT_KEY
from shouwang.surfaces.api.v1.problems import Problem, slow_down
from shouwang.surfaces.api.v1.table import OPERATIONS, Operation
from shouwang.ui import caller


class Fault(Schema):
    """One field that does not fit."""

    field: str
    message: str


class ProblemShape(Schema):
    """An error, as RFC 9457 has it. `errors` name fields; `clashes` show both words."""

    type: str
    title: str
    status: int
    detail: str | None = None
    errors: list[Fault] | None = None


class Key(HttpBearer):
    """A key with the operation's scope. Counts calls, by key or by address."""

    openapi_description = "A key made at the desk. It acts as its account, within its scopes."

    def __init__(self, operation: Operation) -> None:
        super().__init__()
        self.operation = operation

    def __call__(self, request: HttpRequest) -> Token:
        secret = callers.bearer(request)
        token = callers.token_in(request, secret)
        if token is None:
            if seconds := WITHOUT_KEY.wait(caller.address(request)):
                raise slow_down(seconds)
            raise AuthenticationError(message="invalid_token" if secret else "")
        if seconds := BY_KEY.wait(str(token.pk)):
            raise slow_down(seconds)
        if not token.holds(self.operation.scope):
            detail = _("This key is not made for it: it needs the scope %(scope)s.") % {"scope": self.operation.scope}
            raise Problem(403, detail)
        return token

    def authenticate(self, request: HttpRequest, token: str) -> Token:
        raise NotImplementedError  # __call__ does it all


IF_MATCH = {"name": "If-Match", "in": "header", "schema": {"type": "string"}}
RANGE = {"name": "Range", "in": "header", "schema": {"type": "string"}}
SENT_ONCE = {"name": "Idempotency-Key", "in": "header", "schema": {"type": "string", "maxLength": 200}}


def guarded(
    name: str,
    *,
    answers: dict[int, Any],
    refuses: tuple[int, ...] = (),
    tags: list[str],
    headers: tuple[dict[str, Any], ...] = (),
    extra: dict[str, Any] | None = None,
) -> dict[str, Any]:
    """What ninja is told of an operation: its name, guard, answers, the errors it may give, headers it heeds."""
    operation = OPERATIONS[name]
    errors = {401, 403, 429, *refuses}
    said = {"x-scope": str(operation.scope), "x-permission": str(operation.permission), **(extra or {})}
    return {
        "operation_id": name,
        "auth": Key(operation),
        "response": answers | dict.fromkeys(sorted(errors), ProblemShape),
        "tags": tags,
        "openapi_extra": said | ({"parameters": list(headers)} if headers else {}),
    }

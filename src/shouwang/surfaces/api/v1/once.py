"""Idempotency-Key: the same request sent again within a day is done once and gets the same answer."""

import hashlib
import json
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from shouwang.kernel.people import actions
from shouwang.kernel.people.models import Token
from shouwang.surfaces.api import callers
from shouwang.surfaces.api.v1 import problems
from shouwang.surfaces.api.v1.problems import Fault, Problem

HEADER = "Idempotency-Key"
LONGEST = 200
REPEATED_HEADERS = ("Content-Type", "Location", "ETag")
Run = Callable[..., HttpResponse]


def once(run: Run) -> Run:
    """Let an operation heed the header. Only what succeeded is kept: a refused request may be mended and sent again."""

    @wraps(run)
    def heeding(request: HttpRequest, **values: Any) -> HttpResponse:
        key = request.headers.get(HEADER, "")
        token = callers.token_in(request, callers.bearer(request)) if key else None
        if token is None:
            return run(request, **values)
        if len(key) > LONGEST or not key.isprintable():
            return problems.answer(
                Problem(422, errors=[Fault("header.idempotency-key", _("At most 200 printable characters."))])
            )
        try:
            with transaction.atomic():
                return _answered(request, token, key, run, values)
        except actions.AnswerGone:
            return problems.answer(
                Problem(422, _("This was done, and has been forgotten since. Do not send it again."))
            )
        except actions.OtherRequest:
            return problems.answer(
                Problem(
                    422, _("This Idempotency-Key came with another request before. Make a new one for each request.")
                )
            )

    return heeding


def _answered(request: HttpRequest, token: Token, key: str, run: Run, values: dict[str, Any]) -> HttpResponse:
    row, before = actions.claim_answer(token=token, key=key, request_digest=_digest(request))
    if before:
        return _again(before)
    response = run(request, **values)
    if response.status_code >= 400:
        transaction.set_rollback(True)
        return response
    headers = {name: response[name] for name in REPEATED_HEADERS if name in response}
    kept = {"status": response.status_code, "headers": headers, "body": response.content.decode()}
    actions.keep_answer(row=row, answer=json.dumps(kept))
    return response


def _digest(request: HttpRequest) -> str:
    said = b"\0".join((str(request.method).encode(), request.get_full_path().encode(), request.body))
    return hashlib.sha256(said).hexdigest()


def _again(kept: str) -> HttpResponse:
    before = json.loads(kept)
    response = HttpResponse(before["body"].encode(), status=before["status"], headers=before["headers"])
    response["Idempotency-Replayed"] = "true"
    return response

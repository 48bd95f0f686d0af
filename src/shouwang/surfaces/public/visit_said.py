"""What was said so far by somebody who books a visit: kept on their own phone, sealed, for an hour, for this one address.

So every step has an address of its own, Back leads to the step before with what was typed, and the room holds nothing
of a visit nobody booked.
"""

import json
from collections.abc import Mapping
from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from shouwang.kernel.people.sealed import seal, unseal

COOKIE, LASTS = "visit", timedelta(hours=1)
MOST = 3900


def read(request: HttpRequest, purpose: UUID) -> dict[str, str]:
    """What the phone brought; nothing where it brought none, or what is not from here."""
    try:
        found = json.loads(unseal(request.COOKIES.get(COOKIE, ""), record=purpose) or "{}")
    except ValueError:
        return {}
    return {str(name): str(value) for name, value in found.items()} if isinstance(found, dict) else {}


def keep(response: HttpResponse, request: HttpRequest, purpose: UUID, said: Mapping[str, str]) -> None:
    """Give it to the phone. No script reads it, and it comes back to this purpose's pages alone."""
    sealed = seal(json.dumps(dict(said), ensure_ascii=False), record=purpose)
    if len(sealed) > MOST:
        return  # a browser would drop it; the page itself still has what was typed
    response.set_cookie(
        COOKIE, sealed, max_age=LASTS, path=request.path,
        secure=bool(settings.SESSION_COOKIE_SECURE), httponly=True, samesite="Lax",
    )  # fmt: skip


def forget(response: HttpResponse, request: HttpRequest) -> None:
    """It is booked: the phone need not keep it."""
    response.delete_cookie(COOKIE, path=request.path, samesite="Lax")

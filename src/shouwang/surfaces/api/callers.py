"""Who calls and with how much: the key in the request, its account, the length of the body. Used by REST and Open311 alike."""

from django.http import HttpRequest
from django.utils import translation

from shouwang.kernel.people import actions
from shouwang.kernel.people.models import Token
from shouwang.kernel.people.queries import token_of


class Caller(HttpRequest):
    """A request that came with a valid key; `auth` is the key."""

    auth: Token


def length(request: HttpRequest) -> int:
    """How many bytes the caller says it sends."""
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return 0


def bearer(request: HttpRequest) -> str:
    """The secret in `Authorization: Bearer …`, or ""."""
    scheme, _, secret = request.headers.get("Authorization", "").partition(" ")
    return secret.strip() if scheme.lower() == "bearer" else ""


def token_in(request: HttpRequest, secret: str) -> Token | None:
    """The valid key this secret is; notes its use and speaks its account's language unless the call asks for one."""
    token = token_of(secret) if secret else None
    if token is None:
        return None
    actions.note_use(token=token)
    if not request.headers.get("Accept-Language"):
        translation.activate(token.account.language)
        request.LANGUAGE_CODE = token.account.language
    return token

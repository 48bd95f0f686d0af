"""Asking an address as somebody, and what the answer means for the access table."""

from collections.abc import Iterator
from uuid import UUID, uuid4

from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from shouwang.kernel.matters.models import Matter
from shouwang.kernel.people.models import Account
from shouwang.kernel.people.permissions import ROLES, Permission
from tests.access.table import Row

ROLE_NAMES = sorted(ROLES)
REFUSED, HIDDEN, TO_LOGIN, NO_SUCH_METHOD = 403, 404, 302, 405


def addresses(
    resolver: URLResolver, spaces: tuple[str, ...] = (), wants: frozenset[str] = frozenset()
) -> Iterator[tuple[str, frozenset[str]]]:
    """The name of every address, with what it wants to be told."""
    for pattern in resolver.url_patterns:
        more = wants | set(pattern.pattern.converters) | set(pattern.pattern.regex.groupindex)
        if isinstance(pattern, URLPattern):
            yield ":".join([*spaces, pattern.name or ""]), more
        else:
            yield from addresses(pattern, (*spaces, pattern.namespace) if pattern.namespace else spaces, more)


EVERY = dict(addresses(get_resolver()))


# Where a word of the address must be one of the part's own, to be found at all.
OWN: dict[str, dict[str, object]] = {
    "desk-outreach:piece": {"way": "wechat"},
    "desk-outreach:take": {"what": "script"},
    "desk-services:rights-act": {"verb": "prove"},
    "desk-services:lost-act": {"verb": "describe"},
    "public:ask-right": {"topic": "see"},
    "public:tell-lost": {"side": "lost"},
    "api:speaker-sound": {"sha256": "0" * 64},
}


def url(name: str, matter: Matter | None = None, *, pk: UUID | None = None) -> str:
    """The address, about the matter or the thing, or about something that does not exist."""
    values: dict[str, object] = {
        "pk": pk or (matter.pk if matter else uuid4()),
        "verb": "accept",
        "line": 1,
        "day": "2026-01-01",
    }
    values |= {"page": "index", "picture": "desk.zh.png", "code": "HW", "kind": "report", "topic": "water"}
    values |= {"secret": "not-one", "reference": "not-one", "file_id": uuid4(), "key": "not-one"}
    values |= {"size": 192, "rate": "visibility", "number": 1}
    values |= {"heart": "true", "short": "not-one"}
    values |= {"key": "register"} if name.startswith("desk-mediation:") else {}
    values |= {"subject": "care", "verb": "papers", "what": "planned"} if name.startswith("desk-care:") else {}
    values |= {"key": "card_renew"} if name.startswith(("desk-services:item", "public:can")) else {}
    values |= {"key": "answer", "verb": "choose"} if name.startswith("desk-services:errand") else {}
    values |= {"verb": "call_off"} if name == "desk-services:visit-act" else {}
    values |= {"verb": "minutes"} if name == "desk-outreach:meeting-act" else {}
    values |= {"which": "minutes"} if name == "desk-outreach:meeting-paper" else {}
    values |= OWN.get(name, {})
    values |= {"uidb36": "1"} | ({"pk": 1} if name.startswith("mfa_") else {})
    return reverse(name, kwargs={key: values[key] for key in EVERY[name]})


def status(account: Account | None, address: str, method: str) -> int:
    """How an address answers: a page that goes well or asks again counts as 200, a way to the login as 302."""
    client = Client()
    if account is not None:
        client.force_login(account, backend="allauth.account.auth_backends.AuthenticationBackend")
    response = getattr(client, method)(address)
    if response.status_code == TO_LOGIN and "/account/login/" in response["Location"]:
        return TO_LOGIN
    return 200 if response.status_code < 400 or response.status_code == 422 else response.status_code


def holds(role: str, row: Row) -> bool:
    return {Permission.DESK_OPEN, row.who} <= ROLES[role].permissions

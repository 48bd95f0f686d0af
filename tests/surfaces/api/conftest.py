"""Keys for the cast, and callers that use them."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from shouwang.kernel.journal.actions import SYSTEM
from shouwang.kernel.people.actions import issue_token
from shouwang.kernel.people.models import Account
from shouwang.kernel.people.scopes import Scope
from shouwang.surfaces.api import pace

EVERY_SCOPE = tuple(Scope)


class Program:
    """Another program with a key; speaks JSON, in English unless it asks otherwise."""

    def __init__(self, secret: str, language: str = "en") -> None:
        self.secret, self.language, self.client = secret, language, Client(raise_request_exception=True)

    def call(self, method: str, path: str, body: object = None, **headers: str) -> HttpResponse:
        sent = {"Authorization": f"Bearer {self.secret}", "Accept-Language": self.language} | {
            name.replace("_", "-"): value for name, value in headers.items()
        }
        data = body if isinstance(body, (str, bytes)) else json.dumps(body)
        return self.client.generic(  # type: ignore[return-value]
            method, f"/api/v1{path}", data if body is not None else b"", content_type="application/json", headers=sent
        )

    def get(self, path: str, **headers: str) -> HttpResponse:
        return self.call("GET", path, **headers)

    def post(self, path: str, body: object, **headers: str) -> HttpResponse:
        return self.call("POST", path, body, **headers)

    def patch(self, path: str, body: object, **headers: str) -> HttpResponse:
        return self.call("PATCH", path, body, **headers)


Keys = Callable[..., Program]


@pytest.fixture(autouse=True)
def store_folder(settings: Any, tmp_path: Path) -> None:
    """Files of a test stay in the test's folder."""
    settings.FILES_DIR, settings.FILE_UPLOAD_TEMP_DIR = tmp_path / "files", tmp_path / "uploads"
    settings.FILE_UPLOAD_TEMP_DIR.mkdir()


@pytest.fixture(autouse=True)
def rested() -> None:
    """Nobody has called yet."""
    for one in pace.ALL:
        one.clear()


@pytest.fixture
def key(db: None) -> Keys:
    """A program with a key of the account, by default for everything."""

    def made(account: Account, *scopes: str, language: str = "en") -> Program:
        _, secret = issue_token(by=SYSTEM, account=account, name="program", scopes=scopes or EVERY_SCOPE)
        return Program(secret, language)

    return made


def read(response: HttpResponse) -> Any:
    return json.loads(response.content)

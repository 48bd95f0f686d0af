"""What opens a matter, an account or a calendar does not stand in the log."""

import logging

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from shouwang.config.secrets_in_logs import WithoutSecrets, struck
from tests.cast import Cast

CODE = "ZVRZ-BKHQ-NTEX"


@pytest.mark.parametrize(
    "address",
    [
        reverse("public:rate", args=[CODE]),
        reverse("public:matter", args=[CODE]),
        reverse("desk-settings:password", args=[CODE]),
        reverse("api:due", args=[CODE]),
        reverse("files:upload", args=[CODE]),
        reverse("field:join", args=[CODE]),
        reverse("public:copy", args=[CODE]),
        reverse("public:copy-paper", args=[CODE]),
        f"{reverse('api:traccar')}?id={CODE}&lat=34.9",
        f"{reverse('api:traccar')}?lat=34.9&deviceid={CODE}",
    ],
)
def test_every_address_with_a_secret_is_struck(address: str) -> None:
    assert CODE in address
    assert CODE not in struck(f"Unprocessable Entity: {address}")


def test_a_refused_page_is_logged_without_its_code(
    client: Client, cast: Cast, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.handler.addFilter(WithoutSecrets())
    with caplog.at_level(logging.WARNING, "django.request"):
        client.get(reverse("public:matter", args=[CODE]))
    lines = [record.getMessage() for record in caplog.records]
    assert any("/f/…/" in line for line in lines)
    assert not any(CODE in line for line in lines)


def test_what_goes_to_the_terminal_goes_through_it() -> None:
    assert settings.LOGGING["handlers"]["console"]["filters"] == ["without_secrets"]

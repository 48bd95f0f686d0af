"""Signatures of webhooks by the Standard Webhooks scheme (standardwebhooks.com): proof of who sent it."""

import secrets
from base64 import b64encode
from datetime import UTC, datetime
from uuid import UUID

from standardwebhooks import Webhook as Signer

PREFIX = "whsec_"
KEY_BYTES = 32  # the scheme asks for 24 to 64


def new_secret() -> str:
    """A secret to be shown once to the one who sets up the webhook."""
    return PREFIX + b64encode(secrets.token_bytes(KEY_BYTES)).decode()


def headers(*, secret: str, event_id: UUID, at: datetime, body: str) -> dict[str, str]:
    """The three headers of the scheme; `at` is the moment of this try, so old ones can't be played again."""
    moment = at.astimezone(UTC)
    return {
        "webhook-id": str(event_id),
        "webhook-timestamp": str(int(moment.timestamp())),
        "webhook-signature": Signer(secret).sign(str(event_id), moment, body),
    }

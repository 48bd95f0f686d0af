"""A letter as messages a DingTalk group robot takes, and the signature it asks for.

A request has at most 20,000 bytes, a robot takes 20 messages a minute and is then silent for ten (DingTalk's open platform).
"""

import hashlib
import hmac
import re
from base64 import b64encode
from datetime import datetime
from urllib.parse import urlencode

from shouwang.kernel.notices.channels.cutting import numbered

TEXT_BYTES = 8000  # a letter's 4,000 characters become two; JSON may double what it escapes
LINK_TEXT = 60  # characters: a link's card shows two lines
_ACTS = re.compile(r"([\\`*_\[\]<>#|~])")

Message = dict[str, object]


def messages(subject: str, body: str, *, urgent: bool, link: str, picture_link: str) -> list[Message]:
    """Request bodies in order: text, which alone calls everybody; a short card that leads to a page; or markdown where
    a picture belongs to the page."""
    if link and not urgent and picture_link:
        return _markdown(subject, body, link, picture_link)
    if link and not urgent and len(body) <= LINK_TEXT:
        return [{"msgtype": "link", "link": {"title": subject, "text": body, "messageUrl": link, "picUrl": ""}}]
    whole = "\n".join(part for part in (subject, body, link) if part)
    return [
        {"msgtype": "text", "text": {"content": text}, "at": {"isAtAll": urgent and number == 0}}
        for number, text in enumerate(numbered(whole, TEXT_BYTES))
    ]


def signed(url: str, secret: str, at: datetime) -> str:
    """The address with its timestamp (milliseconds, good for an hour) and signature; as it is without a secret."""
    if not secret:
        return url
    moment = str(int(at.timestamp() * 1000))
    mac = hmac.new(secret.encode(), f"{moment}\n{secret}".encode(), hashlib.sha256).digest()
    query = urlencode({"timestamp": moment, "sign": b64encode(mac).decode()})
    return f"{url}{'&' if '?' in url else '?'}{query}"


def _markdown(subject: str, body: str, link: str, picture_link: str) -> list[Message]:
    """Two line ends make one paragraph's end there."""
    texts = numbered(_plain(body).replace("\n", "\n\n"), TEXT_BYTES)
    texts[0] = f"### {_plain(subject)}\n\n![]({picture_link})\n\n{texts[0]}"
    texts[-1] = f"{texts[-1]}\n\n{link}"
    return [{"msgtype": "markdown", "markdown": {"title": subject, "text": text}} for text in texts]


def _plain(text: str) -> str:
    """What somebody typed, with nothing in it that markdown would act on."""
    return _ACTS.sub(r"\\\1", text)

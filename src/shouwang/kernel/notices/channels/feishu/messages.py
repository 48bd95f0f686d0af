"""A letter as messages a Feishu group robot takes, and the signature it asks for.

A request has at most 20 KB, a robot takes 100 messages a minute and 5 a second (Feishu's open platform).
"""

import hashlib
import hmac
from base64 import b64encode
from datetime import datetime

from shouwang.kernel.notices.channels.cutting import numbered

TEXT_BYTES = 8000  # JSON may double what it escapes
LINE_TAGS = str.maketrans({"<": "＜", ">": "＞"})  # `<at …>` in a text calls people

Message = dict[str, object]


def messages(subject: str, body: str, *, urgent: bool, link: str) -> list[Message]:
    """Request bodies in order: a red card that calls everybody when urgent, a post where a page stands behind it, else text."""
    subject, body = subject.translate(LINE_TAGS), body.translate(LINE_TAGS)
    if urgent:
        whole = f"{body}\n{link}" if link else body
        return [_card(subject, text, is_first=number == 0) for number, text in enumerate(numbered(whole, TEXT_BYTES))]
    if link:
        texts = numbered(body, TEXT_BYTES)
        return [
            _post(subject, text, link=link if number == len(texts) else "")
            for number, text in enumerate(texts, start=1)
        ]
    return [{"msg_type": "text", "content": {"text": text}} for text in numbered(f"{subject}\n{body}", TEXT_BYTES)]


def signature(secret: str, at: datetime) -> Message:
    """What is added to a request: seconds (good for an hour) and the signature; nothing without a secret."""
    if not secret:
        return {}
    moment = str(int(at.timestamp()))
    # The whole of timestamp and secret is the key, and what is signed is empty: so Feishu wants it.
    mac = hmac.new(f"{moment}\n{secret}".encode(), b"", hashlib.sha256).digest()
    return {"timestamp": moment, "sign": b64encode(mac).decode()}


def _card(subject: str, text: str, *, is_first: bool) -> Message:
    elements: list[Message] = [{"tag": "div", "text": {"tag": "plain_text", "content": text}}]
    if is_first:
        elements.append({"tag": "div", "text": {"tag": "lark_md", "content": "<at id=all></at>"}})
    header = {"title": {"tag": "plain_text", "content": subject}, "template": "red"}
    return {"msg_type": "interactive", "card": {"header": header, "elements": elements}}


def _post(subject: str, text: str, *, link: str) -> Message:
    lines: list[list[dict[str, str]]] = [[{"tag": "text", "text": line}] for line in text.split("\n")]
    if link:
        lines.append([{"tag": "a", "text": link, "href": link}])
    return {"msg_type": "post", "content": {"post": {"zh_cn": {"title": subject, "content": lines}}}}

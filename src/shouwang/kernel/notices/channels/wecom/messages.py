"""A letter as messages a WeCom group robot takes: its limits are bytes of UTF-8, not characters.

Text takes 2,048 bytes, markdown 4,096, a picture 2 MB before base64 (JPG or PNG, with its MD5), the title of a news card
128, its description 512; a robot 20 messages a minute (WeCom's robot documentation).
"""

import hashlib
import re
from base64 import b64encode

from shouwang.kernel.notices.channels.cutting import numbered

TEXT_BYTES = 2048
MARKDOWN_BYTES = 4096
TITLE_BYTES = 128
DESCRIPTION_BYTES = 512
IMAGE_BYTES = 2 * 1024 * 1024

# WeCom's markdown has no escape sign: what would become a link, a colour or a heading is written full-width.
_PLAIN = str.maketrans({"<": "＜", "[": "［", "`": "｀", "*": "＊"})
_LINE_START = re.compile(r"^(\s*)([#>])", re.MULTILINE)

Message = dict[str, object]


def messages(subject: str, body: str, *, urgent: bool) -> list[Message]:
    """Request bodies in order. Text where one is enough, and always when urgent since only text can call
    everybody; else markdown, which needs half as many of the 20 a minute."""
    whole = f"{subject}\n{body}"
    if urgent or len(whole.encode()) <= TEXT_BYTES:
        texts: list[Message] = [{"content": text} for text in numbered(whole, TEXT_BYTES)]
        if urgent:
            texts[0]["mentioned_list"] = ["@all"]
        return [{"msgtype": "text", "text": text} for text in texts]
    parts = numbered(f"{defused(subject)}\n{defused(body)}", MARKDOWN_BYTES)
    return [{"msgtype": "markdown", "markdown": {"content": part}} for part in parts]


def fits_card(subject: str, body: str) -> bool:
    """Whether a news card shows all of it."""
    return len(subject.encode()) <= TITLE_BYTES and len(body.encode()) <= DESCRIPTION_BYTES


def news(subject: str, body: str, *, link: str, picture_link: str) -> Message:
    """One card that opens the page; for what `fits_card`."""
    article = {"title": subject, "description": body, "url": link}
    return {"msgtype": "news", "news": {"articles": [article | ({"picurl": picture_link} if picture_link else {})]}}


def image(content: bytes) -> Message:
    """A picture of at most IMAGE_BYTES, JPG or PNG."""
    digest = hashlib.md5(content, usedforsecurity=False).hexdigest()
    return {"msgtype": "image", "image": {"base64": b64encode(content).decode(), "md5": digest}}


def defused(text: str) -> str:
    """The text with nothing in it that WeCom's markdown would act on."""
    wide = {"#": "＃", ">": "＞"}
    return _LINE_START.sub(lambda found: found[1] + wide[found[2]], text.translate(_PLAIN))

"""A letter as messages a WeCom group robot takes: its limits are bytes of UTF-8, not characters.

Text takes 2,048 bytes, markdown 4,096, a robot 20 messages a minute (WeCom's robot documentation).
"""

import re

TEXT_BYTES = 2048
MARKDOWN_BYTES = 4096
SENTENCE_END = re.compile(r"(?<=[。！？；\n])|(?<=[.!?;]\s)")
NUMBERING = len(" (999/999)")

# WeCom's markdown has no escape sign: what would become a link, a colour or a heading is written full-width.
_PLAIN = str.maketrans({"<": "＜", "[": "［", "`": "｀", "*": "＊"})
_LINE_START = re.compile(r"^(\s*)([#>])", re.MULTILINE)


def messages(subject: str, body: str, *, urgent: bool) -> list[dict[str, object]]:
    """Request bodies in order. Text where one is enough, and always when urgent since only text can call
    everybody; else markdown, which needs half as many of the 20 a minute."""
    whole = f"{subject}\n{body}"
    if urgent or len(whole.encode()) <= TEXT_BYTES:
        texts: list[dict[str, object]] = [{"content": text} for text in _pieces(whole, TEXT_BYTES)]
        if urgent:
            texts[0]["mentioned_list"] = ["@all"]
        return [{"msgtype": "text", "text": text} for text in texts]
    parts = _pieces(f"{defused(subject)}\n{defused(body)}", MARKDOWN_BYTES)
    return [{"msgtype": "markdown", "markdown": {"content": part}} for part in parts]


def defused(text: str) -> str:
    """The text with nothing in it that WeCom's markdown would act on."""
    wide = {"#": "＃", ">": "＞"}
    return _LINE_START.sub(lambda found: found[1] + wide[found[2]], text.translate(_PLAIN))


def cut(text: str, most: int) -> list[str]:
    """Pieces of at most so many bytes (4 or more), at sentence ends if possible, never inside a character."""
    pieces: list[str] = []
    room = 0
    for sentence in SENTENCE_END.split(text):
        raw = sentence.encode()
        if room < len(raw) <= most:
            room = 0
        while raw:
            bit = raw[:room].decode("utf-8", "ignore")
            if not bit:
                pieces.append("")
                room = most
                continue
            pieces[-1] += bit
            size = len(bit.encode())
            room -= size
            raw = raw[size:]
    return pieces


def _pieces(text: str, most: int) -> list[str]:
    """The text itself where it fits, else numbered pieces."""
    if len(text.encode()) <= most:
        return [text]
    pieces = cut(text, most - NUMBERING)
    return [f"{piece} ({number}/{len(pieces)})" for number, piece in enumerate(pieces, start=1)]

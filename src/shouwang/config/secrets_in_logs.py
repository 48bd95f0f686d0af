"""Follow-codes, password links and secret feeds stand in addresses; the log tells what went wrong, not with which."""

import logging
import re

SECRET = re.compile(
    r"(/f/|/copy/|/settings/password/|/feeds/due/|/feeds/patrol/|/files/tus/|/field/join/|/api/positions/\S*?[?&](?:device)?id=)[^/\s\"'?&]+"
)


def struck(text: str) -> str:
    """The text with what opens something taken out of its addresses."""
    return SECRET.sub(r"\1…", text)


class WithoutSecrets(logging.Filter):
    """Strikes them out of every line before it is written."""

    def filter(self, record: logging.LogRecord) -> bool:
        message = record.getMessage()
        if (safe := struck(message)) != message:
            record.msg, record.args = safe, ()
        return True

"""What the command says in the terminal: Chinese where the terminal is Chinese (LANG), English elsewhere.

Plain gettext, because these words are needed before Django is loaded, and when it can't be.
"""

import gettext as stdlib
import os
import sys
from pathlib import Path
from typing import NoReturn

LOCALE = Path(__file__).resolve().parents[3] / "locale"
LANGUAGE = next((os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), "")
IS_CHINESE = LANGUAGE.lower().startswith("zh")

_catalogue = stdlib.translation("django", str(LOCALE), ["zh_Hans"] if IS_CHINESE else [], fallback=True)
gettext = _catalogue.gettext


def say(words: str = "") -> None:
    """One line, at once: whoever pipes the output reads it while the program runs."""
    sys.stdout.write(words + "\n")
    sys.stdout.flush()


def stop(words: str) -> NoReturn:
    """End the command with a sentence instead of a traceback."""
    sys.exit(f"shouwang: {words}")

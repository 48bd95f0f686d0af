"""Why a file is not taken, in words for the one who sent it."""

from enum import StrEnum


class Reason(StrEnum):
    """What kind of refusal it is, so that a page or a protocol can answer by its own rules."""

    EMPTY = "empty"
    TOO_LARGE = "too large"
    WRONG_TYPE = "wrong type"
    DAMAGED = "damaged"
    GONE = "gone"
    NO_SPACE = "no space"


class Refused(ValueError):
    """The file is not taken. `str()` is a sentence in the reader's language that says what to do."""

    def __init__(self, reason: Reason, words: str) -> None:
        super().__init__(words)
        self.reason = reason

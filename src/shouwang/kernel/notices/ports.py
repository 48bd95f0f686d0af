"""What an outside channel must offer, and how it says that a letter did not get through."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Protocol
from uuid import UUID

from shouwang.kernel.notices.models import Trouble


@dataclass(frozen=True)
class Letter:
    """A notice ready to go. `id` stays the same over every try, so that the other side can drop doubles. `picture` is a
    photo in the store, read only when it is sent; `link` and `picture_link` are public addresses; `secret` signs;
    `lasts`: seconds until it is over, None where nobody said."""

    id: UUID
    address: str
    subject: str
    body: str
    urgent: bool = False
    picture: Path | None = None
    link: str = ""
    picture_link: str = ""
    secret: str = ""
    lasts: int | None = None


class NotSentError(Exception):
    """It did not arrive. `is_final`: another try would not help. `after`: we are asked to wait so long."""

    def __init__(
        self, trouble: Trouble, detail: str = "", *, is_final: bool = False, after: timedelta | None = None
    ) -> None:
        super().__init__(f"{trouble}: {detail}")
        self.trouble = trouble
        self.detail = detail
        self.is_final = is_final
        self.after = after


class Channel(Protocol):
    """One way out. Each folder in channels/ holds one."""

    @property
    def is_outside(self) -> bool:
        """Whether it can ring a phone; only then do quiet hours apply."""

    @property
    def most_a_minute(self) -> int | None:
        """How many parts one robot takes in any minute; None for no such limit."""

    @property
    def most_a_second(self) -> int | None:
        """The same for any second."""

    def parts(self, letter: Letter) -> Sequence[str]:
        """The letter as one or more messages, the same ones every time it is asked."""

    def send(self, letter: Letter, part: str) -> None:
        """Hand one part over, or raise NotSentError. Takes 20 s at most."""

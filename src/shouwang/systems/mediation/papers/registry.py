"""The documents of a file in their order, and when each is needed.

The order and what is always needed are those of the ministry's forms of 2010; "local" papers are the custom of some places.
"""

from dataclasses import dataclass
from enum import StrEnum

from shouwang.kernel.papers.description import Paper
from shouwang.kernel.papers.dossier import CONTENTS
from shouwang.systems.mediation.papers import agreement, closing, opening, sitting


class Need(StrEnum):
    """When a document belongs into the file."""

    ALWAYS = "always"
    ONE_OF = "one_of"  # one of those with the same `instead`, always
    AS_NEEDED = "as_needed"
    LOCAL = "local"


@dataclass(frozen=True)
class Document:
    """One kind of document: its paper, its place in the file, when it is needed, whether there may be several."""

    paper: Paper
    place: int
    need: Need
    instead: str = ""
    several: bool = False

    @property
    def key(self) -> str:
        return self.paper.key


BEGINNING, AGREED = "beginning", "agreed"
DOCUMENTS = (
    Document(closing.COVER, 0, Need.ALWAYS),
    Document(CONTENTS, 1, Need.ALWAYS),
    Document(opening.APPLICATION, 10, Need.ONE_OF, BEGINNING),
    Document(opening.REGISTER, 11, Need.ONE_OF, BEGINNING),
    Document(opening.REFUSAL, 12, Need.LOCAL),
    Document(opening.RIGHTS, 20, Need.ALWAYS),
    Document(opening.IDENTITY, 30, Need.ALWAYS),
    Document(opening.AUTHORITY, 40, Need.AS_NEEDED, several=True),
    Document(sitting.INQUIRY, 50, Need.AS_NEEDED, several=True),
    Document(sitting.EVIDENCE, 60, Need.AS_NEEDED),
    Document(sitting.INVITATION, 69, Need.LOCAL, several=True),
    Document(sitting.RECORD, 70, Need.ALWAYS, several=True),
    Document(agreement.AGREEMENT, 80, Need.ONE_OF, AGREED),
    Document(agreement.ORAL, 81, Need.ONE_OF, AGREED),
    Document(agreement.PERFORMANCE, 90, Need.AS_NEEDED),
    Document(agreement.RECEIPT, 91, Need.AS_NEEDED, several=True),
    Document(agreement.VISIT, 100, Need.AS_NEEDED, several=True),
    Document(agreement.CONFIRMATION_PERSONS, 110, Need.AS_NEEDED),
    Document(agreement.CONFIRMATION_UNIT, 111, Need.AS_NEEDED),
    Document(closing.TRANSFER, 115, Need.AS_NEEDED, several=True),
    Document(closing.TERMINATION, 116, Need.LOCAL),
    Document(closing.FILE_NOTE, 120, Need.AS_NEEDED),
    Document(closing.CLOSING_REPORT, 125, Need.LOCAL),
    Document(closing.BACK, 130, Need.ALWAYS),
)
BY_KEY = {document.key: document for document in DOCUMENTS}


def document(key: str) -> Document:
    """Raises KeyError for a key that is none."""
    return BY_KEY[key]
